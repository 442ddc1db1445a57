import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { SKU_MAP } from './sku-map-mark.ts';

/** Nobody has more accounts whose runs are in hand at once. */
const RUNS = 50;
const JOB_RUNS = 50;

/** Where each part of the ledger stands: texts that change when something in it does. */
export type NewestChanges = {
  orders: string;
  incidents: string;
  transmissions: string;
  importRuns: string;
  jobs: string;
  receipts: string;
  stock: string;
  returns: string;
  skus: string;
  openIncidents: number;
  runsInHand: { accountId: string; importRunId: string; isRehearsal: boolean }[];
};

/** Looks at the newest rows alone, whatever the ledger holds; asked every few seconds. */
export async function loadNewestChanges(db: LedgerDatabase): Promise<NewestChanges> {
  const newest = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('events')
        .select((of) => of.fn.max('event_id').as('id'))
        .as('event'),
      eb
        .selectFrom('import_run_lines')
        .select((of) => of.fn.max('line_id').as('id'))
        .as('line'),
      eb
        .selectFrom('transmission_attempts')
        .select((of) => of.fn.max('attempt_id').as('id'))
        .as('attempt'),
      eb
        .selectFrom('incidents')
        .select((of) => of.fn.max('incident_id').as('id'))
        .as('incident'),
      eb
        .selectFrom('incidents')
        .where('state', '=', 'open')
        .select((of) => of.fn.max('last_at').as('at'))
        .as('incident_at'),
      eb
        .selectFrom('incidents')
        .where('state', '=', 'open')
        .select(sql<number>`count(*)`.as('open'))
        .as('open'),
    ])
    .executeTakeFirstOrThrow();
  const runs = await db
    .selectFrom('import_runs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('import_run_id', 'desc')
    .limit(RUNS)
    .execute();
  const jobRuns = await db
    .selectFrom('job_runs')
    .select(['job_run_id', 'ended_at'])
    .orderBy('job_run_id', 'desc')
    .limit(JOB_RUNS)
    .execute();
  const receiptLooks = await db
    .selectFrom('read_cursors')
    .selectAll()
    .where('what', 'in', ['receipts', 'receipt-checks'])
    .execute();
  const stockMarks = await db
    .selectFrom('read_cursors')
    .selectAll()
    .where('what', 'in', ['stock-run', 'stock-vacation', 'stock-at-otto'])
    .orderBy('what')
    .orderBy('account_id')
    .execute();
  const returnLooks = await db
    .selectFrom('read_cursors')
    .selectAll()
    .where('what', 'in', ['returns', 'return-shipments'])
    .orderBy('what')
    .orderBy('account_id')
    .execute();
  const skuMark = await db
    .selectFrom('read_cursors')
    .select('cursor_at')
    .where('account_id', '=', '')
    .where('what', '=', SKU_MAP)
    .executeTakeFirst();
  const openIncidents = Number(newest.open);
  return {
    orders: JSON.stringify([newest.event, newest.line]),
    incidents: JSON.stringify([newest.incident, newest.incident_at, openIncidents]),
    // What becomes of a report is an event of its order.
    transmissions: JSON.stringify([newest.event, newest.attempt]),
    importRuns: JSON.stringify(runs),
    jobs: JSON.stringify(jobRuns),
    receipts: JSON.stringify(receiptLooks),
    stock: JSON.stringify(stockMarks),
    returns: JSON.stringify(returnLooks),
    skus: skuMark?.cursor_at ?? '',
    openIncidents,
    runsInHand: runs
      .filter(({ state }) => state === 'running')
      .map((run) => ({
        accountId: run.account_id,
        importRunId: run.import_run_id,
        isRehearsal: run.is_rehearsal === 1,
      })),
  };
}
