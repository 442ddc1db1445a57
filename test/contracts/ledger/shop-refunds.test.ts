import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { ShopRefund } from '../../../src/bridge/ledger/shop-refunds.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const ours = (refundId: number, more: Partial<ShopRefund> = {}): ShopRefund => ({
  refundId,
  cents: refundId * 100,
  bookedAt: undefined,
  isOurs: true,
  ...more,
});

async function settleWith(
  ledger: Ledger,
  salesOrderId: string,
  refunds: ShopRefund[],
  now: string,
  events: { kind: string; params: Record<string, string | number> }[] = [],
): Promise<void> {
  const shopOrder = { wooOrderId: 17, number: '17', status: 'x', createdAt: minute(0), refunds };
  await ledger.settleOrders(ACCOUNT, RUN, [settlement(salesOrderId, { shopOrder, events })], now);
}

async function listed(
  ledger: Ledger,
  asked: { from: string; until: string; accountId?: string } = {
    from: minute(0),
    until: minute(59),
  },
) {
  const rows = await ledger.listShopRefunds(asked);
  return rows.map((row) => [row.kind, row.at, row.refund_id, row.cents, row.order_number]);
}

const told = async (ledger: Ledger, salesOrderId: string) =>
  (await ledger.listEvents(ACCOUNT, salesOrderId)).map(({ kind, params }) => [
    kind,
    JSON.parse(params),
  ]);

eachDatabase('refunds in the shop', ({ openFreshLedger }) => {
  it('are found by when the shop booked them, or they were seen first, with their orders', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('A'), seenOrder('B')], minute(1));
    await settleWith(ledger, 'A', [ours(1, { bookedAt: minute(2) })], minute(5));
    await settleWith(ledger, 'B', [ours(2)], minute(6));
    expect(await listed(ledger)).toEqual([
      ['booked', minute(2), 1, 100, 'number-A'],
      ['booked', minute(6), 2, 200, 'number-B'],
    ]);
    expect(await listed(ledger, { from: minute(2), until: minute(6) })).toHaveLength(1);
    const both = { from: minute(0), until: minute(9) };
    expect(await listed(ledger, { ...both, accountId: ACCOUNT })).toHaveLength(2);
    expect(await listed(ledger, { ...both, accountId: 'account-2' })).toEqual([]);
  });

  it('are kept once, and told in the timeline where nobody did: booked without an answer, or by hand', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    const created = { kind: 'shop-refund-created', params: { refundId: 1, cents: 100 } };
    await settleWith(ledger, 'A', [ours(1)], minute(3), [created]);
    const all = [ours(1), ours(2), ours(3, { isOurs: false })];
    await settleWith(ledger, 'A', all, minute(4));
    await settleWith(ledger, 'A', all, minute(5));
    expect(await listed(ledger)).toHaveLength(3);
    expect(await told(ledger, 'A')).toEqual([
      ['shop-refund-created', { refundId: 1, cents: 100 }],
      ['shop-refund-created', { wooOrderId: 17, refundId: 2, cents: 200 }],
      ['shop-refund-by-hand', { refundId: 3, cents: 300 }],
    ]);
  });

  it('that were taken back stand in the month of that, unless they come back', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    await settleWith(ledger, 'A', [ours(1), ours(2)], minute(3));
    await settleWith(ledger, 'A', [ours(2)], minute(4));
    expect(await listed(ledger, { from: minute(4), until: minute(9) })).toEqual([
      ['removed', minute(4), 1, 100, 'number-A'],
    ]);
    await settleWith(ledger, 'A', [ours(1), ours(2)], minute(5));
    expect(await listed(ledger)).toHaveLength(2);
  });

  it('are kept with a look at the shop order, and not with one that is void', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('A')], minute(1));
    await settleWith(ledger, 'A', [], minute(3));
    const row = (await ledger.loadSalesOrders(ACCOUNT, ['A'])).get('A');
    const look = {
      salesOrderId: 'A',
      wooStatus: 'x',
      facts: undefined,
      events: [],
      contradictions: undefined,
      wakes: false,
      wantsReportLook: false,
      refunds: [ours(7)],
      ...(row ? { basedOn: row } : {}),
    };
    const stale = row && { ...row, content_hash: 'another' };
    await ledger.settleShopLooks(
      ACCOUNT,
      [{ ...look, ...(stale ? { basedOn: stale } : {}) }],
      'shop',
      minute(4),
    );
    expect(await listed(ledger)).toEqual([]);
    await ledger.settleShopLooks(ACCOUNT, [look], 'shop', minute(5));
    expect(await listed(ledger)).toHaveLength(1);
  });
});
