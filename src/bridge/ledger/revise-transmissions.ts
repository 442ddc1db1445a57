import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import { changeReports, ordersOf, type ReportChange } from './report-changes.ts';
import {
  type NumberToReserve,
  rememberReturnNumbers,
  reserveReturnNumbers,
} from './return-numbers.ts';
import type { EventCause } from './tables.ts';
import { type ReasonInLedger, readTransmission, type Transmission } from './transmission-rows.ts';
import { claimPieces, earliestPromise, releasePieces, writeParcels } from './write-pieces.ts';
import { saveRow, stepped, type TransmissionStep } from './write-transmission.ts';

/** What is to become of a report, from the states it may be changed in. */
export type TransmissionRevision = Omit<TransmissionStep, 'ottoShipmentId' | 'agreedAt'> & {
  transmissionId: string;
  from: readonly TransmissionState[];
  /** parcels whose return number is taken from a pool, in the same transaction */
  reserve?: readonly NumberToReserve[] | undefined;
};

/**
 * Changes reports; each change stands entirely or not at all.
 *
 * @returns ids of those that were in none of the states they may be changed in, or whose pool is
 *   empty, or that were to get a piece of another report: nothing of them changed
 */
export async function reviseTransmissions(
  db: LedgerDatabase,
  accountId: string,
  revisions: readonly TransmissionRevision[],
  cause: EventCause,
  now: string,
): Promise<Set<string>> {
  return db.transaction().execute(async (trx) => {
    const orders = await ordersOf(
      trx,
      revisions.map(({ transmissionId }) => transmissionId),
    );
    return changeReports(trx, orders, cause, now, async () => {
      const changes: ReportChange[] = [];
      const unchanged = new Set<string>();
      for (const revision of revisions) {
        const before = await readTransmission(trx, revision.transmissionId);
        const isAllowed = before?.accountId === accountId && revision.from.includes(before.state);
        const after = isAllowed ? await revise(trx, before, revision, now) : undefined;
        if (before && after) changes.push({ before, after });
        else unchanged.add(revision.transmissionId);
      }
      return { changes, result: unchanged };
    });
  });
}

async function revise(
  trx: LedgerDatabase,
  before: Transmission,
  { reserve = [], ...step }: TransmissionRevision,
  now: string,
): Promise<Transmission | undefined> {
  const pieces = piecesAfter(before, step);
  if (await claimPieces(trx, before, pieces.added)) return undefined;
  const wanted = step.parcels ?? before.parcels;
  const parcels = await reserveReturnNumbers(trx, before, wanted, reserve, now);
  if (parcels === undefined) {
    await releasePieces(trx, before.transmissionId, pieces.added);
    return undefined;
  }
  await releasePieces(trx, before.transmissionId, pieces.removed);
  if (step.parcels !== undefined || reserve.length > 0) {
    await writeParcels(trx, before.transmissionId, parcels);
    await rememberReturnNumbers(trx, before, parcels, now);
  }
  const after = stepped(before, { ...step, parcels }, now);
  if (step.positionItemIds) {
    after.deliverBy = await earliestPromise(trx, before.accountId, step.positionItemIds);
  }
  await saveRow(trx, before, after);
  return after;
}

function piecesAfter(before: Transmission, { positionItemIds }: TransmissionStep) {
  if (positionItemIds === undefined) return { added: [], removed: [] };
  return {
    added: positionItemIds.filter((id) => !before.positionItemIds.includes(id)),
    removed: before.positionItemIds.filter((id) => !positionItemIds.includes(id)),
  };
}

/**
 * Some pieces of a report turn out to be settled at OTTO without it: they become a report of their
 * own that is over, and the report goes on with the rest; with none left, it is over itself. Pieces
 * that are not in it (any more) are left alone.
 *
 * @param settled.state OTTO lists these pieces as sent, or as cancelled
 */
export async function splitTransmission(
  db: LedgerDatabase,
  transmissionId: string,
  settled: { positionItemIds: readonly string[]; state: 'confirmed'; reason: ReasonInLedger },
  newTransmissionId: string,
  now: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const orders = await ordersOf(trx, [transmissionId]);
    await changeReports(trx, orders, 'report', now, async () => {
      const before = await readTransmission(trx, transmissionId);
      const away = before?.positionItemIds.filter((id) => settled.positionItemIds.includes(id));
      if (!before || before.endedAt || !away?.length) return { changes: [], result: undefined };
      const { state, reason } = settled;
      if (away.length === before.positionItemIds.length) {
        const after = stepped(before, { state, reason }, now);
        await saveRow(trx, before, after);
        return { changes: [{ before, after }], result: undefined };
      }
      const rest = before.positionItemIds.filter((id) => !away.includes(id));
      const left = stepped(before, { positionItemIds: rest }, now);
      left.deliverBy = await earliestPromise(trx, before.accountId, rest);
      await saveRow(trx, before, left);
      await addSettled(trx, { ...before, transmissionId: newTransmissionId }, now);
      await trx
        .updateTable('transmission_pieces')
        .set({ transmission_id: newTransmissionId })
        .where('transmission_id', '=', transmissionId)
        .where('position_item_id', 'in', away)
        .execute();
      const parted = { ...before, transmissionId: newTransmissionId, positionItemIds: away };
      const after = stepped({ ...parted, parcels: [] }, { state, reason }, now);
      await saveRow(trx, parted, after);
      const changes = [
        { before, after: left },
        { before: undefined, after },
      ];
      return { changes, result: undefined };
    });
  });
}

/** Its parcels stay behind: OTTO knows these pieces under another number, or under none. */
async function addSettled(
  trx: LedgerDatabase,
  transmission: Transmission,
  now: string,
): Promise<void> {
  await trx
    .insertInto('transmissions')
    .values({
      transmission_id: transmission.transmissionId,
      account_id: transmission.accountId,
      sales_order_id: transmission.salesOrderId,
      kind: transmission.kind,
      state: transmission.state,
      source: transmission.source,
      created_at: now,
      sent_at: transmission.sentAt ?? null,
    })
    .execute();
}
