import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShopParcel } from '../../../src/mapping/parcels/shop-parcel.ts';
import { type PlanReportsInput, planReports } from '../../../src/mapping/reporting/plan-reports.ts';
import type { ReportPlan } from '../../../src/mapping/reporting/report-plan.ts';
import type {
  KnownTransmission,
  ReportPiece,
} from '../../../src/mapping/reporting/transmission.ts';
import type { WooOrder } from '../../../src/mapping/woocommerce/order.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import { ModelLedger } from './model-ledger.ts';
import {
  DHL_NUMBERS,
  inputOf,
  NOW,
  orderOf,
  parcelWish,
  pieceOf,
  refundByHand,
  shippingRules,
} from './orders.ts';

const STATUSES = [
  'completed',
  'processing',
  'delivered',
  'cancelled',
  'on-hold',
  'refunded',
  'trash',
];
const STATES = [
  'PROCESSABLE',
  'ANNOUNCED',
  'SENT',
  'RETURNED',
  'CANCELLED_BY_MARKETPLACE',
  'CANCELLED_BY_PARTNER',
];

/** What the shop and OTTO say at one moment, about pieces of two lines; a third piece came later. */
type Moment = Pick<PlanReportsInput, 'found' | 'parcels' | 'pieces'>;

const LINES = [
  ['p1', 'p2', 'p3'],
  ['p4', 'p5'],
];

const quantity = (most: number) =>
  fc.oneof(
    { arbitrary: fc.constant(most), weight: 4 },
    { arbitrary: fc.nat({ max: most }), weight: 1 },
  );

const parcels: fc.Arbitrary<ShopParcel[]> = fc.uniqueArray(
  fc.record({
    source: fc.constant('fulfillments' as const),
    carrierName: fc.constantFrom(undefined, 'DHL', 'Dachser'),
    trackingNumber: fc.constantFrom(undefined, ...DHL_NUMBERS),
    shippedAt: fc.constantFrom(undefined, '2026-03-10T08:00:00.000Z', '2026-03-12T08:00:00.000Z'),
    isSaidShipped: fc.boolean(),
    pieces: fc.option(
      fc.array(
        fc.record({
          lineItemId: fc.constantFrom(1, 2, 77),
          quantity: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 2 },
      ),
      { nil: undefined },
    ),
  }),
  { maxLength: 4 },
);

const pieces: fc.Arbitrary<ReportPiece[]> = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constant('PROCESSABLE'), weight: 3 },
      { arbitrary: fc.constantFrom(...STATES), weight: 1 },
    ),
    {
      minLength: 6,
      maxLength: 6,
    },
  )
  .map((statuses) =>
    statuses.map((fulfillmentStatus, place) =>
      pieceOf(`p${place + 1}`, { fulfillmentStatus, sku: place < 3 ? 'MUG' : 'SOFA' }),
    ),
  );

const moments: fc.Arbitrary<Moment> = fc
  .record({
    status: fc.oneof(
      { arbitrary: fc.constant('completed'), weight: 3 },
      { arbitrary: fc.constantFrom(...STATUSES), weight: 1 },
    ),
    quantities: fc.tuple(quantity(3), quantity(2)),
    hasSecondLine: fc.oneof(
      { arbitrary: fc.constant(true), weight: 6 },
      { arbitrary: fc.constant(false), weight: 1 },
    ),
    refunded: fc.oneof(
      { arbitrary: fc.constant(0), weight: 5 },
      { arbitrary: fc.nat({ max: 2 }), weight: 1 },
    ),
    completedAt: fc.constantFrom(undefined, '2026-03-10T09:00:00.000Z'),
    parcels,
    pieces,
  })
  .map(({ status, quantities, hasSecondLine, refunded, completedAt, ...rest }) => {
    const written = orderOf(LINES, { status, completedAt });
    const order: WooOrder = {
      ...written,
      lineItems: written.lineItems
        .map((line, place) => ({ ...line, quantity: quantities[place] ?? line.quantity }))
        .filter((_, place) => place === 0 || hasSecondLine),
    };
    return { found: { order, refunds: refunded > 0 ? [refundByHand(1, refunded)] : [] }, ...rest };
  });

const rules = fc.record({
  parcelsWithoutPieces: fc.constantFrom('deal-out' as const, 'ask' as const),
  cancellations: fc.constantFrom('ask' as const, 'off' as const),
  forwarderSkus: fc.constantFrom<string[]>([], ['SOFA']),
});

