import { ORDER_PHASES, type OrderPhase } from '../../mapping/order-phase.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { PERSONAL_META } from '../../mapping/woocommerce/order-meta.ts';
import { DAY } from '../clock.ts';
import { WooApiError } from '../errors.ts';
import type { ErasableOrder } from '../ledger/shop-meta-erasure.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { isOrderOf } from '../order-import/look-in-shop.ts';
import type { WriteResult } from '../order-import/ports.ts';
import { atShop, ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import type { EraseOptions, EraseParts } from './ports.ts';

/** Orders read and changed in one call. */
const BATCH = 25;

/** Something is still to be sent in these. */
const OPEN_PHASES: readonly OrderPhase[] = ['announced', 'processable'];
const FINAL_PHASES = ORDER_PHASES.filter((phase) => !OPEN_PHASES.includes(phase));

export type EraseResult =
  | { ran: false; why: 'data-erase-running' }
  /** `due` orders were to be looked at, `erased` lost something, `refused` the shop did not change */
  | { ran: true; due: number; erased: number; refused: number; fault: RunFault | undefined };

type Quiet = Parameters<EraseParts['ledger']['countErasableOrders']>[0];
type Batch = { settled: { order: ErasableOrder; hadSome: boolean }[]; refused: number };

/**
 * Erases what the bridge keeps of the buyer in shop orders that are long done: pseudonymous and
 * delivery e-mail, streets and house numbers in the order's meta. The addresses of the shop order
 * itself are the shop's own and stay. Killed anywhere, the next run repeats it harmlessly.
 */
export async function eraseShopMeta(
  parts: EraseParts,
  options: EraseOptions,
): Promise<EraseResult> {
  const { ledger, clock, logger } = parts;
  const quietSince = new Date(clock.now().getTime() - options.afterDays * DAY).toISOString();
  const quiet: Quiet = { phases: FINAL_PHASES, quietSince, again: options.again };
  const due = await ledger.countErasableOrders(quiet);
  if (options.dryRun) return { ran: true, due, erased: 0, refused: 0, fault: undefined };
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, 'data-erase', holder);
  if (!lease) return { ran: false, why: 'data-erase-running' };
  const keeper = leaseKeeper(parts, lease);
  const counts = { due, erased: 0, refused: 0 };
  let fault: RunFault | undefined;
  try {
    await keeper.fenced(async () => {
      for await (const orders of pages(parts, quiet)) {
        options.signal.throwIfAborted();
        await keeper.keep();
        const { settled, refused } = await eraseBatch(parts, orders);
        const told = { cause: options.cause, now: clock.now().toISOString() };
        await ledger.noteShopMetaErased(settled, quiet, told);
        counts.erased += settled.filter(({ hadSome }) => hadSome).length;
        counts.refused += refused;
      }
      await tellRefused(parts, counts.refused);
    });
  } catch (error) {
    if (!(error instanceof ImportStopped) && !options.signal.aborted) throw error;
    fault = error instanceof ImportStopped ? error.fault : { code: 'stopped', params: {} };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
    logger.info('shop-meta-erased', { ...counts, fault: fault?.code });
  }
  return { ran: true, ...counts, fault };
}

async function* pages({ ledger }: EraseParts, quiet: Quiet): AsyncGenerator<ErasableOrder[]> {
  let after: ErasableOrder | undefined;
  for (;;) {
    const orders = await ledger.listErasableOrders(quiet, { after, limit: BATCH });
    if (orders.length > 0) yield orders;
    after = orders.at(-1);
    if (orders.length < BATCH) return;
  }
}

async function eraseBatch(parts: EraseParts, orders: readonly ErasableOrder[]): Promise<Batch> {
  const { shop, gate } = parts;
  const ids = orders.map(({ wooOrderId }) => wooOrderId);
  const inShop = await atShop(() => gate.run(() => shop.getOrders(ids)));
  const settled: Batch['settled'] = [];
  const full: { order: ErasableOrder; keys: string[] }[] = [];
  let refused = 0;
  for (const order of orders) {
    const found = inShop.get(order.wooOrderId);
    if (found === undefined) settled.push({ order, hadSome: false });
    else if (found instanceof Error) refused += 1;
    else if (isOrderOf(found, order.accountId, order.salesOrderId)) {
      const keys = personalKeys(found);
      if (keys.length > 0) full.push({ order, keys });
      else settled.push({ order, hadSome: false });
    }
    // Else a restored shop gave the id out again: the import finds out, nothing here touches it.
  }
  const erased = await eraseKeys(parts, full);
  settled.push(...erased.map((order) => ({ order, hadSome: true })));
  return { settled, refused: refused + full.length - erased.length };
}

type Change = { wooOrderId: number; change: { meta_data: { key: string; value: null }[] } };

/** @returns the orders in which the shop shows none of the keys any more */
async function eraseKeys(
  parts: EraseParts,
  full: readonly { order: ErasableOrder; keys: string[] }[],
): Promise<ErasableOrder[]> {
  if (full.length === 0) return [];
  const changes = full.map(
    ({ order, keys }): Change => ({
      wooOrderId: order.wooOrderId,
      change: { meta_data: keys.map((key) => ({ key, value: null })) },
    }),
  );
  const results = await send(parts, changes);
  return full.flatMap(({ order }, index) => {
    const result = results[index];
    if (result?.outcome === 'done' && personalKeys(result.order).length === 0) return [order];
    parts.logger.warn('shop-meta-not-erased', {
      salesOrderId: order.salesOrderId,
      wooOrderId: order.wooOrderId,
      outcome: result?.outcome,
      shopCode: result?.outcome === 'refused' ? result.shopCode : undefined,
    });
    return [];
  });
}

/** One order the shop breaks on takes its whole batch along: each of them is then sent alone. */
async function send(parts: EraseParts, changes: Change[]): Promise<WriteResult[]> {
  const { shop, gate } = parts;
  try {
    return await gate.run(() => shop.updateOrders(changes), { size: changes.length });
  } catch (error) {
    const [first, ...others] = changes;
    const isOfOneOrder = error instanceof WooApiError && error.statusCode === 500;
    if (!first || !isOfOneOrder) return atShop(() => Promise.reject(error));
    if (others.length === 0) return [{ outcome: 'unreadable', wooOrderId: first.wooOrderId }];
    const results: WriteResult[] = [];
    for (const change of changes) results.push(...(await send(parts, [change])));
    return results;
  }
}

function personalKeys(order: WooOrder): string[] {
  return PERSONAL_META.filter((key) => order.meta[key] !== undefined);
}

async function tellRefused({ ledger, clock }: EraseParts, orders: number): Promise<void> {
  const now = clock.now().toISOString();
  const code = 'data-erase-incomplete';
  if (orders === 0) return ledger.resolveIncidents([code], 'shop', now);
  await ledger.openIncident({ code, about: 'shop', accountId: undefined, params: { orders } }, now);
}
