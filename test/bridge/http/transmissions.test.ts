import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { type HttpWorld, until } from './http-world.ts';
import { atOtto, ordersInShop, startReportingShop, T1, T2 } from './report-shop.ts';

const LIST = '/api/v1/transmissions';
const UNKNOWN = '7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11';
const GERMAN = { 'Accept-Language': 'de' };

/** Ships an order; the id of its only report. */
async function ship(world: HttpWorld, order: string | undefined, parcel: object): Promise<string> {
  const body = { shipments: [{ order, parcels: [parcel] }] };
  const path = '/api/v1/shipments';
  const { items } = await world.api.read(API_OPERATIONS.reportShipments, path, { body });
  return items[0]?.reports[0]?.transmissionId ?? 'none';
}

const read = (world: HttpWorld, id: string, headers?: Record<string, string>) =>
  world.api.read(API_OPERATIONS.getTransmission, `${LIST}/${id}`, headers ? { headers } : {});

const act = (world: HttpWorld, id: string, action: string, body: object = {}) =>
  world.api.call(`${LIST}/${id}/${action}`, { method: 'POST', body });

it('shows a report with every call that was made for it', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{}]);
  const id = await ship(world, order?.orderNumber, { trackingNumber: T1 });
  await atOtto(world, 1);
  await until(async () => ['accepted', 'confirmed'].includes((await read(world, id)).state));
  const report = await read(world, id, GERMAN);
  expect(report).toMatchObject({
    kind: 'shipment',
    kindWord: 'Versand',
    source: 'web-service',
    sourceWord: 'über den Webdienst',
    positionItemIds: order?.pieces,
    attempts: [{ call: 'create-shipment', outcome: 'done', outcomeWord: 'angenommen' }],
    can: [],
  });
  const path = `/api/v1/orders/main/${order?.salesOrderId}`;
  const shown = await world.api.read(API_OPERATIONS.getOrder, path, { headers: GERMAN });
  expect(shown.transmissions.map(({ transmissionId }) => transmissionId)).toEqual([id]);
  const texts = shown.events.map(({ text }) => text);
  expect(texts).toContain(`Versandmeldung (DHL ${T1}) wird an OTTO gesendet.`);
  expect(texts).toContain(`OTTO hat die Versandmeldung angenommen (DHL ${T1}).`);
});

it('says what a report waits for, and gives it what it lacks', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{}]);
  const id = await ship(world, order?.orderNumber, { carrier: 'DHL', trackingNumber: '123' });
  const waiting = await read(world, id, GERMAN);
  expect(waiting).toMatchObject({ state: 'waiting', stateWord: 'wartet' });
  expect(waiting.can).toEqual(['send-again', 'by-hand', 'withdraw', 'correct']);
  expect(waiting.reason).toMatchObject({ code: 'report-tracking-too-short' });
  expect(waiting.reason?.what).toContain(order?.orderNumber);
  expect(waiting.reason?.follows).toContain('OTTO zahlt erst, wenn der Versand gemeldet ist.');
  const corrected = await act(world, id, 'correct', { parcels: [{ trackingNumber: T1 }] });
  expect(corrected.json).toMatchObject({
    transmissionId: id,
    state: 'due',
    parcels: [{ carrier: 'DHL', trackingNumber: T1 }],
  });
  await atOtto(world, 1);
});

it('never takes a correction back because the shop order says otherwise', async () => {
  const world = await startReportingShop({ graceMinutes: 0 }, 'off');
  await ordersInShop(world, [{}]);
  world.shop.hands.setStatus(1, 'completed');
  const run = () => world.bridge.runReports(BY_COMMAND);
  await world.bridge.watchShop({ ...BY_COMMAND, cause: 'poll' });
  await run();
  const list = await world.api.read(API_OPERATIONS.listTransmissions, LIST);
  const [report] = list.items;
  expect(report).toMatchObject({ source: 'shop', reason: { code: 'report-tracking-missing' } });
  const correction = { parcels: [{ trackingNumber: T1 }] };
  await act(world, report?.transmissionId ?? '', 'correct', correction);
  const corrected = await read(world, report?.transmissionId ?? '');
  expect(corrected).toMatchObject({ source: 'web-service', parcels: [{ trackingNumber: T1 }] });
  await run();
  expect(world.otto.shipments.all().map(({ trackingKey }) => trackingKey.trackingNumber)).toEqual([
    T1,
  ]);
});

const BY_COMMAND = {
  cause: 'command',
  holderKind: 'command',
  signal: new AbortController().signal,
} as const;

