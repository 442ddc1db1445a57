import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { CheckResult } from '../../../src/bridge/ledger/receipt-checks.ts';
import type { ReadReceipt } from '../../../src/bridge/ledger/receipts.ts';
import type { ReceiptType } from '../../../src/mapping/receipts/receipt-words.ts';
import { eachDatabase } from '../../databases.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';

const CREATED = '2026-03-31T23:59:59.999Z';

function receipt(
  receiptNumber: string,
  receiptType: ReceiptType = 'PURCHASE',
  said: Partial<ReadReceipt> = {},
): ReadReceipt {
  const { grossCents = 1_999 } = said;
  return {
    receiptNumber,
    receiptType,
    salesOrderId: 'A',
    orderNumber: 'number-A',
    createdAt: CREATED,
    isReal: true,
    grossCents,
    dueCents: grossCents,
    itemsCents: grossCents,
    feesCents: 0,
    servicesCents: 0,
    discountsCents: 0,
    vouchersCents: 0,
    taxes: [],
    linkedReceiptNumber: undefined,
    refundKind: undefined,
    paymentMethod: 'INVOICE',
    pieces: [{ positionItemId: `${said.salesOrderId ?? 'A'}-piece-0`, cents: grossCents }],
    ...said,
  };
}

function result(salesOrderId: string, said: Partial<CheckResult> = {}): CheckResult {
  return {
    salesOrderId,
    state: 'agree',
    details: '{}',
    lookAt: undefined,
    dueSince: null,
    causes: [],
    ...said,
  };
}

const numbersOf = async (ledger: Ledger, filter: Parameters<Ledger['listReceipts']>[0]) =>
  (await ledger.listReceipts(filter)).rows.map((row) => row.receipt_number);

