import type { ImportRun } from './import-run.ts';
import { isOrderOf } from './look-in-shop.ts';

/** Notes are rare; what does not fit into one run follows in the next. */
const NOTES_PER_RUN = 200;

/**
 * Writes the private notes that belong to changes which took effect. A note that may have been
 * written by an attempt without an answer is looked for first. A note that fails waits for the next
 * run and stops nothing.
 */
export async function deliverNotes(run: ImportRun): Promise<void> {
  const { accountId } = run.account;
  for (const note of await run.ledger.loadDueNotes(accountId, NOTES_PER_RUN)) {
    run.signal.throwIfAborted();
    try {
      const order = (await run.shop.getOrders([note.wooOrderId])).get(note.wooOrderId);
      if (order instanceof Error) throw order;
      if (!order || !isOrderOf(order, accountId, note.salesOrderId)) continue;
      const standsThere = note.attempts > 0 && (await run.shop.hasNote(note.wooOrderId, note.text));
      if (!standsThere) {
        await run.ledger.startNote(accountId, note);
        await run.gate.run(() => run.shop.createNote(note.wooOrderId, note.text));
      }
      await run.ledger.settleNote(accountId, note, run.now());
    } catch (error) {
      run.logger.warn('order-note-failed', {
        salesOrderId: note.salesOrderId,
        wooOrderId: note.wooOrderId,
        problem: error instanceof Error ? error.message : 'unknown',
      });
    }
  }
}
