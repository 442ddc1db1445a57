import { describe, expect, it } from 'vitest';
import { OttoApiError, PayloadError } from '../../../src/bridge/errors.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { collect, rejectionOf } from './otto-world.ts';
import { HERMES_KEY, type ShipmentWorld, startShipmentWorld } from './shipment-world.ts';

const SINCE = '2026-03-02T00:00:00Z';
const always = { times: Number.POSITIVE_INFINITY };

const calls = ({ otto }: ShipmentWorld) => otto.requestsTo('GET', '/v1/shipments');
const idsOf = (pages: { shipmentId: string }[][]) =>
  pages.flatMap((page) => page.map(({ shipmentId }) => shipmentId));
const next = (cursor: string) => [{ rel: 'next', href: `/v1/shipments?next=${cursor}&limit=100` }];
const entry = (shipmentId: string) => ({ shipmentId, trackingKey: HERMES_KEY });

async function worldWithShipments(count: number): Promise<ShipmentWorld> {
  const world = await startShipmentWorld();
  for (let seed = 0; seed < count; seed++) {
    const order = buildSalesOrder({ seed: `sent-${seed}` });
    world.otto.addOrder(order);
    world.otto.send(order.salesOrderId);
  }
  return world;
}

/** Has OTTO give these pages, one after the other. */
function answerPages({ otto }: ShipmentWorld, pages: object[]): void {
  for (const body of pages) otto.faults.answerWith(200, { on: 'shipment-list', body });
}

describe('the list of shipments', () => {
  it('is read to its end, a hundred at a time', async () => {
    const world = await worldWithShipments(205);
    const pages = await collect(world.client.listShipments({ createdSince: SINCE }));
    expect(pages.map((page) => page.length)).toEqual([100, 100, 5]);
    expect(new Set(idsOf(pages)).size).toBe(205);
    expect(calls(world).map(({ query }) => Object.fromEntries(query))).toEqual([
      { datefrom: '2026-03-02T00:00:00.000Z', limit: '100' },
      { datefrom: '2026-03-02T00:00:00.000Z', limit: '100', next: '100000294798' },
      { datefrom: '2026-03-02T00:00:00.000Z', limit: '100', next: '100000294898' },
    ]);
  });

  it('tells of each its id, tracking key and moment', async () => {
    const world = await startShipmentWorld({ dateZone: '+0000', dateFractionDigits: 0 });
    const at = world.clock.now().toISOString();
    world.otto.send(world.order.salesOrderId, undefined, HERMES_KEY);
    expect(await collect(world.client.listShipments({ createdSince: SINCE }))).toEqual([
      [{ shipmentId: '100000294699', trackingKey: HERMES_KEY, createdAt: at }],
    ]);
  });

  it('begins at the moment that is asked for, in whatever zone', async () => {
    const world = await worldWithShipments(2);
    const pages = world.client.listShipments({ createdSince: '2026-03-02T10:00:00+01:00' });
    expect(await collect(pages)).toEqual([[]]);
    expect(calls(world)[0]?.query.get('datefrom')).toBe('2026-03-02T09:00:00.000Z');
  });

  it('is one empty page when there is none', async () => {
    const world = await startShipmentWorld();
    expect(await collect(world.client.listShipments({ createdSince: SINCE }))).toEqual([[]]);
    answerPages(world, [{}]);
    expect(await collect(world.client.listShipments({ createdSince: SINCE }))).toEqual([[]]);
  });

  it('sends a cursor with signs of its own back as it came', async () => {
    const world = await startShipmentWorld();
    const cursor = 'a+b/c==&d=ü%2B';
    answerPages(world, [{ links: next(encodeURIComponent(cursor)) }, {}]);
    await collect(world.client.listShipments({ createdSince: SINCE }));
    expect(calls(world)[1]?.query.get('next')).toBe(cursor);
  });

  it('throws when its cursor goes in a circle: what is missing must not count as not there', async () => {
    const world = await startShipmentWorld();
    answerPages(world, [
      { resources: [entry('1')], links: next('one') },
      { resources: [entry('2')], links: next('two') },
      { resources: [entry('3')], links: next('one') },
    ]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const page of world.client.listShipments({ createdSince: SINCE })) {
        seen.push(...page.map(({ shipmentId }) => shipmentId));
      }
    })();
    expect(await rejectionOf(reading)).toBeInstanceOf(PayloadError);
    expect(seen).toEqual(['1', '2', '3']);
    expect(calls(world)).toHaveLength(3);
  });

  it('asks no further when the reader leaves', async () => {
    const world = await worldWithShipments(101);
    for await (const page of world.client.listShipments({ createdSince: SINCE })) {
      expect(page).toHaveLength(100);
      break;
    }
    expect(calls(world)).toHaveLength(1);
  });

  it('that breaks off in the middle throws', async () => {
    const world = await worldWithShipments(101);
    world.otto.faults.answerWith(400, { on: ({ query }) => query.has('next') });
    const error = await rejectionOf(collect(world.client.listShipments({ createdSince: SINCE })));
    expect(error).toBeInstanceOf(OttoApiError);
  });

  it.each([
    ['half a body', (world: ShipmentWorld) => world.otto.faults.cutOffBody()],
    ['a web page', (world: ShipmentWorld) => world.otto.faults.htmlPage(200)],
    [
      'a next link without a cursor',
      (world: ShipmentWorld) =>
        answerPages(world, [{ links: [{ rel: 'next', href: '/v1/shipments?nextcursor=1' }] }]),
    ],
    ['a lost answer', (world: ShipmentWorld) => world.otto.faults.dropBeforeEffect()],
    [
      'one question too many',
      (world: ShipmentWorld) => world.otto.faults.tooManyRequests({ retryAfter: 3 }),
    ],
  ])('is asked for again after %s', async (_what, wreck) => {
    const world = await worldWithShipments(1);
    wreck(world);
    expect(idsOf(await collect(world.client.listShipments({ createdSince: SINCE })))).toHaveLength(
      1,
    );
    expect(calls(world)).toHaveLength(2);
  });

  it.each([
    ['no id', {}],
    ['an empty id', { shipmentId: '' }],
    ['nothing', null],
  ])('with an entry that has %s is unreadable, asked for once', async (_what, odd) => {
    const world = await startShipmentWorld();
    world.otto.faults.answerWith(200, { body: { resources: [entry('1'), odd] }, ...always });
    const error = await rejectionOf(collect(world.client.listShipments({ createdSince: SINCE })));
    expect(error).toBeInstanceOf(PayloadError);
    expect(calls(world)).toHaveLength(1);
  });

  it('ends with the reason when aborted', async () => {
    const world = await startShipmentWorld();
    const gone = AbortSignal.abort(new Error('gone'));
    const pages = world.client.listShipments({ createdSince: SINCE }, gone);
    expect(await rejectionOf(collect(pages))).toEqual(new Error('gone'));
  });
});
