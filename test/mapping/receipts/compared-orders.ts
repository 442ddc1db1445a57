import fc from 'fast-check';
import type { FulfillmentStatus } from '../../../src/mapping/otto/fulfillment-status.ts';
import type {
  ComparedOrder,
  ComparedPiece,
  ComparedReceipt,
} from '../../../src/mapping/receipts/compared-order.ts';
import { moneyOfReceipt } from '../../../src/mapping/receipts/money-of-receipt.ts';
import type { OttoReceipt } from '../../../src/mapping/receipts/receipt.ts';
import type { ReceiptType } from '../../../src/mapping/receipts/receipt-words.ts';

/** One piece's life as OTTO billed it. */
export type LivedPiece = {
  status: FulfillmentStatus;
  cents: number;
  /** taken off a kept or later returned piece, less than its price */
  reductions: number[];
  /** in which shipment it left */
  shipment: number;
};

export type LivedOrder = { pieces: LivedPiece[]; feeCents: number; feeBackCents: number };

export const livedPieces: fc.Arbitrary<LivedPiece> = fc
  .record({
    status: fc.constantFrom<FulfillmentStatus>(
      'ANNOUNCED',
      'PROCESSABLE',
      'SENT',
      'SENT',
      'RETURNED',
      'CANCELLED_BY_PARTNER',
    ),
    cents: fc.integer({ min: 3, max: 99_999 }),
    parts: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    shipment: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ status, cents, parts, shipment }) => ({
    status,
    cents,
    // A third of the price at most.
    reductions: parts.map((part) => Math.floor((cents * part) / 100)).filter((part) => part > 0),
    shipment,
  }));

export const livedOrders: fc.Arbitrary<LivedOrder> = fc
  .record({
    pieces: fc.array(livedPieces, { minLength: 1, maxLength: 6 }),
    feeCents: fc.constantFrom(0, 595, 2995),
    feeBack: fc.boolean(),
  })
  .map(({ pieces, feeCents, feeBack }) => ({
    pieces,
    feeCents,
    feeBackCents: feeBack && pieces.some(wasSent) ? feeCents : 0,
  }));

export function wasSent({ status }: LivedPiece): boolean {
  return status === 'SENT' || status === 'RETURNED';
}

const idOf = (index: number) => `piece-${index}`;

/** A receipt as it is read; what is not said is zero. */
export function receiptOf(
  receiptNumber: string,
  receiptType: ReceiptType,
  said: Partial<OttoReceipt> & { goods?: number } = {},
): OttoReceipt {
  const { goods = 0, feesCents = 0, servicesCents = 0 } = said;
  return {
    receiptNumber,
    receiptType,
    salesOrderId: 'a46fb35b-9c77',
    orderNumber: 'bu5h6x7z2k',
    createdAt: `2026-03-0${1 + (receiptNumber.length % 9)}T08:00:00.000Z`,
    isReal: true,
    grossCents: goods + feesCents + servicesCents,
    dueCents: undefined,
    itemsCents: goods,
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
  };
}

/** Pieces by their position in the order, each with what the receipt names for it. */
export const named = (pieces: readonly (readonly [index: number, cents: number | undefined])[]) =>
  pieces.map(([index, cents]) => ({ positionItemId: idOf(index), cents }));

/** Bills an order as OTTO does: section 5.3 of the reference. */
export function receiptsOf({ pieces, feeCents, feeBackCents }: LivedOrder): OttoReceipt[] {
  const sent = pieces.flatMap((piece, index) => (wasSent(piece) ? [{ piece, index }] : []));
  const shipments = Map.groupBy(sent, ({ piece }) => piece.shipment);
  const purchases = [...shipments.keys()].toSorted().map((shipment, count) => {
    const on = shipments.get(shipment) ?? [];
    return receiptOf(`P-${shipment}`, 'PURCHASE', {
      createdAt: `2026-03-0${shipment}T08:00:00.000Z`,
      goods: on.reduce((sum, { piece }) => sum + piece.cents, 0),
      feesCents: count === 0 ? feeCents : 0,
      pieces: named(on.map(({ index, piece }) => [index, piece.cents])),
    });
  });
  const reductions = sent.flatMap(({ piece, index }) =>
    piece.reductions.map((cents, count) =>
      receiptOf(`R-${index}-${count}`, 'PARTIAL_REFUND', {
        createdAt: '2026-03-10T08:00:00.000Z',
        goods: cents,
        pieces: named([[index, cents]]),
      }),
    ),
  );
  const returns = sent.flatMap(({ piece, index }) => {
    if (piece.status !== 'RETURNED') return [];
    const goods = piece.cents - reducedBy(piece);
    const pieces = named([[index, goods]]);
    const createdAt = '2026-03-20T08:00:00.000Z';
    return [receiptOf(`B-${index}`, 'REFUND', { createdAt, goods, pieces })];
  });
  const fees =
    feeBackCents > 0
      ? [receiptOf('F-1', 'REFUND', { feesCents: feeBackCents, refundKind: 'CANCELLATION' })]
      : [];
  return [...purchases, ...reductions, ...returns, ...fees];
}

function reducedBy({ reductions }: LivedPiece): number {
  return reductions.reduce((sum, cents) => sum + cents, 0);
}

/** What the buyer keeps and pays for, with all that went back taken off. */
export function keptCents({ pieces, feeCents, feeBackCents }: LivedOrder): number {
  const kept = pieces.filter(
    ({ status }) => !['RETURNED', 'CANCELLED_BY_PARTNER'].includes(status),
  );
  const goods = kept.reduce(
    (sum, piece) => sum + piece.cents - (wasSent(piece) ? reducedBy(piece) : 0),
    0,
  );
  const isOver = pieces.every(({ status }) => status === 'CANCELLED_BY_PARTNER');
  return isOver ? 0 : goods + feeCents - feeBackCents;
}

/** The order as the ledger knows it, with the money its receipts gave back, and a shop that follows. */
export function comparedOrder(
  lived: LivedOrder,
  receipts: readonly OttoReceipt[] = receiptsOf(lived),
): ComparedOrder {
  const pieces: ComparedPiece[] = lived.pieces.map(({ status, cents }, index) => ({
    positionItemId: idOf(index),
    fulfillmentStatus: status,
    payableCents: cents,
  }));
  const totalCents = lived.pieces.reduce((sum, { cents }) => sum + cents, lived.feeCents);
  return {
    pieces,
    feeCents: lived.feeCents,
    receipts: receipts satisfies readonly ComparedReceipt[],
    moneyBack: receipts.flatMap((receipt) =>
      moneyOfReceipt(receipt).map((money) => ({ ...money, receiptNumber: receipt.receiptNumber })),
    ),
    shop: { totalCents, refundedCents: totalCents - keptCents(lived) },
  };
}
