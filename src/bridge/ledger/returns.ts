import type { Insertable } from 'kysely';
import { CAME_BACK } from '../../mapping/returns/came-back.ts';
import { numberKey } from '../../mapping/returns/number-key.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { type ChangedReturn, returnEvents } from './return-events.ts';
import { ON_ITS_WAY, OPEN, type ReturnInLedger, type ReturnRow } from './return-rows.ts';
import { markArrived } from './returns-arrived.ts';
import type { LedgerTables } from './tables.ts';
import { theseOrders } from './these-orders.ts';

/** Newest last, where two of one piece are of the same moment. */
const LIFE = [CAME_BACK, 'ANNOUNCED', 'MISDIRECTED', 'REJECTED', 'ACCEPTED'];

/**
 * Keeps what OTTO lists of returns, of each piece the newest; what is older than what is known changes
 * nothing. In the same transaction, what changed becomes a line in the timeline of its order, and the
 * orders whose return OTTO accepted are looked at again.
 *
 * @param look.isFirst of a first look, what was decided long ago is no news
 * @returns how many are something else than before, or new
 */
export async function saveReturns(
  db: LedgerDatabase,
  accountId: string,
  returns: readonly ReturnInLedger[],
  look: { isFirst: boolean; now: string },
): Promise<number> {
  const newest = newestOfEach(returns);
  if (newest.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    let changes = 0;
    for (const some of inChunks(newest)) {
      const known = await loadKnown(trx, accountId, some);
      const changed = some.flatMap((one): ChangedReturn[] => {
        const before = known.get(one.positionItemId);
        return isNews(before, one) ? [{ before, after: one }] : [];
      });
      await writeRows(trx, accountId, changed, look.now);
      await markArrived(trx, accountId, idsOf(changed.map(({ after }) => after)));
      await addNumbers(trx, accountId, some);
      const pieces = await loadPieces(trx, accountId, changed);
      const told = changed.filter(({ after }) => !look.isFirst || OPEN.includes(after.status));
      await addEvents(trx, accountId, returnEvents(told, pieces), 'otto', look.now);
      await wakeAccepted(trx, accountId, changed, pieces, look);
      changes += changed.length;
    }
    return changes;
  });
}

/**
 * Notes pieces that came back though OTTO lists no return of them, so that they stand among those to
 * decide about. A piece of which anything is known is left alone.
 */
