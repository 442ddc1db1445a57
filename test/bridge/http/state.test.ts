import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { startHttpWorld } from './http-world.ts';

it('lists accounts with their schedule, and nothing that opens them', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [
      ...settings.accounts,
      service.account('own', bridge, { schedule: '0 * * * *' }),
      service.account('off', bridge, { schedule: 'off' }),
      service.account('draft', bridge, { state: 'draft' }),
    ],
  }));
  const { text } = await world.api.call('/api/v1/accounts');
  expect(text).not.toMatch(/sealed/i);
  const { items } = await world.api.read(API_OPERATIONS.listAccounts, '/api/v1/accounts');
  const timeZone = 'Europe/Berlin';
  const nextRunAt = '2026-03-20T09:00:00.000Z';
  expect(items).toMatchObject([
    {
      accountId: 'main',
      state: 'active',
      schedule: '*/5 * * * *',
      timeZone,
      nextRunAt,
      clientSecret: { isSet: true },
    },
    { accountId: 'own', schedule: '0 * * * *', nextRunAt },
    { accountId: 'off', schedule: null, nextRunAt: null },
    { accountId: 'draft', state: 'draft', schedule: '*/5 * * * *', nextRunAt: null },
  ]);
});

it('lists open incidents until they are resolved', async () => {
  const world = await startHttpWorld();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listIncidents, `/api/v1/incidents${query}`);
  const fault = world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
  await world.importAll();
  const [open] = (await read('')).items;
  expect(open).toMatchObject({
    accountId: 'main',
    state: 'open',
    orders: 0,
    resolvedAt: null,
    about: { code: 'otto-credentials-refused' },
  });
  expect(open?.about.what).not.toBe('');
  expect((await read('?state=resolved')).items).toEqual([]);

  fault.withdraw();
  // What was entered anew makes a new client, which does not remember the refusal.
  await world.bridge.settings.update((settings) => ({
    ...settings,
    accounts: [world.account('main', world.bridge)],
  }));
  await world.importAll();
  expect((await read('?state=open&limit=10')).items).toEqual([]);
  expect((await read('?state=resolved')).items).toMatchObject([{ state: 'resolved' }]);
});
