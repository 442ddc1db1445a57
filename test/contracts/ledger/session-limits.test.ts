import { type Kysely, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../../src/bridge/ledger/copy/side.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { LEASE_MS } from '../../../src/bridge/order-import/keep-lease.ts';
import { preparedLocation } from '../../databases.ts';

/** In ms, or a count. */
async function limitsOf<Tables>(db: Kysely<Tables>): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; setting: string; unit: string | null }>`
    select name, setting, unit from pg_settings
    where name ~ '^tcp_' or name = 'idle_in_transaction_session_timeout'`.execute(db);
  return Object.fromEntries(
    rows.map(({ name, setting, unit }) => [name, Number(setting) * (unit === 's' ? 1_000 : 1)]),
  );
}

it('a session that is silent in a transaction is ended before its lease runs out, one whose machine is gone too', async () => {
  const database = await openDatabase(await preparedLocation('postgres'));
  onTestFinished(() => database.destroy());
  const limits = await limitsOf(database);
  const of = (name: string) => limits[name] ?? 0;
  expect(of('idle_in_transaction_session_timeout')).toBe(30_000);
  const probing = of('tcp_keepalives_interval') * of('tcp_keepalives_count');
  const gone = of('tcp_keepalives_idle') + probing;
  expect(probing).toBeGreaterThan(0);
  expect(gone).toBeLessThanOrEqual(LEASE_MS / 2);
  expect(of('tcp_user_timeout')).toBe(gone);
});

it('a copy may leave its transaction open while the other side is read and written', async () => {
  const location = await preparedLocation('postgres');
  const database = openPostgres(location.kind === 'postgres' ? location.url : '');
  onTestFinished(() => database.destroy());
  const limits = await limitsOf(database);
  expect(limits.idle_in_transaction_session_timeout).toBe(0);
  expect(limits.tcp_user_timeout).toBeGreaterThan(0);
});
