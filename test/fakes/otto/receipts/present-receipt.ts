import type { WireAddress, WireProduct } from '../../../fixtures/otto/wire.ts';
import type { FakeOttoBehaviour } from '../behaviour.ts';
import { withDatesAs } from '../date-text.ts';
import { type PresentedPrice, ReceiptPrices, type Taxed } from './receipt-prices.ts';
import {
  type BilledItem,
  type BilledService,
  grossCentsOf,
  type Receipt,
  sumCentsOf,
} from './receipt-store.ts';

/** The receipt as `GET /v3/receipts` shows it (section 5.3 of the reference), personal data included. */
export function presentReceipt(receipt: Receipt, behaviour: FakeOttoBehaviour): unknown {
  const { order } = receipt;
  const prices = new ReceiptPrices(behaviour, receipt.receiptType !== 'PURCHASE');
  const grossCents = grossCentsOf(receipt);
  const paidByVoucher = receipt.vouchers.reduce((sum, { cents }) => sum + cents, 0);
  return withDatesAs(behaviour, {
    receiptType: receipt.receiptType,
    isRealReceipt: receipt.isRealReceipt,
    receiptNumber: receipt.receiptNumber,
    creationDate: receipt.creationDate,
    fulfillmentDate: receipt.creationDate,
    salesOrderId: order.salesOrderId,
    orderNumber: order.orderNumber,
    orderDate: order.orderDate,
    ...given('shipmentDate', receipt.shipmentDate),
    ...given('linkedReceiptNumber', receipt.linkedReceiptNumber),
    ...given('linkedCreationDate', receipt.linkedCreationDate),
    payment: {
      paymentProvider: 'OTTOPAYMENTS',
      ...given('paymentMethod', order.payment?.paymentMethod),
    },
    partner: PARTNER,
    customer: given('invoiceAddress', addressOf(order.invoiceAddress)),
    ...given('deliveryAddress', addressOf(order.deliveryAddress)),
    lineItems: lineItems(receipt, prices, behaviour),
    totals: totals(receipt, prices),
    totalsGrossAmount: prices.amount(grossCents),
    amountDue: prices.amount(grossCents - paidByVoucher),
    totalsReductions: receipt.vouchers.map(({ code, cents }) => ({
      type: 'VOUCHER',
      details: { voucherCode: code.slice(-4) },
      gross: prices.amount(cents),
    })),
    ...given('refundType', receipt.refundType),
    ...given('partialRefundType', receipt.partialRefundType),
  });
}

/** The seller, invented. */
const PARTNER = {
  partnerName: 'Erfundener Laden GmbH',
  street: 'Ladenweg 1',
  zipCode: '01067',
  city: 'Dresden',
  countryCode: 'DEU',
};

function lineItems(receipt: Receipt, prices: ReceiptPrices, behaviour: FakeOttoBehaviour) {
  let lineNumber = 0;
  const next = () => {
    lineNumber += 1;
    return lineNumber;
  };
  return {
    itemPositions: receipt.items.map((item) => ({
      lineNumber: next(),
      ...itemPosition(item, receipt, prices, behaviour),
    })),
    itemPartialRefundPositions: receipt.partialRefunds.map(
      ({ product, positionItemIds, cents }) => ({
        lineNumber: next(),
        ...productFields(product),
        positionItemIds,
        partialRefundAmount: prices.price({ cents, vatRate: product.vatRate }),
      }),
    ),
    servicePositions: receipt.services.map((service) => ({
      lineNumber: next(),
      ...servicePosition(service, receipt, prices),
    })),
    servicePartialRefundPositions: [],
    deliveryCosts: receipt.fees.map(({ deliveryCostType, ...taxed }) => ({
      lineNumber: next(),
      deliveryCostType,
      unitPrice: prices.price(taxed),
      positionSum: prices.price(taxed),
      priceModifications: [],
    })),
    deliveryFeePartialRefundPositions: [],
  };
}

function itemPosition(
  item: BilledItem,
  receipt: Receipt,
  prices: ReceiptPrices,
  behaviour: FakeOttoBehaviour,
) {
  const { positionItemIds, unitCents, modifications, product } = item;
  const { vatRate } = product;
  const quantity = positionItemIds.length;
  const sumCents =
    behaviour.positionSums === 'after-modifications' ? sumCentsOf(item) : quantity * unitCents;
  const toPay = prices.price({ cents: sumCentsOf(item) / quantity, vatRate });
  return {
    ...productFields(product),
    positionItemIds,
    quantity,
    unitPrice: prices.price({ cents: unitCents, vatRate }),
    ...(receipt.receiptType === 'PURCHASE'
      ? { priceToPayPerPositionItems: [{ positionItemIds, priceToPay: toPay }] }
      : {}),
    positionSum: prices.price({ cents: sumCents, vatRate }),
    priceModifications: modifications.map(({ priceModificationType, details, cents }) => ({
      priceModificationType,
      details,
      priceModificationAmount: prices.price({ cents, vatRate }),
    })),
  };
}

function servicePosition(service: BilledService, receipt: Receipt, prices: ReceiptPrices) {
  const taxType = service.serviceType === 'INSURANCE' ? 'INSURANCE' : 'VAT';
  const price = prices.price({ cents: service.unitCents, vatRate: service.vatRate }, taxType);
  return {
    serviceType: service.serviceType,
    serviceName: service.serviceName,
    servicePositionItemIds: service.positionItemIds.map((id) => `service-${id}`),
    linkedItemDetails: {
      receiptNumber: receipt.receiptNumber,
      positionItemIds: service.positionItemIds,
    },
    quantity: 1,
    unitPrice: price,
    positionSum: price,
  };
}

function productFields({ sku, articleNumber, productTitle, dimensions }: WireProduct) {
  const traits = (dimensions ?? []).map(({ value }) => value).join(', ');
  return {
    sku,
    articleNumber,
    productTitle,
    ...(traits === '' ? {} : { variationAttributes: traits }),
  };
}

/** One price for each VAT rate, highest first. */
function totals(receipt: Receipt, prices: ReceiptPrices): PresentedPrice[] {
  const parts: Taxed[] = [
    ...receipt.items.map((item) => ({ cents: sumCentsOf(item), vatRate: item.product.vatRate })),
    ...receipt.partialRefunds.map(({ cents, product }) => ({ cents, vatRate: product.vatRate })),
    ...receipt.services.map(({ unitCents, vatRate }) => ({ cents: unitCents, vatRate })),
    ...receipt.fees,
  ];
  return [...Map.groupBy(parts, ({ vatRate }) => vatRate)]
    .sort(([one], [other]) => other - one)
    .map(([vatRate, ofRate]) =>
      prices.total({ vatRate, cents: ofRate.reduce((sum, { cents }) => sum + cents, 0) }),
    );
}

function addressOf(address: WireAddress | undefined) {
  if (address === undefined) return undefined;
  const { firstName, lastName, street, houseNumber, addition, zipCode, city, countryCode } =
    address;
  return {
    firstName,
    lastName,
    street,
    houseNumber,
    ...given('addition', addition),
    zipCode,
    city,
    countryCode,
  };
}

function given<Value>(name: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [name]: value };
}
