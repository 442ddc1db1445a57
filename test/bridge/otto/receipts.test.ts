import { describe, expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import type { OttoReceipt } from '../../../src/mapping/receipts/receipt.ts';
import { type AfterSaleWorld, addSentOrder, startAfterSaleWorld } from './after-sale-world.ts';
import { collect, rejectionOf } from './otto-world.ts';

const PATH = '/v3/receipts';
const ALL = ['PURCHASE', 'REFUND', 'PARTIAL_REFUND'] as const;
const DAYS = { from: '2026-03-01', to: '2026-03-31' };

async function list(world: AfterSaleWorld, types: readonly (typeof ALL)[number][] = ALL) {
  const pages = await collect(world.client.listReceipts({ types: [...types], ...DAYS }));
  expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  return pages.flatMap(({ receipts }) => receipts);
}

const calls = ({ otto }: AfterSaleWorld) =>
  otto.requestsTo('GET', PATH).map(({ query }) => Object.fromEntries(query));

const sumOf = ({ itemsCents, feesCents, servicesCents }: OttoReceipt) =>
  itemsCents + feesCents + servicesCents;

/** Everything the fake may leave open about the form of receipts. */
const forms = [
  {},
  { receiptTypesForm: 'commas' },
  { receiptTypesForm: 'repeated' },
  { receiptAmounts: 'numbers' },
  { receiptTaxes: 'totals' },
  { refundSign: 'negative' },
  { positionSums: 'before-modifications' },
  { refundSign: 'negative', positionSums: 'before-modifications', dateZone: '+0000' },
] as const;

describe('receipts', () => {
  it.each(forms)('say what was billed and what went back, in whatever form: %o', async (form) => {
    const world = await startAfterSaleWorld(form);
    const { otto, order, piece } = world;
    otto.reduceByHand(piece(0), 250);
    otto.acceptByHand(piece(0));
    otto.refundFee(order.salesOrderId, 100);
    const receipts = await list(world);
    for (const receipt of receipts) {
      const truth = otto.receipts.find(receipt.receiptNumber);
      expect(receipt).toMatchObject({
        receiptType: truth?.receiptType,
        salesOrderId: order.salesOrderId,
        orderNumber: order.orderNumber,
        createdAt: truth?.creationDate,
        isReal: true,
        linkedReceiptNumber: truth?.linkedReceiptNumber,
        refundKind: truth?.refundType ?? truth?.partialRefundType,
      });
      expect(sumOf(receipt)).toBe(receipt.grossCents);
    }
    const byType = (type: string, kind?: string) =>
      receipts.find(({ receiptType, refundKind }) => receiptType === type && refundKind === kind);
    const purchase = byType('PURCHASE');
    const cents = purchase?.pieces.find(({ positionItemId }) => positionItemId === piece(0))?.cents;
    expect(purchase?.pieces).toHaveLength(3);
    expect(purchase?.pieces.reduce((sum, one) => sum + (one.cents ?? Number.NaN), 0)).toBe(
      purchase?.itemsCents,
    );
    expect(byType('PARTIAL_REFUND', 'REFUND_COMPLAINT_ITEM')).toMatchObject({
      grossCents: 250,
      pieces: [{ positionItemId: piece(0), cents: 250 }],
    });
    expect(byType('REFUND', 'RETURN')).toMatchObject({
      grossCents: (cents ?? 0) - 250,
      pieces: [{ positionItemId: piece(0), cents: (cents ?? 0) - 250 }],
    });
    expect(byType('REFUND', 'CANCELLATION')).toMatchObject({
      grossCents: 100,
      feesCents: 100,
      itemsCents: 0,
      pieces: [],
    });
  });

  it('are listed type by type, page after page to the end', async () => {
    const world = await startAfterSaleWorld();
    for (let seed = 0; seed < 129; seed++) addSentOrder(world, `sold-${seed}`);
    const receipts = await list(world, ['PURCHASE', 'REFUND']);
    expect(new Set(receipts.map(({ receiptNumber }) => receiptNumber)).size).toBe(130);
    const query = { ...DAYS, limit: '128' };
    const purchase = { receiptTypes: 'PURCHASE', ...query };
    expect(calls(world)).toEqual([
      purchase,
      { ...purchase, next: expect.any(String) },
      { receiptTypes: 'REFUND', ...query },
    ]);
  });

  it('of one order are asked for as such', async () => {
    const world = await startAfterSaleWorld();
    addSentOrder(world, 'other');
    const { salesOrderId } = world.order;
    const query = { types: ['PURCHASE' as const], ...DAYS, salesOrderId };
    const [page] = await collect(world.client.listReceipts(query));
    expect(page?.receipts.map((receipt) => receipt.salesOrderId)).toEqual([salesOrderId]);
  });

  it('never carry names, addresses or mails out of the parser', async () => {
    const world = await startAfterSaleWorld();
    world.otto.acceptByHand(world.piece());
    const secrets = Object.values(world.order.invoiceAddress ?? {})
      .concat(Object.values(world.order.deliveryAddress ?? {}))
      .filter((text) => typeof text === 'string' && text.length > 3);
    expect(secrets.length).toBeGreaterThan(5);
    const told = JSON.stringify(await list(world));
    const [one] = await list(world);
    const single = JSON.stringify(await world.client.getReceipt(one?.receiptNumber ?? ''));
    for (const secret of secrets) {
      expect(told).not.toContain(secret);
      expect(single).not.toContain(secret);
    }
    expect(JSON.stringify(world.log)).not.toContain(world.order.invoiceAddress?.lastName);
  });

  it('that cannot be read are named and cost no other', async () => {
    const world = await startAfterSaleWorld();
    world.otto.issueReceipt({
      receiptNumber: 'R-ODD',
      receiptType: 'PURCHASE',
      salesOrderId: world.order.salesOrderId,
      creationDate: world.clock.now().toISOString(),
      totalsGrossAmount: { amount: 'much', currency: 'EUR' },
      customer: { invoiceAddress: { lastName: 'Geheim' } },
    });
    const pages = await collect(world.client.listReceipts({ types: ['PURCHASE'], ...DAYS }));
    expect(pages).toMatchObject([
      {
        receipts: [{ salesOrderId: world.order.salesOrderId }],
        unreadable: [{ receiptNumber: 'R-ODD' }],
      },
    ]);
    expect(JSON.stringify(pages)).not.toContain('Geheim');
    const error = await rejectionOf(world.client.getReceipt('R-ODD'));
    expect(error).toBeInstanceOf(PayloadError);
    expect(JSON.stringify(error)).not.toContain('Geheim');
  });

  it('whose list goes in a circle throw', async () => {
    const world = await startAfterSaleWorld();
    const body = { resources: [1], links: [{ rel: 'next', href: `${PATH}?next=a` }] };
    world.otto.faults.answerWith(200, { on: 'list-receipts', body, times: 2 });
    expect(await rejectionOf(list(world))).toBeInstanceOf(PayloadError);
  });

  it('under a number OTTO does not know are none', async () => {
    const { client } = await startAfterSaleWorld();
    expect(await client.getReceipt('R-DE-1')).toBeUndefined();
    expect(await client.getReceiptPdf('R-DE-1')).toBeUndefined();
  });
});

describe('the PDF of a receipt', () => {
  it('comes byte by byte as OTTO has it', async () => {
    const world = await startAfterSaleWorld();
    const [receipt] = await list(world);
    const receiptNumber = receipt?.receiptNumber ?? '';
    const raw = await fetch(`${world.otto.url}${PATH}/${receiptNumber}.pdf`, {
      headers: { Authorization: world.otto.requests.at(-1)?.headers.authorization ?? '' },
    });
    const pdf = await world.client.getReceiptPdf(receiptNumber);
    expect(pdf?.contentType).toBe('application/pdf');
    expect(Buffer.from(pdf?.bytes ?? [])).toEqual(Buffer.from(await raw.arrayBuffer()));
    expect(world.otto.requests.at(-1)?.headers.accept).toBe('*/*');
  });

  it.each([
    ['a web page', (world: AfterSaleWorld) => world.otto.faults.htmlPage(200)],
    ['JSON', (world: AfterSaleWorld) => world.otto.faults.answerWith(200, { body: { a: 1 } })],
    ['half of it', (world: AfterSaleWorld) => world.otto.faults.cutOffBody()],
  ])('is asked for again after %s', async (_what, wreck) => {
    const world = await startAfterSaleWorld();
    const [receipt] = await list(world);
    wreck(world);
    const pdf = await world.client.getReceiptPdf(receipt?.receiptNumber ?? '');
    expect(
      Buffer.from(pdf?.bytes ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is never asked for under a number that fits no path', async () => {
    const { otto, client } = await startAfterSaleWorld();
    await expect(async () => client.getReceiptPdf('..')).rejects.toThrow(/fits no call/);
    expect(otto.requests).toEqual([]);
  });
});
