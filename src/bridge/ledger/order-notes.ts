import type { LedgerDatabase } from './database.ts';

/** A private order note that is to stand in the shop once the write it belongs to took effect. */
export type NoteIntent = {
  salesOrderId: string;
  noteKey: string;
  text: string;
  /** written at once, whatever becomes of the write */
  isUrgent?: boolean;
};

/** A note that belongs into a shop order and is not known to stand there. */
export type DueNote = {
  salesOrderId: string;
  wooOrderId: number;
  noteKey: string;
  text: string;
  /** above 0: an earlier attempt may have written it */
  attempts: number;
};

/** Notes of orders whose change took effect in the shop, and urgent ones of orders that are there. */
export async function loadDueNotes(
  db: LedgerDatabase,
  accountId: string,
  limit: number,
): Promise<DueNote[]> {
  const rows = await db
    .selectFrom('order_notes')
    .innerJoin('sales_orders', (join) =>
      join
        .onRef('sales_orders.account_id', '=', 'order_notes.account_id')
        .onRef('sales_orders.sales_order_id', '=', 'order_notes.sales_order_id'),
    )
    .select([
      'order_notes.sales_order_id',
      'order_notes.note_key',
      'order_notes.text',
      'order_notes.attempts',
      'sales_orders.woo_order_id',
    ])
    .where('order_notes.account_id', '=', accountId)
    .where('order_notes.written_at', 'is', null)
    .where('sales_orders.import_state', '=', 'imported')
    .where((eb) =>
      eb.or([eb('sales_orders.content_hash', 'is not', null), eb('order_notes.is_urgent', '=', 1)]),
    )
    .where('sales_orders.woo_order_id', 'is not', null)
    .orderBy('order_notes.is_urgent', 'desc')
    .orderBy('order_notes.attempts')
    .orderBy('order_notes.sales_order_id')
    .orderBy('order_notes.note_key')
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    row.woo_order_id === null
      ? []
      : [
          {
            salesOrderId: row.sales_order_id,
            wooOrderId: row.woo_order_id,
            noteKey: row.note_key,
            text: row.text,
            attempts: row.attempts,
          },
        ],
  );
}

/** How many notes of an order with just this text are known to stand in the shop. */
export async function countWrittenNotes(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  text: string,
): Promise<number> {
  const written = await db
    .selectFrom('order_notes')
    .select('note_key')
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where('text', '=', text)
    .where('written_at', 'is not', null)
    .execute();
  return written.length;
}

/** Commits that the note is about to be written: from here on it may stand in the shop. */
export async function startNote(
  db: LedgerDatabase,
  accountId: string,
  note: DueNote,
): Promise<void> {
  await db
    .updateTable('order_notes')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', note.salesOrderId)
    .where('note_key', '=', note.noteKey)
    .execute();
}

/** The note stands in the shop. */
export async function settleNote(
  db: LedgerDatabase,
  accountId: string,
  note: DueNote,
  now: string,
): Promise<void> {
  await db
    .updateTable('order_notes')
    .set({ written_at: now })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', note.salesOrderId)
    .where('note_key', '=', note.noteKey)
    .execute();
}

/** Adds notes to be written; one that is known by its key already stays as it is. */
export async function addNotes(
  trx: LedgerDatabase,
  accountId: string,
  notes: readonly NoteIntent[],
): Promise<void> {
  if (notes.length === 0) return;
  await trx
    .insertInto('order_notes')
    .values(
      notes.map((note) => ({
        account_id: accountId,
        sales_order_id: note.salesOrderId,
        note_key: note.noteKey,
        text: note.text,
        attempts: 0,
        written_at: null,
        is_urgent: note.isUrgent ? 1 : 0,
      })),
    )
    .onConflict((oc) => oc.columns(['account_id', 'sales_order_id', 'note_key']).doNothing())
    .execute();
}
