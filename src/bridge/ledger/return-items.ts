import { sql } from 'kysely';
import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { PieceDecision } from '../../mapping/returns/may-decide.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { ReturnRow } from './return-rows.ts';
import { theseOrders } from './these-orders.ts';

/** Names one piece. */
export type PieceKey = { accountId: string; positionItemId: string };

/** A piece that came back or could, with everything the ledger knows of it. Moments are UTC ISO. */
export type ReturnItem = PieceKey & {
  salesOrderId: string;
  /** undefined = the ledger does not know the order */
  order:
    | {
        orderNumber: string;
        wooOrderId: number | undefined;
        wooOrderNumber: string | undefined;
      }
    | undefined;
  piece: { sku: string; fulfillmentStatus: string; payableCents: number } | undefined;
  /** undefined = nothing is known of a return */
  row: ReturnRow | undefined;
  /** announced with the return, else given with the shipment */
  numbers: { carrier: string | undefined; trackingNumber: string }[];
  wayBack:
    | {
        state: string;
        at: string | undefined;
        carrier: string | undefined;
        trackingNumber: string | undefined;
      }
    | undefined;
  /** the latest that was said here and not withdrawn */
  decision: (PieceDecision & { transmissionId: string; createdAt: string }) | undefined;
};

/** What is known of some pieces, whether a return of them is or not; in their order. */
export async function loadReturnItems(
  db: LedgerDatabase,
  pieces: readonly (PieceKey & { salesOrderId: string })[],
): Promise<ReturnItem[]> {
  const rows = new Map<string, ReturnRow>();
  for (const [accountId, ofAccount] of Map.groupBy(pieces, (piece) => piece.accountId)) {
    for (const some of inChunks(ofAccount)) {
      const found = await db
        .selectFrom('returns')
        .selectAll()
        .where('account_id', '=', accountId)
        .where(
          'position_item_id',
          'in',
          some.map((piece) => piece.positionItemId),
        )
        .execute();
      for (const row of found) {
        rows.set(keyOf({ accountId, positionItemId: row.position_item_id }), row);
      }
    }
  }
  return completeReturns(
    db,
    pieces.map((piece) => ({ ...piece, row: rows.get(keyOf(piece)) })),
  );
}

type Known = PieceKey & { salesOrderId: string; row: ReturnRow | undefined };

/** Everything the ledger knows of some pieces, in their order. */
export async function completeReturns(
  db: LedgerDatabase,
  known: readonly Known[],
): Promise<ReturnItem[]> {
  const items = new Map<string, ReturnItem>();
  for (const [accountId, ofAccount] of Map.groupBy(known, (one) => one.accountId)) {
    for (const some of inChunks(ofAccount)) {
      const pieceIds = some.map((one) => one.positionItemId);
      const orderIds = [...new Set(some.map((one) => one.salesOrderId))];
      const orders = await loadOrders(db, accountId, orderIds);
      const pieces = await loadPieces(db, accountId, pieceIds);
      const numbers = await loadNumbers(db, accountId, pieceIds);
      const given = await loadGivenNumbers(db, accountId, pieceIds);
      const parcels = await loadParcels(db, accountId, pieceIds);
      const decisions = await loadDecisions(db, accountId, pieceIds);
      for (const one of some) {
        const id = one.positionItemId;
        items.set(keyOf(one), {
          ...one,
          order: orders.get(one.salesOrderId),
          piece: pieces.get(id),
          numbers: numbers.get(id) ?? given.get(id) ?? [],
          wayBack: parcels.get(id),
          decision: decisions.get(id),
        });
      }
    }
  }
  return known.flatMap((one) => items.get(keyOf(one)) ?? []);
}

async function loadOrders(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('sales_orders')
    .select(['sales_order_id', 'order_number', 'woo_order_id', 'woo_order_number'])
    .where(theseOrders(accountId, ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.sales_order_id,
      {
        orderNumber: row.order_number,
        wooOrderId: row.woo_order_id ?? undefined,
        wooOrderNumber: row.woo_order_number ?? undefined,
      },
    ]),
  );
}

async function loadPieces(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('position_items')
    .select(['position_item_id', 'sku', 'fulfillment_status', 'payable_cents'])
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.position_item_id,
      {
        sku: row.sku,
        fulfillmentStatus: row.fulfillment_status,
        payableCents: row.payable_cents,
      },
    ]),
  );
}

