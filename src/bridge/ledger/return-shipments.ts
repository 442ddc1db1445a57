import type { Selectable } from 'kysely';
import { numberKey } from '../../mapping/returns/number-key.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { addCameBack } from './returns.ts';
import { markArrived } from './returns-arrived.ts';
import type { LedgerTables } from './tables.ts';

/** A parcel on its way back. Moments are UTC ISO. */
export type ReturnShipmentInLedger = {
  returnShipmentId: string;
  carrier: string | undefined;
  trackingNumber: string | undefined;
  createdAt: string | undefined;
  /** the newest: ANNOUNCED, ON_THE_WAY, DELIVERED, or OTTO's own word */
  state: string | undefined;
  stateAt: string | undefined;
  pieces: readonly { salesOrderId: string; positionItemId: string }[];
};

type Row = Selectable<LedgerTables['return_shipments']>;
type Change = { before: Row | undefined; after: ReturnShipmentInLedger };

/**
 * Keeps parcels on their way back, each in its newest state. In the same transaction, a new state
 * becomes a line in the timelines of the orders in it, and pieces that arrived though OTTO lists no
 * return of them stand among those to decide about.
 *
 * @param look.isFirst of a first look, what arrived long ago is no news
 * @returns how many are in another state than before, or new
 */
export async function saveReturnShipments(
  db: LedgerDatabase,
  accountId: string,
  shipments: readonly ReturnShipmentInLedger[],
  look: { isFirst: boolean; now: string },
): Promise<number> {
  const byId = new Map(shipments.map((shipment) => [shipment.returnShipmentId, shipment]));
  if (byId.size === 0) return 0;
  return db.transaction().execute(async (trx) => {
    let changes = 0;
    for (const some of inChunks([...byId.values()])) {
      const known = await loadKnown(trx, accountId, some);
      const changed = some.flatMap((after): Change[] => {
        const before = known.get(after.returnShipmentId);
        return isNews(before, after) ? [{ before, after }] : [];
      });
      await writeRows(trx, accountId, changed, look.now);
      await writePieces(trx, accountId, some);
      const pieces = await loadPieces(trx, accountId, changed);
      if (!look.isFirst) {
        await addEvents(trx, accountId, eventsOf(changed, pieces), 'otto', look.now);
      }
      await markArrived(
        trx,
        accountId,
        changed.flatMap(({ after }) => after.pieces.map((piece) => piece.positionItemId)),
      );
      await addCameBack(trx, accountId, arrived(changed, pieces, look.now), look.now);
      changes += changed.length;
    }
    return changes;
  });
}

/**
 * When the oldest parcel was announced that has not arrived yet, of those announced since a moment;
 * undefined = none.
 */
export async function oldestOnTheWayBack(
  db: LedgerDatabase,
  accountId: string,
  since: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('return_shipments')
    .select('created_at')
    .where('account_id', '=', accountId)
    .where('created_at', '>=', since)
    .where((eb) => eb.or([eb('state', 'is', null), eb('state', '!=', 'DELIVERED')]))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row?.created_at ?? undefined;
}

function isNews(before: Row | undefined, after: ReturnShipmentInLedger): boolean {
  if (before === undefined) return true;
  if (after.state === undefined || after.state === before.state) return false;
  // A list that is behind takes nothing back.
  return (after.stateAt ?? '') >= (before.state_at ?? '') || after.stateAt === undefined;
}

async function loadKnown(
  trx: LedgerDatabase,
  accountId: string,
  shipments: readonly ReturnShipmentInLedger[],
): Promise<Map<string, Row>> {
  const rows = await trx
    .selectFrom('return_shipments')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(
      'return_shipment_id',
      'in',
      shipments.map(({ returnShipmentId }) => returnShipmentId),
    )
    .execute();
  return new Map(rows.map((row) => [row.return_shipment_id, row]));
}

