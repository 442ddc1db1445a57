import { describe, expect, it } from 'vitest';
import { addressFingerprint } from '../../src/mapping/address.ts';
import {
  type Contradiction,
  contradictionKey,
  findContradictions,
} from '../../src/mapping/contradictions.ts';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { OrderPhase } from '../../src/mapping/order-phase.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import type { PieceInLine } from '../../src/mapping/own-lines.ts';
import type { WooOrder, WooRefund } from '../../src/mapping/woocommerce/order.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { EMPTY_ADDRESS, lineWith, refundWith, wooOrderWith } from './support/woo-orders.ts';

const RULES = importRulesSchema.parse({});

const piece = (
  positionItemId: string,
  fulfillmentStatus: FulfillmentStatus = 'PROCESSABLE',
): PieceInLine => ({ positionItemId, fulfillmentStatus, sku: 'MUG', payableCents: 2499 });

/** Three mugs, all in one line, as the bridge wrote them. */
const PIECES = [piece('a'), piece('b'), piece('c')];
const LINE = lineWith({ quantity: 3, positionItemIds: ['a', 'b', 'c'], pieceCents: 2499 });
const WRITTEN = {
  [META.phase]: 'processable',
  [META.statusWritten]: 'processing',
  [META.pieces]: 'a,b,c',
};

type Given = {
  pieces?: PieceInLine[];
  phase?: OrderPhase;
  grossCents?: number;
  address?: string;
  order?: Partial<WooOrder>;
  refunds?: WooRefund[];
  rules?: typeof RULES;
};

function found(given: Given): Contradiction[] {
  const { pieces = PIECES, phase = 'processable', address } = given;
  const live = pieces.filter((each) => !each.fulfillmentStatus?.startsWith('CANCELLED'));
  return findContradictions(
    {
      phase,
      positionItems: pieces,
      grossCents: given.grossCents ?? live.length * 2499,
      addressFingerprint: address,
    },
    {
      order: wooOrderWith({
        totalCents: 3 * 2499,
        lineItems: [LINE],
        meta: WRITTEN,
        ...given.order,
      }),
      refunds: given.refunds ?? [],
    },
    given.rules ?? RULES,
  );
}

const metaOf = (phase: OrderPhase, statusWritten: string) => ({
  ...WRITTEN,
  [META.phase]: phase,
  [META.statusWritten]: statusWritten,
});

it('an order as the bridge wrote it contradicts nothing', () => {
  expect(found({})).toEqual([]);
});

