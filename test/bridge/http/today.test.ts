import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';
import { ordersInShop, startReportingShop, T1 } from './report-shop.ts';

async function today(world: HttpWorld, language = 'en') {
  const headers = { 'Accept-Language': language };
  return world.api.read(API_OPERATIONS.getToday, '/api/v1/today', { headers });
}

it('says what is missing before orders come in, in the order in which it is done', async () => {
  const world = await startHttpWorld((settings) => ({ ...settings, shop: null, accounts: [] }));
  const shown = await today(world, 'de');
  expect(shown).toMatchObject({
    tone: 'new',
    sentence: 'Ihr Shop ist noch nicht verbunden. Bis dahin kommen keine Bestellungen in den Shop.',
    shop: { state: 'off', lastSuccessAt: null },
    otto: [],
    setUp: { isLive: false },
  });
  expect(shown.setUp.missing.map(({ step }) => step)).toEqual(['shop', 'account', 'live']);

  const draft = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [service.account('main', bridge, { state: 'draft' })],
  }));
  const there = await today(draft);
  expect(there.sentence).toContain('No OTTO account is active yet.');
  expect(there.setUp.missing.map(({ step }) => step)).toEqual(['live']);
  expect(there.otto).toMatchObject([{ accountId: 'main', state: 'off' }]);
});

it('is ready before the first order, and knows no contact yet', async () => {
  const world = await startHttpWorld();
  expect(await today(world)).toMatchObject({
    tone: 'good',
    sentence: 'All is ready. No order came from OTTO in the last 30 days.',
    otto: [{ state: 'unknown', lastSuccessAt: null, incident: null }],
    runs: [{ accountId: 'main', last: null, nextRunAt: '2026-03-20T09:00:00.000Z' }],
    setUp: { isLive: true, missing: [] },
  });
});

it('says that all is safe and how much is to be shipped today', async () => {
  const world = await startHttpWorld();
  const promised = (seed: string, expectedDeliveryDate: string) =>
    buildSalesOrder({ seed, positionItems: [{ expectedDeliveryDate }, { expectedDeliveryDate }] });
  world.otto.addOrder(promised('late', '2026-03-18T22:00:00.000Z'));
  world.otto.addOrder(promised('far', '2026-04-18T22:00:00.000Z'));
  await world.importAll();
  const shown = await today(world);
  const { due } = shown;
  expect(due).toMatchObject({ toShip: 2, overdue: 1, shipToday: 0, shipBy: null, problems: 0 });
  expect(shown).toMatchObject({ tone: 'busy', orders: { count: 2, isCapped: false } });
  expect(shown.sentence).toBe(
    'All 2 orders of the last 30 days are safe. One incident is open that holds up no order. One is past its time to ship.',
  );
  expect(shown.otto).toMatchObject([{ state: 'ok', lastSuccessAt: expect.stringMatching(/Z$/) }]);
  expect(shown.shop.state).toBe('ok');
  expect(shown.runs[0]?.last).toMatchObject({ state: 'finished', counters: { created: 2 } });
});

it('says first when OTTO or the shop does not answer, and that nothing is lost', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  const fault = world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
  await world.importAll();
  const down = await today(world, 'de');
  expect(down).toMatchObject({
    tone: 'bad',
    otto: [{ state: 'down', incident: { about: { code: 'otto-credentials-refused' } } }],
    incidents: { open: 1 },
  });
  expect(down.sentence).toContain(
    'OTTO ist über das Konto „Account main“ gerade nicht zu erreichen',
  );
  expect(down.incidents.latest).toHaveLength(1);
  fault.withdraw();

  const other = await startHttpWorld();
  other.otto.addOrder(buildSalesOrder({ seed: 1 }));
  other.shop.faults.refuse(401, { times: 99 });
  await other.importAll();
  expect(await today(other)).toMatchObject({ tone: 'bad', shop: { state: 'down' } });
});

it('names how many orders need somebody', async () => {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, unknownSku: 'hold' },
  }));
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  await world.importAll();
  const shown = await today(world, 'de');
  expect(shown).toMatchObject({
    tone: 'bad',
    sentence: 'Eine Bestellung braucht Ihren Blick, alle anderen sind sicher.',
    due: { problems: 1 },
  });
});

it('counts what was placed, imported and handed over in time, by days in Germany', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{ orderDate: '2026-03-19T23:30:00.000Z' }]);
  const body = {
    shipments: [{ order: order?.orderNumber, parcels: [{ carrier: 'DHL', trackingNumber: T1 }] }],
  };
  await world.api.call('/api/v1/shipments', { body });
  for (;;) {
    const { items } = await world.api.read(
      API_OPERATIONS.listTransmissions,
      '/api/v1/transmissions',
    );
    if (items.every(({ state }) => state === 'accepted' || state === 'confirmed')) break;
  }
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.getStatistics, `/api/v1/statistics${query}`);
  const { days, targetPercent } = await read('?days=2');
  expect(targetPercent).toBe(95);
  const pieces = order?.pieces.length ?? 0;
  expect(days).toMatchObject([
    { day: '2026-03-19', placed: 0, imported: 0, handedOver: 0, onTimePercent: null },
    { day: '2026-03-20', placed: 1, imported: 1, handedOver: pieces, cancelled: 0, returned: 0 },
  ]);
  expect(days[1]?.grossCents).toBeGreaterThan(0);
  // Days that are over may be remembered; today is counted anew.
  world.otto.addOrder(buildSalesOrder({ seed: 'later', orderDate: '2026-03-20T07:00:00.000Z' }));
  await world.importAll();
  expect((await read('?days=2')).days[1]).toMatchObject({ placed: 2, imported: 2 });
  expect((await read('?days=1')).days).toMatchObject([{ day: '2026-03-20', placed: 2 }]);
  expect((await read('')).days).toHaveLength(30);
  expect(await world.api.problem('/api/v1/statistics?days=91')).toMatchObject({ status: 400 });
});
