import { sql } from 'kysely';
import type { LedgerDatabase } from '../../src/bridge/ledger/database.ts';
import { OPEN_REPORT_STATES } from '../../src/bridge/ledger/measures.ts';

/** What waits for the bridge's next move, each told by the rows that are left to do. */
const WAITING = {
  deliveries: sql`from webhook_deliveries where worked_at is null`,
  claims: sql`from sales_orders where claim_id is not null`,
  'stock to be told': sql`from stock_levels where state = 'due'`,
};

export async function countWaiting(db: LedgerDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, which] of Object.entries(WAITING)) counts[name] = await count(db, which);
  return counts;
}

/** Reports that are not confirmed yet, by their state and why. */
export async function countReports(db: LedgerDatabase): Promise<Record<string, number>> {
  const found = await db
    .selectFrom('transmissions')
    .select((eb) => ['state', 'reason', eb.fn.countAll().as('count')])
    .where('state', 'in', OPEN_REPORT_STATES)
    .groupBy(['state', 'reason'])
    .execute();
  return Object.fromEntries(
    found.map(({ state, reason, count }) => [`${state} ${reason ?? ''}`.trim(), Number(count)]),
  );
}

/** How many incidents are open, by code. */
export async function countIncidents(db: LedgerDatabase): Promise<Record<string, number>> {
  const found = await db
    .selectFrom('incidents')
    .select((eb) => ['code', eb.fn.countAll().as('count')])
    .where('state', '=', 'open')
    .groupBy('code')
    .execute();
  return Object.fromEntries(found.map(({ code, count }) => [code, Number(count)]));
}

/** How many rows each table of the ledger holds. */
export async function countRows(db: LedgerDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await db.introspection.getTables()) {
    counts[name] = await count(db, sql`from ${sql.table(name)}`);
  }
  return counts;
}

async function count(db: LedgerDatabase, which: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${which}`.execute(db);
  return Number(rows[0]?.count);
}