eachDatabase('receipts in the ledger', ({ openFreshLedger }) => {
  it('are kept once, with their pieces, money, event and the wish to be compared', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'A');
    const reduction = receipt('R-2', 'PARTIAL_REFUND', { grossCents: 500, feesCents: 100 });
    const first = await ledger.saveReceipts(ACCOUNT, [receipt('R-1'), reduction], minute(5));
    expect(first.map(({ receiptNumber }) => receiptNumber)).toEqual(['R-1', 'R-2']);
    const again = [reduction, receipt('R-3'), receipt('R-3')];
    const second = await ledger.saveReceipts(ACCOUNT, again, minute(6));
    expect(second.map(({ receiptNumber }) => receiptNumber)).toEqual(['R-3']);
    const [facts] = await ledger.loadReceiptFacts(ACCOUNT, ['A']);
    expect(facts?.receipts.map((row) => row.receipt_number)).toEqual(['R-1', 'R-2', 'R-3']);
    expect(facts?.receiptPieces).toHaveLength(3);
    const money = await ledger.loadAfterSale(ACCOUNT, ['A']);
    expect(money.get('A')?.moneyBack).toEqual([
      { moneyKey: 'R-2|A-piece-0', kind: 'reduction', positionItemId: 'A-piece-0', cents: 400 },
      { moneyKey: 'R-2|fee', kind: 'delivery-fee', positionItemId: undefined, cents: 100 },
    ]);
    const events = await ledger.listEvents(ACCOUNT, 'A');
    expect(events.filter(({ kind }) => kind.startsWith('receipt-'))).toMatchObject([
      { kind: 'receipt-purchase', cause: 'otto' },
      { kind: 'receipt-partial-refund', params: '{"receiptNumber":"R-2","cents":500}' },
      { kind: 'receipt-purchase' },
    ]);
    expect(await ledger.loadDueChecks(ACCOUNT, { now: minute(6), limit: 9 })).toMatchObject([
      { sales_order_id: 'A', state: 'pending', look_at: minute(6) },
    ]);
    expect((await rowOf(ledger, 'A')).next_look_at).toBe(minute(5));
  });

  it('of orders that are not known are kept, and their money waits for the order', async () => {
    const { ledger } = await openFreshLedger();
    const back = receipt('R-1', 'REFUND', { grossCents: 595, feesCents: 595, pieces: [] });
    await ledger.saveReceipts(ACCOUNT, [back], minute(5));
    const [facts] = await ledger.loadReceiptFacts(ACCOUNT, ['A']);
    expect(facts).toMatchObject({ row: undefined, moneyBack: [{ kind: 'delivery-fee' }] });
    await seeOrders(ledger, 'A');
    const later = await ledger.loadAfterSale(ACCOUNT, ['A']);
    expect(later.get('A')?.moneyBack).toMatchObject([{ cents: 595 }]);
  });

  it('are of another account where they have the same number', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveReceipts(ACCOUNT, [receipt('R-1')], minute(5));
    const added = await ledger.saveReceipts('account-2', [receipt('R-1')], minute(5));
    expect(added).toHaveLength(1);
    expect(await numbersOf(ledger, { limit: 9 })).toEqual(['R-1', 'R-1']);
    expect(await ledger.loadReceipt('account-3', 'R-1')).toBeUndefined();
  });

  it('are listed newest first, page after page, by each filter', async () => {
    const { ledger } = await openFreshLedger();
    const many = Array.from({ length: 7 }, (_, index) =>
      receipt(`R-${index}`, index % 2 === 0 ? 'PURCHASE' : 'REFUND', {
        createdAt: minute(Math.floor(index / 2)),
        orderNumber: `nr${index}`,
        salesOrderId: `S-${index}`,
      }),
    );
    await ledger.saveReceipts(ACCOUNT, many, minute(50));
    const paged: string[] = [];
    let before: { createdAt: string; receiptNumber: string; accountId: string } | undefined;
    for (;;) {
      const { rows } = await ledger.listReceipts({ before, limit: 2 });
      paged.push(...rows.map((row) => row.receipt_number));
      const last = rows.at(-1);
      if (!last || rows.length < 2) break;
      before = {
        createdAt: last.created_at,
        receiptNumber: last.receipt_number,
        accountId: last.account_id,
      };
    }
    expect(paged).toEqual(['R-6', 'R-5', 'R-4', 'R-3', 'R-2', 'R-1', 'R-0']);
    expect(await numbersOf(ledger, { type: 'REFUND', limit: 9 })).toEqual(['R-5', 'R-3', 'R-1']);
    const range = { createdFrom: minute(1), createdTo: minute(2) };
    expect(await numbersOf(ledger, { ...range, limit: 9 })).toEqual(['R-3', 'R-2']);
    expect(await numbersOf(ledger, { salesOrderId: 'S-4', limit: 9 })).toEqual(['R-4']);
    expect(await numbersOf(ledger, { search: 'NR5', limit: 9 })).toEqual(['R-5']);
    expect(await numbersOf(ledger, { search: 'r-3', limit: 9 })).toEqual(['R-3']);
    expect(await numbersOf(ledger, { search: 'R-', type: 'REFUND', limit: 2 })).toEqual([
      'R-5',
      'R-3',
    ]);
    expect(await numbersOf(ledger, { accountId: 'account-2', limit: 9 })).toEqual([]);
  });

  it('are listed by how the comparison of their orders stands', async () => {
    const { ledger } = await openFreshLedger();
    const many = ['A', 'B', 'C'].flatMap((salesOrderId, at) => [
      receipt(`P-${salesOrderId}`, 'PURCHASE', { salesOrderId, createdAt: minute(at) }),
      receipt(`R-${salesOrderId}`, 'REFUND', { salesOrderId, createdAt: minute(at + 10) }),
    ]);
    await ledger.saveReceipts(ACCOUNT, many, minute(50));
    const states = [
      result('A', { state: 'differs', causes: undefined }),
      result('C', { state: 'differs', causes: undefined }),
    ];
    await ledger.saveReceiptChecks(ACCOUNT, states, minute(51));
    expect(await numbersOf(ledger, { check: 'differs', limit: 3 })).toEqual(['R-C', 'R-A', 'P-C']);
    const place = { createdAt: minute(2), receiptNumber: 'P-C', accountId: ACCOUNT };
    expect(await numbersOf(ledger, { check: 'differs', before: place, limit: 3 })).toEqual(['P-A']);
    expect(await numbersOf(ledger, { check: 'differs', type: 'REFUND', limit: 3 })).toEqual([
      'R-C',
      'R-A',
    ]);
    expect(await numbersOf(ledger, { check: 'pending', limit: 3 })).toEqual(['R-B', 'P-B']);
    const searched = { search: 'R-', check: 'differs', limit: 3 } as const;
    expect(await numbersOf(ledger, searched)).toEqual(['R-C', 'R-A']);
  });

  it('are summed up by type, technical ones counted alone', async () => {
    const { ledger } = await openFreshLedger();
    const many = [
      receipt('P-1', 'PURCHASE', { feesCents: 595, discountsCents: 100, vouchersCents: 500 }),
      receipt('P-2', 'PURCHASE', { dueCents: undefined }),
      receipt('P-3', 'PURCHASE', { isReal: false }),
      receipt('R-1', 'REFUND', { grossCents: 700 }),
    ];
    await ledger.saveReceipts(ACCOUNT, many, minute(50));
    const counts = await ledger.countReceipts({ most: 2 });
    expect(counts).toEqual([
      {
        type: 'PURCHASE',
        count: 2,
        technicalCount: 1,
        grossCents: 3_998,
        feesCents: 595,
        discountsCents: 100,
        vouchersCents: 500,
        dueCents: 1_999,
        isCapped: true,
      },
      expect.objectContaining({ type: 'REFUND', count: 1, grossCents: 700, isCapped: false }),
      expect.objectContaining({ type: 'PARTIAL_REFUND', count: 0, grossCents: 0 }),
    ]);
    const searched = await ledger.countReceipts({ search: 'P-', most: 9 });
    expect(searched[0]).toMatchObject({ count: 3, technicalCount: 1, grossCents: 3_998 });
    const ofType = await ledger.countReceipts({ type: 'REFUND', most: 9 });
    expect(ofType.map(({ type }) => type)).toEqual(['REFUND']);
  });

  it('are told in sum for the payments of their orders', async () => {
    const { ledger } = await openFreshLedger();
    const many = [
      receipt('P-1'),
      receipt('R-1', 'REFUND', { grossCents: 700, createdAt: '2026-04-02T08:00:00.000Z' }),
      receipt('T-1', 'REFUND', { isReal: false }),
    ];
    await ledger.saveReceipts(ACCOUNT, many, minute(50));
    expect(await ledger.loadReceiptSums(ACCOUNT, ['A', 'B'])).toEqual(
      new Map([
        [
          'A',
          {
            count: 3,
            numbers: ['R-1', 'T-1', 'P-1'],
            balanceCents: 1_299,
            lastCreatedAt: '2026-04-02T08:00:00.000Z',
          },
        ],
      ]),
    );
  });
});