async function writeRows(
  trx: LedgerDatabase,
  accountId: string,
  changed: readonly Change[],
  now: string,
): Promise<void> {
  if (changed.length === 0) return;
  await trx
    .insertInto('return_shipments')
    .values(
      changed.map(({ after }) => ({
        account_id: accountId,
        return_shipment_id: after.returnShipmentId,
        carrier: after.carrier ?? null,
        tracking_number: after.trackingNumber ?? null,
        number_key: after.trackingNumber === undefined ? null : numberKey(after.trackingNumber),
        created_at: after.createdAt ?? null,
        state: after.state ?? null,
        state_at: after.stateAt ?? null,
        seen_at: now,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['account_id', 'return_shipment_id']).doUpdateSet((eb) => ({
        carrier: eb.ref('excluded.carrier'),
        tracking_number: eb.ref('excluded.tracking_number'),
        number_key: eb.ref('excluded.number_key'),
        state: eb.ref('excluded.state'),
        state_at: eb.ref('excluded.state_at'),
        seen_at: eb.ref('excluded.seen_at'),
      })),
    )
    .execute();
}

async function writePieces(
  trx: LedgerDatabase,
  accountId: string,
  shipments: readonly ReturnShipmentInLedger[],
): Promise<void> {
  const rows = shipments.flatMap(({ returnShipmentId, pieces }) =>
    pieces.map(({ positionItemId, salesOrderId }) => ({
      account_id: accountId,
      return_shipment_id: returnShipmentId,
      position_item_id: positionItemId,
      sales_order_id: salesOrderId,
    })),
  );
  for (const some of inChunks(rows)) {
    await trx
      .insertInto('return_shipment_pieces')
      .values(some)
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

type Piece = { salesOrderId: string; sku: string; fulfillmentStatus: string };

async function loadPieces(
  trx: LedgerDatabase,
  accountId: string,
  changed: readonly Change[],
): Promise<Map<string, Piece>> {
  const ids = changed.flatMap(({ after }) => after.pieces.map((piece) => piece.positionItemId));
  const pieces = new Map<string, Piece>();
  for (const some of inChunks([...new Set(ids)])) {
    const rows = await trx
      .selectFrom('position_items')
      .select(['position_item_id', 'sales_order_id', 'sku', 'fulfillment_status'])
      .where('account_id', '=', accountId)
      .where('position_item_id', 'in', some)
      .execute();
    for (const row of rows) {
      pieces.set(row.position_item_id, {
        salesOrderId: row.sales_order_id,
        sku: row.sku,
        fulfillmentStatus: row.fulfillment_status,
      });
    }
  }
  return pieces;
}

/** That a label was made is told by the return itself. */
const KINDS: Readonly<Record<string, string>> = {
  ON_THE_WAY: 'return-on-the-way',
  DELIVERED: 'return-delivered',
};

function eventsOf(changed: readonly Change[], pieces: ReadonlyMap<string, Piece>) {
  return changed.flatMap(({ after }) => {
    const kind = KINDS[after.state ?? ''];
    if (kind === undefined) return [];
    const known = after.pieces.flatMap(({ positionItemId }) => pieces.get(positionItemId) ?? []);
    return [...Map.groupBy(known, ({ salesOrderId }) => salesOrderId)].map(
      ([salesOrderId, ofOrder]) => ({
        salesOrderId,
        events: [
          {
            kind,
            params: {
              pieces: ofOrder.length,
              skus: [...new Set(ofOrder.map(({ sku }) => sku))].join(', '),
              ...(after.carrier === undefined ? {} : { carrier: after.carrier }),
              ...(after.trackingNumber === undefined
                ? {}
                : { trackingNumber: after.trackingNumber }),
              ...(after.stateAt === undefined ? {} : { occurredAt: after.stateAt }),
            },
          },
        ],
      }),
    );
  });
}

/** Sent pieces that are back: whether OTTO lists a return of them is for `addCameBack` to see. */
function arrived(changed: readonly Change[], pieces: ReadonlyMap<string, Piece>, now: string) {
  return changed
    .filter(({ after }) => after.state === 'DELIVERED')
    .flatMap(({ after }) =>
      after.pieces.flatMap(({ positionItemId }) => {
        const piece = pieces.get(positionItemId);
        if (piece?.fulfillmentStatus !== 'SENT') return [];
        const { salesOrderId } = piece;
        return [{ positionItemId, salesOrderId, at: after.stateAt ?? now }];
      }),
    );
}
