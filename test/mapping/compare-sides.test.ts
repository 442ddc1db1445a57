import { describe, expect, it } from 'vitest';
import { compareSides } from '../../src/mapping/compare-sides.ts';
import type {
  CompareRules,
  LedgerSide,
  OttoSide,
  ShopSide,
} from '../../src/mapping/order-sides.ts';
import { atOtto, ID, inLedger, inShop, RULES, sidesOf } from './support/order-sides.ts';

type Order = { otto?: OttoSide; ledger?: LedgerSide; shop?: ShopSide[] };

function compare(order: Order, rules: Partial<CompareRules> = {}) {
  const { counts, differences } = compareSides(sidesOf(order), { ...RULES, ...rules });
  const found = differences.map(({ code, repair, params }) => ({ code, repair, params }));
  return { counts, found };
}

const EVEN: Order = { otto: atOtto(), ledger: inLedger(), shop: [inShop()] };
const double = (change: Partial<ShopSide> = {}) => inShop({ wooOrderId: 15, ...change });

it('finds nothing where all three sides agree', () => {
  expect(compare(EVEN)).toEqual({
    counts: { atOtto: 1, inLedger: 1, inShop: 1, waiting: 0, keptOut: 0, reasons: {} },
    found: [],
  });
});

it('names the order of each difference', () => {
  const { differences } = compareSides(sidesOf({ otto: atOtto() }), RULES);
  expect(differences).toMatchObject([{ salesOrderId: ID, orderNumber: 'bu5h6x7z2k' }]);
});

describe('an order that one side does not know', () => {
  const wooOrderId = 12;
  it.each<[string, Order, { code: string; repair: string | undefined; params?: object }[]]>([
    ['OTTO alone', { otto: atOtto() }, [{ code: 'otto-order-unknown', repair: 'import' }]],
    [
      'OTTO alone, unreadable',
      { otto: { readable: false, orderNumber: undefined } },
      [{ code: 'otto-order-unreadable', repair: undefined }],
    ],
    [
      'OTTO and the shop',
      { otto: atOtto(), shop: [inShop()] },
      [{ code: 'shop-order-unknown', repair: 'adopt', params: { wooOrderId } }],
    ],
    [
      'the shop alone',
      { shop: [inShop()] },
      [{ code: 'otto-order-missing', repair: undefined, params: { wooOrderId } }],
    ],
    [
      'ledger and shop',
      { ledger: inLedger(), shop: [inShop()] },
      [{ code: 'otto-order-missing', repair: undefined }],
    ],
    [
      'OTTO and the ledger, which has it as imported',
      { otto: atOtto(), ledger: inLedger() },
      [{ code: 'shop-order-missing', repair: 'create-again', params: { wooOrderId } }],
    ],
    [
      'all, but the ledger has it as waiting',
      {
        otto: atOtto(),
        ledger: inLedger({ importState: 'held', reason: 'x', wooOrderId: undefined }),
        shop: [inShop()],
      },
      [{ code: 'shop-order-unknown', repair: 'adopt', params: { wooOrderId } }],
    ],
    [
      'all, but the ledger names another shop order',
      { otto: atOtto(), ledger: inLedger({ wooOrderId: 7 }), shop: [inShop()] },
      [{ code: 'shop-order-unknown', repair: 'adopt', params: { wooOrderId } }],
    ],
  ])('known to %s', (_who, order, expected) => {
    expect(compare(order).found).toMatchObject(expected);
    expect(compare(order).found).toHaveLength(expected.length);
  });

  it('is none of ours when it was placed before the start of the account', () => {
    const startAt = '2026-03-20T08:00:00.001Z';
    const { counts, found } = compare({ otto: atOtto() }, { startAt });
    expect([counts.atOtto, found]).toEqual([0, []]);
    expect(compare({ otto: atOtto() }, { startAt: atOtto().orderedAt }).counts.atOtto).toBe(1);
    expect(compare(EVEN, { startAt }).counts).toMatchObject({ atOtto: 1, inLedger: 1, inShop: 1 });
  });

  it('need not be there when OTTO changed it after the import looked last', () => {
    const { changedAt } = atOtto();
    const before = '2026-03-20T08:59:59.999Z';
    expect(compare({ otto: atOtto() }, { readUntil: before }).counts.atOtto).toBe(0);
    expect(compare({ otto: atOtto() }, { readUntil: changedAt }).counts.atOtto).toBe(1);
  });

  it('is kept out when it was cancelled and is gone from the shop', () => {
    const phase = 'cancelledByMarketplace';
    const { counts, found } = compare({ otto: atOtto({ phase }), ledger: inLedger({ phase }) });
    expect(found).toEqual([]);
    expect(counts).toMatchObject({ keptOut: 1, reasons: { 'deleted-in-shop': 1 } });
  });
});

