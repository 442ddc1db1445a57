import { describe, expect, it } from 'vitest';
import type { FakeOtto } from '../../fakes/otto/index.ts';
import { MINUTE } from '../support/world.ts';
import {
  atOtto,
  dhlNumber,
  flagInShop,
  goOn,
  notesIn,
  ship,
  startReportWorld,
  timesReported,
} from './report-world.ts';

const on = 'create-shipment';

function refusal(status: number, title: string, jsonPath?: string) {
  const error = { title, path: '/shipments', ...(jsonPath ? { jsonPath } : {}) };
  return (otto: FakeOtto) => otto.faults.answerWith(status, { body: { errors: [error] }, on });
}

async function shippedOrder() {
  const world = await startReportWorld();
  const order = await world.orderInShop({ positionItems: [{}, {}] });
  ship(world, order, { number: dhlNumber(1) });
  return { world, order };
}

describe('what OTTO refuses goes to a person, and nothing is sent again by itself', () => {
  const CASES: [string, (otto: FakeOtto) => unknown, string, object][] = [
    [
      '400 PROPERTY_IS_MANDATORY',
      refusal(400, 'PROPERTY_IS_MANDATORY', 'shipFromAddress.city'),
      'otto-misses-data',
      { jsonPath: 'shipFromAddress.city' },
    ],
    [
      '400 POSITION_ITEM_NOT_FOUND',
      refusal(400, 'POSITION_ITEM_NOT_FOUND', 'positionItems[0]'),
      'piece-unknown-at-otto',
      { statusCode: 400 },
    ],
    [
      '404 POSITION_ITEM_NOT_FOUND',
      refusal(404, 'POSITION_ITEM_NOT_FOUND', 'positionItems[0]'),
      'piece-unknown-at-otto',
      { statusCode: 404 },
    ],
    [
      '400 INSUFFICIENT_PERMISSION',
      refusal(400, 'INSUFFICIENT_PERMISSION', 'positionItems[0].positionItemId'),
      'piece-unknown-at-otto',
      { titles: 'INSUFFICIENT_PERMISSION' },
    ],
    [
      'a title nobody knows',
      refusal(400, 'SHIP_DATE_STRANGE'),
      'otto-refused',
      { statusCode: 400, titles: 'SHIP_DATE_STRANGE' },
    ],
    ['404 RESOURCE_NOT_FOUND', refusal(404, 'RESOURCE_NOT_FOUND'), 'otto-refused', {}],
    ['a 409 of another kind', refusal(409, 'SOMETHING_ELSE'), 'otto-refused', { statusCode: 409 }],
  ];

  it.each(CASES)('%s', async (_name, fault, code, params) => {
    const { world, order } = await shippedOrder();
    fault(world.otto);
    await world.watchAndReport();
    expect(await world.theReport(order.salesOrderId)).toMatchObject({
      state: 'attention',
      reason: { code, params },
    });
    expect(flagInShop(world, order)).toBe('failed');
    expect(await world.codes()).toEqual([`report-${code}`]);
    await goOn(world, 10);
    expect(timesReported(world, order)).toEqual([0, 0]);
    expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(1);
    expect(notesIn(world, order).filter((text) => text.includes(order.orderNumber))).toHaveLength(
      1,
    );

    // The owner has mended what was wrong and sends it again.
    const { transmissionId } = await world.theReport(order.salesOrderId);
    const now = world.clock.now().toISOString();
    await world.bridge.ledger.sendAgain({ transmissionIds: [transmissionId] }, now);
    await goOn(world, 6);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
    expect(await world.codes()).toEqual([]);
    expect(flagInShop(world, order)).toBe('');
  });
});

