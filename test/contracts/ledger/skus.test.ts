import { describe, expect, it } from 'vitest';
import type { SkuMatchKept } from '../../../src/bridge/ledger/skus.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

type SeenPiece = { sku: string; title?: string | undefined; ean?: string | undefined };

const orderOf = (id: string, pieces: readonly SeenPiece[], orderedAt = minute(0)) => {
  const [usual] = seenOrder(id).positionItems;
  if (!usual) throw new Error('no piece');
  return seenOrder(id, {
    orderedAt,
    positionItems: pieces.map((piece, index) => ({
      ...usual,
      ...piece,
      positionItemId: `${id}-${index}`,
    })),
  });
};

const matchOf = (sku: string, productId: number): SkuMatchKept => ({
  sku,
  match: 'equal',
  parts: [{ shopSku: sku, productId, variationId: 0, quantity: 1, weight: 1, name: 'Becher' }],
});

eachDatabase('SKUs', ({ openFreshLedger }) => {
  it('are known from the orders that have them, each once, as the newest order says', async () => {
    const { ledger } = await openFreshLedger();
    const mug = { sku: 'MUG', title: 'Becher', ean: '4006381333931' };
    await ledger.recordSeen(
      ACCOUNT,
      [orderOf('a', [mug, mug, { sku: '' }], minute(5)), orderOf('b', [{ sku: 'PLATE' }])],
      minute(6),
    );
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toEqual({
      accountId: ACCOUNT,
      sku: 'MUG',
      ean: '4006381333931',
      title: 'Becher',
      firstSeenAt: minute(6),
      lastOrderedAt: minute(5),
      isAtOtto: false,
      match: undefined,
      parts: [],
      matchedAt: undefined,
    });
    await ledger.recordSeen(
      ACCOUNT,
      [
        orderOf('c', [{ sku: 'MUG', title: 'Alter Name' }], minute(1)),
        orderOf('d', [{ sku: 'PLATE', title: 'Teller' }], minute(9)),
      ],
      minute(10),
    );
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toMatchObject({
      title: 'Becher',
      lastOrderedAt: minute(5),
      firstSeenAt: minute(6),
    });
    expect(await ledger.loadSku(ACCOUNT, 'PLATE')).toMatchObject({
      title: 'Teller',
      lastOrderedAt: minute(9),
    });
    const all = await ledger.listSkus({ limit: 10 });
    expect(all.map(({ sku }) => sku)).toEqual(['MUG', 'PLATE']);
    expect(await ledger.loadSku('other', 'MUG')).toBeUndefined();
  });

  it('keep what the newest order does not name', async () => {
    const { ledger } = await openFreshLedger();
    const ean = '4006381333931';
    await ledger.recordSeen(
      ACCOUNT,
      [orderOf('a', [{ sku: 'MUG', title: 'Becher', ean }])],
      minute(1),
    );
    await ledger.recordSeen(ACCOUNT, [orderOf('b', [{ sku: 'MUG' }], minute(2))], minute(3));
    const kept = await ledger.loadSku(ACCOUNT, 'MUG');
    expect(kept).toMatchObject({ title: 'Becher', ean, lastOrderedAt: minute(2) });
  });

  it('keep what was found behind them, and when it was first so', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [orderOf('a', [{ sku: 'MUG' }])], minute(1));
    await ledger.keepSkuMatches(ACCOUNT, [matchOf('MUG', 10), matchOf('NEVER', 11)], minute(2));
    await ledger.keepSkuMatches(ACCOUNT, [matchOf('MUG', 10)], minute(30));
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toMatchObject({
      ...matchOf('MUG', 10),
      matchedAt: minute(2),
    });
    expect(await ledger.loadSku(ACCOUNT, 'NEVER')).toBeUndefined();
    await ledger.keepSkuMatches(ACCOUNT, [matchOf('MUG', 10)], minute(63));
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toMatchObject({ matchedAt: minute(63) });
    await ledger.keepSkuMatches(ACCOUNT, [{ sku: 'MUG', match: 'none', parts: [] }], minute(64));
    expect(await ledger.loadSku(ACCOUNT, 'MUG')).toMatchObject({
      match: 'none',
      parts: [],
      matchedAt: minute(64),
    });
  });

  it('are listed byte by byte, page after page, each once', async () => {
    const { ledger } = await openFreshLedger();
    const skus = ['a', 'B', 'Z', 'ä', '10', '9', 'A/b', 'Ü'];
    for (const account of ['one', 'two']) {
      const order = orderOf(
        'x',
        skus.map((sku) => ({ sku })),
      );
      await ledger.recordSeen(account, [order], minute(1));
    }
    const seen: string[] = [];
    let after: { sku: string; accountId: string } | undefined;
    do {
      const page = await ledger.listSkus({ after, limit: 3 });
      seen.push(...page.map(({ sku, accountId }) => `${sku} ${accountId}`));
      after = page.length === 3 ? page.at(-1) : undefined;
    } while (after);
    const inOrder = ['10', '9', 'A/b', 'B', 'Z', 'a', 'Ü', 'ä'];
    expect(seen).toEqual(inOrder.flatMap((sku) => [`${sku} one`, `${sku} two`]));
    const ofOne = await ledger.listSkus({ accountId: 'one', search: 'A', limit: 10 });
    expect(ofOne.map(({ sku }) => sku)).toEqual(['A/b']);
  });

  it('are listed by how they were found', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(
      ACCOUNT,
      [
        orderOf(
          'a',
          ['A', 'B', 'C'].map((sku) => ({ sku })),
        ),
      ],
      minute(1),
    );
    await ledger.keepSkuMatches(
      ACCOUNT,
      [matchOf('A', 1), { sku: 'B', match: 'none', parts: [] }],
      minute(2),
    );
    const found = async (match: 'equal' | 'none' | 'open' | 'set') =>
      (await ledger.listSkus({ match, accountId: ACCOUNT, limit: 10 })).map(({ sku }) => sku);
    expect(await found('equal')).toEqual(['A']);
    expect(await found('none')).toEqual(['B']);
    expect(await found('open')).toEqual(['C']);
    expect(await found('set')).toEqual([]);
  });

  it('let the orders that are held for them be looked at, and no others', async () => {
    const { ledger } = await openFreshLedger();
    const held = (id: string, code = 'sku-not-in-shop') =>
      settlement(id, {
        importState: 'held',
        reason: { code, params: {} },
        shopOrder: undefined,
        nextLookAt: minute(600),
      });
    const mug = [{ sku: 'MUG' }];
    await ledger.recordSeen(
      ACCOUNT,
      [
        orderOf('mug', mug),
        orderOf('plate', [{ sku: 'PLATE' }]),
        orderOf('other', mug),
        orderOf('done', mug),
      ],
      minute(1),
    );
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [held('mug'), held('plate'), held('other', 'address-not-there'), settlement('done')],
      minute(2),
    );
    expect(await ledger.wakeHeldForSku('MUG', undefined)).toBe(1);
    expect((await rowOf(ledger, 'mug')).next_look_at).toBe(minute(600));
    expect(await ledger.wakeHeldForSku('MUG', minute(3))).toBe(1);
    expect((await rowOf(ledger, 'mug')).next_look_at).toBe(minute(3));
    for (const id of ['plate', 'other']) {
      expect((await rowOf(ledger, id)).next_look_at).toBe(minute(600));
    }
    expect((await rowOf(ledger, 'done')).next_look_at).toBeNull();
  });

  it('let their stock be read anew, in every account', async () => {
    const { ledger, location } = await openFreshLedger();
    const tables = await openTables(location);
    for (const [account, sku] of [
      ['one', 'MUG'],
      ['two', 'MUG'],
      ['one', 'PLATE'],
    ] as const) {
      await tables
        .insertInto('stock_levels')
        .values({ account_id: account, sku, state: 'not-told' })
        .execute();
    }
    await ledger.lookAtStockOf('MUG', minute(4));
    const rows = await tables
      .selectFrom('stock_levels')
      .select(['account_id', 'sku', 'look_at'])
      .orderBy('account_id')
      .orderBy('sku')
      .execute();
    expect(rows.map(({ look_at: at }) => at)).toEqual([minute(4), null, minute(4)]);
  });
});

