import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MINUTE, type OttoWorld, refusalOf, startOttoWorld } from './fake-otto-world.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO's price reductions. Numbers in brackets are
 * sections of the OTTO reference the fake follows.
 */

let world: OttoWorld;
let salesOrderId: string;
let pieces: string[];

beforeEach(async () => {
  world = await startOttoWorld();
  ({ salesOrderId, pieces } = world.order());
});

const piece = () => pieces[0] ?? '';

function reduce(amount: unknown, changes: Record<string, unknown> = {}) {
  return world.post('/v1/price-reductions', {
    positionItemId: piece(),
    salesOrderId,
    priceReduction: { amount, currency: 'EUR' },
    ...changes,
  });
}

const resultSchema = z.object({
  salesOrderId: z.string(),
  positionItemId: z.string(),
  invoicePrice: z.unknown(),
  totalPriceReduction: z.unknown(),
  priceReductions: z.array(
    z.object({
      receiptNumber: z.string().optional(),
      priceReduction: z.unknown(),
      creationDateTime: z.string(),
      status: z.string(),
    }),
  ),
});

async function listed(query = `?positionItemId=${piece()}`) {
  const { status, body } = await world.get(`/v1/price-reductions${query}`);
  expect(status).toBe(200);
  return z.object({ results: z.array(resultSchema) }).parse(body).results;
}

const euro = (amount: number) => ({ amount, currency: 'EUR' });

describe('reducing the price of a piece (5.4)', () => {
  it('is taken with 202 and listed as PROCESSED, with its partial refund', async () => {
    expect(await reduce(5)).toEqual({ status: 202, body: undefined });
    const [refund] = world.otto.receipts.of(salesOrderId, 'PARTIAL_REFUND');
    expect(await listed()).toEqual([
      {
        salesOrderId,
        positionItemId: piece(),
        invoicePrice: euro(24.99),
        totalPriceReduction: euro(5),
        priceReductions: [
          {
            receiptNumber: refund?.receiptNumber,
            priceReduction: euro(5),
            creationDateTime: '2026-03-02T10:00:00.000Z',
            status: 'PROCESSED',
          },
        ],
      },
    ]);
    expect(refund?.linkedReceiptNumber).toBe(
      world.otto.receipts.purchaseOf(piece())?.receiptNumber,
    );
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(500);
    expect(world.otto.state.orders.findPiece(piece())?.piece.fulfillmentStatus).toBe('SENT');
  });

  it('adds up when repeated: it is not idempotent', async () => {
    await reduce(5);
    await reduce(5);
    expect(world.otto.reductions.timesReduced(piece())).toBe(2);
    expect(world.otto.reductions.totalCents(piece())).toBe(1000);
    expect((await listed())[0]?.totalPriceReduction).toEqual(euro(10));
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(1000);
  });

  it('stays below what is left on the receipt', async () => {
    expect(await refusalOf(reduce(24.99))).toEqual([409, 'PRICE_REDUCTION_TOO_HIGH']);
    expect((await reduce(20)).status).toBe(202);
    expect(await refusalOf(reduce(4.99))).toEqual([409, 'PRICE_REDUCTION_TOO_HIGH']);
    expect((await reduce(4.98)).status).toBe(202);
    world.otto.behaviour.reductionTooLargeStatus = 424;
    expect(await refusalOf(reduce(0.01))).toEqual([424, 'PRICE_REDUCTION_TOO_HIGH']);
    expect(world.otto.reductions.timesReduced(piece())).toBe(2);
  });

  it('is for SENT pieces alone', async () => {
    world.otto.acceptByHand(piece());
    expect(await refusalOf(reduce(5))).toEqual([409, 'POSITION_ITEM_NOT_REDUCIBLE']);
    world.otto.behaviour.irreducibleStatus = 424;
    expect(await refusalOf(reduce(5))).toEqual([424, 'POSITION_ITEM_NOT_REDUCIBLE']);
    const open = world.order({ seed: 'open', positionItems: [{}] });
    const ofOpen = { positionItemId: open.pieces[0], salesOrderId: open.salesOrderId };
    expect(await refusalOf(reduce(5, ofOpen))).toEqual([424, 'POSITION_ITEM_NOT_REDUCIBLE']);
  });

  it('refuses an unknown piece, another seller’s, and one without a receipt yet', async () => {
    const nobody = '00000000-0000-4000-a000-000000000001';
    expect(await refusalOf(reduce(5, { positionItemId: nobody }))).toEqual([
      404,
      'POSITION_ITEM_NOT_FOUND',
    ]);
    expect(await refusalOf(reduce(5, { salesOrderId: nobody }))).toEqual([
      404,
      'POSITION_ITEM_NOT_FOUND',
    ]);
    world.otto.state.foreignPositionItemIds.add(nobody);
    expect(await refusalOf(reduce(5, { positionItemId: nobody }))).toEqual([
      403,
      'INSUFFICIENT_PERMISSION',
    ]);
    world.otto.behaviour.receiptsAfterMs = MINUTE;
    const fresh = world.order({ seed: 'fresh', positionItems: [{}] });
    world.otto.send(fresh.salesOrderId);
    const ofFresh = { positionItemId: fresh.pieces[0], salesOrderId: fresh.salesOrderId };
    expect(await refusalOf(reduce(5, ofFresh))).toEqual([424, 'RECEIPT_NOT_FOUND']);
    world.wait(MINUTE);
    expect((await reduce(5, ofFresh)).status).toBe(202);
  });

  it.each([[0], [-1], [1.005], ['5'], [null], [undefined]])(
    'refuses the amount %s',
    async (amount) => {
      expect((await reduce(amount)).status).toBe(400);
      expect(world.otto.reductions.all()).toEqual([]);
    },
  );

  it('refuses another currency and missing fields', async () => {
    const dollars = { priceReduction: { amount: 5, currency: 'USD' } };
    expect(await refusalOf(reduce(5, dollars))).toEqual([400, 'Invalid Attribute']);
    for (const name of ['positionItemId', 'salesOrderId', 'priceReduction']) {
      expect(await refusalOf(reduce(5, { [name]: undefined }))).toEqual([
        400,
        'PROPERTY_IS_MANDATORY',
      ]);
    }
  });
});