eachDatabase('comparisons in the ledger', ({ openFreshLedger }) => {
  it('are due until they are made, and again when asked for meanwhile', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveReceipts(ACCOUNT, [receipt('R-1')], minute(5));
    const due = () => ledger.loadDueChecks(ACCOUNT, { now: minute(30), limit: 9 });
    const [row] = await due();
    await ledger.saveReceipts(ACCOUNT, [receipt('R-2')], minute(6));
    const made = result('A', { causes: undefined, dueSince: row?.look_at ?? null });
    await ledger.saveReceiptChecks(ACCOUNT, [made], minute(7));
    expect(await due()).toMatchObject([{ state: 'agree', look_at: minute(6) }]);
    await ledger.saveReceiptChecks(ACCOUNT, [{ ...made, dueSince: minute(6) }], minute(8));
    expect(await due()).toEqual([]);
    const later = { ...made, dueSince: null, lookAt: minute(30) };
    await ledger.saveReceiptChecks(ACCOUNT, [later], minute(9));
    expect(await due()).toMatchObject([{ look_at: minute(30), checked_at: minute(9) }]);
  });

  it('open the incident of an order, move it to the problems, and take both back', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'A');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('A')], minute(2));
    const differs = cause('A', { code: 'receipts-differ', params: { orderNumber: 'number-A' } });
    const wrong = result('A', { state: 'differs', causes: [differs] });
    await ledger.saveReceiptChecks(ACCOUNT, [wrong], minute(3));
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'A')).toMatchObject([
      { code: 'receipts-differ', state: 'open' },
    ]);
    expect((await rowOf(ledger, 'A')).tab).toBe('problem');
    // What another finds leaves it alone.
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('A')], minute(4));
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'A')).toHaveLength(1);
    await ledger.saveReceiptChecks(ACCOUNT, [result('A')], minute(5));
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'A')).toEqual([]);
    expect((await rowOf(ledger, 'A')).tab).not.toBe('problem');
  });

  it('are listed by state, account after account', async () => {
    const { ledger } = await openFreshLedger();
    const states = ['B', 'A', 'C'].map((id) =>
      result(id, { state: id === 'C' ? 'agree' : 'differs', causes: undefined }),
    );
    await ledger.saveReceiptChecks(ACCOUNT, states, minute(3));
    await ledger.saveReceiptChecks('account-2', states, minute(3));
    const list = async (asked: Partial<Parameters<Ledger['listReceiptChecks']>[0]>) =>
      (await ledger.listReceiptChecks({ state: 'differs', limit: 3, ...asked })).map(
        (row) => `${row.account_id} ${row.sales_order_id}`,
      );
    expect(await list({})).toEqual(['account-1 A', 'account-1 B', 'account-2 A']);
    const after = { accountId: 'account-2', salesOrderId: 'A' };
    expect(await list({ after })).toEqual(['account-2 B']);
    expect(await list({ accountId: 'account-2' })).toEqual(['account-2 A', 'account-2 B']);
  });

  it('are asked for by whatever happens to an order, once', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'A', 'B');
    const events = [{ kind: 'shop-status-changed', params: {} }];
    const imported = settlement('A', { events });
    await ledger.settleOrders(ACCOUNT, RUN, [imported], minute(2));
    const look = (since: number | undefined, at: string) =>
      ledger.markChangedOrders(ACCOUNT, { since, young: at, orderedFrom: minute(0), now: at });
    const dueIds = async () =>
      (await ledger.loadDueChecks(ACCOUNT, { now: minute(59), limit: 9 })).map(
        (row) => row.sales_order_id,
      );
    const first = await look(undefined, minute(10));
    expect(await dueIds()).toEqual(['A']); // B is not in the shop
    await ledger.saveReceiptChecks(
      ACCOUNT,
      [result('A', { causes: undefined, dueSince: minute(10) })],
      minute(11),
    );
    expect(await look(first, minute(20))).toBe(first);
    expect(await dueIds()).toEqual([]);
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('B', { events })], minute(25));
    const second = await look(first, minute(30));
    expect(second).toBeGreaterThan(first);
    expect(await dueIds()).toEqual(['B']);
  });

  it('are asked for again by what is so young that it may have been overlooked', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'A');
    const events = [{ kind: 'shop-status-changed', params: {} }];
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('A', { events })], minute(2));
    const look = { since: 1_000, orderedFrom: minute(0), now: minute(10) };
    await ledger.markChangedOrders(ACCOUNT, { ...look, young: minute(3) });
    expect(await ledger.loadDueChecks(ACCOUNT, { now: minute(59), limit: 9 })).toEqual([]);
  });
});

eachDatabase('cursors of lists', ({ openFreshLedger }) => {
  it('are each of one account and one list', async () => {
    const { ledger } = await openFreshLedger();
    const nothing = { cursorAt: undefined, readAt: undefined };
    expect(await ledger.loadReadCursor(ACCOUNT, 'receipts')).toEqual(nothing);
    const read = { cursorAt: minute(1), readAt: minute(2) };
    await ledger.saveReadCursor(ACCOUNT, 'receipts', read);
    await ledger.saveReadCursor(ACCOUNT, 'receipts', { ...read, cursorAt: minute(3) });
    expect(await ledger.loadReadCursor(ACCOUNT, 'receipts')).toEqual({
      cursorAt: minute(3),
      readAt: minute(2),
    });
    expect(await ledger.loadReadCursor(ACCOUNT, 'returns')).toEqual(nothing);
    expect(await ledger.loadReadCursor('account-2', 'receipts')).toEqual(nothing);
  });
});