/** What the engine, OTTO and people do to reports between two looks of the shop. */
type Fate = {
  which: number;
  state: KnownTransmission['state'];
  source: KnownTransmission['source'];
};

const fates: fc.Arbitrary<Fate[]> = fc.array(
  fc.record({
    which: fc.nat({ max: 9 }),
    state: fc.constantFrom(
      ...([
        'waiting',
        'due',
        'in-flight',
        'accepted',
        'confirmed',
        'attention',
        'by-hand',
        'withdrawn',
      ] as const),
    ),
    source: fc.constantFrom('shop' as const, 'shop' as const, 'ship-list' as const),
  }),
  { maxLength: 3 },
);

const histories = fc.array(fc.record({ moment: moments, fates }), { minLength: 1, maxLength: 4 });

function minuteAfter(place: number): string {
  return new Date(Date.parse(NOW) + place * 60_000).toISOString();
}

/** Plays a history through, with a check after each plan and after each time it was applied. */
function play(
  history: readonly { moment: Moment; fates: Fate[] }[],
  given: Parameters<typeof shippingRules>[0],
  check: (input: PlanReportsInput, plan: ReportPlan, ledger: ModelLedger) => void,
): void {
  const ledger = new ModelLedger();
  for (const [place, { moment, fates: turns }] of history.entries()) {
    const now = minuteAfter(place);
    const { order, refunds } = moment.found;
    const input = inputOf({
      ...moment,
      order,
      refunds,
      rules: shippingRules(given),
      now,
      known: ledger.reports,
    });
    const plan = planReports(input);
    ledger.apply(plan, now);
    check(input, plan, ledger);
    for (const { which, state, source } of turns) {
      const report = ledger.reports[which];
      if (report && report.state !== 'withdrawn')
        ledger.change(report.transmissionId, { state, source });
    }
  }
}

const wishesOf = ({ shipments, corrected }: ReportPlan) => [
  ...shipments,
  ...corrected.map(({ wish }) => wish),
];

const active = (reports: readonly KnownTransmission[]) =>
  reports.filter(({ state }) => state !== 'withdrawn');

