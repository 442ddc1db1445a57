import { expect, it } from 'vitest';
import type { NewDelivery } from '../../../src/bridge/ledger/webhook-deliveries.ts';
import { createDeliveryKeeper } from '../../../src/bridge/shop-watch/keep-deliveries.ts';
import { systemClock } from '../../../src/bridge/system-clock.ts';

const delivery = (wooOrderId: number): NewDelivery => ({
  deliveryId: `d-${wooOrderId}`,
  webhookId: 1,
  topic: 'order.updated',
  wooOrderId,
  isWorked: false,
});

/** A ledger whose commits end when they are let go. */
function slowLedger() {
  const commits: { ids: number[]; end: PromiseWithResolvers<boolean[]> }[] = [];
  const ledger = {
    addDeliveries: (some: readonly NewDelivery[]) => {
      const end = Promise.withResolvers<boolean[]>();
      commits.push({ ids: some.map(({ wooOrderId }) => wooOrderId), end });
      return end.promise;
    },
  };
  return { commits, keep: createDeliveryKeeper({ ledger, clock: systemClock }) };
}

it('keeps what comes while the disk is at work in one commit, each answered after its own', async () => {
  const { commits, keep } = slowLedger();
  const first = keep(delivery(1));
  const others = [keep(delivery(2)), keep(delivery(3))];
  expect(commits.map(({ ids }) => ids)).toEqual([[1]]);
  commits[0]?.end.resolve([true]);
  expect(await first).toBe(true);
  await expect.poll(() => commits.map(({ ids }) => ids)).toEqual([[1], [2, 3]]);
  commits[1]?.end.resolve([true, false]);
  expect(await Promise.all(others)).toEqual([true, false]);
});

it('tells each of a failed commit, and keeps the next ones', async () => {
  const { commits, keep } = slowLedger();
  const first = keep(delivery(1));
  commits[0]?.end.reject(new Error('full'));
  await expect(first).rejects.toThrow('full');
  const next = keep(delivery(2));
  await expect.poll(() => commits.length).toBe(2);
  commits[1]?.end.resolve([true]);
  expect(await next).toBe(true);
});
