import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { LedgerLocation } from '../../../src/bridge/ledger/ledger-location.ts';
import { eachDatabase, preparedLocation } from '../../databases.ts';
import { databaseAdmin } from '../../postgres/admin.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';
import { openBrowser } from './security/browser.ts';
import { addPerson, PASSWORD } from './security/people.ts';

const MINUTE = 60_000;

eachDatabase('a ledger that can only be read', ({ kind }) => {
  it('keeps out no key and nobody who is logged in, though neither is noted', async () => {
    const ledger = await preparedLocation(kind);
    const world = await startHttpWorld(undefined, { ledger, metricsFor: 'key' });
    const token = await newKey(world);
    await addPerson(world, 'anna', 'view');
    const anna = openBrowser(world.service.url);
    await anna.logIn('anna', PASSWORD);
    world.clock.skip(2 * MINUTE); // so that both would be noted anew
    await refuseWrites(ledger);
    await until(async () => (await world.api.call('/readyz', { token: null })).status === 200);

    const scrape = await world.api.call('/metrics', { token });
    expect(scrape.status).toBe(200);
    expect(scrape.text).toContain('\notto_bridge_ledger_up 1\n');
    expect((await anna.call('/api/v1/orders')).status).toBe(200);
    const seen = (await world.bridge.access.tokens.list()).find(({ name }) => name === 'scraper');
    expect(seen?.last_used_at).toBeNull();
    const told = world.log.filter(({ event }) => event === 'last-use-not-noted');
    expect(told).toHaveLength(3); // the key, the user, her session
  });
});

async function newKey({ bridge, watch }: HttpWorld): Promise<string> {
  const asked = { name: 'scraper', role: 'view', areas: ['state'], createdBy: 'tests' } as const;
  const token = (await bridge.access.tokens.create(asked)).token.reveal();
  watch.secrets.add(token);
  return token;
}

/** As while a PostgreSQL fails over, or when an SQLite's disk is full. */
async function refuseWrites(location: LedgerLocation): Promise<void> {
  if (location.kind === 'postgres') return databaseAdmin(location.url).setReadOnly(true);
  const database = new DatabaseSync(location.path);
  for (const table of ['api_tokens', 'users', 'sessions']) {
    database.exec(`create trigger full_${table} before update on ${table}
      begin select raise(abort, 'database or disk is full'); end`);
  }
  database.close();
}