async function loadNumbers(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('return_tracking')
    .select(['position_item_id', 'carrier', 'tracking_number'])
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', [...ids])
    .orderBy('number_key')
    .execute();
  return numbersByPiece(rows);
}

/** The numbers that pieces were given for their way back when they left. */
async function loadGivenNumbers(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('transmission_pieces')
    .innerJoin(
      'transmission_parcels',
      'transmission_parcels.transmission_id',
      'transmission_pieces.transmission_id',
    )
    .select([
      'transmission_pieces.position_item_id',
      'transmission_parcels.return_carrier as carrier',
      'transmission_parcels.return_number as tracking_number',
    ])
    .where('transmission_pieces.account_id', '=', accountId)
    .where('transmission_pieces.position_item_id', 'in', [...ids])
    .where('transmission_pieces.lane', '=', 'out')
    .where('transmission_pieces.is_active', '=', sql.lit(1)) // as the index says it
    .where('transmission_parcels.return_number', 'is not', null)
    .orderBy('transmission_parcels.parcel_no')
    .execute();
  return numbersByPiece(rows);
}

function numbersByPiece(
  rows: readonly {
    position_item_id: string;
    carrier: string | null;
    tracking_number: string | null;
  }[],
) {
  const byPiece = new Map<string, ReturnItem['numbers']>();
  for (const row of rows) {
    if (row.tracking_number === null) continue;
    const numbers = byPiece.get(row.position_item_id) ?? [];
    numbers.push({ carrier: row.carrier ?? undefined, trackingNumber: row.tracking_number });
    byPiece.set(row.position_item_id, numbers);
  }
  return byPiece;
}

/** The parcel of each piece of which was heard last. */
async function loadParcels(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('return_shipment_pieces')
    .innerJoin('return_shipments', (join) =>
      join
        .onRef('return_shipments.account_id', '=', 'return_shipment_pieces.account_id')
        .onRef(
          'return_shipments.return_shipment_id',
          '=',
          'return_shipment_pieces.return_shipment_id',
        ),
    )
    .select([
      'return_shipment_pieces.position_item_id',
      'return_shipments.state',
      'return_shipments.state_at',
      'return_shipments.carrier',
      'return_shipments.tracking_number',
    ])
    .where('return_shipment_pieces.account_id', '=', accountId)
    .where('return_shipment_pieces.position_item_id', 'in', [...ids])
    .execute();
  const oldestFirst = rows.toSorted((one, other) =>
    (one.state_at ?? '') < (other.state_at ?? '') ? -1 : 1,
  );
  return new Map(
    oldestFirst.flatMap((row) =>
      row.state === null
        ? []
        : [
            [
              row.position_item_id,
              {
                state: row.state,
                at: row.state_at ?? undefined,
                carrier: row.carrier ?? undefined,
                trackingNumber: row.tracking_number ?? undefined,
              },
            ] as const,
          ],
    ),
  );
}

async function loadDecisions(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('transmission_pieces')
    .innerJoin(
      'transmissions',
      'transmissions.transmission_id',
      'transmission_pieces.transmission_id',
    )
    .select([
      'transmission_pieces.position_item_id',
      'transmissions.transmission_id',
      'transmissions.kind',
      'transmissions.state',
      'transmissions.created_at',
    ])
    .where('transmission_pieces.account_id', '=', accountId)
    .where('transmission_pieces.position_item_id', 'in', [...ids])
    .where('transmission_pieces.lane', '=', 'return')
    .where('transmissions.state', '!=', 'withdrawn' satisfies TransmissionState)
    .execute();
  const oldestFirst = rows.toSorted((one, other) => (one.created_at < other.created_at ? -1 : 1));
  const latest = new Map<string, NonNullable<ReturnItem['decision']>>();
  for (const row of oldestFirst) {
    if (row.kind !== 'acceptance' && row.kind !== 'rejection') continue;
    latest.set(row.position_item_id, {
      transmissionId: row.transmission_id,
      kind: row.kind,
      state: row.state,
      createdAt: row.created_at,
    });
  }
  return latest;
}

function keyOf({ accountId, positionItemId }: PieceKey): string {
  return `${accountId} ${positionItemId}`;
}
