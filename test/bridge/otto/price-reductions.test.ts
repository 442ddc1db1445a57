import { describe, expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import { type AfterSaleWorld, startAfterSaleWorld } from './after-sale-world.ts';
import { rejectionOf } from './otto-world.ts';

const PATH = '/v1/price-reductions';

function wish(world: AfterSaleWorld, amountCents = 1_299) {
  return {
    salesOrderId: world.order.salesOrderId,
    positionItemId: world.piece(),
    amountCents,
  };
}

describe('a price reduction', () => {
  it('gives the amount back, to the cent', async () => {
    const world = await startAfterSaleWorld();
    for (const amountCents of [1, 29, 100, 1_005]) {
      await world.client.createPriceReduction(wish(world, amountCents));
    }
    expect(world.otto.reductions.totalCents(world.piece())).toBe(1 + 29 + 100 + 1_005);
    expect(JSON.parse(world.otto.requestsTo('POST', PATH)[1]?.body ?? '')).toEqual({
      positionItemId: world.piece(),
      salesOrderId: world.order.salesOrderId,
      priceReduction: { amount: 0.29, currency: 'EUR' },
    });
  });

  it.each([
    ['lost', (world: AfterSaleWorld) => world.otto.faults.dropAfterEffect()],
    ['a web page', (world: AfterSaleWorld) => world.otto.faults.htmlPage(202)],
    ['500', (world: AfterSaleWorld) => world.otto.faults.answerWith(500)],
  ])('whose answer is %s is never repeated, and its outcome unknown', async (_what, wreck) => {
    const world = await startAfterSaleWorld();
    wreck(world);
    const error = await rejectionOf(world.client.createPriceReduction(wish(world)));
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(world.otto.requestsTo('POST', PATH)).toHaveLength(1);
  });

  it('is done by any 2xx without a body', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.answerWith(204);
    await world.client.createPriceReduction(wish(world));
  });

  it('that OTTO refuses is an error, made once', async () => {
    const world = await startAfterSaleWorld();
    const error = await rejectionOf(world.client.createPriceReduction(wish(world, 99_999_999)));
    expect(ottoOutcomeOf(error)).toBe('refused');
    expect(world.otto.requestsTo('POST', PATH)).toHaveLength(1);
  });
});

describe('the reductions of a piece', () => {
  it.each([
    {},
    { reductionAmounts: 'numbers', rejectedReductionsInTotal: true, dateZone: '+00:00' },
  ] as const)('are listed with their receipts; rejected ones do not count: %o', async (form) => {
    const world = await startAfterSaleWorld({ ...form, reductionProcessedAfterMs: undefined });
    const { otto, piece, client } = world;
    const first = otto.reduceByHand(piece(), 300);
    const second = otto.reduceByHand(piece(), 500);
    otto.reduceByHand(piece(), 1);
    otto.processReduction(first.id);
    otto.rejectReduction(second.id);
    const price = otto.receipts.purchaseOf(piece());
    expect(price).toBeDefined();
    const listed = await client.listPriceReductions(piece());
    expect(listed).toEqual({
      invoiceCents: expect.any(Number),
      totalCents: 301,
      reductions: [
        {
          receiptNumber: first.receiptNumber,
          cents: 300,
          createdAt: first.createdAt,
          status: 'PROCESSED',
        },
        { receiptNumber: undefined, cents: 500, createdAt: expect.any(String), status: 'REJECTED' },
        { receiptNumber: undefined, cents: 1, createdAt: expect.any(String), status: 'INITIATED' },
      ],
    });
    expect(listed?.invoiceCents).toBeGreaterThan(0);
    expect(Object.fromEntries(otto.requestsTo('GET', PATH)[0]?.query ?? [])).toEqual({
      positionItemId: piece(),
      page: '1',
      limit: '128',
    });
  });

  it.each([
    ['left-out', undefined],
    ['empty-entry', { invoiceCents: expect.any(Number), totalCents: 0, reductions: [] }],
  ] as const)('are none where OTTO lists none: %s', async (unreducedPieces, expected) => {
    const world = await startAfterSaleWorld({ unreducedPieces });
    expect(await world.client.listPriceReductions(world.piece())).toEqual(expected);
  });

  it('are read however many OTTO lists at once', async () => {
    const world = await startAfterSaleWorld();
    const entry = { positionItemId: world.piece(), priceReductions: [] };
    const results = Array.from({ length: 200_000 }, () => entry);
    world.otto.faults.answerWith(200, { body: { results, links: [] } });
    expect(await world.client.listPriceReductions(world.piece())).toMatchObject({ totalCents: 0 });
  });

  it('are none after 404, but not after the 404 of somebody else’s web page', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.answerWith(404);
    expect(await world.client.listPriceReductions(world.piece())).toBeUndefined();
    world.otto.faults.htmlPage(404);
    expect(await rejectionOf(world.client.listPriceReductions(world.piece()))).toMatchObject({
      statusCode: 404,
    });
  });

  it('are unknown after 404 where something may have been given back', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.answerWith(404);
    const asked = { mayBeUnknown: false };
    const list = world.client.listPriceReductions(world.piece(), undefined, asked);
    expect(await rejectionOf(list)).toMatchObject({ statusCode: 404 });
  });

  it.each([
    ['is not named', () => undefined],
    ['is written in capitals', (id: string) => id.toUpperCase()],
    ['has blanks around it', (id: string) => ` ${id} `],
  ])('are its own where the piece %s', async (_how, written) => {
    const world = await startAfterSaleWorld();
    const priceReductions = [{ priceReduction: 1, status: 'PROCESSED' }];
    const body = { results: [{ positionItemId: written(world.piece()), priceReductions }] };
    world.otto.faults.answerWith(200, { body });
    expect(await world.client.listPriceReductions(world.piece())).toMatchObject({
      totalCents: 100,
    });
  });

  it('of another piece are not taken for its own', async () => {
    const world = await startAfterSaleWorld();
    const body = { results: [{ positionItemId: 'other', priceReductions: [] }] };
    world.otto.faults.answerWith(200, { body });
    expect(await world.client.listPriceReductions(world.piece())).toBeUndefined();
  });

  it.each([
    ['an amount', { priceReduction: null, status: 'PROCESSED' }],
    ['a status', { priceReduction: 1.5 }],
    ['a whole number of cents', { priceReduction: { amount: 1.005 }, status: 'PROCESSED' }],
  ])('without %s throw: left out, it would be given again', async (_what, odd) => {
    const world = await startAfterSaleWorld();
    const reduction = { priceReduction: { amount: 1 }, status: 'PROCESSED' };
    const body = {
      results: [{ positionItemId: world.piece(), priceReductions: [reduction, odd] }],
    };
    world.otto.faults.answerWith(200, { body });
    const error = await rejectionOf(world.client.listPriceReductions(world.piece()));
    expect(error).toBeInstanceOf(PayloadError);
  });

  it('are gathered from every page', async () => {
    const world = await startAfterSaleWorld();
    const result = (amount: number) => ({
      positionItemId: world.piece(),
      priceReductions: [{ priceReduction: amount, status: 'processed' }],
    });
    const links = [{ rel: 'next', href: `${PATH}?page=2&limit=128` }];
    world.otto.faults.answerWith(200, { body: { results: [result(1)], links } });
    world.otto.faults.answerWith(200, { body: { results: [result(2)] } });
    expect(await world.client.listPriceReductions(world.piece())).toMatchObject({
      totalCents: 300,
      reductions: [{ status: 'PROCESSED' }, { cents: 200 }],
    });
  });
});