describe('a status that a person chose', () => {
  const STATE = {
    announced: ['ANNOUNCED', 'on-hold'],
    processable: ['PROCESSABLE', 'processing'],
    sent: ['SENT', 'completed'],
    returned: ['RETURNED', 'completed'],
    cancelledByMarketplace: ['CANCELLED_BY_MARKETPLACE', 'cancelled'],
    cancelledByPartner: ['CANCELLED_BY_PARTNER', 'cancelled'],
  } as const satisfies Record<OrderPhase, readonly [FulfillmentStatus, string]>;

  const told = (phase: OrderPhase, status: string, rules = RULES, refunds: WooRefund[] = []) => {
    const [fulfillmentStatus, written] = STATE[phase];
    const pieces = PIECES.map((each) => ({ ...each, fulfillmentStatus }));
    const order = { status, meta: metaOf(phase, written) };
    return found({ phase, pieces, order, rules, refunds }).map((each) => each.code);
  };

  it.each([
    ['announced', 'cancelled', 'cancelled-in-shop'],
    ['announced', 'failed', 'cancelled-in-shop'],
    ['announced', 'processing', 'released-in-shop-only'],
    ['announced', 'completed', 'released-in-shop-only'],
    ['announced', 'pending', undefined],
    ['announced', 'picking', undefined],
    ['processable', 'cancelled', 'cancelled-in-shop'],
    ['processable', 'failed', 'cancelled-in-shop'],
    ['processable', 'refunded', 'cancelled-in-shop'],
    ['processable', 'on-hold', undefined],
    ['processable', 'pending', undefined],
    ['processable', 'completed', undefined],
    ['processable', 'picking', undefined],
    ['sent', 'cancelled', 'cancelled-in-shop'],
    ['sent', 'processing', 'open-in-shop-finished-at-otto'],
    ['sent', 'on-hold', undefined],
    ['sent', 'picking', undefined],
    ['returned', 'processing', 'open-in-shop-finished-at-otto'],
    ['returned', 'cancelled', undefined],
    ['returned', 'refunded', undefined],
    ['cancelledByMarketplace', 'processing', 'open-in-shop-cancelled-at-otto'],
    ['cancelledByMarketplace', 'completed', 'open-in-shop-cancelled-at-otto'],
    ['cancelledByMarketplace', 'on-hold', 'open-in-shop-cancelled-at-otto'],
    ['cancelledByMarketplace', 'failed', undefined],
    ['cancelledByMarketplace', 'picking', undefined],
    ['cancelledByPartner', 'processing', 'open-in-shop-cancelled-at-otto'],
  ] as const)('while OTTO says %s: %s', (phase, status, code) => {
    expect(told(phase, status)).toEqual(code ? [code] : []);
  });

  it('is none where the bridge wrote it itself, or where it is the mapped one', () => {
    expect(
      found({ phase: 'announced', order: { meta: metaOf('announced', 'processing') } }),
    ).toEqual([]);
    const rules = importRulesSchema.parse({ statusMapping: { announced: 'processing' } });
    expect(told('announced', 'processing', rules)).toEqual([]);
  });

  it('is none where the order was only half made', () => {
    expect(found({ order: { status: 'cancelled', meta: {} } })).toEqual([]);
  });

  it('counts by what the owner’s own statuses are mapped to', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { processable: 'packed', cancelledByMarketplace: 'off' },
    });
    expect(told('sent', 'packed', rules)).toEqual(['open-in-shop-finished-at-otto']);
    expect(told('processable', 'off', rules)).toEqual(['cancelled-in-shop']);
  });

  it('is the owner’s own affair where cancelled orders are left as they are', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { cancelledByMarketplace: 'leave-as-it-is' },
    });
    expect(told('cancelledByMarketplace', 'completed', rules)).toEqual([]);
    expect(told('cancelledByPartner', 'completed', rules)).not.toEqual([]);
  });

  it('is none where our own refunds turned the order to refunded', () => {
    const pieces = ['a', 'b', 'c'];
    const refund = refundWith({ amountCents: 7497, positionItemIds: pieces });
    expect(told('sent', 'refunded', RULES, [refund])).not.toContain('cancelled-in-shop');
  });

  it('stays a contradiction while a step is pending that will leave it alone', () => {
    const order = { status: 'cancelled', meta: metaOf('announced', 'on-hold') };
    expect(found({ order })).toEqual([
      { code: 'cancelled-in-shop', status: 'cancelled', phase: 'processable' },
    ]);
  });
});

it('an order in the bin, or in a state nobody knows, is told by its hold', () => {
  expect(found({ order: { status: 'trash', totalCents: 1 } })).toEqual([]);
  const unknown = [{ ...piece('a'), fulfillmentStatus: undefined }];
  const otto = { phase: undefined, positionItems: unknown, grossCents: 0 };
  const order = wooOrderWith({ status: 'cancelled', meta: WRITTEN });
  expect(findContradictions(otto, { order, refunds: [] }, RULES)).toEqual([]);
});

