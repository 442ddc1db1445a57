import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FakeOtto } from '../fakes/otto/index.ts';
import {
  buildSalesOrder,
  furtherProducts,
  inventedPeople,
  sandboxProducts,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';
import {
  DAY,
  MINUTE,
  nextOf,
  type OttoWorld,
  refusalOf,
  startOttoWorld,
} from './fake-otto-world.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO's receipts. Numbers in brackets are sections
 * of the OTTO reference the fake follows.
 */

let world: OttoWorld;
let otto: FakeOtto;

beforeEach(async () => {
  world = await startOttoWorld();
  otto = world.otto;
});

const ALL = 'receiptTypes=PURCHASE,REFUND,PARTIAL_REFUND';

const page = z.object({
  resources: z.array(
    z.looseObject({ receiptNumber: z.string(), receiptType: z.string(), creationDate: z.string() }),
  ),
});

async function listed(query: string = ALL) {
  const answer = await world.get(`/v3/receipts?${query}`);
  expect(answer.status).toBe(200);
  return page.parse(answer.body).resources;
}

const typesOf = async (query: string) =>
  (await listed(query)).map((receipt) => receipt.receiptType);

function add(
  positionItems: Parameters<typeof buildSalesOrder>[0],
  seed = 'billed',
): WireSalesOrder {
  const order = buildSalesOrder({ seed, ...positionItems });
  otto.addOrder(order);
  return order;
}

const idsOf = (order: WireSalesOrder) => order.positionItems.map((piece) => piece.positionItemId);
const euro = (amount: number) => ({ amount, currency: 'EUR' });

describe('purchase receipts (5.3)', () => {
  it('say what was bought, in OTTO’s fields, with the customer’s data', async () => {
    const order = add({ positionItems: [{}, {}] });
    otto.send(order.salesOrderId);
    const [person] = [order.invoiceAddress];
    expect(await listed()).toEqual([
      {
        receiptType: 'PURCHASE',
        isRealReceipt: true,
        receiptNumber: expect.stringMatching(/^R-DE-123456789-2026-\d+$/),
        creationDate: '2026-03-02T10:00:00.000Z',
        fulfillmentDate: '2026-03-02T10:00:00.000Z',
        salesOrderId: order.salesOrderId,
        orderNumber: order.orderNumber,
        orderDate: order.orderDate,
        shipmentDate: '2026-03-02T10:00:00.000Z',
        payment: { paymentProvider: 'OTTOPAYMENTS', paymentMethod: 'PAYPAL' },
        partner: expect.objectContaining({ partnerName: 'Erfundener Laden GmbH' }),
        customer: { invoiceAddress: expect.objectContaining({ lastName: person?.lastName }) },
        deliveryAddress: expect.objectContaining({ street: order.deliveryAddress?.street }),
        lineItems: {
          itemPositions: [
            {
              lineNumber: 1,
              sku: 'FancyFlower-m-pi',
              articleNumber: 'S0F1A2B3',
              productTitle: 'Fancy Shirt »Flower«',
              variationAttributes: 'pink, M',
              positionItemIds: idsOf(order),
              quantity: 2,
              unitPrice: price(24.99, 21, 3.99),
              priceToPayPerPositionItems: [
                { positionItemIds: idsOf(order), priceToPay: price(24.99, 21, 3.99) },
              ],
              positionSum: price(49.98, 42, 7.98),
              priceModifications: [],
            },
          ],
          itemPartialRefundPositions: [],
          servicePositions: [],
          servicePartialRefundPositions: [],
          deliveryCosts: [
            {
              lineNumber: 2,
              deliveryCostType: 'DELIVERY_FEE_STANDARD',
              unitPrice: price(5.95, 5, 0.95),
              positionSum: price(5.95, 5, 0.95),
              priceModifications: [],
            },
          ],
          deliveryFeePartialRefundPositions: [],
        },
        totals: [price(55.93, 47, 8.93)],
        totalsGrossAmount: euro(55.93),
        amountDue: euro(55.93),
        totalsReductions: [],
      },
    ]);
  });

  const price = (gross: number, net: number, tax: number) => ({
    taxType: 'VAT',
    taxRate: '19.0',
    gross: euro(gross),
    net: euro(net),
    tax: euro(tax),
  });

  it('come one for each shipment; the delivery fee stands on the first', async () => {
    const order = add({ positionItems: [{}, {}] });
    const [first = '', second = ''] = idsOf(order);
    otto.send(order.salesOrderId, [first]);
    world.wait(MINUTE);
    otto.send(order.salesOrderId, [second]);
    const receipts = otto.receipts.of(order.salesOrderId, 'PURCHASE');
    expect(receipts.map(({ items, fees }) => [items[0]?.positionItemIds, fees.length])).toEqual([
      [[first], 1],
      [[second], 0],
    ]);
    expect(otto.receipts.purchaseOf(second)).toBe(receipts[1]);
  });

  it('come for a shipment by call, one for each of its orders, and for pieces added to it', async () => {
    const one = add({ positionItems: [{}, {}] });
    const other = add({}, 'other');
    const item = (order: WireSalesOrder, index: number) => ({
      positionItemId: idsOf(order)[index],
      salesOrderId: order.salesOrderId,
      returnTrackingKey: { carrier: 'DHL', trackingNumber: '577546565072' },
    });
    await world.post('/v1/shipments', {
      trackingKey: { carrier: 'DHL', trackingNumber: '1' },
      shipDate: '2026-03-02T09:00:00.000Z',
      shipFromAddress: { city: 'Dresden', countryCode: 'DEU', zipCode: '01067' },
      positionItems: [item(one, 0), item(other, 0)],
    });
    expect(otto.receipts.all('PURCHASE')).toHaveLength(2);
    const added = '/v1/shipments/carriers/DHL/trackingnumbers/1/positionitems';
    expect((await world.post(added, [item(one, 1)])).status).toBe(200);
    expect(otto.receipts.of(one.salesOrderId)).toHaveLength(2);
  });

  it('group equal pieces and part different ones', async () => {
    const order = add({
      positionItems: [{}, { product: furtherProducts.cookbook }, {}, { discount: 5 }],
    });
    otto.send(order.salesOrderId);
    const [receipt] = otto.receipts.all();
    const ids = idsOf(order);
    expect(receipt?.items.map((item) => item.positionItemIds)).toEqual([
      [ids[0], ids[2]],
      [ids[1]],
      [ids[3]],
    ]);
    expect((await listed())[0]?.totals).toMatchObject([
      { taxRate: '19.0', gross: euro(75.92) },
      { taxRate: '7.0', gross: euro(29.9) },
    ]);
  });

  it('show discounts as price modifications that lower the position', async () => {
    const order = add({ positionItems: [{ discount: 5 }, { discount: 5 }] });
    const [first] = idsOf(order);
    const discounted = buildSalesOrder({
      seed: 'campaign',
      positionItems: [{ discount: 5 }],
      initialDiscounts: [
        {
          name: 'PLATFORM_DISCOUNT',
          discountId: 'd-1',
          discountName: '5 € Rabatt',
          discountAmount: euro(5),
          positionItemIds: [],
          vatRate: 19,
        },
      ],
    });
    discounted.initialDiscounts?.[0]?.positionItemIds.push(...idsOf(discounted));
    otto.addOrder(discounted);
    otto.send(order.salesOrderId);
    world.wait(MINUTE);
    otto.send(discounted.salesOrderId);
    expect(first).toBeDefined();
    expect(await listed()).toMatchObject([
      {
        lineItems: {
          itemPositions: [
            {
              priceModifications: [
                {
                  priceModificationType: 'PARTNER_DISCOUNT',
                  details: { type: 'PLATFORM_DISCOUNT', id: 'd-1', description: '5 € Rabatt' },
                  priceModificationAmount: { gross: euro(5) },
                },
              ],
            },
          ],
        },
      },
      {
        lineItems: {
          itemPositions: [
            {
              unitPrice: { gross: euro(24.99) },
              priceToPayPerPositionItems: [{ priceToPay: { gross: euro(19.99) } }],
              positionSum: { gross: euro(39.98) },
              priceModifications: [{ priceModificationAmount: { gross: euro(10) } }],
            },
          ],
        },
        totalsGrossAmount: euro(45.93),
      },
    ]);
    otto.behaviour.positionSums = 'before-modifications';
    expect((await listed())[1]).toMatchObject({
      lineItems: { itemPositions: [{ positionSum: { gross: euro(49.98) } }] },
      totalsGrossAmount: euro(45.93),
    });
  });

  it('lower only what is due by vouchers, over several receipts where one is too small', async () => {
    const order = add({ positionItems: [{}, {}] });
    const [first = '', second = ''] = idsOf(order);
    otto.addVoucher(order.salesOrderId, 4_000, 'GUTSCHEIN-9XY1');
    otto.send(order.salesOrderId, [first]);
    world.wait(MINUTE);
    otto.send(order.salesOrderId, [second]);
    expect(await listed()).toMatchObject([
      { totalsGrossAmount: euro(24.99), amountDue: euro(15.93) },
      {
        totalsGrossAmount: euro(30.94),
        amountDue: euro(0),
        totalsReductions: [
          { type: 'VOUCHER', details: { voucherCode: '9XY1' }, gross: euro(30.94) },
        ],
      },
    ]);
    expect(() => otto.addVoucher(order.salesOrderId, 100)).toThrow('billed already');
  });

  it('name the take-back of an old appliance as a service without a price', async () => {
    const order = add({ positionItems: [{ product: sandboxProducts.fridge, weeePickup: true }] });
    otto.send(order.salesOrderId);
    expect((await listed())[0]?.lineItems).toMatchObject({
      servicePositions: [
        {
          serviceType: 'DISPOSAL',
          linkedItemDetails: { positionItemIds: idsOf(order) },
          quantity: 1,
          positionSum: { gross: euro(0) },
        },
      ],
    });
  });

  it('bill a fee all whose pieces are cancelled, or not, by switch', async () => {
    const cancelled = { fulfillmentStatus: 'CANCELLED_BY_PARTNER' };
    const order = (seed: string) => {
      const made = buildSalesOrder({ seed, positionItems: [cancelled, {}] });
      const [gone = ''] = idsOf(made);
      made.initialDeliveryFees?.[0]?.positionItemIds.splice(0, 2, gone);
      otto.addOrder(made);
      otto.send(made.salesOrderId);
      return otto.receipts.of(made.salesOrderId)[0]?.fees.length;
    };
    expect(order('one')).toBe(1);
    otto.behaviour.feesOfCancelledPieces = 'dropped';
    expect(order('two')).toBe(0);
  });

  it('are not real for Helgoland', async () => {
    const island = inventedPeople.find(({ city }) => city === 'Helgoland');
    const order = add({ ...(island ? { deliveryAddress: island } : {}) });
    otto.send(order.salesOrderId);
    expect((await listed())[0]?.isRealReceipt).toBe(false);
  });

  it('stand for what was sent before the order was put in, parcel by parcel', async () => {
    const parcel = (trackingNumber: string) => ({
      fulfillmentStatus: 'SENT',
      sentDate: '2026-02-27T08:00:00.000Z',
      trackingInfo: { carrier: 'DHL', trackingNumber },
    });
    add({ positionItems: [parcel('1'), parcel('2'), parcel('1'), {}] });
    const receipts = otto.receipts.all();
    expect(receipts.map(({ items }) => items[0]?.positionItemIds.length)).toEqual([2, 1]);
    expect(receipts[0]?.creationDate).toBe('2026-02-27T08:00:00.000Z');
  });
});

describe('refunds (5.3)', () => {
  it('of a returned piece leave the delivery fee and link to the purchase', async () => {
    const order = add({ positionItems: [{}, {}] });
    const [first = ''] = idsOf(order);
    otto.send(order.salesOrderId);
    world.wait(MINUTE);
    otto.acceptByHand(first);
    const [refund, purchase] = await listed();
    expect(refund).toMatchObject({
      receiptType: 'REFUND',
      refundType: 'RETURN',
      linkedReceiptNumber: purchase?.receiptNumber,
      linkedCreationDate: '2026-03-02T10:00:00.000Z',
      totalsGrossAmount: euro(24.99),
      lineItems: { itemPositions: [{ positionItemIds: [first] }], deliveryCosts: [] },
    });
    expect(refund).not.toHaveProperty('shipmentDate');
    expect(JSON.stringify(refund)).not.toContain('priceToPayPerPositionItems');
  });

  it('are one for each purchase the pieces stand on', async () => {
    const order = add({ positionItems: [{}, {}] });
    for (const id of idsOf(order)) otto.send(order.salesOrderId, [id]);
    otto.returnItems(order.salesOrderId);
    expect(otto.receipts.of(order.salesOrderId, 'REFUND')).toHaveLength(2);
  });

  it('give back the rest after a price reduction, and name it', async () => {
    const order = add({ positionItems: [{}] });
    const [first = ''] = idsOf(order);
    otto.send(order.salesOrderId);
    otto.reduceByHand(first, 500);
    world.wait(MINUTE);
    otto.acceptByHand(first);
    expect((await listed('receiptTypes=REFUND'))[0]).toMatchObject({
      totalsGrossAmount: euro(19.99),
      lineItems: {
        itemPositions: [
          {
            unitPrice: { gross: euro(24.99) },
            positionSum: { gross: euro(19.99) },
            priceModifications: [
              {
                priceModificationType: 'REFUND_COMPLAINT_ITEM',
                priceModificationAmount: { gross: euro(5) },
              },
            ],
          },
        ],
      },
    });
    expect(otto.receipts.refundedCents(order.salesOrderId)).toBe(2499);
  });

  it('of part of a piece name it in their own position', async () => {
    const order = add({ positionItems: [{}] });
    const [first = ''] = idsOf(order);
    otto.send(order.salesOrderId);
    otto.reduceByHand(first, 500);
    expect((await listed('receiptTypes=PARTIAL_REFUND'))[0]).toMatchObject({
      partialRefundType: 'REFUND_COMPLAINT_ITEM',
      linkedReceiptNumber: otto.receipts.purchaseOf(first)?.receiptNumber,
      lineItems: {
        itemPositions: [],
        itemPartialRefundPositions: [
          { positionItemIds: [first], partialRefundAmount: { gross: euro(5) } },
        ],
      },
      totalsGrossAmount: euro(5),
      amountDue: euro(5),
    });
  });

  it('of delivery fees come by verb, whole or in part', async () => {
    const order = add({});
    expect(() => otto.refundFee(order.salesOrderId)).toThrow('no such fee');
    otto.send(order.salesOrderId);
    otto.refundFee(order.salesOrderId, 100);
    world.wait(MINUTE);
    otto.refundFee(order.salesOrderId);
    expect(await listed('receiptTypes=REFUND')).toMatchObject([
      {
        refundType: 'CANCELLATION',
        linkedReceiptNumber: expect.any(String),
        lineItems: { itemPositions: [], deliveryCosts: [{ positionSum: { gross: euro(5.95) } }] },
      },
      { lineItems: { deliveryCosts: [{ positionSum: { gross: euro(1) } }] } },
    ]);
  });

  it('are above 0, or below, by switch', async () => {
    const order = add({});
    otto.send(order.salesOrderId);
    otto.returnItems(order.salesOrderId);
    otto.behaviour.refundSign = 'negative';
    expect((await listed('receiptTypes=REFUND'))[0]).toMatchObject({
      totalsGrossAmount: euro(-24.99),
      totals: [{ gross: euro(-24.99), net: euro(-21), tax: euro(-3.99) }],
    });
    expect((await listed('receiptTypes=PURCHASE'))[0]?.totalsGrossAmount).toEqual(euro(30.94));
  });
});

describe('the form of receipts (5.3)', () => {
  it('has plain numbers, and taxes in the totals alone, by switch', async () => {
    const order = add({});
    otto.send(order.salesOrderId);
    otto.behaviour.receiptAmounts = 'numbers';
    otto.behaviour.receiptTaxes = 'totals';
    expect((await listed())[0]).toMatchObject({
      totals: [{ taxType: 'VAT', taxRate: '19.0', gross: 30.94, net: 26, tax: 4.94 }],
      totalsGrossAmount: 30.94,
      amountDue: 30.94,
    });
    const lineItems = z.object({ itemPositions: z.array(z.record(z.string(), z.unknown())) });
    const [position] = lineItems.parse((await listed())[0]?.lineItems).itemPositions;
    expect(position?.unitPrice).toEqual({ taxType: 'VAT', taxRate: '19.0', gross: 24.99 });
  });

  it('repeats a receipt for technical reasons, which moves no money', async () => {
    const order = add({});
    otto.send(order.salesOrderId);
    otto.returnItems(order.salesOrderId);
    const technical = otto.issueTechnicalReceipt(order.salesOrderId);
    expect(technical).toMatchObject({ receiptType: 'REFUND', isRealReceipt: false });
    expect(otto.receipts.refundedCents(order.salesOrderId)).toBe(2499);
    expect(await listed()).toHaveLength(3);
    expect(() => otto.issueTechnicalReceipt('nobody')).toThrow('no receipt');
  });

  it('sends any receipt as it was given, and leaves its answers malformed on demand', async () => {
    const given = {
      receiptNumber: 'R-DE-1',
      receiptType: 'REFUND',
      salesOrderId: 'nobody',
      creationDate: '2026-03-01T00:00:00.000Z',
      totals: 'none',
    };
    otto.issueReceipt(given);
    expect(await listed()).toEqual([given]);
    expect((await world.get('/v3/receipts/R-DE-1')).body).toEqual(given);
    const ticket = otto.faults.malformEntry('R-DE-1', { receiptNumber: 7 });
    expect((await world.get(`/v3/receipts?${ALL}`)).body).toMatchObject({
      resources: [{ receiptNumber: 7 }],
    });
    ticket.withdraw();
    expect(await listed()).toEqual([given]);
  });
});

describe('the list of receipts (5.3)', () => {
  it('must be told the types, in one list or repeated, by switch', async () => {
    const order = add({});
    otto.send(order.salesOrderId);
    otto.returnItems(order.salesOrderId);
    expect(await refusalOf(world.get('/v3/receipts'))).toEqual([400, 'Invalid Attribute']);
    expect(await typesOf('receiptTypes=REFUND')).toEqual(['REFUND']);
    const list = 'receiptTypes=REFUND,PURCHASE';
    const repeated = 'receiptTypes=REFUND&receiptTypes=PURCHASE';
    expect(await typesOf(list)).toHaveLength(2);
    expect(await typesOf(repeated)).toHaveLength(2);
    otto.behaviour.receiptTypesForm = 'repeated';
    expect(await typesOf(repeated)).toHaveLength(2);
    expect((await world.get(`/v3/receipts?${list}`)).status).toBe(400);
    otto.behaviour.receiptTypesForm = 'commas';
    expect(await typesOf(list)).toHaveLength(2);
    expect((await world.get(`/v3/receipts?${repeated}`)).status).toBe(400);
    otto.behaviour.receiptTypesLeftOut = 'all';
    expect(await typesOf('')).toHaveLength(2);
  });

  it('goes by creation days in UTC, both included, and by order', async () => {
    const order = add({ positionItems: [{}, {}, {}] });
    for (const id of idsOf(order)) {
      otto.send(order.salesOrderId, [id]);
      world.wait(DAY);
    }
    const days = async (query: string) =>
      (await listed(`${ALL}&${query}`)).map(({ creationDate }) => creationDate.slice(0, 10));
    expect(await days('from=2026-03-03')).toEqual(['2026-03-04', '2026-03-03']);
    expect(await days('to=2026-03-03')).toEqual(['2026-03-03', '2026-03-02']);
    expect(await days('from=2026-03-03&to=2026-03-03')).toEqual(['2026-03-03']);
    expect(await days(`salesOrderId=${order.salesOrderId}`)).toHaveLength(3);
    expect(await days('salesOrderId=nobody')).toEqual([]);
    for (const wrong of [
      'from=2026-3-3',
      'to=2026-13-01',
      'from=2026-03-03T00:00:00Z',
      'limit=129',
      'page=2',
    ]) {
      expect([wrong, (await world.get(`/v3/receipts?${ALL}&${wrong}`)).status]).toEqual([
        wrong,
        400,
      ]);
    }
  });

  it('is newest first, and goes on by a cursor that carries the filter', async () => {
    const order = add({ positionItems: [{}, {}, {}, {}] });
    for (const id of idsOf(order)) {
      otto.send(order.salesOrderId, [id]);
      world.wait(MINUTE);
    }
    otto.returnItems(order.salesOrderId);
    const walked: string[] = [];
    let path: string | undefined = '/v3/receipts?receiptTypes=PURCHASE&limit=3';
    while (path !== undefined) {
      const answer = await world.get(path);
      walked.push(...page.parse(answer.body).resources.map((receipt) => receipt.receiptNumber));
      path = nextOf(answer);
    }
    const purchases = otto.receipts.all('PURCHASE').map((receipt) => receipt.receiptNumber);
    expect(walked).toEqual(purchases.toReversed());
    expect((await world.get('/v3/receipts?next=x')).status).toBe(400);
  });

  it('shows a receipt only some time after what it is for, where told to', async () => {
    otto.behaviour.receiptsAfterMs = MINUTE;
    const order = add({});
    otto.send(order.salesOrderId);
    const number = otto.receipts.all()[0]?.receiptNumber;
    expect(await listed()).toEqual([]);
    expect((await world.get(`/v3/receipts/${number}`)).status).toBe(404);
    world.wait(MINUTE);
    expect((await listed())[0]?.creationDate).toBe('2026-03-02T10:01:00.000Z');
    expect((await world.get(`/v3/receipts/${number}`)).status).toBe(200);
  });
});

describe('one receipt (5.3)', () => {
  it('is there as JSON and as PDF with the customer’s name', async () => {
    const person = inventedPeople[0];
    const order = add({ ...(person ? { invoiceAddress: person } : {}) });
    otto.send(order.salesOrderId);
    const [receipt] = await listed();
    const number = receipt?.receiptNumber;
    expect((await world.get(`/v3/receipts/${number}`)).body).toEqual(receipt);
    const pdf = await world.fetch(`/v3/receipts/${number}.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const text = Buffer.from(await pdf.arrayBuffer()).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.4\n/);
    expect(text).toContain(`(${number})`);
    expect(text).toContain('Erika Mustermann');
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(table)).toMatch(/^xref\n0 6\n/);
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n /gm)];
    expect(
      offsets.map(([, at], index) => text.startsWith(`${index + 1} 0 obj`, Number(at))),
    ).toEqual(Array.from({ length: 5 }, () => true));
  });

  it('is 404 when there is none, as JSON and as PDF', async () => {
    for (const path of ['/v3/receipts/R-DE-0', '/v3/receipts/R-DE-0.pdf']) {
      expect(await refusalOf(world.get(path))).toEqual([404, 'RESOURCE_NOT_FOUND']);
    }
  });
});
