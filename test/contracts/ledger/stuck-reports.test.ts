import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { minute } from './ledger-facts.ts';
import { orders, shipment } from './report-facts.ts';

const now = minute(9);

async function addDue(ledger: Ledger, accountId: string, salesOrderId: string, from: number) {
  const transmissionId = `${accountId}-${salesOrderId}`;
  const report = shipment(salesOrderId, { transmissionId, nextTryAt: minute(from) });
  await ledger.addTransmissions(accountId, [report], 'poll', minute(3));
  return transmissionId;
}

async function letOttoTake(ledger: Ledger, transmissionId: string, at: string) {
  const call = { from: ['due'], nextTryAt: at } as const;
  const attemptId = await ledger.startAttempt(transmissionId, 'create-shipment', call, at);
  const next = { state: 'accepted', countsAsFailure: false } as const;
  const end = { attemptId: attemptId ?? -1, transmissionId, outcome: 'done', next } as const;
  await ledger.settleAttempt(end, at);
}

eachDatabase('reports that may be stuck', ({ openFreshLedger }) => {
  it('are found by the one that is due longest, of an account and of some kinds', async () => {
    const { ledger } = await openFreshLedger();
    for (const accountId of ['one', 'two']) await orders(ledger, ['a', 'b'], { accountId });
    await addDue(ledger, 'one', 'a', 6);
    await addDue(ledger, 'one', 'b', 5);
    await addDue(ledger, 'two', 'a', 10);
    expect(await ledger.loadOldestDueReportAt('one', { now })).toBe(minute(5));
    expect(await ledger.loadOldestDueReportAt('two', { now })).toBeUndefined();
    const ofKinds = (...kinds: ('shipment' | 'acceptance')[]) =>
      ledger.loadOldestDueReportAt('one', { now, kinds });
    expect(await ofKinds('shipment', 'acceptance')).toBe(minute(5));
    expect(await ofKinds('acceptance')).toBeUndefined();
    expect(await ofKinds()).toBeUndefined();
  });

  it('are told from a long queue by when OTTO last took one of the account', async () => {
    const { ledger } = await openFreshLedger();
    for (const accountId of ['one', 'two']) await orders(ledger, ['a', 'b'], { accountId });
    const [first, second] = [
      await addDue(ledger, 'one', 'a', 6),
      await addDue(ledger, 'one', 'b', 5),
    ];
    expect(await ledger.loadLastAcceptedAt('one')).toBeUndefined();
    await letOttoTake(ledger, second, minute(8));
    await letOttoTake(ledger, first, minute(7));
    expect(await ledger.loadLastAcceptedAt('one')).toBe(minute(8));
    expect(await ledger.loadLastAcceptedAt('two')).toBeUndefined();
  });
});