describe('what got lost on the way is looked up, and reported exactly once', () => {
  const CASES: [string, (otto: FakeOtto) => unknown, 'sent once' | 'sent again'][] = [
    ['500', (otto) => otto.faults.answerWith(500, { on }), 'sent again'],
    [
      '500 after OTTO took it',
      (otto) => otto.faults.answerWith(500, { on, moment: 'after-effect' }),
      'sent once',
    ],
    ['a gateway time-out', (otto) => otto.faults.answerWith(504, { on }), 'sent again'],
    [
      'a gateway time-out after OTTO took it',
      (otto) => otto.faults.answerWith(504, { on, moment: 'after-effect' }),
      'sent once',
    ],
    ['a request time-out', (otto) => otto.faults.answerWith(408, { on }), 'sent again'],
    [
      'the connection before the effect',
      (otto) => otto.faults.dropBeforeEffect({ on }),
      'sent again',
    ],
    ['the connection after the effect', (otto) => otto.faults.dropAfterEffect({ on }), 'sent once'],
    ['half a body', (otto) => otto.faults.cutOffBody({ on }), 'sent once'],
    [
      'half a body that pretends to be whole',
      (otto) => otto.faults.cutOffBody({ on, pretendsToBeComplete: true }),
      'sent once',
    ],
    ['a web page as the answer', (otto) => otto.faults.htmlPage(200, { on }), 'sent again'],
  ];

  it.each(CASES)('%s', async (_name, fault, sent) => {
    const { world, order } = await shippedOrder();
    fault(world.otto);
    await world.watchAndReport();
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'in-flight' });
    expect(flagInShop(world, order)).toBe('pending');

    // Too early to say that it is not there: nothing is asked, nothing is sent.
    const calls = world.otto.requests.length;
    await world.reportAfter(10_000);
    expect(world.otto.requests).toHaveLength(calls);

    await goOn(world, 12);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(atOtto(world, order)).toEqual(['SENT', 'SENT']);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({
      state: 'confirmed',
      reason: undefined,
    });
    const reported = world.otto.requestsTo('POST', '/v1/shipments');
    expect(reported).toHaveLength(sent === 'sent once' ? 1 : 2);
    expect(await world.codes()).toEqual([]);
  });

  it('the look-up, too', async () => {
    const { world, order } = await shippedOrder();
    world.otto.faults.dropAfterEffect({ on });
    await world.watchAndReport();
    world.otto.faults.answerWith(500, { on: 'single-shipment', times: 8 });
    await goOn(world, 60);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(1);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
  });
});

describe('what OTTO certainly did not take is sent again, with growing waits', () => {
  it('429 without Retry-After', async () => {
    const { world, order } = await shippedOrder();
    const ticket = world.otto.faults.tooManyRequests({ on, times: Number.POSITIVE_INFINITY });
    await world.watchAndReport();
    expect(await world.theReport(order.salesOrderId)).toMatchObject({
      state: 'due',
      failures: 1,
      reason: { code: 'otto-busy' },
    });
    await goOn(world, 30);
    const { failures } = await world.theReport(order.salesOrderId);
    expect(failures).toBeGreaterThanOrEqual(3);
    expect(failures).toBeLessThanOrEqual(6);
    expect(await world.codes()).toContain('report-otto-busy');
    ticket.withdraw();
    await goOn(world, 80);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(await world.codes()).toEqual([]);
  });

  it('429 with Retry-After: not before OTTO wants it', async () => {
    const { world, order } = await shippedOrder();
    world.otto.faults.tooManyRequests({ on, retryAfter: 1200 });
    await world.watchAndReport();
    const { nextTryAt } = await world.theReport(order.salesOrderId);
    const waitMs = Date.parse(nextTryAt ?? '') - world.clock.now().getTime();
    expect(waitMs).toBeGreaterThanOrEqual(1199_000);
    await goOn(world, 18);
    expect(timesReported(world, order)).toEqual([0, 0]);
    await goOn(world, 12);
    expect(timesReported(world, order)).toEqual([1, 1]);
  });
});

describe('what concerns the account stops it and costs no report a failure', () => {
  it('401 twice: nothing more is sent, the account has an incident, and it goes on by itself', async () => {
    const { world, order } = await shippedOrder();
    const ticket = world.otto.faults.unauthorized({ on, times: Number.POSITIVE_INFINITY });
    expect(await world.watchAndReport()).toMatchObject({ fault: { code: 'otto-token-refused' } });
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'due', failures: 0 });
    expect(await world.codes()).toEqual(['otto-token-refused']);
    ticket.withdraw();
    await world.reportAfter(MINUTE);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(await world.codes()).toEqual([]);
  });

  it('403: shipments wait, cancellations go on, and imports do not take the incident back', async () => {
    const world = await startReportWorld();
    const order = await world.orderInShop({ seed: 'shipped', positionItems: [{}, {}] });
    const other = await world.orderInShop({ seed: 'cancelled', positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    const ticket = world.otto.faults.forbidden({
      on: 'create-shipment',
      times: Number.POSITIVE_INFINITY,
    });
    world.shop.hands.setStatus(other.wooOrderId, 'cancelled');
    expect(await world.watchAndReport()).toMatchObject({ fault: { code: 'otto-right-missing' } });
    expect(atOtto(world, other)).toEqual(['CANCELLED_BY_PARTNER']);
    await world.run();
    expect(await world.codes()).toContain('otto-right-missing');
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'due', failures: 0 });
    ticket.withdraw();
    await world.reportAfter(MINUTE);
    expect(timesReported(world, order)).toEqual([1, 1]);
    expect(await world.codes()).not.toContain('otto-right-missing');
  });
});
