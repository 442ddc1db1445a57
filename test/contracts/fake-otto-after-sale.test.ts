import { beforeEach, describe, expect, it } from 'vitest';
import { type FaultTarget, sellerScopes, usualCredentials } from '../fakes/otto/index.ts';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { type Answered, type OttoWorld, refusalOf, startOttoWorld } from './fake-otto-world.ts';

/*
 * Rights and faults of the fake OTTO's returns, receipts, price reductions and stock, call by call.
 * Numbers in brackets are sections of the OTTO reference the fake follows.
 */

let world: OttoWorld;
let salesOrderId: string;
let pieces: string[];

beforeEach(async () => {
  world = await startOttoWorld();
  ({ salesOrderId, pieces } = world.order());
});

function decided(index: number, reason: string) {
  const positionItemId = pieces[index];
  return { positionItems: [{ positionItemId, salesOrderId, condition: 'A', reason }] };
}

const quantities = '/v1/availability/quantities';
const reduction = () => ({
  positionItemId: pieces[0],
  salesOrderId,
  priceReduction: { amount: 1, currency: 'EUR' },
});

type Call = (scopes?: string[]) => Promise<Answered>;

/** Each call by its name among the faults, its scope (2.2), itself, and its usual answer. */
const calls: [FaultTarget, string, Call, number][] = [
  ['list-returns', 'returns', (s) => world.get('/v3/returns', s), 200],
  [
    'accept-returns',
    'returns',
    (s) => world.post('/v3/returns/acceptance', decided(1, 'RETURN_RECEIVED'), s),
    200,
  ],
  [
    'reject-returns',
    'returns',
    (s) => world.post('/v3/returns/rejection', decided(2, 'WRONG_ITEM'), s),
    200,
  ],
  [
    'list-return-shipments',
    'shipments',
    (s) => world.get('/v1/return-shipments?datefrom=2026-03-01', s),
    200,
  ],
  ['single-return-shipment', 'shipments', (s) => world.get('/v1/return-shipments/1', s), 404],
  [
    'single-return-shipment',
    'shipments',
    (s) => world.get('/v1/return-shipments/carriers/DHL/trackingnumbers/1', s),
    404,
  ],
  ['list-receipts', 'receipts', (s) => world.get('/v3/receipts?receiptTypes=REFUND', s), 200],
  ['get-receipt', 'receipts', (s) => world.get('/v3/receipts/R-DE-1', s), 404],
  ['get-receipt-pdf', 'receipts', (s) => world.get('/v3/receipts/R-DE-1.pdf', s), 404],
  [
    'reduce-price',
    'price-reduction',
    (s) => world.post('/v1/price-reductions', reduction(), s),
    202,
  ],
  ['list-price-reductions', 'price-reduction', (s) => world.get('/v1/price-reductions', s), 200],
  [
    'push-quantities',
    'availability',
    (s) => world.post(quantities, [{ sku: sandboxProducts.shirt.sku, quantity: 1 }], s),
    200,
  ],
  ['list-quantities', 'availability', (s) => world.get(quantities, s), 200],
  ['single-quantity', 'availability', (s) => world.get(`${quantities}/X`, s), 404],
];