it('takes a report back, and its pieces may be reported anew', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  const id = await ship(world, order?.orderNumber, { trackingNumber: T1 });
  expect((await act(world, id, 'withdraw')).json).toMatchObject({ state: 'withdrawn', can: [] });
  const again = await ship(world, order?.orderNumber, { trackingNumber: T2 });
  expect(again).not.toBe(id);
  const problem = await world.api.problem(`${LIST}/${id}/withdraw`, { body: {}, headers: GERMAN });
  expect(problem).toMatchObject({ status: 409, code: 'report-not-possible-now' });
  expect(problem.detail).toContain('„zurückgenommen“');
});

it('takes a report out that was done by hand, and says whether OTTO shows it', async () => {
  const world = await startReportingShop({}, 'off');
  const [order, other] = await ordersInShop(world, [{}, {}]);
  const id = await ship(world, order?.orderNumber, { trackingNumber: T1 });
  const notYet = await act(world, id, 'by-hand');
  expect(notYet.json).toMatchObject({ state: 'by-hand', atOtto: 'not-shown', fault: null });
  world.otto.faults.answerWith(503, { on: 'single-order', times: 9 });
  const otherId = await ship(world, other?.orderNumber, { trackingNumber: T2 });
  const unasked = await act(world, otherId, 'by-hand');
  expect(unasked.json).toMatchObject({
    state: 'by-hand',
    atOtto: 'fault',
    fault: { code: 'otto-unavailable' },
  });
});

it('sends again: one report, those of an order, and those of an incident', async () => {
  const world = await startReportingShop({}, 'off');
  const [one, two] = await ordersInShop(world, [{}, {}]);
  const id = await ship(world, one?.orderNumber, {
    carrier: 'Schneckenpost',
    trackingNumber: 'A1',
  });
  await ship(world, two?.orderNumber, { carrier: 'Schneckenpost', trackingNumber: 'A2' });
  expect((await act(world, id, 'send-again')).json).toMatchObject({ transmissionId: id });
  const tried = async (path: string, body: object = {}) =>
    (await world.api.call(path, { method: 'POST', body })).json;
  expect(await tried(`${LIST}/send-again`, { salesOrderId: one?.salesOrderId })).toEqual({
    tried: 1,
  });
  expect(await tried(`${LIST}/send-again`)).toEqual({ tried: 2 });
  const { items } = await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents');
  const incident = items.find(({ about }) => about.code === 'report-carrier-unknown');
  expect(incident).toMatchObject({ orders: 2 });
  const path = `/api/v1/incidents/${incident?.incidentId}/send-again`;
  expect(await tried(path)).toEqual({ tried: 2 });
  expect(await world.api.problem('/api/v1/incidents/4711/send-again', { body: {} })).toMatchObject({
    status: 404,
    code: 'incident-unknown',
  });
});

it('tells of an incident what it costs, by when, and what can be done at once', async () => {
  const world = await startReportingShop({}, 'off');
  const expectedDeliveryDate = '2026-03-24T23:00:00Z';
  const [order] = await ordersInShop(world, [{ positionItems: [{ expectedDeliveryDate }] }, {}]);
  await ship(world, order?.orderNumber, { carrier: 'DHL', trackingNumber: '123' });
  const { items } = await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents', {
    headers: GERMAN,
  });
  const [incident] = items;
  expect(incident).toMatchObject({
    about: { code: 'report-tracking-too-short' },
    orders: 1,
    deadline: '2026-03-21T22:59:59.999Z',
    consequence: 'Diese Sendungen sind OTTO nicht gemeldet: OTTO zahlt sie nicht.',
    actions: [
      { action: 'to-orders', method: 'GET' },
      { action: 'send-again', method: 'POST' },
    ],
  });
  const orders = await world.api.read(
    API_OPERATIONS.listOrders,
    incident?.actions[0]?.path ?? '/api/v1/none',
  );
  expect(orders.items.map(({ orderNumber }) => orderNumber)).toEqual([order?.orderNumber]);
  expect((await world.api.call(incident?.actions[1]?.path ?? '', { method: 'POST' })).json).toEqual(
    {
      tried: 1,
    },
  );
});

