import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { MoneyBackInLedger } from '../../../src/bridge/ledger/money-back.ts';
import type { ReadReceipt } from '../../../src/bridge/ledger/receipts.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const reduction = (overrides: Partial<MoneyBackInLedger> = {}): MoneyBackInLedger => ({
  moneyKey: 'R-1|piece-1',
  kind: 'reduction',
  positionItemId: 'piece-1',
  cents: 500,
  salesOrderId: 'order',
  receiptNumber: 'R-1',
  at: minute(3),
  ...overrides,
});

const fee = (overrides: Partial<MoneyBackInLedger> = {}) =>
  reduction({
    moneyKey: 'R-2|fee',
    kind: 'delivery-fee',
    positionItemId: undefined,
    cents: 595,
    receiptNumber: undefined,
    at: minute(2),
    ...overrides,
  });

eachDatabase('money that went back at OTTO', ({ openFreshLedger }) => {
  it('stands in the ledger as it was told, oldest first', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.addMoneyBack(ACCOUNT, [reduction(), fee()], minute(4));
    await ledger.addMoneyBack('other account', [fee({ cents: 1 })], minute(4));
    await ledger.addMoneyBack(ACCOUNT, [fee({ moneyKey: 'X', salesOrderId: 'x' })], minute(4));
    const known = await ledger.loadAfterSale(ACCOUNT, ['order', 'nothing of it']);
    expect([...known]).toEqual([
      [
        'order',
        {
          moneyBack: [
            { moneyKey: 'R-2|fee', kind: 'delivery-fee', positionItemId: undefined, cents: 595 },
            { moneyKey: 'R-1|piece-1', kind: 'reduction', positionItemId: 'piece-1', cents: 500 },
          ],
          conditions: new Map(),
        },
      ],
    ]);
  });

  it('counts once, as it was told first, however often its receipt is read', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.addMoneyBack(ACCOUNT, [reduction(), reduction()], minute(4))).toEqual([
      reduction(),
    ]);
    const again = [reduction({ cents: 700 }), fee()];
    expect(await ledger.addMoneyBack(ACCOUNT, again, minute(5))).toEqual([fee()]);
    const known = await ledger.loadAfterSale(ACCOUNT, ['order']);
    expect(known.get('order')?.moneyBack.map(({ cents }) => cents)).toEqual([595, 500]);
    expect(await ledger.addMoneyBack(ACCOUNT, [], minute(5))).toEqual([]);
    expect(await ledger.loadAfterSale(ACCOUNT, [])).toEqual(new Map());
  });

  const partialRefund = (said: Partial<ReadReceipt> = {}): ReadReceipt => ({
    receiptNumber: 'R-1',
    receiptType: 'PARTIAL_REFUND',
    salesOrderId: 'order',
    orderNumber: undefined,
    createdAt: minute(3),
    isReal: true,
    grossCents: 500,
    dueCents: 500,
    itemsCents: 500,
    feesCents: 0,
    servicesCents: 0,
    discountsCents: 0,
    vouchersCents: 0,
    taxes: [],
    linkedReceiptNumber: undefined,
    refundKind: undefined,
    paymentMethod: undefined,
    pieces: [],
    ...said,
  });

  const knownOf = async (ledger: Ledger) => {
    const known = await ledger.loadAfterSale(ACCOUNT, ['order']);
    return (known.get('order')?.moneyBack ?? []).map(
      ({ moneyKey, kind, positionItemId, cents }) => [moneyKey, kind, positionItemId, cents],
    );
  };

  it('is one, whether its receipt or OTTO’s list of reductions tells of it first', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveReceipts(ACCOUNT, [partialRefund()], minute(4));
    expect(await knownOf(ledger)).toEqual([['R-1|other', 'other', undefined, 500]]);
    for (let times = 0; times < 2; times += 1) {
      expect(await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(5))).toEqual([]);
      expect(await knownOf(ledger)).toEqual([['R-1|other', 'reduction', 'piece-1', 500]]);
    }
    const another = await openFreshLedger();
    await another.ledger.addMoneyBack(ACCOUNT, [reduction()], minute(4));
    await another.ledger.saveReceipts(ACCOUNT, [partialRefund()], minute(5));
    expect(await knownOf(another.ledger)).toEqual([['R-1|piece-1', 'reduction', 'piece-1', 500]]);
  });

  it('is never more than its receipt, whatever pieces the two name', async () => {
    const { ledger } = await openFreshLedger();
    const pieces = [{ positionItemId: 'piece-2', cents: 500 }];
    const ofAnother = [['R-1|piece-2', 'reduction', 'piece-2', 500]];
    await ledger.saveReceipts(ACCOUNT, [partialRefund({ pieces })], minute(4));
    expect(await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(5))).toEqual([]);
    expect(await knownOf(ledger)).toEqual(ofAnother);
    const another = await openFreshLedger();
    const listed = reduction({ moneyKey: 'R-1|piece-2', positionItemId: 'piece-2' });
    await another.ledger.addMoneyBack(ACCOUNT, [listed], minute(4));
    const onlyOther = [{ positionItemId: 'piece-1', cents: 500 }];
    const receipt = partialRefund({ pieces: onlyOther });
    await another.ledger.saveReceipts(ACCOUNT, [receipt], minute(5));
    expect(await knownOf(another.ledger)).toEqual(ofAnother);
  });

  it('stays as of no piece where the receipt gave back more', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveReceipts(ACCOUNT, [partialRefund({ grossCents: 800 })], minute(4));
    expect(await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(5))).toEqual([]);
    expect(await knownOf(ledger)).toEqual([['R-1|other', 'other', undefined, 800]]);
  });

  it('is what the list says where its receipt moved no money', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveReceipts(ACCOUNT, [partialRefund({ isReal: false })], minute(4));
    expect(await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(5))).toHaveLength(1);
    await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(6));
    expect(await knownOf(ledger)).toEqual([['R-1|piece-1', 'reduction', 'piece-1', 500]]);
  });

  it('is told by its own receipt alone where the list names the invoice', async () => {
    const { ledger } = await openFreshLedger();
    const invoice = partialRefund({ receiptType: 'PURCHASE', grossCents: 4999 });
    await ledger.saveReceipts(ACCOUNT, [invoice], minute(4));
    expect(await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(5))).toEqual([]);
    await ledger.saveReceipts(ACCOUNT, [partialRefund({ receiptNumber: 'R-2' })], minute(6));
    expect(await knownOf(ledger)).toEqual([['R-2|other', 'other', undefined, 500]]);
  });

  it('of receipts that are not real counts once no purchase of the order is', async () => {
    const { ledger } = await openFreshLedger();
    const refund = partialRefund({ isReal: false });
    const purchase = partialRefund({
      ...{ receiptNumber: 'P-1', receiptType: 'PURCHASE', grossCents: 4999, isReal: false },
    });
    await ledger.saveReceipts(ACCOUNT, [refund], minute(4));
    expect(await knownOf(ledger)).toEqual([]);
    // OTTO lists the newest first: the purchase may come on a later page.
    await ledger.saveReceipts(ACCOUNT, [purchase], minute(5));
    expect(await knownOf(ledger)).toEqual([['R-1|other', 'other', undefined, 500]]);
    const real = { ...purchase, isReal: true };
    const another = await openFreshLedger();
    await another.ledger.saveReceipts(ACCOUNT, [real, refund], minute(4));
    expect(await knownOf(another.ledger)).toEqual([]);
  });

  it('lets its order be looked at, once', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order', 'another');
    const settled = [settlement('order'), settlement('another')];
    await ledger.settleOrders(ACCOUNT, RUN, settled, minute(2));
    await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(4));
    expect((await rowOf(ledger, 'order')).next_look_at).toBe(minute(4));
    expect((await rowOf(ledger, 'another')).next_look_at).toBeNull();
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { moneyBackKnown: 1 })],
      minute(5),
    );
    await ledger.addMoneyBack(ACCOUNT, [reduction()], minute(6));
    expect((await rowOf(ledger, 'order')).next_look_at).toBeNull();
  });

  it('that came while its order was worked on is not settled away', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order', 'another');
    await ledger.addMoneyBack(ACCOUNT, [reduction(), fee()], minute(4));
    const settled = [
      settlement('order', { moneyBackKnown: 1 }),
      settlement('another', { moneyBackKnown: 0 }),
    ];
    await ledger.settleOrders(ACCOUNT, RUN, settled, minute(5));
    expect((await rowOf(ledger, 'order')).next_look_at).toBe(minute(5));
    expect((await rowOf(ledger, 'another')).next_look_at).toBeNull();
  });
});

