import { z } from 'zod';
import { utcDate } from '../otto/utc-date.ts';
import { cents, idText, optionalText, problemsOf } from '../otto/wire-parts.ts';
import { plainNumber } from '../plain-number.ts';
import type { ParsedReceipt, ReceiptTax } from './receipt.ts';
import { billedLines, piecesOn, type ReceiptLine, sumOf } from './receipt-lines.ts';

/** The type says which way the money went, whatever sign OTTO gives it. */
const money = cents.transform(Math.abs);
const optionalMoney = money.nullish().catch(undefined);

const price = z.object({ gross: money }).transform(({ gross }) => gross);
const ids = z
  .array(optionalText)
  .nullish()
  .catch(undefined)
  .transform((texts) => (texts ?? []).filter((text) => text !== undefined));

const modification = z
  .object({
    priceModificationType: optionalText,
    details: z.object({ type: optionalText }).nullish().catch(undefined),
    priceModificationAmount: price,
  })
  .transform(({ priceModificationType, details, priceModificationAmount }) => ({
    isDiscount: [priceModificationType, details?.type].some(
      (type) => type === 'PARTNER_DISCOUNT' || type === 'PLATFORM_DISCOUNT',
    ),
    cents: priceModificationAmount,
  }));

/** Its money has to be readable: left out, the receipt would seem to be about less. */
const line = z
  .object({
    positionItemIds: ids,
    positionSum: price.nullish(),
    partialRefundAmount: price.nullish(),
    priceModifications: z.array(modification).nullish(),
    priceToPayPerPositionItems: z
      .array(z.object({ positionItemIds: ids, priceToPay: price }))
      .nullish()
      .catch(undefined),
  })
  .transform((raw, context): ReceiptLine => {
    const sumCents = raw.positionSum ?? raw.partialRefundAmount;
    if (sumCents == null) {
      context.addIssue({ code: 'custom', path: ['positionSum'], message: 'is missing' });
      return z.NEVER;
    }
    return {
      sumCents,
      positionItemIds: raw.positionItemIds,
      modifications: raw.priceModifications ?? [],
      prices: (raw.priceToPayPerPositionItems ?? []).map(({ positionItemIds, priceToPay }) => ({
        positionItemIds,
        cents: priceToPay,
      })),
    };
  });

const lines = z
  .array(line)
  .nullish()
  .transform((list) => list ?? []);

const rate = plainNumber.catch(0);

const total = z
  .object({ taxRate: rate, gross: money, net: optionalMoney, tax: optionalMoney })
  .transform(
    ({ taxRate, gross, net, tax }): ReceiptTax => ({
      ratePercent: taxRate,
      grossCents: gross,
      netCents: net ?? undefined,
      taxCents: tax ?? undefined,
    }),
  );

const wire = z.object({
  receiptNumber: idText,
  receiptType: idText,
  salesOrderId: idText,
  orderNumber: optionalText,
  creationDate: utcDate,
  isRealReceipt: z.boolean().catch(true),
  totalsGrossAmount: optionalMoney,
  amountDue: optionalMoney,
  totals: z
    .array(total)
    .nullish()
    .transform((list) => list ?? []),
  totalsReductions: z
    .array(z.object({ gross: money }))
    .nullish()
    .transform((list) => list ?? []),
  linkedReceiptNumber: optionalText,
  refundType: optionalText,
  partialRefundType: optionalText,
  payment: z.object({ paymentMethod: optionalText }).nullish().catch(undefined),
  lineItems: z
    .object({
      itemPositions: lines,
      itemPartialRefundPositions: lines,
      servicePositions: lines,
      servicePartialRefundPositions: lines,
      deliveryCosts: lines,
      deliveryFeePartialRefundPositions: lines,
    })
    .nullish(),
});

/**
 * Reads one receipt as OTTO sent it. Lenient where nothing hangs on it; ids, day and money have to be
 * readable. Names and addresses are not looked at, and no part of what is returned can hold one.
 *
 * @see https://api.otto.market/docs/functional-interfaces/receipts
 */
export function parseReceipt(input: unknown): ParsedReceipt {
  const parsed = wire.safeParse(input);
  if (!parsed.success) {
    const known = z.object({ receiptNumber: idText }).safeParse(input);
    const problems = problemsOf(parsed.error, 'receipt');
    return { readable: false, unreadable: { receiptNumber: known.data?.receiptNumber, problems } };
  }
  const raw = parsed.data;
  const vouchersCents = raw.totalsReductions.reduce((sum, { gross }) => sum + gross, 0);
  const grossCents = grossOf(raw, vouchersCents);
  if (grossCents === undefined) {
    const problems = ['totalsGrossAmount: is missing'];
    return { readable: false, unreadable: { receiptNumber: raw.receiptNumber, problems } };
  }
  const found = raw.lineItems;
  const { items, services, fees } = billedLines(
    {
      items: [...(found?.itemPositions ?? []), ...(found?.itemPartialRefundPositions ?? [])],
      services: [
        ...(found?.servicePositions ?? []),
        ...(found?.servicePartialRefundPositions ?? []),
      ],
      fees: [...(found?.deliveryCosts ?? []), ...(found?.deliveryFeePartialRefundPositions ?? [])],
    },
    grossCents,
  );
  return {
    readable: true,
    receipt: {
      receiptNumber: raw.receiptNumber,
      receiptType: raw.receiptType.toUpperCase(),
      salesOrderId: raw.salesOrderId,
      orderNumber: raw.orderNumber,
      createdAt: raw.creationDate,
      isReal: raw.isRealReceipt,
      grossCents,
      dueCents: raw.amountDue ?? undefined,
      itemsCents: sumOf(items),
      feesCents: sumOf(fees),
      servicesCents: sumOf(services),
      discountsCents: items.reduce((sum, { discountCents }) => sum + discountCents, 0),
      vouchersCents,
      taxes: raw.totals,
      linkedReceiptNumber: raw.linkedReceiptNumber,
      refundKind: raw.refundType ?? raw.partialRefundType,
      paymentMethod: raw.payment?.paymentMethod,
      pieces: piecesOn(items),
    },
  };
}

function grossOf(raw: z.output<typeof wire>, vouchersCents: number): number | undefined {
  if (raw.totalsGrossAmount != null) return raw.totalsGrossAmount;
  if (raw.totals.length > 0) return raw.totals.reduce((sum, { grossCents }) => sum + grossCents, 0);
  return raw.amountDue == null ? undefined : raw.amountDue + vouchersCents;
}
