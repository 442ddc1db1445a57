import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { StockTarget } from '../../../src/mapping/stock/target.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, seenOrder, settlement } from './ledger-facts.ts';

const LATER = minute(500);
const HOME = { isVacation: false };

const target = (number: number | undefined): StockTarget => ({
  shopQuantity: number,
  target: number,
  finding: number === undefined ? { code: 'not-managed', params: {} } : undefined,
});

/** SKUs as OTTO lists them, each with what it shows. */
async function list(ledger: Ledger, shown: Record<string, number | undefined>, at = minute(0)) {
  await ledger.noteShownStock(
    ACCOUNT,
    Object.entries(shown).map(([sku, quantity]) => ({ sku, quantity, changedAt: undefined })),
    { readAt: at, now: at, ...HOME },
  );
}

async function look(
  ledger: Ledger,
  numbers: Record<string, number | undefined>,
  now = minute(1),
  options = HOME,
) {
  const looks = await ledger.loadStockLooks(ACCOUNT, { now: LATER, readBefore: '', limit: 100 });
  const asked = new Map(looks.map(({ sku, looksAsked }) => [sku, looksAsked]));
  await ledger.settleStockLooks(
    ACCOUNT,
    Object.entries(numbers).map(([sku, number]) => ({
      sku,
      looksAsked: asked.get(sku) ?? 0,
      usual: target(number),
      isOther: false,
    })),
    { now, ...options },
  );
}

const due = (ledger: Ledger, limit = 100) => ledger.loadDueStock(ACCOUNT, { now: LATER, limit });
const level = async (ledger: Ledger, sku: string) => {
  const found = await ledger.loadStockLevel(ACCOUNT, sku);
  if (found) return found;
  throw new Error(`no level of ${sku}`);
};
const taken = (sku: string, quantity: number) => ({ sku, quantity, refusal: undefined });