describe('the life of a reduction (5.4)', () => {
  const unread = async () => JSON.stringify((await world.get('/v1/price-reductions')).body);

  const states = async () => (await listed()).flatMap((result) => result.priceReductions);

  it('is INITIATED until its time has come; then its receipt is there', async () => {
    world.otto.behaviour.reductionProcessedAfterMs = MINUTE;
    await reduce(5);
    expect(await states()).toMatchObject([{ status: 'INITIATED' }]);
    expect((await states())[0]).not.toHaveProperty('receiptNumber');
    expect(world.otto.receipts.of(salesOrderId, 'PARTIAL_REFUND')).toEqual([]);
    world.wait(MINUTE);
    expect(world.otto.receipts.of(salesOrderId, 'PARTIAL_REFUND')).toMatchObject([
      { creationDate: '2026-03-02T10:01:00.000Z' },
    ]);
    expect(await states()).toMatchObject([
      { status: 'PROCESSED', receiptNumber: expect.any(String) },
    ]);
  });

  it('waits for the verb where told to: processed or rejected', async () => {
    world.otto.behaviour.reductionProcessedAfterMs = undefined;
    await reduce(5);
    await reduce(4);
    world.wait(100 * MINUTE);
    expect(await states()).toMatchObject([{ status: 'INITIATED' }, { status: 'INITIATED' }]);
    world.otto.processReduction(1);
    world.otto.rejectReduction(2);
    expect(await states()).toMatchObject([{ status: 'PROCESSED' }, { status: 'REJECTED' }]);
    expect((await listed())[0]?.totalPriceReduction).toEqual(euro(5));
    world.otto.behaviour.rejectedReductionsInTotal = true;
    expect((await listed())[0]?.totalPriceReduction).toEqual(euro(9));
    expect(world.otto.reductions.timesReduced(piece())).toBe(1);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(500);
    expect(() => world.otto.rejectReduction(1)).toThrow('PROCESSED');
    expect(() => world.otto.processReduction(2)).toThrow('REJECTED');
    expect(() => world.otto.processReduction(3)).toThrow('unknown');
  });

  it('has its receipt number at once, null before, or never, by switch', async () => {
    world.otto.behaviour.reductionProcessedAfterMs = MINUTE;
    await reduce(5);
    world.otto.behaviour.reductionReceiptNumbers = 'null-until-processed';
    expect(await unread()).toContain('"receiptNumber":null');
    world.otto.behaviour.reductionReceiptNumbers = 'at-once';
    const [early] = await states();
    world.wait(MINUTE);
    expect(early?.receiptNumber).toBe(
      world.otto.receipts.of(salesOrderId, 'PARTIAL_REFUND')[0]?.receiptNumber,
    );
    world.otto.behaviour.reductionReceiptNumbers = 'never';
    expect((await states())[0]).not.toHaveProperty('receiptNumber');
  });

  it('is rejected when the piece is returned before its time has come, or not, by switch', async () => {
    world.otto.behaviour.reductionProcessedAfterMs = MINUTE;
    await reduce(5);
    world.otto.acceptByHand(piece());
    world.wait(MINUTE);
    expect(await states()).toMatchObject([{ status: 'REJECTED' }]);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2499);
    world.otto.behaviour.returnRejectsReductions = false;
    const [, other = ''] = pieces;
    await reduce(5, { positionItemId: other });
    world.otto.acceptByHand(other);
    world.wait(MINUTE);
    expect(world.otto.reductions.of(other)).toMatchObject([{ status: 'PROCESSED' }]);
    expect(world.otto.receipts.refundedCents(salesOrderId)).toBe(2 * 2499);
  });

  it('shows up late in the list where told to', async () => {
    world.otto.behaviour.reductionListLagMs = MINUTE;
    await reduce(5);
    expect(await listed()).toEqual([]);
    world.wait(MINUTE);
    expect(await listed()).toHaveLength(1);
  });

  it('may be made by hand', async () => {
    world.otto.reduceByHand(piece(), 700, { partialRefundType: 'REFUND_PAYPAL_DISPUTE' });
    expect(await states()).toMatchObject([{ priceReduction: euro(7) }]);
    expect(world.otto.receipts.of(salesOrderId, 'PARTIAL_REFUND')).toMatchObject([
      { partialRefundType: 'REFUND_PAYPAL_DISPUTE' },
    ]);
    expect(() => world.otto.reduceByHand(piece(), 9_999)).toThrow('PRICE_REDUCTION_TOO_HIGH');
  });
});

