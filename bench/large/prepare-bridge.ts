import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/bridge/ledger/database.ts';
import type { FakeOtto } from '../../test/fakes/otto/index.ts';
import type { FakeShop } from '../../test/fakes/woocommerce/fake-shop.ts';
import type { PostgresServer } from '../../test/postgres/start-postgres.ts';
import { fillLedger } from '../fill-million.ts';
import { copyLedger, leaveNothingToReport } from './kept-ledger.ts';
import { setUpBridge } from './set-up-bridge.ts';

/** A bridge that is set up and not running. */
export type PreparedBridge = {
  dataFolder: string;
  /** undefined = SQLite in the data folder */
  databaseUrl: string | undefined;
  /** of the web service */
  token: string;
  remove(): Promise<void>;
};

/**
 * @param orders in its ledger, all of which are done; 0 = nothing is in it at all
 * @param postgres where the ledger is made; undefined = SQLite
 */
export async function prepareBridge(
  orders: number,
  sides: { otto: FakeOtto; shop: FakeShop; postgres: PostgresServer | undefined },
): Promise<PreparedBridge> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
  const databaseUrl = await sides.postgres?.createDatabase();
  const remove = () => rm(dataFolder, { recursive: true, force: true });
  try {
    if (orders > 0 && databaseUrl !== undefined) await fillPostgres(databaseUrl, orders);
    if (orders > 0 && databaseUrl === undefined) {
      await copyLedger(orders, join(dataFolder, 'ledger.sqlite'));
    }
    const token = await setUpBridge({ dataFolder, databaseUrl, ...sides });
    return { dataFolder, databaseUrl, token, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fillPostgres(url: string, orders: number): Promise<void> {
  await fillLedger({ kind: 'postgres', url }, orders);
  const database = await openDatabase({ kind: 'postgres', url });
  await leaveNothingToReport(database);
  await database.destroy();
  // As PostgreSQL does by itself after a while; the server of the tests is told not to.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await pool.query('vacuum analyze');
  await pool.end();
}
