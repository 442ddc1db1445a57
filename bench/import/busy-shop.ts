import { setTimeout as wait } from 'node:timers/promises';
import type { LoggedRequest } from '../../test/fakes/woocommerce/request-log.ts';

/**
 * How long a real shop took, from its recorded throughput: two cores, orders created as processing with
 * both mails, 3.5 a second one at a time. From that and from batches of 25 follows what a call costs and
 * what an order in it; two side by side nearly double that, and more only share the two cores.
 */
const RECORDED = { cores: 2, callMs: 105, orderMs: 181 };

/** Lets each request wait as it would in that shop, `speed` times as fast. */
export function busyShop(speed: number): (request: LoggedRequest) => Promise<void> {
  let free = RECORDED.cores;
  const waiting: (() => void)[] = [];

  /** Some work on one core; who has more to do comes after those who wait. */
  async function work(ms: number): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    await wait(ms / speed);
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return async ({ method, body }) => {
    await work(RECORDED.callMs);
    const orders = method === 'GET' ? 0 : ordersIn(body);
    for (let order = 0; order < orders; order += 1) await work(RECORDED.orderMs);
  };
}

function ordersIn(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 1;
  return 'create' in body && Array.isArray(body.create) ? body.create.length : 1;
}