export async function addCameBack(
  trx: LedgerDatabase,
  accountId: string,
  pieces: readonly { positionItemId: string; salesOrderId: string; at: string }[],
  now: string,
): Promise<void> {
  for (const some of inChunks(pieces)) {
    await trx
      .insertInto('returns')
      .values(
        some.map(({ positionItemId, salesOrderId, at }) => ({
          account_id: accountId,
          position_item_id: positionItemId,
          sales_order_id: salesOrderId,
          status: CAME_BACK,
          is_to_decide: 1,
          occurred_at: at,
          first_seen_at: now,
          changed_at: now,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

function newestOfEach(returns: readonly ReturnInLedger[]): ReturnInLedger[] {
  const newest = new Map<string, ReturnInLedger>();
  for (const one of returns) {
    const other = newest.get(one.positionItemId);
    if (other === undefined || isLater(other, one)) newest.set(one.positionItemId, one);
  }
  return [...newest.values()];
}

type Moment = Pick<ReturnInLedger, 'status' | 'occurredAt'>;

function isLater(before: Moment, after: Moment): boolean {
  if (before.status === CAME_BACK) return after.status !== CAME_BACK;
  if (before.occurredAt !== after.occurredAt) return before.occurredAt < after.occurredAt;
  return LIFE.indexOf(after.status) > LIFE.indexOf(before.status);
}

function isNews(before: ReturnRow | undefined, after: ReturnInLedger): boolean {
  if (before === undefined) return true;
  const known = { status: before.status, occurredAt: before.occurred_at };
  if (isLater(known, after)) return true;
  if (known.status !== after.status || known.occurredAt !== after.occurredAt) return false;
  const columns = columnsOf(after);
  return (['condition', 'reason', 'order_number', 'otto_warehouse_id'] as const).some(
    (column) => columns[column] !== before[column],
  );
}

function columnsOf(one: ReturnInLedger) {
  return {
    status: one.status,
    is_to_decide: OPEN.includes(one.status) && one.status !== ON_ITS_WAY ? 1 : 0,
    occurred_at: one.occurredAt,
    condition: one.condition ?? null,
    reason: one.reason ?? null,
    order_number: one.orderNumber ?? null,
    otto_warehouse_id: one.ottoWarehouseId ?? null,
  };
}

async function loadKnown(
  trx: LedgerDatabase,
  accountId: string,
  returns: readonly ReturnInLedger[],
): Promise<Map<string, ReturnRow>> {
  const rows = await trx
    .selectFrom('returns')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', idsOf(returns))
    .execute();
  return new Map(rows.map((row) => [row.position_item_id, row]));
}

async function writeRows(
  trx: LedgerDatabase,
  accountId: string,
  changed: readonly ChangedReturn[],
  now: string,
): Promise<void> {
  if (changed.length === 0) return;
  await trx
    .insertInto('returns')
    .values(
      changed.map(
        ({ after }): Insertable<LedgerTables['returns']> => ({
          account_id: accountId,
          position_item_id: after.positionItemId,
          sales_order_id: after.salesOrderId,
          ...columnsOf(after),
          first_seen_at: now,
          changed_at: now,
        }),
      ),
    )
    .onConflict((oc) =>
      oc.columns(['account_id', 'position_item_id']).doUpdateSet((eb) => ({
        sales_order_id: eb.ref('excluded.sales_order_id'),
        status: eb.ref('excluded.status'),
        is_to_decide: eb.ref('excluded.is_to_decide'),
        occurred_at: eb.ref('excluded.occurred_at'),
        condition: eb.ref('excluded.condition'),
        reason: eb.ref('excluded.reason'),
        order_number: eb.ref('excluded.order_number'),
        otto_warehouse_id: eb.ref('excluded.otto_warehouse_id'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

/** Once announced, a number stays: the piece may come back under any of them. */
async function addNumbers(
  trx: LedgerDatabase,
  accountId: string,
  returns: readonly ReturnInLedger[],
): Promise<void> {
  const rows = returns.flatMap(({ positionItemId, trackingKeys }) =>
    trackingKeys.map(({ carrier, trackingNumber }) => ({
      account_id: accountId,
      position_item_id: positionItemId,
      number_key: numberKey(trackingNumber),
      carrier: carrier ?? null,
      tracking_number: trackingNumber,
    })),
  );
  for (const some of inChunks(rows.filter((row) => row.number_key !== ''))) {
    await trx
      .insertInto('return_tracking')
      .values(some)
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

type Piece = { sku: string; fulfillmentStatus: string };

/** The pieces that the ledger knows, by their ids. */
async function loadPieces(
  trx: LedgerDatabase,
  accountId: string,
  changed: readonly ChangedReturn[],
): Promise<Map<string, Piece>> {
  if (changed.length === 0) return new Map();
  const rows = await trx
    .selectFrom('position_items')
    .select(['position_item_id', 'sku', 'fulfillment_status'])
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', idsOf(changed.map(({ after }) => after)))
    .execute();
  return new Map(
    rows.map((row) => [
      row.position_item_id,
      { sku: row.sku, fulfillmentStatus: row.fulfillment_status },
    ]),
  );
}

/** The shop follows OTTO's order; in which condition a piece came back is known from here alone. */
async function wakeAccepted(
  trx: LedgerDatabase,
  accountId: string,
  changed: readonly ChangedReturn[],
  pieces: ReadonlyMap<string, Piece>,
  { isFirst, now }: { isFirst: boolean; now: string },
): Promise<void> {
  const accepted = changed.filter(({ after }) => {
    const status = pieces.get(after.positionItemId)?.fulfillmentStatus;
    // Of a first look, what the ledger has as returned was booked long ago.
    return after.status === 'ACCEPTED' && !(isFirst && status === 'RETURNED');
  });
  const ids = [...new Set(accepted.map(({ after }) => after.salesOrderId))].sort();
  if (ids.length === 0) return;
  await trx
    .updateTable('sales_orders')
    .set({ next_look_at: now })
    .where(theseOrders(accountId, ids))
    .execute();
}

function idsOf(returns: readonly ReturnInLedger[]): string[] {
  return returns.map(({ positionItemId }) => positionItemId);
}