describe('an order that is not in the shop', () => {
  const waiting = (change: Partial<LedgerSide>) => inLedger({ wooOrderId: undefined, ...change });
  const announced = { phase: 'announced', pieces: [] } as const;

  it.each([
    ['backlog', 'not-released', 'waiting'],
    ['held', 'address-not-there', 'waiting'],
    ['seen', undefined, 'waiting'],
    ['claimed', undefined, 'waiting'],
    ['skipped', 'ordered-before-start', 'keptOut'],
  ] as const)('is counted by its reason: %s', (importState, reason, counted) => {
    const ledger = waiting({ ...announced, pieces: [], importState, reason });
    const { counts, found } = compare({ otto: atOtto({ ...announced, pieces: [] }), ledger });
    expect(found).toEqual([]);
    expect(counts).toMatchObject({
      inShop: 0,
      [counted]: 1,
      reasons: { [reason ?? importState]: 1 },
    });
  });

  it.each([
    ['backlog', 'not-released', ['released-waiting']],
    ['seen', undefined, ['released-waiting']],
    ['seen', 'shop-refused', []],
    ['held', 'address-not-there', []],
    ['claimed', undefined, []],
    ['skipped', 'ordered-before-start', []],
  ] as const)('though released waits without need or not: %s %s', (importState, reason, codes) => {
    const { found } = compare({ otto: atOtto(), ledger: waiting({ importState, reason }) });
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  it('stays out when the owner threw it away', () => {
    const ledger = inLedger({ importState: 'skipped', reason: 'thrown-away-in-shop' });
    const { counts, found } = compare({
      otto: atOtto(),
      ledger,
      shop: [inShop({ status: 'trash' })],
    });
    expect(found).toEqual([]);
    expect(counts).toMatchObject({ inShop: 0, keptOut: 1 });
  });
});

describe('a ledger that lags behind OTTO', () => {
  const sent = [{ positionItemId: 'p1', fulfillmentStatus: 'SENT', payableCents: 1_990 }];

  it('is told by the phase, and by the phase alone', () => {
    const otto = atOtto({ phase: 'sent', pieces: sent });
    expect(compare({ ...EVEN, otto }).found).toEqual([
      {
        code: 'phase-behind',
        repair: 'look-again',
        params: { from: 'processable', to: 'sent' },
      },
    ]);
  });

  it.each([
    ['of another state', [{ ...atOtto().pieces[0], fulfillmentStatus: 'RETURNED' }], 1],
    ['of another price', [{ ...atOtto().pieces[0], payableCents: 1_000 }], 1],
    ['more', [...atOtto().pieces, { ...sent[0], positionItemId: 'p2' }], 1],
    ['less', [], 1],
  ])('is told by pieces %s', (_what, pieces, count) => {
    const known = pieces.map((piece) => ({
      positionItemId: 'p1',
      fulfillmentStatus: 'PROCESSABLE',
      payableCents: 0,
      ...piece,
    }));
    const { found } = compare({ ...EVEN, otto: atOtto({ pieces: known }) });
    expect(found).toMatchObject([
      { code: 'pieces-behind', repair: 'look-again', params: { pieces: count } },
    ]);
  });

  it('is not told where OTTO changed after the import looked last', () => {
    const otto = atOtto({ phase: 'sent', pieces: sent, changedAt: '2026-03-20T09:00:00.001Z' });
    expect(compare({ ...EVEN, otto }, { readUntil: '2026-03-20T09:00:00.000Z' }).found).toEqual([]);
    expect(compare({ ...EVEN, otto }, { readUntil: otto.changedAt }).found).not.toEqual([]);
  });
});

describe('a shop order that does not show what OTTO says', () => {
  it('is behind when the bridge wrote another phase last', () => {
    const shop = [inShop({ phase: 'announced' })];
    expect(compare({ ...EVEN, shop }).found).toEqual([
      {
        code: 'shop-phase-behind',
        repair: 'look-again',
        params: { wooOrderId: 12, from: 'announced', to: 'processable' },
      },
    ]);
  });

  it('is compared by what is left to pay, refunds taken off', () => {
    const refunded = [inShop({ totalCents: 3_990, refundedCents: 2_000 })];
    expect(compare({ ...EVEN, shop: refunded }).found).toEqual([]);
    const wrong = [inShop({ totalCents: 1_991 })];
    expect(compare({ ...EVEN, shop: wrong }).found).toEqual([
      {
        code: 'total-differs',
        repair: 'look-again',
        params: { wooOrderId: 12, expectedCents: 1_990, actualCents: 1_991 },
      },
    ]);
  });

  it('may lack what went back at OTTO while the next import is to book it', () => {
    const otto = atOtto({ dueCents: 1_490, backCents: 500 });
    const due = inLedger({ isDue: true });
    expect(compare({ otto, ledger: due, shop: [inShop()] }).found).toEqual([]);
    const wrong = [
      { otto, ledger: inLedger(), shop: [inShop()] },
      { otto, ledger: due, shop: [inShop({ totalCents: 1_991 })] },
      { otto, ledger: due, shop: [inShop({ totalCents: 1_489 })] },
      { otto: atOtto({ dueCents: 1_490 }), ledger: due, shop: [inShop()] },
    ];
    for (const sides of wrong) {
      expect(compare(sides).found).toMatchObject([
        { code: 'total-differs', params: { expectedCents: 1_490 } },
      ]);
    }
  });

  it('may show another sum when the owner chose so, or all of it was cancelled', () => {
    const kept = [inShop({ totalCents: 5, isKeptByOwner: true })];
    expect(compare({ ...EVEN, shop: kept }).found).toEqual([]);
    const phase = 'cancelledByPartner';
    const cancelled = {
      otto: atOtto({ phase, dueCents: 0 }),
      ledger: inLedger({ phase }),
      shop: [inShop({ phase, status: 'cancelled' })],
    };
    expect(compare(cancelled).found).toEqual([]);
  });

  it('in the bin is told, unless there is nothing to ship any more', () => {
    const shop = [inShop({ status: 'trash' })];
    expect(compare({ ...EVEN, shop }).found).toEqual([
      { code: 'shop-order-in-trash', repair: undefined, params: { wooOrderId: 12 } },
    ]);
    const phase = 'cancelledByPartner';
    const over = { otto: atOtto({ phase }), ledger: inLedger({ phase }) };
    const told = [inShop({ status: 'trash', phase })];
    expect(compare({ ...over, shop: told }).found).toEqual([]);
    expect(compare({ ...over, shop }).found).toMatchObject([{ code: 'shop-order-in-trash' }]);
  });

  it('tells each decision of a person that is open, and nothing that follows from it', () => {
    const ledger = inLedger({ contradictions: ['refunded-in-shop', 'total-differs-in-shop'] });
    const shop = [inShop({ refundedCents: 500 })];
    expect(compare({ ...EVEN, ledger, shop }).found).toEqual(
      ['refunded-in-shop', 'total-differs-in-shop'].map((reason) => ({
        code: 'contradiction-open',
        repair: undefined,
        params: { wooOrderId: 12, reason },
      })),
    );
  });

  it('tells a step that is open, and not what it would change', () => {
    const ledger = inLedger({ reason: 'shop-refused' });
    const shop = [inShop({ phase: 'announced', totalCents: 1 })];
    expect(compare({ ...EVEN, ledger, shop }).found).toEqual([
      {
        code: 'step-open',
        repair: 'look-again',
        params: { wooOrderId: 12, reason: 'shop-refused' },
      },
    ]);
  });

  it('tells of a piece that vanished at OTTO once: as the step that is open for it', () => {
    const ledger = inLedger({ reason: 'pieces-vanished' });
    const { found } = compare({ ...EVEN, ledger, otto: atOtto({ pieces: [] }) });
    expect(found.map(({ code }) => code)).toEqual(['step-open']);
  });

  it('says nothing while a write may still be at work in the shop', () => {
    const claimedAt = '2026-03-20T11:45:00.001Z';
    const shop = [inShop({ phase: 'announced' })];
    expect(compare({ ...EVEN, ledger: inLedger({ claimedAt }), shop }).found).toEqual([]);
    const creating = inLedger({ claimedAt, importState: 'claimed', wooOrderId: undefined });
    expect(compare({ ...EVEN, ledger: creating }).found).toEqual([]);
    const old = { ...creating, claimedAt: RULES.settledBefore };
    expect(compare({ ...EVEN, ledger: old }).found).toMatchObject([{ code: 'shop-order-unknown' }]);
  });
});

describe('two shop orders of one sales order', () => {
  it('never bins the one the ledger knows, be it older or younger', () => {
    for (const wooOrderId of [12, 15]) {
      const ledger = inLedger({ wooOrderId });
      expect(compare({ ...EVEN, ledger, shop: [double(), inShop()] }).found).toEqual([
        {
          code: 'shop-order-twice',
          repair: 'bin-the-later',
          params: { wooOrderId, otherWooOrderId: wooOrderId === 12 ? 15 : 12 },
        },
      ]);
    }
  });

  it('keeps the older one where the ledger knows none', () => {
    expect(compare({ otto: atOtto(), shop: [double(), inShop()] }).found).toMatchObject([
      { code: 'shop-order-unknown', params: { wooOrderId: 12 } },
      { code: 'shop-order-twice', params: { wooOrderId: 12, otherWooOrderId: 15 } },
    ]);
  });

  it.each([
    ['shipped', { status: 'completed' }],
    ['refunded', { refundedCents: 1 }],
    ['refunded as a whole', { status: 'refunded' }],
    ['sent at OTTO when the bridge wrote it', { phase: 'sent' }],
    ["in a status of the owner's own", { status: 'in-packing' }],
  ])('leaves a double to a person that was %s', (_what, change) => {
    const { found } = compare({ ...EVEN, shop: [inShop(), double(change)] });
    expect(found).toMatchObject([{ code: 'shop-order-twice', repair: undefined }]);
  });

  it('leaves the double to a person while the known one lies in the bin', () => {
    const { found } = compare({ ...EVEN, shop: [inShop({ status: 'trash' }), double()] });
    expect(found).toMatchObject([
      { code: 'shop-order-twice', repair: undefined },
      { code: 'shop-order-in-trash', repair: undefined },
    ]);
  });

  it('are one when the other lies in the bin', () => {
    const { counts, found } = compare({ ...EVEN, shop: [inShop(), double({ status: 'trash' })] });
    expect(found).toEqual([]);
    expect(counts.inShop).toBe(1);
  });
});
