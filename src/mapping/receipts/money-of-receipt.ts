import type { ComparedReceipt } from './compared-order.ts';
import { countedReceipts } from './counted-receipts.ts';
import { type MoneyBack, moneyKey } from './money-back.ts';

/** With the receipt it is known from; undefined = none is known. */
type MoneyWithReceipt = MoneyBack & { receiptNumber: string | undefined };

/**
 * The money that all receipts of one order give back, each sum with its receipt and when that was
 * written. What is known already is named again only under its own key.
 */
export function moneyOfOrder(
  receipts: readonly ComparedReceipt[],
  known: readonly MoneyWithReceipt[],
): (MoneyBack & { receiptNumber: string; at: string })[] {
  return countedReceipts(receipts).flatMap((receipt) => {
    const { receiptNumber, createdAt: at } = receipt;
    const ofReceipt = known.filter((one) => one.receiptNumber === receiptNumber);
    return moneyOfReceipt(receipt, ofReceipt).map((money) => ({ ...money, receiptNumber, at }));
  });
}

/** What a receipt says of goods. */
export function goodsCents({
  grossCents,
  feesCents,
  servicesCents,
}: Pick<ComparedReceipt, 'grossCents' | 'feesCents' | 'servicesCents'>): number {
  return grossCents - feesCents - servicesCents;
}

/**
 * The money that a receipt gives back while the sale stands: part of a kept piece's price, and delivery
 * fees. What a returned or cancelled piece cost goes back with the piece's state, so that the goods of a
 * REFUND give none. Services are no part of the order, neither at OTTO nor in the shop: what goes back
 * of them was never in the shop order's total.
 *
 * @param receipt one that counts
 * @param known what is noted of this receipt already, e.g. from OTTO's list of price reductions: it
 *   stays, and only what the receipt gave back beyond it is new
 */
export function moneyOfReceipt(
  receipt: ComparedReceipt,
  known: readonly MoneyBack[] = [],
): MoneyBack[] {
  if (receipt.receiptType === 'PURCHASE') return [];
  return [...feeOf(receipt), ...reductionsOf(receipt, known)].filter(({ cents }) => cents > 0);
}

function feeOf({ receiptNumber, feesCents }: ComparedReceipt): MoneyBack[] {
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
function reductionsOf(receipt: ComparedReceipt, known: readonly MoneyBack[]): MoneyBack[] {
  const { receiptNumber, receiptType, pieces } = receipt;
  if (receiptType !== 'PARTIAL_REFUND') return [];
  const goods = goodsCents(receipt);
  const noted = known.filter(({ kind }) => kind === 'reduction');
  const only = pieces.length === 1 ? pieces[0] : undefined;
  const named = pieces.flatMap((piece): MoneyBack[] => {
    const cents = only ? goods : piece.cents;
    const { positionItemId } = piece;
    const key = moneyKey(receiptNumber, positionItemId);
    if (cents === undefined || noted.some((one) => one.moneyKey === key)) return [];
    return [{ moneyKey: key, kind: 'reduction', positionItemId, cents }];
  });
  // What is named for pieces is never more than what went back; where it is, none of it is believed.
  const believed = sumOf([...noted, ...named]) <= goods ? named : [];
  const other: MoneyBack = {
    moneyKey: moneyKey(receiptNumber, 'other'),
    kind: 'other',
    positionItemId: undefined,
    cents: goods - sumOf([...noted, ...believed]),
  };
  return [...believed, other];
}

function sumOf(moneyBack: readonly MoneyBack[]): number {
  return moneyBack.reduce((sum, { cents }) => sum + cents, 0);
}
