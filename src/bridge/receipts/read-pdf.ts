import { atOtto } from '../order-import/run-faults.ts';
import type { ReceiptsParts } from './ports.ts';

/**
 * A receipt's PDF, read from OTTO now. It names whom it is for: it is passed on and kept nowhere.
 *
 * @returns undefined when the bridge knows no such receipt, or OTTO has no PDF of it
 * @throws ImportStopped with OTTO's fault
 */
export async function readPdf(
  {
    ledger,
    source,
  }: Pick<ReceiptsParts, 'source'> & {
    ledger: Pick<ReceiptsParts['ledger'], 'loadReceipt'>;
  },
  { accountId, receiptNumber }: { accountId: string; receiptNumber: string },
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  if (!(await ledger.loadReceipt(accountId, receiptNumber))) return undefined;
  const pdf = await atOtto(() => source.getReceiptPdf(receiptNumber, signal));
  return pdf?.bytes;
}