describe('pieces', () => {
  const lineOf = (...positionItemIds: string[]) =>
    lineWith({ quantity: positionItemIds.length, positionItemIds, pieceCents: 2499 });

  it('that a person took out with their line are missing', () => {
    const order = { lineItems: [lineOf('a')], totalCents: 2499 };
    expect(found({ order })).toEqual([{ code: 'pieces-missing-in-shop', pieces: 2, skus: 'MUG' }]);
  });

  it('that OTTO lists only now are not missing: they are about to get their line', () => {
    const order = { lineItems: [lineOf('a', 'b')], meta: { ...WRITTEN, [META.pieces]: 'a,b' } };
    expect(found({ order })).toEqual([]);
  });

  it('are missing where the order does not say what was written to it', () => {
    const { [META.pieces]: _unsaid, ...meta } = WRITTEN;
    const order = { lineItems: [lineOf('a', 'b')], totalCents: 2 * 2499, meta };
    expect(found({ order }).map(({ code }) => code)).toEqual(['pieces-missing-in-shop']);
  });

  it('that a lowered quantity leaves out are missing', () => {
    const order = { lineItems: [{ ...LINE, quantity: 1 }], totalCents: 2499 };
    expect(found({ order })).toEqual([{ code: 'pieces-missing-in-shop', pieces: 2, skus: 'MUG' }]);
  });

  it('that OTTO took out as well are not missing, if the sum went along', () => {
    const pieces = [piece('a'), piece('b', 'RETURNED'), piece('c', 'CANCELLED_BY_PARTNER')];
    const lineItems = [{ ...LINE, quantity: 1 }];
    expect(found({ pieces, order: { lineItems, totalCents: 2499 } })).toEqual([]);
    expect(found({ pieces, order: { lineItems } })).toEqual([
      { code: 'total-differs-in-shop', expectedCents: 2499, actualCents: 7497 },
    ]);
  });

  it('that came back and were taken out with their line are not missing', () => {
    const pieces = [piece('a'), piece('b', 'RETURNED')];
    const order = { lineItems: [lineOf('a')], totalCents: 2499 };
    expect(found({ pieces, order })).toEqual([]);
  });

  it('are too many where a person raised the quantity', () => {
    const order = { lineItems: [{ ...LINE, quantity: 5 }] };
    expect(found({ order })).toEqual([
      { code: 'quantity-higher-in-shop', sku: 'MUG', shopQuantity: 5, ottoQuantity: 3 },
    ]);
  });

  it('are too many where a person changed the quantity of a line that shrank at OTTO', () => {
    const pieces = [
      piece('a', 'ANNOUNCED'),
      piece('b', 'CANCELLED_BY_PARTNER'),
      piece('c', 'CANCELLED_BY_PARTNER'),
    ];
    const meta = metaOf('announced', 'on-hold');
    const given = (quantity: number) =>
      found({
        pieces,
        phase: 'announced',
        order: { status: 'on-hold', meta, lineItems: [{ ...LINE, quantity }] },
      });
    expect(given(2)).toEqual([
      { code: 'quantity-higher-in-shop', sku: 'MUG', shopQuantity: 2, ottoQuantity: 1 },
    ]);
    expect(given(3), 'the bridge takes them out itself').toEqual([]);
  });

  it('of a cancelled order may be any number', () => {
    const pieces = PIECES.map((each) => ({
      ...each,
      fulfillmentStatus: 'CANCELLED_BY_PARTNER' as const,
    }));
    const order = {
      status: 'cancelled',
      meta: metaOf('cancelledByPartner', 'cancelled'),
      lineItems: [{ ...LINE, quantity: 9 }],
      totalCents: 1,
    };
    expect(found({ pieces, phase: 'cancelledByPartner', order })).toEqual([]);
  });
});

describe('the sum', () => {
  it('that differs by a cent is told', () => {
    expect(found({ order: { totalCents: 3 * 2499 + 1 } })).toEqual([
      { code: 'total-differs-in-shop', expectedCents: 7497, actualCents: 7498 },
    ]);
  });

  it('counts the delivery fees that OTTO names', () => {
    expect(found({ grossCents: 3 * 2499 + 595 })).toHaveLength(1);
    const order = { totalCents: 3 * 2499 + 595 };
    expect(found({ grossCents: 3 * 2499 + 595, order })).toEqual([]);
  });

  it('counts cancelled pieces that a refund stands against, at what their line says', () => {
    const pieces = [
      piece('a'),
      piece('b'),
      { ...piece('c', 'CANCELLED_BY_PARTNER'), payableCents: 1 },
    ];
    expect(found({ pieces })).toEqual([]);
  });

  it('counts a refunded piece whose line is gone: its refund takes too much', () => {
    const order = {
      lineItems: [lineWith({ positionItemIds: ['a'], pieceCents: 2499 })],
      totalCents: 2499,
    };
    const refunds = [refundWith({ positionItemIds: ['b'] })];
    for (const status of ['CANCELLED_BY_PARTNER', 'RETURNED'] as const) {
      const pieces = [piece('a'), piece('b', status)];
      expect(found({ pieces, order })).toEqual([]);
      expect(found({ pieces, order, refunds })).toEqual([
        { code: 'total-differs-in-shop', expectedCents: 4998, actualCents: 2499 },
      ]);
    }
  });

  describe('after OTTO changed a price', () => {
    const pieces = [piece('a'), piece('b'), { ...piece('c'), payableCents: 1499 }];
    const given = { pieces, grossCents: 2 * 2499 + 1499 };
    const told = found({ ...given, order: {} }).map(({ code }) => code);

    it('is not told while the bridge will write the line itself', () => {
      expect(told).toEqual([]);
    });

    it('is told where a refund stands against the line, or a person changed it', () => {
      const refund = refundWith({ amountCents: 0 });
      for (const lines of [[], [{ lineItemId: 1, quantity: 0 }]]) {
        const refunds = [{ ...refund, lines }];
        expect(found({ ...given, refunds }).map(({ code }) => code)).toEqual([
          'total-differs-in-shop',
        ]);
      }
      const lineItems = [{ ...LINE, grossCents: 5000 }];
      expect(found({ ...given, order: { lineItems } })).toHaveLength(1);
    });
  });
});

