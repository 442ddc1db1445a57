import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase, freshLocation, openFreshLedger, preparedLocation } from '../../databases.ts';
import { watchedDialect } from '../../faults/watched-dialect.ts';
import { databaseAdmin } from '../../postgres/admin.ts';
import { contend, startChild } from './children/start-child.ts';
import { openTables } from './ledger-access.ts';

const CLAIM = { claimId: 'claim', now: '2026-03-02T08:00:00.000Z', notes: [] };

const TABLES = [
  'account_states',
  'api_tokens',
  'audit_entries',
  'carrier_choices',
  'events',
  'import_run_lines',
  'import_runs',
  'incident_orders',
  'incidents',
  'job_runs',
  'job_slots',
  'leases',
  'login_throttles',
  'mail_proofs',
  'money_back',
  'notices',
  'order_notes',
  'payments',
  'position_items',
  'product_choices',
  'product_sets',
  'read_cursors',
  'receipt_checks',
  'receipt_pieces',
  'receipts',
  'reconcile_differences',
  'reconcile_runs',
  'return_numbers',
  'return_pools',
  'return_shipment_pieces',
  'return_shipments',
  'return_tracking',
  'returns',
  'sales_orders',
  'saved_views',
  'sessions',
  'settings_documents',
  'shop_consents',
  'shop_refunds',
  'shop_watch',
  'shop_webhooks',
  'sku_delivery_types',
  'skus',
  'stock_levels',
  'stock_parts',
  'transmission_attempts',
  'transmission_parcels',
  'transmission_pieces',
  'transmissions',
  'unreadable_receipts',
  'users',
  'webhook_deliveries',
];

eachDatabase('opening the ledger', ({ kind, freshLocation, openFreshLedger }) => {
  it('makes every table in an empty place', async () => {
    const { location } = await openFreshLedger();
    const tables = await openTables(location);
    const found = await tables.introspection.getTables();
    expect(found.map((table) => table.name).sort()).toEqual(TABLES);
  });

  it('finds what it kept when it is opened again', async () => {
    const { ledger, openAnother, reopen } = await openFreshLedger();
    await ledger.saveProductChoice('A', 'B');
    const another = await openAnother();
    expect(await another.loadProductChoices()).toEqual(new Map([['A', 'B']]));
    const again = await reopen();
    expect(await again.loadProductChoices()).toEqual(new Map([['A', 'B']]));
  });

  it('is opened by several processes at the same moment', async () => {
    for (let round = 0; round < 2; round += 1) {
      const location = await freshLocation();
      const said = await contend(location, 'open', ['one', 'two', 'three']);
      expect(said).toEqual(['"opened"', '"opened"', '"opened"']);
    }
  });

  it('makes all tables or none when it is killed meanwhile', async () => {
    for (const delayMs of [2, 8, 16]) {
      const location = await freshLocation();
      const child = startChild('contender.ts', location, 'open', 'one');
      await child.printed('ready');
      child.process.stdin?.write('go\n');
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.process.kill('SIGKILL');
      await child.ended;
      const ledger = await openLedger(location);
      await ledger.saveProductChoice('A', 'B');
      await ledger.close();
    }
  });

  it('makes no table when one of them can not be made', async () => {
    const { location, reopen } = await openFreshLedger();
    const tables = await openTables(location);
    const names = async () =>
      (await tables.introspection.getTables()).map((table) => table.name).sort();
    for (const name of [...TABLES, 'kysely_migration'])
      await tables.schema.dropTable(name).execute();
    // With a table of that name alone, a PostgreSQL would be somebody else's.
    const taken = sql.raw(kind === 'sqlite' ? 'table leases (mine text)' : 'sequence leases');
    await sql`create ${taken}`.execute(tables);
    await expect(reopen()).rejects.toMatchObject({ code: 'ledger-not-usable' });
    expect(await names()).toEqual(kind === 'sqlite' ? ['leases'] : []);
    await sql`drop ${sql.raw(kind === 'sqlite' ? 'table' : 'sequence')} leases`.execute(tables);
    await (await reopen()).saveProductChoice('A', 'B');
    expect(await names()).toEqual(TABLES);
  });

  it('leaves a ledger of a newer version alone', async () => {
    const { ledger, location, reopen } = await openFreshLedger();
    await ledger.saveProductChoice('A', 'B');
    const tables = await openTables(location);
    const newer = { name: '9999-from-the-future', timestamp: '2030-01-01T00:00:00.000Z' };
    const insert = sql`insert into kysely_migration values (${newer.name}, ${newer.timestamp})`;
    await insert.execute(tables);
    await expect(reopen()).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'ledger-newer',
      params: { problem: '9999-from-the-future' },
    });
    await sql`delete from kysely_migration where name = ${newer.name}`.execute(tables);
    expect(await (await reopen()).loadProductChoices()).toEqual(new Map([['A', 'B']]));
  });

  it('says that a place can not be reached', async () => {
    const nowhere =
      kind === 'sqlite'
        ? { kind, path: '/nowhere/at/all/ledger.sqlite' }
        : { kind, url: 'postgres://postgres:geheim@127.0.0.1:1/ledger' };
    const fault = await openLedger(nowhere).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'ConfigError', code: 'ledger-not-usable' });
    expect(JSON.stringify(fault)).not.toContain('geheim');
  });

  if (kind === 'sqlite') {
    it('leaves a file that is no database as it is', async () => {
      const location = await freshLocation();
      if (location.kind !== 'sqlite') return;
      const text = 'Bestellungen März 2026\n'.repeat(500);
      await writeFile(location.path, text);
      await expect(openLedger(location)).rejects.toMatchObject({ code: 'ledger-damaged' });
      expect(await readFile(location.path, 'utf8')).toBe(text);
    });
  }

  if (kind === 'sqlite') {
    it('does not start on a file with damaged pages', async () => {
      const { ledger, location } = await openFreshLedger();
      if (location.kind !== 'sqlite') return;
      await ledger.writeDocument('settings', 'text '.repeat(20_000), undefined);
      await ledger.close();
      const bytes = await readFile(location.path);
      bytes.fill(0xa5, bytes.length - 30 * 4096, bytes.length - 29 * 4096);
      await writeFile(location.path, bytes);
      await expect(openLedger(location)).rejects.toMatchObject({ code: 'ledger-damaged' });
      expect((await readFile(location.path)).equals(bytes)).toBe(true);
    });
  }

  if (kind === 'sqlite') {
    it('forces every commit to disk', async () => {
      const { location } = await openFreshLedger();
      const tables = await openTables(location);
      const journal = await sql`pragma journal_mode`.execute(tables);
      const synchronous = await sql`pragma synchronous`.execute(tables);
      expect([journal.rows, synchronous.rows]).toEqual([
        [{ journal_mode: 'wal' }],
        [{ synchronous: 2 }],
      ]);
    });
  }
});