eachDatabase('the condition in which a piece came back', ({ openFreshLedger }) => {
  type Said = { piece: string; condition: string | null };

  async function conditionsAfter(returns: (Said & { status?: string })[], accepted: Said[]) {
    const { ledger, location } = await openFreshLedger();
    const db = await openTables(location);
    for (const { piece, condition, status = 'ACCEPTED' } of returns) {
      await db
        .insertInto('returns')
        .values({
          account_id: ACCOUNT,
          position_item_id: piece,
          sales_order_id: 'order',
          status,
          occurred_at: minute(3),
          condition,
          first_seen_at: minute(3),
          changed_at: minute(3),
        })
        .execute();
    }
    for (const [index, { piece, condition }] of accepted.entries()) {
      const isSent = condition !== 'not sent';
      await db
        .insertInto('transmissions')
        .values({
          transmission_id: `report-${index}`,
          account_id: ACCOUNT,
          sales_order_id: 'order',
          kind: 'acceptance',
          state: 'accepted',
          source: 'command',
          condition: isSent && condition === 'B' ? 'B' : 'E',
          sent_at: isSent ? minute(index) : null,
          created_at: minute(1),
        })
        .execute();
      await db
        .insertInto('transmission_pieces')
        .values({
          transmission_id: `report-${index}`,
          account_id: ACCOUNT,
          position_item_id: piece,
          lane: 'return',
          is_active: 0,
        })
        .execute();
    }
    const known = await ledger.loadAfterSale(ACCOUNT, ['order']);
    return Object.fromEntries(known.get('order')?.conditions ?? []);
  }

  it('is what OTTO’s list of accepted returns says', async () => {
    const returns = [
      { piece: 'a', condition: 'A' },
      { piece: 'b', condition: null },
      { piece: 'c', condition: 'Z' },
      { piece: 'd', condition: 'D', status: 'REJECTED' },
    ];
    expect(await conditionsAfter(returns, [])).toEqual({ a: 'A' });
  });

  it('is else what OTTO was told here, the last of it', async () => {
    const told = [
      { piece: 'a', condition: 'E' },
      { piece: 'a', condition: 'B' },
      { piece: 'b', condition: 'not sent' },
      { piece: 'c', condition: 'B' },
    ];
    expect(await conditionsAfter([{ piece: 'c', condition: 'D' }], told)).toEqual({
      a: 'B',
      c: 'D',
    });
  });
});

describe('what an order was seen to cost', () => {
  eachDatabase('in the ledger', ({ openFreshLedger }) => {
    it('names its delivery fees and discounts, and follows OTTO', async () => {
      const { ledger } = await openFreshLedger();
      const seen = seenOrder('order', { feeCents: 595, discountCents: 100 });
      await ledger.recordSeen(ACCOUNT, [seen, seenOrder('unreadable')], minute(1));
      expect(await rowOf(ledger, 'order')).toMatchObject({ fee_cents: 595, discount_cents: 100 });
      expect(await rowOf(ledger, 'unreadable')).toMatchObject({
        fee_cents: null,
        discount_cents: null,
      });
      await ledger.recordSeen(ACCOUNT, [{ ...seen, feeCents: 0, discountCents: 7 }], minute(2));
      expect(await rowOf(ledger, 'order')).toMatchObject({ fee_cents: 0, discount_cents: 7 });
    });
  });
});
