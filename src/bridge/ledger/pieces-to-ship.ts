import { type Selectable, sql } from 'kysely';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/** A piece that OTTO waits for and that is in no report. */
export type PieceToShip = Pick<
  Selectable<LedgerTables['position_items']>,
  'account_id' | 'sales_order_id' | 'position_item_id' | 'sku' | 'expected_delivery_at'
>;

/** The pieces of some orders that OTTO waits for and that are in no report, in the order of their ids. */
export async function loadPiecesToShip(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<PieceToShip[]> {
  const open: PieceToShip[] = [];
  for (const some of inChunks(salesOrderIds)) {
    const pieces = await db
      .selectFrom('position_items')
      .select([
        'account_id',
        'sales_order_id',
        'position_item_id',
        'sku',
        'expected_delivery_at',
        'fulfillment_status',
      ])
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .execute();
    // Sorted here: to save itself the sorting, SQLite would read every piece of the account.
    const processable = pieces
      .filter((piece) => piece.fulfillment_status === 'PROCESSABLE')
      .toSorted((one, other) => (one.position_item_id < other.position_item_id ? -1 : 1));
    const reported = await loadReported(db, accountId, processable);
    open.push(...processable.filter((piece) => !reported.has(piece.position_item_id)));
  }
  return open;
}

async function loadReported(
  db: LedgerDatabase,
  accountId: string,
  pieces: readonly PieceToShip[],
): Promise<Set<string>> {
  const reported = new Set<string>();
  for (const some of inChunks(pieces)) {
    const rows = await db
      .selectFrom('transmission_pieces')
      .select('position_item_id')
      .where('account_id', '=', accountId)
      .where(
        'position_item_id',
        'in',
        some.map((piece) => piece.position_item_id),
      )
      .where('lane', '=', 'out')
      .where('is_active', '=', sql.lit(1)) // as the index says it
      .execute();
    for (const row of rows) reported.add(row.position_item_id);
  }
  return reported;
}
