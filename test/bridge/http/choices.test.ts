import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { processableTwoEqualPieces } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const GERMAN = { 'Accept-Language': 'de' };

/** One order in the shop. */
async function withOrder() {
  // What is cancelled in the shop would be a wish to cancel at OTTO as well; that has its own tests.
  const world = await startHttpWorld((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, cancellations: 'off' },
  }));
  const order = processableTwoEqualPieces();
  world.otto.addOrder(order);
  await world.importAll();
  const [shopOrder] = world.shop.state.orders.values();
  if (!shopOrder) throw new Error('Nothing came into the shop');
  const { id } = shopOrder;
  const path = `/api/v1/orders/main/${order.salesOrderId}`;
  return { world, order, id, path, statusInShop: () => world.shop.state.orders.get(id)?.status };
}

/** Lets the import look at the order again, as the watch over the shop does. */
async function look(world: HttpWorld, salesOrderId: string): Promise<void> {
  const now = world.clock.now().toISOString();
  await world.bridge.ledger.lookAgainAt('main', [salesOrderId], now);
  await world.importAll();
}

async function cancelledInShop() {
  const given = await withOrder();
  given.world.shop.hands.setStatus(given.id, 'cancelled');
  await look(given.world, given.order.salesOrderId);
  return given;
}

it('offers both sides of a contradiction, each with what it does', async () => {
  const { world, path } = await cancelledInShop();
  const shown = await world.api.read(API_OPERATIONS.getOrder, path, { headers: GERMAN });
  const [offer, ...others] = shown.offers;
  expect(others).toEqual([]);
  expect(offer).toMatchObject({
    code: 'cancelled-in-shop',
    incidentId: shown.openIncidents[0]?.incidentId,
    choices: {
      otto: expect.stringContaining('„Jetzt versenden“'),
      shop: expect.stringContaining('bleibt, wie sie ist'),
    },
  });
  expect(offer?.what).toBe(shown.openIncidents[0]?.about.what);
});

it("carries out OTTO's side by an import that it begins", async () => {
  const { world, statusInShop, path } = await cancelledInShop();
  const body = { side: 'otto' };
  const chosen = await world.api.read(API_OPERATIONS.chooseSide, `${path}/choice`, { body });
  expect(chosen).toMatchObject({ side: 'otto', codes: ['cancelled-in-shop'] });
  const run = await world.ended(chosen.importRunId ?? 'none');
  expect(run.counters).toMatchObject({ updated: 1 });
  expect(statusInShop()).toBe('processing');
  const shown = await world.api.read(API_OPERATIONS.getOrder, path);
  expect(shown).toMatchObject({ offers: [], openIncidents: [] });
  expect(shown.events).toContainEqual(
    expect.objectContaining({ kind: 'owner-chose-otto', causeWord: 'decided by you' }),
  );
});

it("keeps the shop's side, for which no import is needed", async () => {
  const { world, statusInShop, path } = await cancelledInShop();
  const body = { side: 'shop' };
  const chosen = await world.api.read(API_OPERATIONS.chooseSide, `${path}/choice`, { body });
  expect(chosen).toEqual({ side: 'shop', codes: ['cancelled-in-shop'], importRunId: null });
  expect(statusInShop()).toBe('cancelled');
  expect((await world.api.read(API_OPERATIONS.getOrder, path)).offers).toEqual([]);
});

it('keeps a choice that no import can carry out now', async () => {
  const { world, order, path } = await cancelledInShop();
  await world.bridge.settings.update((settings) => ({
    ...settings,
    accounts: settings.accounts.map((account) => ({ ...account, state: 'paused' as const })),
  }));
  const body = { side: 'otto' };
  const chosen = await world.api.read(API_OPERATIONS.chooseSide, `${path}/choice`, { body });
  expect(chosen.importRunId).toBeNull();
  const rows = await world.bridge.ledger.loadSalesOrders('main', [order.salesOrderId]);
  expect(rows.get(order.salesOrderId)).toMatchObject({ owner_yields: 1 });
});

it('refuses what is not to choose in plain words', async () => {
  const { world, path } = await withOrder();
  const body = { side: 'otto' };
  expect(await world.api.problem(`${path}/choice`, { body, headers: GERMAN })).toMatchObject({
    status: 409,
    code: 'nothing-to-choose',
    detail: expect.stringContaining('nichts zu entscheiden'),
  });
  const unknown = '/api/v1/orders/main/no-such-order/choice';
  expect(await world.api.problem(unknown, { body })).toMatchObject({
    status: 404,
    code: 'order-unknown',
  });
  for (const wrong of [{}, { side: 'both' }, { side: 'otto', more: 1 }]) {
    expect(await world.api.problem(`${path}/choice`, { body: wrong })).toMatchObject({
      status: 400,
    });
  }
});

it('says that the shop can not be told now', async () => {
  const { world, path } = await cancelledInShop();
  world.shop.faults.serverError({ method: 'PUT', times: 1 });
  const problem = await world.api.problem(`${path}/choice`, { body: { side: 'shop' } });
  expect(problem).toMatchObject({ status: 503, code: 'shop-unavailable' });
});

it('says which pieces must not be shipped and why, a pack-stop first', async () => {
  const { world, order, path } = await withOrder();
  const [gone] = order.positionItems;
  world.otto.cancelByMarketplace(order.salesOrderId, gone && [gone.positionItemId]);
  await world.importAll();
  const shown = await world.api.read(API_OPERATIONS.getOrder, path);
  expect(shown.packStop).toBe(true);
  const byId = new Map(shown.positionItems.map((piece) => [piece.positionItemId, piece]));
  expect(byId.get(gone?.positionItemId ?? '')).toMatchObject({
    mayShip: false,
    whyNotShip: { code: 'pack-stop', what: expect.stringContaining('out of the parcel') },
  });
  expect(shown.positionItems.filter(({ mayShip }) => mayShip)).toHaveLength(1);

  const [incident] = (await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents'))
    .items;
  const close = `/api/v1/incidents/${incident?.incidentId}/acknowledge`;
  const closed = await world.api.read(API_OPERATIONS.acknowledgeIncident, close, { body: {} });
  expect(closed).toEqual({ incidentId: incident?.incidentId, acknowledged: true });
  const after = await world.api.read(API_OPERATIONS.getOrder, path);
  expect(after).toMatchObject({ packStop: false, openIncidents: [] });
  expect(
    after.positionItems.find(({ positionItemId }) => positionItemId === gone?.positionItemId),
  ).toMatchObject({ mayShip: false, whyNotShip: { code: 'cancelled' } });
  expect(after.events.at(-1)).toMatchObject({ kind: 'incident-acknowledged', cause: 'owner' });
});

it('closes no incident that is to be decided, and none that is not there', async () => {
  const { world } = await cancelledInShop();
  const [incident] = (await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents'))
    .items;
  const problems = {
    [`${incident?.incidentId}`]: [409, 'incident-needs-choice'],
    '4711': [404, 'incident-unknown'],
    '0': [400, 'request-invalid'],
    x: [400, 'request-invalid'],
    '99999999999': [400, 'request-invalid'],
  };
  for (const [id, [status, code]] of Object.entries(problems)) {
    const path = `/api/v1/incidents/${id}/acknowledge`;
    expect(await world.api.problem(path, { body: {} })).toMatchObject({ status, code });
  }
  const { items } = await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents');
  expect(items).toHaveLength(1);
});