describe('whatever the shop says next', () => {
  const holds = (check: Parameters<typeof play>[2]) =>
    fc.assert(
      fc.property(histories, rules, (history, given) => play(history, given, check)),
      runs(400),
    );

  it('planning again after a plan was applied asks for nothing more', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds((input, _plan, ledger) => {
      const again = planReports({ ...input, known: ledger.reports });
      expect(again).toMatchObject({
        shipments: [],
        cancellations: [],
        corrected: [],
        withdrawn: [],
      });
    });
  });

  it('every piece of a shipped order that may be shipped stands in just one report', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ found, pieces: all }, _plan, ledger) => {
      if (found.order.status !== 'completed' || found.refunds.length > 0) return;
      const reported = active(ledger.reports).flatMap(({ positionItemIds }) => positionItemIds);
      for (const line of found.order.lineItems) {
        if (line.quantity !== line.positionItemIds.length) continue;
        const shippable = all.filter(
          (piece) =>
            line.positionItemIds.includes(piece.positionItemId) &&
            piece.fulfillmentStatus === 'PROCESSABLE',
        );
        for (const { positionItemId } of shippable) {
          expect(reported.filter((id) => id === positionItemId)).toHaveLength(1);
        }
      }
    });
  });

  it('no wish names a piece that may not be shipped, is in no line, or that the shop did not ship', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ found, pieces: all, parcels: shown, known }, plan) => {
      const { status, lineItems } = found.order;
      const wished = wishesOf(plan).flatMap(({ positionItemIds }) => positionItemIds);
      expect(new Set(wished).size).toBe(wished.length);
      for (const id of wished) {
        const piece = all.find(({ positionItemId }) => positionItemId === id);
        expect(piece?.fulfillmentStatus).toBe('PROCESSABLE');
        const line = lineItems.find(({ positionItemIds }) => positionItemIds.includes(id));
        expect(line).toBeDefined();
        const isSaid = shown.some(
          (parcel) =>
            parcel.isSaidShipped &&
            parcel.pieces?.some(({ lineItemId }) => lineItemId === line?.lineItemId),
        );
        const wasSaid = known.some(
          ({ source, positionItemIds }) => source === 'shop' && positionItemIds.includes(id),
        );
        const isGoneOn = status === 'delivered' && wasSaid;
        expect(
          status === 'completed' ||
            isGoneOn ||
            (isSaid && ['processing', 'delivered'].includes(status)),
        ).toBe(true);
      }
    });
  });

  it('no more pieces of a line are shipped than it has, without those sent and cancelled', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ found, pieces: all }, plan) => {
      const wished = wishesOf(plan).flatMap(({ positionItemIds }) => positionItemIds);
      for (const line of found.order.lineItems) {
        const ofLine = all.filter(({ positionItemId }) =>
          line.positionItemIds.includes(positionItemId),
        );
        const left = ofLine.filter(({ fulfillmentStatus }) =>
          /CANCELLED|RETURNED/.test(fulfillmentStatus),
        ).length;
        const lowered = Math.max(0, ofLine.length - line.quantity - left);
        const ofWish = ofLine.filter(({ positionItemId }) =>
          wished.includes(positionItemId),
        ).length;
        const sold = ofLine.filter(({ fulfillmentStatus }) =>
          /PROCESSABLE|ANNOUNCED/.test(fulfillmentStatus),
        ).length;
        expect(ofWish).toBeLessThanOrEqual(Math.max(0, sold - Math.min(sold, lowered)));
      }
    });
  });

  it('a wish is one parcel with any pieces, one piece in any parcels, or to be asked about', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ rules: { parcelsWithoutPieces, forwarderSkus }, pieces: all, now }, plan) => {
      for (const { positionItemIds, parcels: wished, shipDate } of plan.shipments) {
        expect(positionItemIds.length).toBeGreaterThan(0);
        expect(wished.length).toBeGreaterThan(0);
        if (parcelsWithoutPieces === 'deal-out') {
          expect(Math.min(positionItemIds.length, wished.length)).toBe(1);
        }
        expect(shipDate <= now).toBe(true);
        const skus = new Set(
          all
            .filter(({ positionItemId }) => positionItemIds.includes(positionItemId))
            .map(({ sku }) => sku),
        );
        if (forwarderSkus.length > 0) expect(skus.size).toBe(1);
      }
    });
  });

  it('what left, and what a person said, is neither corrected nor withdrawn', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ known }, plan) => {
      const touched = [
        ...plan.withdrawn,
        ...plan.corrected.map(({ transmissionId }) => transmissionId),
      ];
      for (const { transmissionId, state, source } of known) {
        if (!touched.includes(transmissionId)) continue;
        expect(source).toBe('shop');
        expect(['waiting', 'due', 'attention']).toContain(state);
      }
    });
  });

  it('only what OTTO still sells is cancelled, never what is reported or may have left', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ found, pieces: all, known, rules: { cancellations } }, plan) => {
      const fixed = active(known)
        .filter(
          ({ state, source }) =>
            source !== 'shop' || !['waiting', 'due', 'attention'].includes(state),
        )
        .flatMap(({ positionItemIds }) => positionItemIds);
      const shipped = wishesOf(plan).flatMap(({ positionItemIds }) => positionItemIds);
      for (const { positionItemId } of plan.cancellations) {
        expect(cancellations).not.toBe('off');
        expect(found.order.status).not.toBe('trash');
        const piece = all.find((each) => each.positionItemId === positionItemId);
        expect(['PROCESSABLE', 'ANNOUNCED']).toContain(piece?.fulfillmentStatus);
        expect(fixed).not.toContain(positionItemId);
        expect(shipped).not.toContain(positionItemId);
      }
    });
  });

  it('is planned the same from the same, and changes nothing it was given', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds((input) => {
      const before = JSON.stringify(input);
      expect(planReports(input)).toEqual(planReports(input));
      expect(JSON.stringify(input)).toBe(before);
    });
  });
});

it('nothing a person typed in is lost to a shop that shows no number', () => {
  fc.assert(
    fc.property(moments, rules, (moment, given) => {
      const { order, refunds } = moment.found;
      const typed = parcelWish('00340434161094042519');
      const ledger = new ModelLedger();
      ledger.add(NOW, {
        kind: 'shipment',
        positionItemIds: ['p1'],
        parcels: [typed],
        shipDate: NOW,
      });
      const silent = moment.parcels.map((parcel) => ({ ...parcel, trackingNumber: undefined }));
      const all = moment.pieces.map((piece) => ({ ...piece, fulfillmentStatus: 'PROCESSABLE' }));
      const input = {
        ...moment,
        parcels: silent,
        pieces: all,
        order: { ...order, status: 'completed' },
        refunds,
      };
      const plan = planReports(
        inputOf({ ...input, known: ledger.reports, rules: shippingRules(given) }),
      );
      expect(plan.corrected.filter(({ wish }) => wish.positionItemIds.includes('p1'))).toEqual([]);
    }),
    runs(300),
  );
});
