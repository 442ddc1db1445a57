import type { ImportRules } from '../../mapping/import-rules.ts';
import { isCancelledPhase, orderPhase } from '../../mapping/order-phase.ts';
import { isCancelled } from '../../mapping/otto/fulfillment-status.ts';
import type { PositionItem, SalesOrder } from '../../mapping/otto/sales-order.ts';
import { cancelledOrderNote, pieceNote } from '../../mapping/pieces-in-words.ts';
import type { NoteDraft } from '../../mapping/shop-plan.ts';
import { isAtPackers } from '../../mapping/status-meaning.ts';
import type { OrderNews, SalesOrderRow } from '../ledger/sales-orders.ts';

/** A piece as the ledger knows it from before. */
type KnownPiece = { position_item_id: string; fulfillment_status: string };

/** The order as the ledger knows it from before. */
export type KnownOrder = {
  row: SalesOrderRow;
  pieces: readonly KnownPiece[];
  /** pieces that the shop itself took out of the sale, and OTTO was told so: nobody packs them */
  takenOutInShop: ReadonlySet<string>;
};

/**
 * What happened at OTTO since the order was seen last: a line of the timeline for each kind of change,
 * and a pack-stop when a piece was cancelled that packers may have in their hands: the owner hears of
 * it, and the note is written, whatever becomes of the refund.
 */
export function newsFromOtto(
  accountId: string,
  salesOrder: SalesOrder,
  known: KnownOrder | undefined,
  rules: ImportRules,
): OrderNews {
  const phase = orderPhase(salesOrder.positionItems) ?? 'unknown';
  if (!known) {
    const params = { phase, pieces: salesOrder.positionItems.length };
    return { events: [{ kind: 'sales-order-seen', params }], urgent: [], notes: [] };
  }
  const before = new Map(
    known.pieces.map((piece) => [piece.position_item_id, piece.fulfillment_status]),
  );
  const moved = salesOrder.positionItems.filter(
    (piece) => before.get(piece.positionItemId) !== piece.rawFulfillmentStatus,
  );
  const stopped = moved.filter(
    (piece) =>
      isCancelled(piece.fulfillmentStatus) &&
      before.get(piece.positionItemId) === 'PROCESSABLE' &&
      !known.takenOutInShop.has(piece.positionItemId),
  );
  const wereTaken =
    known.row.import_state === 'imported' &&
    known.row.woo_status !== null &&
    isAtPackers(known.row.woo_status, rules);
  const stops = wereTaken ? stopped : [];
  const { orderNumber } = salesOrder;
  return {
    events: [
      ...(known.row.phase === phase
        ? []
        : [{ kind: 'otto-phase-changed', params: { from: known.row.phase, to: phase } }]),
      ...piecesMoved(moved, before),
      ...(stops.length === 0 ? [] : [{ kind: 'pack-stopped', params: { pieces: stops.length } }]),
    ],
    urgent:
      stops.length === 0
        ? []
        : [
            {
              code: 'pack-stop',
              about: `${salesOrder.salesOrderId}:${stops[0]?.positionItemId}`,
              accountId,
              params: { orderNumber, pieces: stops.length, skus: skusOf(stops) },
            },
          ],
    notes: stopNotes(salesOrder, stops, rules).map(({ key, text }) => ({ noteKey: key, text })),
  };
}

/** The very notes the plan will want, so that each is written once, and now. */
function stopNotes(
  { positionItems }: SalesOrder,
  stops: readonly PositionItem[],
  { language }: ImportRules,
): NoteDraft[] {
  if (stops.length === 0) return [];
  const phase = orderPhase(positionItems);
  const isWholeOrder = phase !== undefined && isCancelledPhase(phase);
  if (isWholeOrder) return [cancelledOrderNote(stops, true, language)];
  return stops.map((piece) => pieceNote(piece, language));
}

/** One line for all pieces that made the same move for the same reason. */
function piecesMoved(
  moved: readonly PositionItem[],
  before: ReadonlyMap<string, string>,
): OrderNews['events'] {
  const groups = Map.groupBy(moved, (piece) =>
    JSON.stringify([
      before.get(piece.positionItemId) ?? '',
      piece.rawFulfillmentStatus,
      piece.cancellationReason ?? '',
    ]),
  );
  return [...groups.values()].flatMap((pieces) => {
    const [first] = pieces;
    if (!first) return [];
    const from = before.get(first.positionItemId);
    const to = first.rawFulfillmentStatus;
    const reason = first.cancellationReason;
    const params = {
      pieces: pieces.length,
      skus: skusOf(pieces),
      to,
      ...(from === undefined ? {} : { from }),
      ...(reason === undefined ? {} : { cancellationReason: reason }),
    };
    return [{ kind: from === undefined ? 'otto-pieces-appeared' : 'otto-pieces-changed', params }];
  });
}

function skusOf(pieces: readonly PositionItem[]): string {
  return [...new Set(pieces.map((piece) => piece.sku))].join(', ');
}