it('a file that another process is just making is waited for', async () => {
  const location = await freshLocation('sqlite');
  if (location.kind !== 'sqlite') throw new Error('a file was asked for');
  const other = new DatabaseSync(location.path);
  other.exec('begin immediate; create table made_meanwhile (x)');
  let isMade = false;
  setImmediate(() => {
    isMade = true;
    other.exec('commit');
    other.close();
  });
  const ledger = await openLedger(location);
  onTestFinished(() => ledger.close());
  expect(isMade).toBe(true);
});

it('a bridge is told by its name among the connections of a PostgreSQL', async () => {
  const database = await openDatabase(await preparedLocation('postgres'));
  const { rows } = await sql<{ name: string }>`
    select application_name as name from pg_stat_activity where pid = pg_backend_pid()`.execute(
    database,
  );
  await database.destroy();
  expect(rows).toEqual([{ name: 'otto-market-bridge' }]);
});

it('a connection that is cut between two queries fails the next of them, not the process', async () => {
  const { location, ledger } = await openFreshLedger('postgres');
  if (location.kind !== 'postgres') throw new Error('a PostgreSQL was asked for');
  let isCut = false;
  const uncaught: unknown[] = [];
  const hear = (error: unknown) => uncaught.push(error);
  process.prependListener('uncaughtException', hear);
  onTestFinished(() => void process.off('uncaughtException', hear));
  const disturbed = await openLedger(location, {
    around: (dialect) =>
      watchedDialect(dialect, async (moment) => {
        if (isCut && moment === 'commit') await databaseAdmin(location.url).cutConnections();
      }),
  });
  onTestFinished(() => disturbed.close());
  isCut = true;
  await expect(disturbed.claimForChange('main', 'order', CLAIM)).rejects.toThrow();
  await expect(ledger.loadOpenClaims('main')).resolves.toEqual([]);
  await expect(disturbed.loadOpenClaims('main')).resolves.toEqual([]);
  expect(uncaught).toEqual([]);
});