eachDatabase('stock', ({ openFreshLedger }) => {
  it('is known of what OTTO lists and of what it sold, each to be read from the shop once', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3, PLATE: 0 });
    const [usual] = seenOrder('a').positionItems;
    if (!usual) throw new Error('no piece');
    await ledger.recordSeen(
      ACCOUNT,
      [seenOrder('a', { positionItems: [{ ...usual, sku: 'JUG' }] })],
      minute(0),
    );
    await ledger.addStockLevels([ACCOUNT], minute(0));
    await ledger.addStockLevels([ACCOUNT], minute(3));
    const looks = await ledger.loadStockLooks(ACCOUNT, {
      now: minute(1),
      readBefore: '',
      limit: 10,
    });
    expect(looks.map(({ sku, state }) => [sku, state])).toEqual([
      ['JUG', 'unread'],
      ['MUG', 'unread'],
      ['PLATE', 'unread'],
    ]);
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toMatchObject({ isAtOtto: true });
    expect(await ledger.loadSku(ACCOUNT, 'JUG')).toMatchObject({ isAtOtto: false });
  });

  it('is due where it differs, zeros first, then what becomes less, then the rest', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { A: 1, B: 9, C: 5, D: 5, E: 7 });
    await look(ledger, { A: 4, B: 2, C: 5, D: 0, E: undefined });
    expect(await due(ledger)).toEqual([
      { sku: 'D', quantity: 0 },
      { sku: 'B', quantity: 2 },
      { sku: 'A', quantity: 4 },
    ]);
    expect(await due(ledger, 1)).toHaveLength(1);
    await ledger.settlePushedStock(ACCOUNT, [taken('D', 0), taken('B', 2)], minute(2));
    expect(await due(ledger)).toEqual([{ sku: 'A', quantity: 4 }]);
    await look(ledger, { B: 1, D: 0 }, minute(3));
    expect(await due(ledger)).toEqual([
      { sku: 'B', quantity: 1 },
      { sku: 'A', quantity: 4 },
    ]);
  });

  it('is looked at again where that was asked for while it was looked at', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3 });
    const open = () =>
      ledger.loadStockLooks(ACCOUNT, { now: minute(0), readBefore: '', limit: 10 });
    const [first] = await open();
    await ledger.askForStockLooks(ACCOUNT, ['MUG'], minute(0));
    await ledger.settleStockLooks(
      ACCOUNT,
      [
        {
          sku: 'MUG',
          looksAsked: first?.looksAsked ?? 0,
          usual: target(3),
          isOther: false,
        },
      ],
      { now: minute(0), ...HOME },
    );
    expect(await open()).toHaveLength(1);
    await look(ledger, { MUG: 3 }, minute(0));
    expect(await open()).toEqual([]);
  });

  it('is read again after an hour, but what was asked for goes first', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { A: 1, B: 1, C: 1 });
    await look(ledger, { A: 1 }, minute(1));
    await look(ledger, { B: 1, C: 1 }, minute(2));
    await ledger.askForStockLooks(ACCOUNT, ['C'], minute(50));
    const at = async (readBefore: string) => {
      const which = { now: minute(60), readBefore, limit: 10 };
      return (await ledger.loadStockLooks(ACCOUNT, which)).map(({ sku }) => sku);
    };
    expect(await at(minute(2))).toEqual(['C', 'A']);
    expect(await at(minute(3))).toEqual(['C', 'A', 'B']);
  });

  it('follows a changed product to every SKU that is made from it, or is called like it', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 1, SET: 1, NEW: 1, OTHER: 1 });
    await look(ledger, { MUG: 1, SET: 1, NEW: undefined, OTHER: 1 });
    const part = { productId: 7, variationId: 0, shopSku: 'mug', quantity: 1 };
    await ledger.saveStockParts(ACCOUNT, [
      { sku: 'MUG', parts: [part] },
      {
        sku: 'SET',
        parts: [
          { ...part, quantity: 2 },
          { ...part, productId: 8, variationId: 9 },
        ],
      },
    ]);
    const changed = (productIds: number[], shopSkus: string[] = []) =>
      ledger.noteProductsChanged({ productIds, shopSkus, accountIds: [ACCOUNT] }, minute(5));
    const open = async () => {
      const which = { now: minute(5), readBefore: '', limit: 10 };
      return (await ledger.loadStockLooks(ACCOUNT, which)).map(({ sku }) => sku);
    };
    expect(await changed([100], ['nobody', ''])).toBe(false);
    expect(await changed([9])).toBe(true);
    expect(await open()).toEqual(['SET']);
    await changed([7], ['NEW']);
    expect(await open()).toEqual(['MUG', 'NEW', 'SET']);
    expect(await ledger.loadProductUses([7])).toMatchObject([
      { sku: 'MUG', quantity: 1 },
      { sku: 'SET', quantity: 2 },
    ]);
    await ledger.saveStockParts(ACCOUNT, [{ sku: 'SET', parts: [part] }]);
    expect(await ledger.loadProductUses([8])).toEqual([]);
  });

  it('counts as reserved what is sold and not taken by the shop, and asks for a look when that changes', async () => {
    const { ledger } = await openFreshLedger();
    const [usual] = seenOrder('a').positionItems;
    if (!usual) throw new Error('no piece');
    const pieces = (id: string, ...states: string[]) =>
      states.map((fulfillmentStatus, index) => ({
        ...usual,
        sku: 'MUG',
        positionItemId: `${id}-${index}`,
        fulfillmentStatus,
      }));
    await ledger.recordSeen(
      ACCOUNT,
      [
        seenOrder('a', { positionItems: pieces('a', 'ANNOUNCED', 'PROCESSABLE', 'SENT') }),
        seenOrder('b', { positionItems: pieces('b', 'PROCESSABLE', 'CANCELLED_BY_MARKETPLACE') }),
      ],
      minute(0),
    );
    await ledger.addStockLevels([ACCOUNT], minute(0));
    await look(ledger, { MUG: 9 });
    await ledger.noteReserved([ACCOUNT], minute(2));
    expect((await level(ledger, 'MUG')).reserved).toBe(3);
    const isAsked = async () =>
      (await ledger.loadStockLooks(ACCOUNT, { now: minute(2), readBefore: '', limit: 9 })).length;
    expect(await isAsked()).toBe(1);
    await look(ledger, { MUG: 9 });
    await ledger.noteReserved([ACCOUNT], minute(2));
    expect(await isAsked()).toBe(0);
    await ledger.settleOrders(ACCOUNT, 'run', [settlement('b')], minute(3));
    expect(await ledger.loadReserved([ACCOUNT])).toEqual([
      { accountId: ACCOUNT, sku: 'MUG', pieces: 2 },
    ]);
    expect(await ledger.loadReserved([])).toEqual([]);
  });

  it('of an unknown SKU is sent again after a day, or when somebody wishes it', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3, PLATE: 3 });
    await list(ledger, { MUG: undefined }, minute(1));
    await look(ledger, { MUG: 5, PLATE: 6 });
    const refusal = { state: 'unknown', detail: 'no MOIN' } as const;
    await ledger.settlePushedStock(
      ACCOUNT,
      [{ sku: 'MUG', quantity: 5, refusal }, taken('PLATE', 6)],
      minute(2),
    );
    const at = (now: string) => ledger.loadDueStock(ACCOUNT, { now, limit: 9 });
    expect(await at(minute(24 * 60))).toEqual([]);
    expect(await at(minute(24 * 60 + 2))).toEqual([{ sku: 'MUG', quantity: 5 }]);
    expect(await ledger.sampleStock(ACCOUNT, 'unknown', 9)).toEqual({ count: 1, skus: ['MUG'] });
    expect(await ledger.wishForStock(ACCOUNT, ['MUG', 'NOBODY'], minute(3))).toBe(1);
    expect(await at(minute(3))).toEqual([{ sku: 'MUG', quantity: 5 }]);
    expect(await ledger.wishForStock(ACCOUNT, 'all', minute(3))).toBe(2);
    expect((await at(minute(3))).map(({ sku }) => sku)).toEqual(['PLATE', 'MUG'].toSorted());
  });

  it('that OTTO took is to be verified after a while, until it was shown', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3 });
    await look(ledger, { MUG: 5 });
    await ledger.settlePushedStock(ACCOUNT, [taken('MUG', 5)], minute(10));
    const open = (takenBefore: string) =>
      ledger.loadUnverifiedStock(ACCOUNT, { takenBefore, limit: 9 });
    expect(await open(minute(9))).toEqual([]);
    expect(await open(minute(10))).toEqual(['MUG']);
    await list(ledger, { MUG: 5 }, minute(12));
    expect(await open(minute(20))).toEqual([]);
    expect(await level(ledger, 'MUG')).toMatchObject({ state: 'agrees', ottoQuantity: 5 });
    expect(await ledger.loadNotShown(ACCOUNT, minute(12))).toEqual([]);
    expect(await ledger.loadNotShown(ACCOUNT, minute(13))).toEqual(['MUG']);
  });

  it('knows sales since OTTO took a number as the reason for a lower one', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3 });
    await look(ledger, { MUG: 5 });
    await ledger.settlePushedStock(ACCOUNT, [taken('MUG', 5)], minute(10));
    const [usual] = seenOrder('a').positionItems;
    if (!usual) throw new Error('no piece');
    const sold = (id: string, orderedAt: string) =>
      seenOrder(id, {
        orderedAt,
        positionItems: [{ ...usual, sku: 'MUG', positionItemId: id }],
      });
    await ledger.recordSeen(ACCOUNT, [sold('before', minute(9))], minute(11));
    await list(ledger, { MUG: 4 }, minute(12));
    expect(await level(ledger, 'MUG')).toMatchObject({
      state: 'pushed',
      finding: { code: 'lower' },
    });
    await ledger.recordSeen(ACCOUNT, [sold('since', minute(11))], minute(13));
    await list(ledger, { MUG: 4 }, minute(14));
    expect(await level(ledger, 'MUG')).toMatchObject({ state: 'due', resends: 0 });
  });

  it('goes to zero for the vacation with all that OTTO shows, and is made anew after it', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3, VASE: 8, OLD: 2 }, minute(5));
    await look(ledger, { MUG: 3, VASE: undefined, OLD: undefined });
    expect(await ledger.beginAway(ACCOUNT, minute(6))).toBe(1);
    expect(await due(ledger)).toEqual([{ sku: 'MUG', quantity: 0 }]);
    await list(ledger, { MUG: 3, VASE: 8 }, minute(7));
    expect(await ledger.beginAway(ACCOUNT, minute(6))).toBe(1);
    expect(await ledger.beginAway(ACCOUNT, minute(6))).toBe(0);
    expect(await level(ledger, 'VASE')).toMatchObject({ isAway: true, restore: 8, target: 0 });
    await ledger.settlePushedStock(ACCOUNT, [taken('MUG', 0), taken('VASE', 0)], minute(8));
    expect(await ledger.countVacation([ACCOUNT])).toMatchObject({ total: 2, atZero: 0, away: 2 });
    await list(ledger, { MUG: 0, VASE: 0 }, minute(9));
    expect(await ledger.countVacation([ACCOUNT])).toMatchObject({ total: 2, atZero: 2 });
    await look(ledger, { MUG: 30, VASE: undefined }, minute(10), { isVacation: true });
    expect(await due(ledger)).toEqual([]);
    expect(await ledger.endAway(ACCOUNT, minute(11))).toBe(2);
    expect(await ledger.endAway(ACCOUNT, minute(11))).toBe(0);
    await look(ledger, { MUG: 30, VASE: undefined }, minute(12));
    expect(await due(ledger)).toEqual([
      { sku: 'MUG', quantity: 30 },
      { sku: 'VASE', quantity: 8 },
    ]);
    await ledger.settlePushedStock(ACCOUNT, [taken('VASE', 8)], minute(13));
    await look(ledger, { VASE: undefined }, minute(14));
    expect(await level(ledger, 'VASE')).toMatchObject({ state: 'not-told', restore: undefined });
    expect(await ledger.countVacation([])).toMatchObject({ total: 0 });
  });

  it('is listed by SKU byte by byte, page by page, by state and by how the SKU begins', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { b: 1, B1: 1, B2: 1, ä: 1, A: 1 });
    await look(ledger, { B1: 7, A: 1 });
    const skus = async (asked: Partial<Parameters<Ledger['listStock']>[0]>) =>
      (await ledger.listStock({ limit: 10, ...asked })).map(({ sku }) => sku);
    expect(await skus({})).toEqual(['A', 'B1', 'B2', 'b', 'ä']);
    expect(await skus({ limit: 2 })).toEqual(['A', 'B1']);
    const after = { sku: 'B1', accountId: ACCOUNT };
    expect(await skus({ after, limit: 2 })).toEqual(['B2', 'b']);
    expect(await skus({ search: 'B' })).toEqual(['B1', 'B2']);
    expect(await skus({ state: 'due' })).toEqual(['B1']);
    expect(await skus({ accountId: 'other' })).toEqual([]);
    expect(await skus({ accountId: ACCOUNT, state: 'agrees' })).toEqual(['A']);
  });

  it('has a buffer and a cap of its own where the owner says so, and is then looked at', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { MUG: 3 });
    await look(ledger, { MUG: 3 });
    await ledger.saveStockOfSku(ACCOUNT, 'MUG', { buffer: 2 }, minute(5));
    await ledger.saveStockOfSku(ACCOUNT, 'MUG', { cap: 9 }, minute(5));
    expect(await level(ledger, 'MUG')).toMatchObject({ buffer: 2, cap: 9 });
    const looks = await ledger.loadStockLooks(ACCOUNT, {
      now: minute(5),
      readBefore: '',
      limit: 9,
    });
    expect(looks.map(({ sku }) => sku)).toEqual(['MUG']);
    await ledger.saveStockOfSku(ACCOUNT, 'MUG', { buffer: null }, minute(6));
    expect(await level(ledger, 'MUG')).toMatchObject({ buffer: undefined, cap: 9 });
  });

  it('is counted by state, with how far the sweep has come', async () => {
    const { ledger } = await openFreshLedger();
    await list(ledger, { A: 1, B: 1 });
    await look(ledger, { A: 5 }, minute(3));
    const [first] = await ledger.countStock([ACCOUNT]);
    expect(first?.readSince).toBeUndefined();
    await look(ledger, { B: 1 }, minute(4));
    const [counts] = await ledger.countStock([ACCOUNT]);
    expect(counts?.readSince).toBe(minute(3));
    expect([...(counts?.states ?? [])].toSorted()).toEqual([
      ['agrees', 1],
      ['due', 1],
    ]);
  });
});
