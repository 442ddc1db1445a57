import { type MoneyBack, moneyKey } from './money-back.ts';
import type { OttoReceipt } from './receipt.ts';

/**
 * The money that a receipt gives back while the sale stands: part of a kept piece's price, and delivery
 * fees. What a returned or cancelled piece cost goes back with the piece's state, so that the goods of a
 * REFUND give none. Technical receipts move no money. Services are no part of the order, neither at OTTO
 * nor in the shop: what goes back of them was never in the shop order's total.
 *
 * @param known what is noted of this receipt already, e.g. from OTTO's list of price reductions
 */
export function moneyOfReceipt(
  receipt: OttoReceipt,
  known: readonly MoneyBack[] = [],
): MoneyBack[] {
  if (!receipt.isReal || receipt.receiptType === 'PURCHASE') return [];
  return [...feeOf(receipt), ...reductionsOf(receipt, known)].filter(({ cents }) => cents > 0);
}

function feeOf({ receiptNumber, feesCents }: OttoReceipt): MoneyBack[] {
  return [
    {
      moneyKey: moneyKey(receiptNumber, 'fee'),
      kind: 'delivery-fee',
      positionItemId: undefined,
      cents: feesCents,
    },
  ];
}

/** By piece where the receipt names what went back for each, and what is left for none of them. */
function reductionsOf(receipt: OttoReceipt, known: readonly MoneyBack[]): MoneyBack[] {
  const { receiptNumber, receiptType, grossCents, feesCents, servicesCents, pieces } = receipt;
  if (receiptType !== 'PARTIAL_REFUND') return [];
  const goodsCents = grossCents - feesCents - servicesCents;
  const only = pieces.length === 1 ? pieces[0] : undefined;
  const named = pieces.flatMap((piece): MoneyBack[] => {
    const cents = only ? goodsCents : piece.cents;
    if (cents === undefined) return [];
    const { positionItemId } = piece;
    const key = moneyKey(receiptNumber, positionItemId);
    return [{ moneyKey: key, kind: 'reduction', positionItemId, cents }];
  });
  // What is named for pieces is never more than what went back; where it is, none of it is believed.
  const believed = sumOf(named) <= goodsCents ? named : [];
  const byKey = new Map(
    [...known.filter(({ kind }) => kind === 'reduction'), ...believed].map((one) => [
      one.moneyKey,
      one,
    ]),
  );
  const other: MoneyBack = {
    moneyKey: moneyKey(receiptNumber, 'other'),
    kind: 'other',
    positionItemId: undefined,
    cents: goodsCents - sumOf([...byKey.values()]),
  };
  return [...believed, other];
}

function sumOf(moneyBack: readonly MoneyBack[]): number {
  return moneyBack.reduce((sum, { cents }) => sum + cents, 0);
}
