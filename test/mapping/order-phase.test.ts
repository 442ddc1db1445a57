import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCancelledPhase,
  isReleased,
  livePieces,
  movesBackward,
  ORDER_PHASES,
  type OrderPhase,
  orderPhase,
  parseOrderPhase,
} from '../../src/mapping/order-phase.ts';
import {
  FULFILLMENT_STATUSES,
  type FulfillmentStatus,
} from '../../src/mapping/otto/fulfillment-status.ts';
import { runs } from './support/property-runs.ts';

const pieces = (statuses: readonly (FulfillmentStatus | undefined)[]) =>
  statuses.map((fulfillmentStatus) => ({ fulfillmentStatus }));

/** Every set of states at least one piece is in: 63 of them. */
const EVERY_MIXTURE: FulfillmentStatus[][] = Array.from({ length: 63 }, (_, index) =>
  FULFILLMENT_STATUSES.filter((_status, bit) => ((index + 1) >> bit) % 2 === 1),
);

/** The table of the design, row by row, written a second time and in another way. */
function rowOfTheTable(mixture: readonly FulfillmentStatus[]): OrderPhase {
  const has = new Set<string>(mixture);
  if (has.has('ANNOUNCED')) return 'announced';
  if (has.has('PROCESSABLE')) return 'processable';
  if (has.has('SENT')) return 'sent';
  if (has.has('RETURNED')) return 'returned';
  if (has.has('CANCELLED_BY_MARKETPLACE')) return 'cancelledByMarketplace';
  return 'cancelledByPartner';
}

describe('the phase of an order', () => {
  it.each([
    ['ANNOUNCED', 'announced'],
    ['PROCESSABLE', 'processable'],
    ['SENT', 'sent'],
    ['RETURNED', 'returned'],
    ['CANCELLED_BY_PARTNER', 'cancelledByPartner'],
    ['CANCELLED_BY_MARKETPLACE', 'cancelledByMarketplace'],
  ] as const)('of pieces that are all %s is %s', (status, phase) => {
    expect(orderPhase(pieces([status]))).toBe(phase);
    expect(orderPhase(pieces([status, status, status]))).toBe(phase);
  });

  it('follows the table for all 63 mixtures of states', () => {
    expect(new Set(EVERY_MIXTURE.map(String)).size).toBe(63);
    expect(EVERY_MIXTURE.map((mixture) => orderPhase(pieces(mixture)))).toEqual(
      EVERY_MIXTURE.map(rowOfTheTable),
    );
  });

  it('does not depend on the order of the pieces, nor on how many share a state', () => {
    const mixture = fc.array(fc.constantFrom(...FULFILLMENT_STATUSES), { minLength: 1 });
    fc.assert(
      fc.property(
        mixture.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(orderPhase(pieces(shuffled))).toBe(rowOfTheTable(list));
        },
      ),
      runs(500),
    );
  });

  it('is unknown as soon as one piece is in an unknown state, whatever the others are', () => {
    for (const mixture of [[], ...EVERY_MIXTURE]) {
      expect(orderPhase(pieces([...mixture, undefined]))).toBeUndefined();
      expect(orderPhase(pieces([undefined, ...mixture]))).toBeUndefined();
    }
  });
});

it('counts processable, sent and returned as released', () => {
  expect(ORDER_PHASES.filter(isReleased)).toEqual(['processable', 'sent', 'returned']);
});

it('counts both cancelled phases as cancelled', () => {
  expect(ORDER_PHASES.filter(isCancelledPhase)).toEqual([
    'cancelledByMarketplace',
    'cancelledByPartner',
  ]);
});

it('moves forward along announced, processable, sent, returned, cancelled, and never back', () => {
  const backward = ORDER_PHASES.flatMap((from) =>
    ORDER_PHASES.filter((to) => movesBackward(from, to)).map((to) => `${from} > ${to}`),
  );
  expect(backward.sort()).toEqual(
    [
      'processable > announced',
      'sent > announced',
      'sent > processable',
      'returned > announced',
      'returned > processable',
      'returned > sent',
      'cancelledByMarketplace > announced',
      'cancelledByMarketplace > processable',
      'cancelledByMarketplace > sent',
      'cancelledByMarketplace > returned',
      'cancelledByPartner > announced',
      'cancelledByPartner > processable',
      'cancelledByPartner > sent',
      'cancelledByPartner > returned',
    ].sort(),
  );
});

it('keeps all pieces but the cancelled ones, in their order', () => {
  const mixed = pieces([...FULFILLMENT_STATUSES, undefined]);
  expect(livePieces(mixed).map((piece) => piece.fulfillmentStatus)).toEqual([
    'ANNOUNCED',
    'PROCESSABLE',
    'SENT',
    'RETURNED',
    undefined,
  ]);
});

it('reads a phase back from the text in the shop, and nothing else', () => {
  expect(ORDER_PHASES.map(parseOrderPhase)).toEqual(ORDER_PHASES);
  expect([undefined, '', 'SENT', 'toString'].map(parseOrderPhase)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
