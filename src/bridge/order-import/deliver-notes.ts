import type { DueNote } from '../ledger/order-notes.ts';
import type { ImportRun } from './import-run.ts';
import { isOrderOf } from './look-in-shop.ts';
import { ImportStopped } from './run-faults.ts';
import { writeToShop } from './write-to-shop.ts';

/** Notes are rare; what does not fit into one run follows in the next. */
const NOTES_PER_RUN = 200;

/**
 * Writes the private notes that belong to changes which took effect. Each is looked for first: an
 * attempt without an answer may have written it, or one that a restored ledger does not remember. A
 * note that fails waits for the next run and stops nothing.
 */
export async function deliverNotes(run: ImportRun): Promise<void> {
  const { accountId } = run.account;
  const due = await run.ledger.loadDueNotes(accountId, NOTES_PER_RUN);
  const orders = await run.ledger.loadSalesOrders(
    accountId,
    due.map((note) => note.salesOrderId),
  );
  for (const note of due) {
    run.signal.throwIfAborted();
    // Its last attempt, or another write, may still be carried out: looked for when that has settled.
    if (orders.get(note.salesOrderId)?.claim_id != null) continue;
    try {
      await deliverNote(run, note);
    } catch (error) {
      if (error instanceof ImportStopped) throw error;
      run.logger.warn('order-note-failed', {
        salesOrderId: note.salesOrderId,
        wooOrderId: note.wooOrderId,
        problem: error instanceof Error ? error.message : 'unknown',
      });
    }
  }
}

async function deliverNote(run: ImportRun, note: DueNote): Promise<void> {
  const { accountId } = run.account;
  const { salesOrderId, wooOrderId, text } = note;
  const order = (await run.shop.getOrders([wooOrderId])).get(wooOrderId);
  if (order instanceof Error) throw order;
  if (!order || !isOrderOf(order, accountId, salesOrderId)) return;
  // Equal pieces that leave one after the other have equal notes: each is to stand there.
  const others = await run.ledger.countWrittenNotes(accountId, salesOrderId, text);
  if ((await run.shop.countNotes(wooOrderId, text)) <= others) {
    await run.ledger.startNote(accountId, note);
    try {
      await writeToShop(run, () => run.shop.createNote(wooOrderId, text));
    } catch (error) {
      if (!(error instanceof ImportStopped) && run.outcomeOf(error) === 'unknown') {
        await settleFirst(run, salesOrderId);
      }
      throw error;
    }
  }
  await run.ledger.settleNote(accountId, note, run.now());
}

/** Nothing more is written to the order before the shop has surely finished; then it is looked at. */
async function settleFirst(run: ImportRun, salesOrderId: string): Promise<void> {
  const { accountId } = run.account;
  const claim = { claimId: run.newId(), now: run.now(), notes: [] };
  await run.ledger.claimForChange(accountId, salesOrderId, claim);
  await run.ledger.lookAgainAt(accountId, [salesOrderId], run.now());
}
