import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, until } from './http-world.ts';
import { startReportingShop } from './report-shop.ts';

const DECISIONS = '/api/v1/return-decisions';
const REDUCTIONS = '/api/v1/price-reductions';
const ENGLISH = { 'Accept-Language': 'en' };

async function sentOrders(world: HttpWorld, count: number) {
  const orders = Array.from({ length: count }, (_, at) =>
    buildSalesOrder({ seed: at + 1, positionItems: [{}, {}] }),
  );
  for (const order of orders) {
    world.otto.addOrder(order);
    world.otto.send(order.salesOrderId);
  }
  await world.importAll();
  return orders.map(({ salesOrderId, positionItems }) => ({
    salesOrderId,
    pieces: positionItems.map(({ positionItemId }) => positionItemId),
  }));
}

type Order = Awaited<ReturnType<typeof sentOrders>>[number];

const accept = (order: Order | undefined, piece: number, more: object = {}) => ({
  salesOrderId: order?.salesOrderId,
  positionItemId: order?.pieces[piece],
  decision: 'accept',
  condition: 'A',
  reason: 'RETURN_RECEIVED',
  ...more,
});

it('accepts and rejects returns, answers for each piece, and says before what cannot be undone', async () => {
  const world = await startReportingShop();
  const [one, two] = await sentOrders(world, 2);
  const decisions = [
    accept(one, 0),
    accept(two, 0, { decision: 'reject', condition: 'E', reason: 'ITEM_DAMAGED' }),
    accept(two, 1, { reason: 'EXCHANGE' }),
  ];
  const decide = (body: object) =>
    world.api.read(API_OPERATIONS.decideReturns, DECISIONS, { body, headers: ENGLISH });
  const preview = await decide({ decisions, dryRun: true });
  expect(preview).toMatchObject({
    isCommitted: false,
    counts: { due: 2, waits: 0, known: 0, refused: 1 },
    extent: { pieces: 2, orders: 2, accepted: 1, rejected: 1, sumCents: 2499, sum: '24.99' },
  });
  expect(preview.extent.what).toContain('One return will be accepted');
  expect(preview.extent.what).toContain('That can’t be undone.');
  expect(preview.items[0]).toMatchObject({
    outcomeWord: 'would be sent',
    conditionWord: 'A: original packaging',
    reasonWord: 'return has arrived',
    transmissionId: null,
    cents: 2499,
  });
  expect(await world.bridge.ledger.listTransmissions({ limit: 9 })).toEqual([]);

  const answer = await decide({ decisions });
  expect(answer.isCommitted).toBe(true);
  expect(answer.items.map(({ outcome, about }) => about?.code ?? outcome)).toEqual([
    'due',
    'due',
    'return-reason-unfit',
  ]);
  await until(() => world.otto.returns.decisions().length === 2);
  expect(world.otto.returns.timesAccepted(one?.pieces[0] ?? '')).toBe(1);
  expect(world.otto.returns.timesRejected(two?.pieces[0] ?? '')).toBe(1);
  const { items } = await world.api.read(API_OPERATIONS.listAudit, '/api/v1/audit');
  const audited = items.filter(({ action }) => action === 'decideReturns');
  expect(audited).toMatchObject([{ details: { orders: 2, pieces: 2 } }]);
});

it('takes 200 pieces at a time, and says so by 413', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await sentOrders(world, 1);
  const decisions = Array.from({ length: 201 }, () => accept(order, 0));
  const { status, json } = await world.api.call(DECISIONS, {
    body: { decisions },
    headers: ENGLISH,
  });
  expect(status).toBe(413);
  expect(json).toMatchObject({ code: 'too-many-decisions', status: 413 });
  expect(JSON.stringify(json)).toContain('200 at a time');
});

it('refuses what is no reason or condition of OTTO’s at all', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await sentOrders(world, 1);
  for (const wrong of [{ reason: 'MOOD' }, { condition: 'F' }, { decision: 'maybe' }]) {
    const body = { decisions: [accept(order, 0, wrong)] };
    expect((await world.api.call(DECISIONS, { body })).status).toBe(400);
  }
});

it('reduces a price once for each request id, and lists ours beside what OTTO has', async () => {
  const world = await startReportingShop();
  const [order] = await sentOrders(world, 1);
  const { salesOrderId = '', pieces = [] } = order ?? {};
  const [positionItemId = ''] = pieces;
  const body = { salesOrderId, positionItemId, amountCents: 500, requestId: 'one' };
  const reduce = (more: object = {}) =>
    world.api.read(API_OPERATIONS.reducePrice, REDUCTIONS, {
      body: { ...body, ...more },
      headers: ENGLISH,
    });
  expect(await reduce({ dryRun: true })).toMatchObject({
    isCommitted: false,
    outcome: 'due',
    price: { priceCents: 2499, reducedCents: 0, leftCents: 2499, newTotalCents: 1999 },
  });
  expect(await reduce()).toMatchObject({ isCommitted: true, outcome: 'due', about: null });
  await until(() => world.otto.reductions.timesReduced(positionItemId) === 1);
  expect(await reduce()).toMatchObject({ outcome: 'known' });
  expect(await reduce({ requestId: 'two', amountCents: 2499 })).toMatchObject({
    isCommitted: false,
    outcome: 'refused',
    what: '',
  });
  const path = `${REDUCTIONS}?salesOrderId=${salesOrderId}&positionItemId=${positionItemId}`;
  const list = await world.api.read(API_OPERATIONS.listPriceReductions, path, {
    headers: ENGLISH,
  });
  expect(list.items).toMatchObject([
    {
      positionItemId,
      reducedCents: 500,
      isFromOtto: true,
      listed: [{ cents: 500, amount: '5.00' }],
      ours: [{ kind: 'price-reduction', amountCents: 500, decision: null }],
    },
  ]);
  expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
  const unknown = await world.api.call(`${REDUCTIONS}?salesOrderId=nobody-knows`);
  expect(unknown.status).toBe(404);
});

it('lists all of OTTO’s reasons and conditions in the language of the request', async () => {
  const world = await startReportingShop({}, 'off');
  const read = (language: string) =>
    world.api.read(API_OPERATIONS.listReturnReasons, '/api/v1/return-reasons', {
      headers: { 'Accept-Language': language },
    });
  const [german, english] = [await read('de'), await read('en')];
  expect([german.accept.length, german.reject.length, german.conditions.length]).toEqual([8, 7, 5]);
  expect(german.mostDecisions).toBe(200);
  const fixed = german.accept.filter(({ fixedCondition }) => fixedCondition !== null);
  expect(fixed.map(({ code, fixedCondition }) => [code, fixedCondition])).toEqual([
    ['REFUND_AFTER_AFFIDAVIT', 'E'],
    ['COMPLAINT', 'E'],
    ['SHIPMENT_LOST', 'E'],
    ['RETURN_LOST', 'E'],
  ]);
  for (const list of ['accept', 'reject', 'conditions'] as const) {
    for (const [at, { code, word }] of german[list].entries()) {
      expect(word).not.toBe(code);
      expect(word).not.toBe(english[list][at]?.word);
    }
  }
});