describe('a refund booked by hand', () => {
  const byHand = (refundId: number, amountCents: number) => refundWith({ refundId, amountCents });

  it('is told while OTTO took nothing back for it, with the sum and the latest refund', () => {
    expect(found({ refunds: [byHand(7, 500), byHand(9, 2499)] })).toEqual([
      { code: 'refunded-in-shop', cents: 2999, refundId: 9 },
    ]);
  });

  it('agrees with OTTO once the piece of that price came back or was cancelled', () => {
    const pieces = [piece('a'), piece('b'), piece('c', 'RETURNED')];
    expect(found({ pieces, refunds: [byHand(7, 2499)] })).toEqual([]);
  });

  it('agrees with OTTO for the pieces the owner named, whatever its sum', () => {
    const pieces = [piece('a'), piece('b'), piece('c', 'RETURNED')];
    const order = { meta: { ...WRITTEN, [META.refundedByHand]: 'c' } };
    expect(found({ pieces, order, refunds: [byHand(7, 2000)] })).toEqual([]);
    expect(found({ pieces, order, refunds: [byHand(7, 3000)] })).toEqual([
      { code: 'refunded-in-shop', cents: 501, refundId: 7 },
    ]);
  });

  it('agrees with an order that OTTO cancelled as a whole', () => {
    const pieces = PIECES.map((each) => ({
      ...each,
      fulfillmentStatus: 'CANCELLED_BY_PARTNER' as const,
    }));
    const order = { status: 'cancelled', meta: metaOf('cancelledByPartner', 'cancelled') };
    const refunds = [byHand(7, 2499)];
    expect(found({ pieces, phase: 'cancelledByPartner', order, refunds })).toEqual([]);
  });
});

describe('an address', () => {
  const shipping = { ...EMPTY_ADDRESS, city: 'Potsdam' };
  const shown = addressFingerprint({ billing: EMPTY_ADDRESS, shipping });
  const orderWith = (addressWritten: string | undefined) => ({
    shipping,
    meta: addressWritten ? { ...WRITTEN, [META.addressWritten]: addressWritten } : WRITTEN,
  });
  const DIFFERS = [{ code: 'address-differs', which: 'both' }];

  it('of a person is told once OTTO’s is a new one too', () => {
    expect(found({ order: orderWith('before'), address: 'new' })).toEqual(DIFFERS);
    expect(found({ order: orderWith(undefined), address: 'new' })).toEqual(DIFFERS);
  });

  it.each([
    ['OTTO still names the one that was written', 'before', 'before'],
    ['OTTO names the one the person wrote', 'before', shown],
    ['nobody changed it, so that the bridge writes the new one', shown, 'new'],
    ['OTTO’s is not at hand', 'before', undefined],
  ])('is not told where %s', (_name, written, address) => {
    expect(found({ order: orderWith(written), ...(address ? { address } : {}) })).toEqual([]);
  });

  it('decides nothing any more once the goods are on their way', () => {
    const pieces = PIECES.map((each) => ({ ...each, fulfillmentStatus: 'SENT' as const }));
    const order = { ...orderWith('before'), status: 'completed' };
    expect(found({ pieces, phase: 'sent', order, address: 'new' })).toEqual([]);
  });
});

describe('what the owner chose to keep', () => {
  const raised = (shopQuantity: number): Contradiction => ({
    code: 'quantity-higher-in-shop',
    sku: 'MUG',
    shopQuantity,
    ottoQuantity: 3,
  });
  const meta = {
    ...WRITTEN,
    [META.kept]: `cancelled-in-shop:abc,${contradictionKey(raised(5))}`,
  };

  it('is left out, until it is about other numbers', () => {
    expect(found({ order: { meta, lineItems: [{ ...LINE, quantity: 5 }] } })).toEqual([]);
    expect(found({ order: { meta, lineItems: [{ ...LINE, quantity: 6 }] } })).toEqual([raised(6)]);
  });

  it('has a short key that fits into a list', () => {
    expect(contradictionKey(raised(5))).toMatch(/^quantity-higher-in-shop:[\w-]{10}$/);
    expect(contradictionKey(raised(5))).not.toBe(contradictionKey(raised(6)));
  });
});