describe('rights (2.2)', () => {
  it.each(calls)('%s needs the scope %s and no other', async (_name, scope, call, usual) => {
    const others = sellerScopes.filter((candidate) => candidate !== scope);
    expect(await refusalOf(call([...others]))).toEqual([403, 'INSUFFICIENT_PERMISSION']);
    expect(world.otto.returns.decisions()).toEqual([]);
    expect(world.otto.reductions.all()).toEqual([]);
    expect(world.otto.availability.pushes).toEqual([]);
    expect((await call([scope])).status).toBe(usual);
  });

  it.each(calls)('%s is 401 without a body for a stale token', async (_name, _scope, call) => {
    world.otto.hooks.onRequest = () => world.otto.faults.revokeTokens();
    expect(await call()).toEqual({ status: 401, body: undefined });
  });

  it('are asked for at the token endpoint: a scope the app lacks is no token at all', async () => {
    const { clientId, clientSecret } = usualCredentials;
    world.otto.state.tokens.setCredentials({ clientId, clientSecret, scopes: ['orders'] });
    const ask = (scope: string) =>
      fetch(`${world.otto.url}/v1/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
          scope,
        }),
      });
    expect((await ask('orders')).status).toBe(200);
    const refused = await ask('orders returns');
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_scope' }]);
  });
});

describe('faults', () => {
  it.each(calls)('on %s hit it and none of the others', async (target, _scope, call, usual) => {
    const ticket = world.otto.faults.answerWith(418, {
      on: target,
      times: Number.POSITIVE_INFINITY,
    });
    for (const [other, , ask] of calls.filter(([other]) => other !== target)) {
      expect([other, (await ask()).status]).not.toEqual([other, 418]);
    }
    expect((await call()).status).toBe(418);
    ticket.withdraw();
    if (target !== 'reject-returns' && target !== 'accept-returns') {
      expect((await call()).status).toBe(usual);
    }
  });

  const effects: [FaultTarget, Call, () => number][] = [
    [
      'accept-returns',
      () => world.post('/v3/returns/acceptance', decided(1, 'RETURN_RECEIVED')),
      () => world.otto.returns.timesAccepted(pieces[1] ?? ''),
    ],
    [
      'reject-returns',
      () => world.post('/v3/returns/rejection', decided(2, 'WRONG_ITEM')),
      () => world.otto.returns.timesRejected(pieces[2] ?? ''),
    ],
    [
      'reduce-price',
      () => world.post('/v1/price-reductions', reduction()),
      () => world.otto.reductions.timesReduced(pieces[0] ?? ''),
    ],
    [
      'push-quantities',
      () => world.post(quantities, [{ sku: sandboxProducts.shirt.sku, quantity: 1 }]),
      () => world.otto.availability.pushes.length,
    ],
  ];

  it.each(effects)('on %s strike before or after the effect', async (on, call, times) => {
    world.otto.faults.dropBeforeEffect({ on });
    await expect(call()).rejects.toThrow();
    expect(times()).toBe(0);
    world.otto.faults.dropAfterEffect({ on });
    await expect(call()).rejects.toThrow();
    expect(times()).toBe(1);
  });

  it('malform one entry of a list, or one read alone', async () => {
    world.otto.announce(pieces[0] ?? '', { carrier: 'DHL', trackingNumbers: ['1'] });
    world.otto.announce(pieces[1] ?? '', { carrier: 'DHL', trackingNumbers: ['2'] });
    world.otto.setQuantity(sandboxProducts.shirt.sku, 3);
    const [shipment] = world.otto.returnShipments.all();
    world.otto.faults.malformEntry(pieces[0] ?? '', { status: 7 });
    world.otto.faults.malformEntry(shipment?.returnShipmentId ?? '', null);
    world.otto.faults.malformEntry(sandboxProducts.shirt.sku, { sku: 4 });
    expect((await world.get('/v3/returns')).body).toMatchObject({
      positionItems: [{ positionItemId: pieces[1] }, { status: 7 }],
    });
    expect((await world.get('/v1/return-shipments?datefrom=2026-03-01')).body).toMatchObject({
      resources: [null, {}],
    });
    const single = `/v1/return-shipments/${shipment?.returnShipmentId}`;
    expect((await world.get(single)).body).toBeNull();
    expect((await world.get(quantities)).body).toMatchObject({
      resources: { variations: [{ sku: 4 }] },
    });
    expect((await world.get(`/v4/orders/${salesOrderId}`)).body).toMatchObject({
      positionItems: pieces.map((positionItemId) => ({ positionItemId })),
    });
  });
});
