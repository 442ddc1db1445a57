import fc from 'fast-check';
import type { FulfillmentStatus } from '../../../src/mapping/otto/fulfillment-status.ts';
import type {
  DeliveryFee,
  PositionItem,
  SalesOrder,
} from '../../../src/mapping/otto/sales-order.ts';
import type { AfterSale } from '../../../src/mapping/receipts/money-back.ts';
import { afterSaleOf, afterSales, knownAt } from './after-sales.ts';
import { basketOfPieces, deliveryFees, salesOrderOf } from './basket.ts';

/**
 * A look at the order: what OTTO shows then, what the ledger knows of what came after the sale, and how
 * many steps the bridge gets to act on it.
 */
export type Look = { salesOrder: SalesOrder; afterSale: AfterSale; mostSteps: number };

/** One order's life as seen at some moments; the last look is always at the end, with time enough. */
export type History = {
  looks: Look[];
  last: SalesOrder;
  /** all of it, as it is known in the end */
  afterSale: AfterSale;
  paymentMethod: string;
};

/** All a piece can go through: OTTO's moves, each piece on its own. */
const LIVES: FulfillmentStatus[][] = [
  ['ANNOUNCED'],
  ['ANNOUNCED', 'PROCESSABLE'],
  ['ANNOUNCED', 'PROCESSABLE', 'SENT'],
  ['ANNOUNCED', 'PROCESSABLE', 'SENT', 'RETURNED'],
  ['ANNOUNCED', 'CANCELLED_BY_MARKETPLACE'],
  ['ANNOUNCED', 'CANCELLED_BY_PARTNER'],
  ['ANNOUNCED', 'PROCESSABLE', 'CANCELLED_BY_MARKETPLACE'],
  ['ANNOUNCED', 'PROCESSABLE', 'CANCELLED_BY_PARTNER'],
];

/** Several pieces in a parcel, several parcels, a forwarder without a number. */
const PARCELS = [
  { carrier: 'DHL', trackingNumber: '00340434161094042557' },
  { carrier: 'DHL', trackingNumber: '00340434161094042557' },
  { carrier: 'HERMES', trackingNumber: 'H1234567890123450001' },
  { carrier: 'HES' },
  {},
];

const MOVES_AT_MOST = 3;

/**
 * Random legal histories. The chances decide which piece moves next (by its share of the sum of
 * moves left), at which moments somebody looks, and whether the bridge is killed after some steps.
 */
export const histories: fc.Arbitrary<History> = fc
  .record({
    pieces: basketOfPieces,
    fees: deliveryFees,
    lives: fc.array(fc.constantFrom(...LIVES), { minLength: 8, maxLength: 8 }),
    /** most orders go the same way with all their pieces */
    together: fc.boolean(),
    chances: fc.array(fc.nat({ max: 997 }), { minLength: 8 * MOVES_AT_MOST, maxLength: 24 }),
    looksAt: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
    kills: fc.array(fc.constantFrom(1, 2, 9, 9, 9), { minLength: 25, maxLength: 25 }),
    paymentMethod: fc.constantFrom('PAYPAL', 'PREPAYMENT'),
    addressWhileAnnounced: fc.boolean(),
    after: afterSales,
  })
  .map((chosen) => {
    const lives = chosen.pieces.map((_piece, index): FulfillmentStatus[] => {
      const own = chosen.lives[chosen.together && index > 1 ? 0 : index];
      return own ?? ['ANNOUNCED'];
    });
    const fees = chosen.pieces.some((piece) => piece.payableCents > 0) ? chosen.fees : [];
    const shown = momentsOf(lives, chosen.chances).map((reached) =>
      orderAt(chosen.pieces, fees, lives, reached, chosen),
    );
    const last = shown.at(-1) ?? salesOrderOf({});
    const afterSale = afterSaleOf(last, chosen.after);
    const looks = shown.slice(0, -1).flatMap((salesOrder, moment) => {
      if (!chosen.looksAt[moment]) return [];
      const known = knownAt(moment, salesOrder, afterSale, chosen.after);
      return [{ salesOrder, afterSale: known, mostSteps: chosen.kills[moment] ?? 9 }];
    });
    return { looks, last, afterSale, paymentMethod: chosen.paymentMethod };
  });

/** For every moment how far each piece has come; one piece moves from one moment to the next. */
function momentsOf(lives: FulfillmentStatus[][], chances: number[]): number[][] {
  let reached = lives.map(() => 0);
  const moments = [reached];
  for (const chance of chances) {
    const able = lives.flatMap((life, piece) =>
      (reached[piece] ?? 0) + 1 < life.length ? piece : [],
    );
    const mover = able[chance % Math.max(1, able.length)];
    if (mover === undefined) break;
    reached = reached.map((stage, piece) => (piece === mover ? stage + 1 : stage));
    moments.push(reached);
  }
  return moments;
}

function orderAt(
  pieces: PositionItem[],
  deliveryFeesOfOrder: DeliveryFee[],
  lives: FulfillmentStatus[][],
  reached: number[],
  {
    paymentMethod,
    addressWhileAnnounced,
  }: { paymentMethod: string; addressWhileAnnounced: boolean },
): SalesOrder {
  const positionItems = pieces.map((piece, index) => {
    const stage = reached[index] ?? 0;
    const life = lives[index] ?? [];
    const fulfillmentStatus = life[stage] ?? 'ANNOUNCED';
    const isReleased = life.slice(0, stage + 1).includes('PROCESSABLE');
    const wasSent = fulfillmentStatus === 'SENT' || fulfillmentStatus === 'RETURNED';
    return {
      ...piece,
      fulfillmentStatus,
      rawFulfillmentStatus: fulfillmentStatus,
      ...(wasSent ? PARCELS[index % PARCELS.length] : {}),
      processableAt: isReleased ? `2026-03-02T09:0${index}:00.000Z` : undefined,
    };
  });
  const released = positionItems.some((piece) => piece.processableAt !== undefined);
  const waiting = positionItems.some((piece) => piece.fulfillmentStatus === 'ANNOUNCED');
  const { deliveryAddress, invoiceAddress, ...order } = salesOrderOf({
    paymentMethod,
    positionItems,
    deliveryFees: deliveryFeesOfOrder,
  });
  const visible = released && (!waiting || addressWhileAnnounced);
  return {
    ...order,
    deliveryAddress: visible ? deliveryAddress : undefined,
    invoiceAddress: visible ? invoiceAddress : undefined,
  };
}
