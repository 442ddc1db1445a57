import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import { numberKeysOf } from '../../mapping/returns/number-key.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { loadReturnItems, type PieceKey, type ReturnItem } from './return-items.ts';
import { spellingsOf } from './search-orders.ts';

/** So many pieces are told at most: nobody sorts through more with a scanner in hand. */
const MOST_PIECES = 200;

/** By what pieces were found. */
export type FoundBy = 'return-number' | 'given-with-shipment' | 'order-number';

/**
 * Pieces that somebody means who scanned a parcel or typed an order's number. Of several ways in which
 * it fits the surest alone counts: a number OTTO names for a way back, one that we gave a parcel for it
 * when it left, the number of an order at OTTO or in the shop.
 */
export async function findReturns(
  db: LedgerDatabase,
  typed: string,
): Promise<{ foundBy: FoundBy | undefined; items: ReturnItem[] }> {
  const ways: [FoundBy, (db: LedgerDatabase, typed: string) => Promise<Piece[]>][] = [
    ['return-number', byReturnNumber],
    ['given-with-shipment', byGivenNumber],
    ['order-number', byOrderNumber],
  ];
  for (const [foundBy, find] of ways) {
    const pieces = await find(db, typed);
    if (pieces.length === 0) continue;
    const items = await loadReturnItems(db, distinct(pieces).slice(0, MOST_PIECES));
    return { foundBy, items };
  }
  return { foundBy: undefined, items: [] };
}

type Piece = PieceKey & { salesOrderId: string };
type PieceRow = { account_id: string; position_item_id: string; sales_order_id: string };

async function byReturnNumber(db: LedgerDatabase, typed: string): Promise<Piece[]> {
  const keys = numberKeysOf(typed);
  if (keys.length === 0) return [];
  const announced = await db
    .selectFrom('return_tracking')
    .innerJoin('returns', (join) =>
      join
        .onRef('returns.account_id', '=', 'return_tracking.account_id')
        .onRef('returns.position_item_id', '=', 'return_tracking.position_item_id'),
    )
    .select(['returns.account_id', 'returns.position_item_id', 'returns.sales_order_id'])
    .where('return_tracking.number_key', 'in', keys)
    .limit(MOST_PIECES)
    .execute();
  const onTheWay = await db
    .selectFrom('return_shipments')
    .innerJoin('return_shipment_pieces', (join) =>
      join
        .onRef('return_shipment_pieces.account_id', '=', 'return_shipments.account_id')
        .onRef(
          'return_shipment_pieces.return_shipment_id',
          '=',
          'return_shipments.return_shipment_id',
        ),
    )
    .select([
      'return_shipment_pieces.account_id',
      'return_shipment_pieces.position_item_id',
      'return_shipment_pieces.sales_order_id',
    ])
    .where('return_shipments.number_key', 'in', keys)
    .limit(MOST_PIECES)
    .execute();
  return [...announced, ...onTheWay].map(pieceOf);
}

/** Before OTTO announces it, a parcel is known by the number it was given when it left. */
async function byGivenNumber(db: LedgerDatabase, typed: string): Promise<Piece[]> {
  const numbers = [...new Set([...numberKeysOf(typed), normaliseTrackingNumber(typed)])];
  const rows = await db
    .selectFrom('transmission_parcels')
    .innerJoin(
      'transmissions',
      'transmissions.transmission_id',
      'transmission_parcels.transmission_id',
    )
    .innerJoin(
      'transmission_pieces',
      'transmission_pieces.transmission_id',
      'transmission_parcels.transmission_id',
    )
    .select([
      'transmissions.account_id',
      'transmissions.sales_order_id',
      'transmission_pieces.position_item_id',
    ])
    .where('transmission_parcels.return_number', 'in', numbers)
    .where('transmissions.state', '!=', 'withdrawn')
    .limit(MOST_PIECES)
    .execute();
  return rows.map(pieceOf);
}

/** All pieces of the order: somebody has to say which of them lies before him. */
async function byOrderNumber(db: LedgerDatabase, typed: string): Promise<Piece[]> {
  const texts = spellingsOf(typed);
  if (texts.length === 0) return [];
  const orders = [];
  for (const column of ['order_number', 'sales_order_id', 'woo_order_number'] as const) {
    orders.push(
      ...(await db
        .selectFrom('sales_orders')
        .select(['account_id', 'sales_order_id'])
        .where(column, 'in', texts)
        .limit(MOST_PIECES)
        .execute()),
    );
    if (orders.length > 0) break;
  }
  const pieces: Piece[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(orders, (order) => order.account_id)) {
    for (const some of inChunks(ofAccount)) {
      const rows = await db
        .selectFrom('position_items')
        .select(['account_id', 'position_item_id', 'sales_order_id'])
        .where('account_id', '=', accountId)
        .where(
          'sales_order_id',
          'in',
          some.map((order) => order.sales_order_id),
        )
        .execute();
      pieces.push(...rows.map(pieceOf));
    }
  }
  return pieces.toSorted((one, other) => (one.positionItemId < other.positionItemId ? -1 : 1));
}

function pieceOf(row: PieceRow): Piece {
  return {
    accountId: row.account_id,
    positionItemId: row.position_item_id,
    salesOrderId: row.sales_order_id,
  };
}

function distinct(pieces: readonly Piece[]): Piece[] {
  const key = ({ accountId, positionItemId }: Piece) => `${accountId} ${positionItemId}`;
  return [...new Map(pieces.map((piece) => [key(piece), piece])).values()];
}
