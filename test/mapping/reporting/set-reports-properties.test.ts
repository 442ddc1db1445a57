import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanReportsInput, planReports } from '../../../src/mapping/reporting/plan-reports.ts';
import type { ReportPlan } from '../../../src/mapping/reporting/report-plan.ts';
import type { KnownTransmission } from '../../../src/mapping/reporting/transmission.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import { ModelLedger } from './model-ledger.ts';
import {
  DHL_NUMBERS,
  inputOf,
  NOW,
  orderOf,
  parcelWith,
  pieceOf,
  refundByHand,
  shippingRules,
} from './orders.ts';

/** Two sets of two mugs and a pot, and two plates bought alone. */
const LINES = [
  ['p1#1/3:900', 'p1#2/3:900', 'p2#1/3:900', 'p2#2/3:900'],
  ['p1#3/3:699', 'p2#3/3:699'],
  ['p3', 'p4'],
];
const WHOLE = ['p1', 'p2', 'p3', 'p4'];

const parcel = fc.record({
  number: fc.constantFrom(...DHL_NUMBERS, undefined),
  contents: fc.option(
    fc.record({
      1: fc.nat({ max: 4 }),
      2: fc.nat({ max: 2 }),
      3: fc.nat({ max: 2 }),
    }),
    { nil: undefined },
  ),
  isSaidShipped: fc.boolean(),
});

const moment = fc.record({
  status: fc.constantFrom('completed', 'completed', 'processing', 'cancelled', 'on-hold'),
  quantities: fc.tuple(
    fc.constantFrom(4, 4, 4, 3, 1),
    fc.constantFrom(2, 2, 2, 1),
    fc.constantFrom(2, 2, 1),
  ),
  refunded: fc.constantFrom(0, 0, 0, 1, 2),
  states: fc.array(
    fc.constantFrom(
      'PROCESSABLE',
      'PROCESSABLE',
      'PROCESSABLE',
      'SENT',
      'CANCELLED_BY_MARKETPLACE',
    ),
    { minLength: 4, maxLength: 4 },
  ),
  parcels: fc.array(parcel, { maxLength: 3 }),
});

const fate = fc.record({
  which: fc.nat({ max: 9 }),
  state: fc.constantFrom(
    ...(['waiting', 'due', 'accepted', 'confirmed', 'attention', 'withdrawn'] as const),
  ),
});

const histories = fc.array(fc.record({ moment, fates: fc.array(fate, { maxLength: 2 }) }), {
  minLength: 1,
  maxLength: 4,
});

type Moment = typeof moment extends fc.Arbitrary<infer Given> ? Given : never;

function inputFor(
  { status, quantities, refunded, states, parcels }: Moment,
  known: readonly KnownTransmission[],
  parcelsWithoutPieces: 'deal-out' | 'ask',
): PlanReportsInput {
  const written = orderOf(LINES, { status, completedAt: NOW });
  return inputOf({
    pieces: WHOLE.map((id, at) =>
      pieceOf(id, { fulfillmentStatus: states[at] ?? 'SENT', sku: at < 2 ? 'TEA-SET' : 'PLATE' }),
    ),
    order: {
      ...written,
      lineItems: written.lineItems.map((line, at) => ({
        ...line,
        quantity: quantities[at] ?? line.quantity,
      })),
    },
    refunds: refunded > 0 ? [refundByHand(1, refunded)] : [],
    parcels: parcels.map(({ number, contents, isSaidShipped }) =>
      contents
        ? parcelWith(number, contents, { isSaidShipped })
        : { ...parcelWith(number, {}), pieces: undefined, isSaidShipped: false },
    ),
    known,
    rules: shippingRules({ parcelsWithoutPieces }),
  });
}

const wishesOf = ({ shipments, corrected }: ReportPlan) => [
  ...shipments,
  ...corrected.map(({ wish }) => wish),
];

const active = (reports: readonly KnownTransmission[]) =>
  reports.filter(({ state }) => state !== 'withdrawn');

function holds(
  check: (input: PlanReportsInput, plan: ReportPlan, ledger: ModelLedger) => void,
): void {
  fc.assert(
    fc.property(histories, fc.constantFrom('deal-out', 'ask'), (history, unnamed) => {
      const ledger = new ModelLedger();
      for (const { moment: now, fates } of history) {
        const input = inputFor(now, ledger.reports, unnamed);
        const plan = planReports(input);
        ledger.apply(plan, NOW);
        check(input, plan, ledger);
        for (const { which, state } of fates) {
          const report = ledger.reports[which];
          if (report && report.state !== 'withdrawn')
            ledger.change(report.transmissionId, { state });
        }
      }
    }),
    runs(400),
  );
}

describe('whatever the shop says of an order with sets', () => {
  it('planning again after a plan was applied asks for nothing more', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds((input, _plan, ledger) => {
      expect(planReports({ ...input, known: ledger.reports })).toMatchObject({
        shipments: [],
        cancellations: [],
        corrected: [],
        withdrawn: [],
      });
    });
  });

  it('OTTO hears of its own pieces alone, each once', { timeout: PROPERTY_TIMEOUT_MS }, () => {
    holds((_input, plan, ledger) => {
      const ids = wishesOf(plan).flatMap(({ positionItemIds }) => positionItemIds);
      const cancelled = plan.cancellations.map(({ positionItemId }) => positionItemId);
      for (const id of [...ids, ...cancelled]) expect(WHOLE).toContain(id);
      const reported = active(ledger.reports).flatMap(({ positionItemIds }) => positionItemIds);
      expect(reported.toSorted()).toEqual([...new Set(reported)].toSorted());
    });
  });

  it('every piece of a shipped order that may be shipped is reported', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    holds(({ found, pieces }, _plan, ledger) => {
      const { status, lineItems } = found.order;
      const isWhole = lineItems.every((line) => line.quantity === line.positionItemIds.length);
      if (status !== 'completed' || !isWhole || found.refunds.length > 0) return;
      const reported = active(ledger.reports).flatMap(({ positionItemIds }) => positionItemIds);
      for (const { positionItemId, fulfillmentStatus } of pieces) {
        if (fulfillmentStatus === 'PROCESSABLE') expect(reported).toContain(positionItemId);
      }
    });
  });

  it('no set is asked for of which a product is still to be packed', {
    timeout: PROPERTY_TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(moment, (now) => {
        const input = inputFor(
          {
            ...now,
            status: 'processing',
            refunded: 0,
            quantities: [4, 2, 2],
            states: now.states.map(() => 'PROCESSABLE'),
          },
          [],
          'deal-out',
        );
        const said = (lineItemId: number) =>
          input.parcels
            .filter(({ isSaidShipped }) => isSaidShipped)
            .flatMap(({ pieces = [] }) => pieces)
            .filter((each) => each.lineItemId === lineItemId)
            .reduce((sum, { quantity }) => sum + quantity, 0);
        const sets = wishesOf(planReports(input))
          .flatMap(({ positionItemIds }) => positionItemIds)
          .filter((id) => ['p1', 'p2'].includes(id));
        expect(sets.length).toBeLessThanOrEqual(Math.floor(said(1) / 2));
        expect(sets.length).toBeLessThanOrEqual(said(2));
      }),
      runs(300),
    );
  });
});
