import type { OttoReceipt } from './receipt.ts';

/**
 * Those receipts of one order that move money. Technical ones move none; but of a delivery to Helgoland
 * or Büsingen OTTO calls none of them real, and does not say which of them are technical: where no
 * purchase receipt of an order is a real one, all of its receipts count.
 *
 * @see https://api.otto.market/docs/functional-interfaces/receipts
 */
export function countedReceipts<Receipt extends Pick<OttoReceipt, 'receiptType' | 'isReal'>>(
  receipts: readonly Receipt[],
): Receipt[] {
  const purchases = receipts.filter(({ receiptType }) => receiptType === 'PURCHASE');
  const isOutsideTaxArea = purchases.length > 0 && purchases.every(({ isReal }) => !isReal);
  return receipts.filter(({ isReal }) => isReal || isOutsideTaxArea);
}