eachDatabase('product sets', ({ openFreshLedger }) => {
  const parts = [
    { shopSku: 'MUG', quantity: 2, weight: 60 },
    { shopSku: 'Größe-L', quantity: 1, weight: null },
  ];

  describe('are kept by SKU', () => {
    it('and come back as they were said', async () => {
      const { ledger } = await openFreshLedger();
      expect((await ledger.loadProductSets()).size).toBe(0);
      const set = { sku: 'TEA/SET', parts, changedAt: minute(1) };
      await ledger.saveProductSet(set);
      expect(await ledger.loadProductSets()).toEqual(new Map([['TEA/SET', set]]));
      const changed = { ...set, parts: parts.slice(1), changedAt: minute(2) };
      await ledger.saveProductSet(changed);
      expect([...(await ledger.loadProductSets()).values()]).toEqual([changed]);
      expect(await ledger.deleteProductSet('TEA/SET')).toBe(true);
      expect(await ledger.deleteProductSet('TEA/SET')).toBe(false);
      expect((await ledger.loadProductSets()).size).toBe(0);
    });

    it('and take the place of a product that was chosen by hand', async () => {
      const { ledger } = await openFreshLedger();
      await ledger.saveProductChoice('TEA', 'MUG');
      await ledger.saveProductChoice('OTHER', 'MUG');
      await ledger.saveProductSet({ sku: 'TEA', parts, changedAt: minute(1) });
      expect([...(await ledger.loadProductChoices()).keys()]).toEqual(['OTHER']);
    });

    it('and are listed page after page', async () => {
      const { ledger } = await openFreshLedger();
      for (const sku of ['b', 'C', 'ä']) {
        await ledger.saveProductSet({ sku, parts, changedAt: minute(1) });
      }
      const first = await ledger.listProductSets({ after: undefined, limit: 2 });
      expect(first.map(({ sku }) => sku)).toEqual(['C', 'b']);
      const rest = await ledger.listProductSets({ after: 'b', limit: 2 });
      expect(rest.map(({ sku }) => sku)).toEqual(['ä']);
    });
  });

  it('notices every change of what stands behind a SKU, and nothing else of it', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [orderOf('a', [{ sku: 'MUG' }])], minute(1));
    let stood = (await ledger.loadNewestChanges()).skus;
    const changes = async (change: () => Promise<unknown>) => {
      await change();
      const { skus } = await ledger.loadNewestChanges();
      const isOther = skus !== stood;
      stood = skus;
      return isOther;
    };
    const found = [matchOf('MUG', 1)];
    const parts = [{ shopSku: 'MUG', quantity: 2, weight: null }];
    expect(await changes(() => ledger.keepSkuMatches(ACCOUNT, found, minute(2)))).toBe(true);
    expect(await changes(() => ledger.keepSkuMatches(ACCOUNT, found, minute(600)))).toBe(false);
    expect(await changes(() => ledger.saveProductChoice('MUG', 'CUP'))).toBe(true);
    expect(await changes(() => ledger.saveProductChoice('MUG', undefined))).toBe(true);
    const set = { sku: 'MUG', parts, changedAt: minute(3) };
    expect(await changes(() => ledger.saveProductSet(set))).toBe(true);
    expect(await changes(() => ledger.deleteProductSet('MUG'))).toBe(true);
  });
});