describe('the list of reductions (5.4)', () => {
  it('leaves out a piece that was never reduced, or shows it empty, by switch', async () => {
    expect(await listed()).toEqual([]);
    world.otto.behaviour.unreducedPieces = 'empty-entry';
    expect(await listed()).toMatchObject([{ totalPriceReduction: euro(0), priceReductions: [] }]);
    expect(await listed('?positionItemId=nobody')).toEqual([]);
  });

  it('has plain numbers where told to', async () => {
    world.otto.behaviour.reductionAmounts = 'numbers';
    await reduce(5.5);
    expect(await listed()).toMatchObject([
      { invoicePrice: 24.99, totalPriceReduction: 5.5, priceReductions: [{ priceReduction: 5.5 }] },
    ]);
  });

  it('goes by pages of 10 pieces, 128 at most', async () => {
    const many = Array.from({ length: 11 }, () => ({ fulfillmentStatus: 'SENT' }));
    for (const id of world.order({ seed: 'big', positionItems: many }).pieces) {
      world.otto.reduceByHand(id, 100);
    }
    expect(await listed('')).toHaveLength(10);
    expect(await listed('?page=2')).toHaveLength(1);
    expect(await listed('?limit=128')).toHaveLength(11);
    expect((await world.get('/v1/price-reductions?limit=129')).status).toBe(400);
  });
});