it('asks for a confirmation of what was cancelled in the shop, and carries it out', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  world.shop.hands.setStatus(1, 'cancelled');
  await world.bridge.watchShop({ ...BY_COMMAND, cause: 'poll' });
  await world.bridge.runReports(BY_COMMAND);
  const { items } = await world.api.read(
    API_OPERATIONS.listTransmissions,
    `${LIST}?kind=cancellation`,
  );
  expect(items).toMatchObject([
    { state: 'waiting', reason: { code: 'report-cancellation-to-confirm' } },
  ]);
  expect(items[0]?.can).toContain('confirm');
  const incidents = await world.api.read(API_OPERATIONS.listIncidents, '/api/v1/incidents');
  const open = incidents.items.find(({ about }) => about.code === items[0]?.reason?.code);
  expect(open?.consequence).toContain('Nothing is cancelled at OTTO yet');
  const confirmed = await act(world, items[0]?.transmissionId ?? '', 'confirm');
  expect(confirmed.json).toMatchObject({ state: 'due' });
  await world.bridge.runReports(BY_COMMAND);
  expect(world.otto.requestsTo('POST', /cancellation/)).toHaveLength(1);
  expect(world.otto.state.orders.find(order?.salesOrderId ?? '')?.positionItems).toMatchObject([
    { fulfillmentStatus: 'CANCELLED_BY_PARTNER' },
  ]);
});

it('remembers which carrier a name means, and lets what waits for it go on', async () => {
  const { sofa } = sandboxProducts;
  const world = await startReportingShop({ forwarderSkus: [sofa.sku] });
  const [order] = await ordersInShop(world, [{ positionItems: [{ product: sofa }] }]);
  const parcel = { carrier: 'Spedition Meier', trackingNumber: 'FF12345678' };
  const id = await ship(world, order?.orderNumber, parcel);
  expect(await read(world, id)).toMatchObject({
    state: 'waiting',
    reason: { code: 'report-carrier-unknown', params: { carrierName: 'Spedition Meier' } },
  });
  const path = '/api/v1/carrier-choices';
  const choose = (body: object) => ({ method: 'PUT', body });
  const answer = { carrierName: 'spedition  MEIER', carrier: 'dachser' };
  expect((await world.api.call(path, choose(answer))).json).toMatchObject({ carrier: 'DACHSER' });
  await atOtto(world, 1);
  const body = { carrierName: 'x', carrier: 'SNAIL' };
  const problem = await world.api.problem(path, choose(body));
  expect(problem).toMatchObject({ status: 400, code: 'carrier-not-at-otto' });
  const { carriers } = await world.api.read(API_OPERATIONS.listCarrierChoices, path);
  expect(carriers).toHaveLength(60);
});

it('sends now on demand, whatever the schedule, and says when it goes on by itself', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  await ship(world, order?.orderNumber, { trackingNumber: T1 });
  expect(world.otto.shipments.all()).toEqual([]);
  const run = await world.api.read(API_OPERATIONS.runReports, '/api/v1/reports/run', { body: {} });
  expect(run).toEqual({ run: 'begun', nextRunAt: null });
  await atOtto(world, 1);
});

it('pages newest first through all reports, and filters them', async () => {
  const world = await startReportingShop({}, 'off');
  const orders = await ordersInShop(world, [{}, {}, {}]);
  for (const [at, { orderNumber }] of orders.entries()) {
    await ship(world, orderNumber, { carrier: 'DACHSER', trackingNumber: `FF1234567${at}` });
  }
  const ids = async (query: string) => {
    const page = await world.api.read(API_OPERATIONS.listTransmissions, `${LIST}?${query}`);
    return { ids: page.items.map(({ orderNumber }) => orderNumber), next: page.nextCursor };
  };
  const first = await ids('limit=2');
  const second = await ids(`limit=2&cursor=${first.next}`);
  const all = orders.map(({ orderNumber }) => orderNumber);
  expect([...first.ids, ...second.ids].toSorted()).toEqual(all.toSorted());
  expect(second.next).toBeNull();
  expect((await ids(`salesOrderId=${orders[1]?.salesOrderId}`)).ids).toEqual([all[1]]);
  expect((await ids('state=confirmed')).ids).toEqual([]);
  expect((await ids('isOpen=true&kind=shipment')).ids).toHaveLength(3);
});

it('knows no other report', async () => {
  const world = await startReportingShop({}, 'off');
  for (const action of ['send-again', 'by-hand', 'withdraw', 'confirm', 'correct']) {
    const problem = await world.api.problem(`${LIST}/${UNKNOWN}/${action}`, { body: {} });
    expect([action, problem.status, problem.code]).toEqual([action, 404, 'transmission-unknown']);
  }
  expect((await world.api.problem(`${LIST}/${UNKNOWN}`)).code).toBe('transmission-unknown');
  expect((await world.api.problem(`${LIST}/x`)).status).toBe(400);
});
