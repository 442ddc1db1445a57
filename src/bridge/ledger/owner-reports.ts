import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { changeReports, ordersOf, type ReportChange } from './report-changes.ts';
import { hangsOnIncident } from './report-incident.ts';
import type { EventCause } from './tables.ts';
import {
  type ReasonInLedger,
  readTransmissions,
  selectTransmissions,
  type Transmission,
} from './transmission-rows.ts';
import { saveRow, stepped, type TransmissionStep } from './write-transmission.ts';

/** Which reports the owner means; what is absent does not narrow. */
export type WhichReports = {
  transmissionIds?: readonly string[] | undefined;
  accountId?: string | undefined;
  salesOrderId?: string | undefined;
  /** those that this incident is about */
  incidentId?: number | undefined;
};

/**
 * Lets reports be tried now, whatever they wait for. One that needed somebody is judged anew and has
 * its failures behind it; but one that may be at OTTO already is looked up there first. So is one by
 * hand that OTTO does not show, where it is named by its id.
 * Each thousand of them in a transaction of its own.
 *
 * @returns how many are tried
 */
export async function sendAgain(
  db: LedgerDatabase,
  which: WhichReports,
  now: string,
): Promise<number> {
  const { transmissionIds, accountId, salesOrderId, incidentId } = which;
  if (transmissionIds?.length === 0) return 0;
  const states: TransmissionState[] = ['waiting', 'due', 'attention'];
  if (transmissionIds !== undefined) states.push('by-hand');
  const rows = await db
    .selectFrom('transmissions')
    .select('transmission_id')
    .where('state', 'in', states)
    .where('ended_at', 'is', null)
    .$if(transmissionIds !== undefined, (query) =>
      query.where('transmission_id', 'in', [...(transmissionIds ?? [])]),
    )
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .$if(salesOrderId !== undefined, (query) =>
      query.where('sales_order_id', '=', salesOrderId ?? ''),
    )
    .$if(incidentId !== undefined, (query) =>
      query.where((eb) => hangsOnIncident(eb, incidentId ?? 0)),
    )
    .execute();
  let tried = 0;
  for (const some of inChunks(rows.map((row) => row.transmission_id))) {
    tried += await sendSomeAgain(db, some, states, now);
  }
  return tried;
}

async function sendSomeAgain(
  db: LedgerDatabase,
  ids: readonly string[],
  states: readonly TransmissionState[],
  now: string,
): Promise<number> {
  return changeByHand(db, ids, 'owner', now, (before) =>
    states.includes(before.state) && !before.endedAt ? againStep(before, now) : undefined,
  );
}

function againStep({ state, acceptedAt, reason }: Transmission, now: string): TransmissionStep {
  if (state === 'waiting' || state === 'due') return { nextTryAt: now };
  const isByHand = state === 'by-hand' || reason?.code === 'by-hand-not-at-otto';
  const mayBeThere = acceptedAt !== undefined || isByHand;
  return {
    state: mayBeThere ? 'in-flight' : 'waiting',
    nextTryAt: now,
    failures: 0,
    ...baselineAgain(reason),
  };
}

/** What the owner has seen by now of what stood in the way, so that it does not stand there again. */
function baselineAgain(reason: ReasonInLedger | undefined): Pick<TransmissionStep, 'baseline'> {
  // The refused one is in OTTO's list for good: it is none of ours any more.
  if (reason?.code === 'reduction-refused') return { baseline: null };
  if (reason?.code !== 'return-rejected-at-otto') return {};
  return { baseline: JSON.stringify({ rejectedAt: reason.params.rejectedAt }) };
}

/**
 * The owner has reported it at OTTO himself: it is not sent any more, and it is over once OTTO shows
 * it.
 *
 * @returns false when it is on its way, at OTTO, or over
 */
export async function takeByHand(
  db: LedgerDatabase,
  transmissionId: string,
  now: string,
): Promise<boolean> {
  const changed = await changeByHand(db, [transmissionId], 'owner', now, ({ state }) =>
    ['waiting', 'due', 'attention'].includes(state)
      ? { state: 'by-hand', nextTryAt: now, failures: 0 }
      : undefined,
  );
  return changed > 0;
}

/**
 * It is no longer wanted, and its pieces are free for another report. Only what is surely not at OTTO
 * can be taken back.
 *
 * @returns false when it is on its way, was taken by OTTO, or is over
 */
export async function withdrawTransmission(
  db: LedgerDatabase,
  transmissionId: string,
  cause: EventCause,
  now: string,
): Promise<boolean> {
  const changed = await changeByHand(db, [transmissionId], cause, now, ({ state, acceptedAt }) =>
    ['waiting', 'due', 'attention'].includes(state) && acceptedAt === undefined
      ? { state: 'withdrawn' }
      : undefined,
  );
  return changed > 0;
}

/**
 * The owner says yes to a cancellation that the shop asks for. It leaves as soon as OTTO lets it.
 *
 * @returns false when it does not wait, or he said so before
 */
export async function confirmCancellation(
  db: LedgerDatabase,
  transmissionId: string,
  now: string,
): Promise<boolean> {
  const changed = await changeByHand(db, [transmissionId], 'owner', now, (before) => {
    const { kind, state, agreedAt, reason } = before;
    if (kind !== 'cancellation' || state !== 'waiting' || agreedAt) return undefined;
    const isAllItWaitsFor = reason?.code === 'cancellation-to-confirm';
    return { agreedAt: now, ...(isAllItWaitsFor ? { state: 'due' as const } : {}) };
  });
  return changed > 0;
}

/** @returns how many changed */
async function changeByHand(
  db: LedgerDatabase,
  transmissionIds: readonly string[],
  cause: EventCause,
  now: string,
  step: (before: Transmission) => TransmissionStep | undefined,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const orders = await ordersOf(trx, transmissionIds);
    return changeReports(trx, orders, cause, now, async () => {
      const changes: ReportChange[] = [];
      const rows = await selectTransmissions(trx)
        .where('transmissions.transmission_id', 'in', [...transmissionIds])
        .execute();
      for (const before of await readTransmissions(trx, rows)) {
        const next = step(before);
        if (!next) continue;
        const after = stepped(before, next, now);
        await saveRow(trx, before, after);
        changes.push({ before, after });
      }
      return { changes, result: changes.length };
    });
  });
}
