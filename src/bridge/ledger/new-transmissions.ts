import type { TransmissionKind, TransmissionSource } from '../../mapping/reporting/transmission.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import type { LedgerDatabase } from './database.ts';
import { changeReports, type ReportChange } from './report-changes.ts';
import {
  type NumberToReserve,
  rememberReturnNumbers,
  reserveReturnNumbers,
} from './return-numbers.ts';
import type { EventCause } from './tables.ts';
import {
  type ParcelInLedger,
  type ReasonInLedger,
  readTransmission,
  type ShipFromInLedger,
} from './transmission-rows.ts';
import { claimPieces, releasePieces, writeParcels } from './write-pieces.ts';

/** A report to OTTO that is asked for. */
export type NewTransmission = {
  transmissionId: string;
  salesOrderId: string;
  kind: TransmissionKind;
  state: 'waiting' | 'due';
  reason: ReasonInLedger | undefined;
  source: TransmissionSource;
  /** names the wish: the same one sent in again adds nothing, also after it was taken back */
  sourceKey: string | undefined;
  positionItemIds: string[];
  parcels: ParcelInLedger[];
  shipDate: string | undefined;
  shipFrom: ShipFromInLedger | undefined;
  deliverBy: string | undefined;
  nextTryAt: string | undefined;
  /** parcels whose return number is taken from a pool, in the same transaction */
  reserve: NumberToReserve[];
  /** of a return decision */
  condition?: ReturnCondition | undefined;
  decisionReason?: AcceptanceReason | RejectionReason | undefined;
  /** of a price reduction, gross */
  amountCents?: number | undefined;
  /** what OTTO showed when it was asked for, JSON: see Transmission */
  baseline?: string | undefined;
};

export type RefusedTransmission = {
  transmissionId: string;
  /**
   * - `piece-in-other-report`: a piece is in one report of a lane at most
   * - `sent-in-before`: its source key is known
   */
  why: 'piece-in-other-report' | 'sent-in-before' | 'pool-empty';
  /** the report that has the piece, or that came of the same wish */
  otherTransmissionId?: string;
};

/** Adds reports, in their order; one that is refused leaves the others. Their orders must be known. */
export async function addTransmissions(
  db: LedgerDatabase,
  accountId: string,
  items: readonly NewTransmission[],
  cause: EventCause,
  now: string,
): Promise<{ added: string[]; refused: RefusedTransmission[] }> {
  const orders = items.map(({ salesOrderId }) => ({ accountId, salesOrderId }));
  return db.transaction().execute((trx) =>
    changeReports(trx, orders, cause, now, async () => {
      const changes: ReportChange[] = [];
      const refused: RefusedTransmission[] = [];
      for (const item of items) {
        const refusal = await addOne(trx, accountId, item, now);
        if (refusal) {
          refused.push({ transmissionId: item.transmissionId, ...refusal });
          continue;
        }
        const after = await readTransmission(trx, item.transmissionId);
        if (!after) throw new Error(`The ledger does not know the order ${item.salesOrderId}`);
        changes.push({ before: undefined, after });
      }
      const added = changes.map(({ after }) => after.transmissionId);
      return { changes, result: { added, refused } };
    }),
  );
}

async function addOne(
  trx: LedgerDatabase,
  accountId: string,
  item: NewTransmission,
  now: string,
): Promise<Omit<RefusedTransmission, 'transmissionId'> | undefined> {
  const { transmissionId } = item;
  const owner = { accountId, transmissionId, kind: item.kind };
  if (!(await addRow(trx, accountId, item, now))) {
    return { why: 'sent-in-before', otherTransmissionId: await sentInAs(trx, accountId, item) };
  }
  const taken = await claimPieces(trx, owner, item.positionItemIds);
  if (taken) {
    await dropRow(trx, transmissionId);
    return { why: 'piece-in-other-report', ...taken };
  }
  const parcels = await reserveReturnNumbers(trx, owner, item.parcels, item.reserve, now);
  if (parcels === undefined) {
    await releasePieces(trx, transmissionId, item.positionItemIds);
    await dropRow(trx, transmissionId);
    return { why: 'pool-empty' };
  }
  await writeParcels(trx, transmissionId, parcels);
  await rememberReturnNumbers(trx, owner, parcels, now);
  return undefined;
}

async function addRow(
  trx: LedgerDatabase,
  accountId: string,
  item: NewTransmission,
  now: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('transmissions')
    .values({
      transmission_id: item.transmissionId,
      account_id: accountId,
      sales_order_id: item.salesOrderId,
      kind: item.kind,
      state: item.state,
      reason: item.reason?.code ?? null,
      reason_params: item.reason ? JSON.stringify(item.reason.params) : null,
      source: item.source,
      source_key: item.sourceKey ?? null,
      ship_date: item.shipDate ?? null,
      ship_from: item.shipFrom ? JSON.stringify(item.shipFrom) : null,
      deliver_by: item.deliverBy ?? null,
      carrier: item.parcels[0]?.carrier ?? null,
      pieces: item.positionItemIds.length,
      condition: item.condition ?? null,
      decision_reason: item.decisionReason ?? null,
      amount_cents: item.amountCents ?? null,
      baseline: item.baseline ?? null,
      created_at: now,
      next_try_at: item.nextTryAt ?? (item.state === 'due' ? now : null),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function dropRow(trx: LedgerDatabase, transmissionId: string): Promise<void> {
  await trx.deleteFrom('transmissions').where('transmission_id', '=', transmissionId).execute();
}

/** The report that came of the same wish before. */
async function sentInAs(
  trx: LedgerDatabase,
  accountId: string,
  { transmissionId, sourceKey }: NewTransmission,
): Promise<string> {
  const row = await trx
    .selectFrom('transmissions')
    .select('transmission_id')
    .where((eb) =>
      eb.or([
        eb('transmission_id', '=', transmissionId),
        eb.and([eb('account_id', '=', accountId), eb('source_key', '=', sourceKey ?? '')]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return row.transmission_id;
}
