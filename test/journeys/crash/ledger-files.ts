import { cp, rm } from 'node:fs/promises';
import pg from 'pg';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';

/** Kept when a ledger is lost: with PostgreSQL the settings lie in the same database. */
const NOT_THE_LEDGER = ['settings_documents', 'kysely_migration', 'kysely_migration_lock'];

/** Makes the place as if nothing had ever been there, settings included. No bridge may be open. */
export async function emptyPlace(place: LedgerLocation): Promise<void> {
  if (place.kind === 'sqlite') return loseLedger(place);
  await withClient(place.url, (client) =>
    client.query('drop schema public cascade; create schema public'),
  );
}

/** Makes the ledger as empty as that of a bridge that has just been set up. No bridge may be open. */
export async function loseLedger(place: LedgerLocation): Promise<void> {
  if (place.kind === 'sqlite') {
    for (const suffix of ['', '-wal', '-shm']) await rm(place.path + suffix, { force: true });
    return;
  }
  await withClient(place.url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const tables = rows.flatMap(({ name }) => (NOT_THE_LEDGER.includes(name) ? [] : [name]));
    await client.query(`truncate ${tables.map((name) => pg.escapeIdentifier(name)).join(', ')}`);
  });
}

/** A copy of the ledger as it is now, to be put back later. No bridge may be open at either moment. */
export async function backUpLedger(place: LedgerLocation): Promise<() => Promise<void>> {
  if (place.kind === 'sqlite') {
    const copy = `${place.path}.backup`;
    await cp(place.path, copy);
    return async () => {
      await loseLedger(place);
      await cp(copy, place.path);
    };
  }
  const name = new URL(place.url).pathname.slice(1);
  const copy = `${name}_backup`;
  await copyDatabase(place.url, name, copy);
  return async () => {
    await copyDatabase(place.url, copy, name);
    await onServer(place.url, (client) => client.query(`drop database ${copy}`));
  };
}

async function copyDatabase(url: string, from: string, to: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(`drop database if exists ${to} with (force)`);
    await client.query(`create database ${to} template ${from} strategy file_copy`);
  });
}

function onServer(url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  return withClient(server.href, act);
}

async function withClient(
  url: string,
  act: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
