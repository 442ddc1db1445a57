import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import { settleReductions } from '../price-reductions/settle-reductions.ts';
import type { World } from '../world.ts';
import { allShown } from './list-receipts.ts';
import { receiptPdf } from './receipt-pdf.ts';

/** `GET /v3/receipts/{receiptNumber}`, and the same with `.pdf` (section 5.3 of the reference). */
export function getReceipt(world: World, request: OttoRequest): Answer {
  settleReductions(world);
  const asked = request.params.receiptNumber ?? '';
  const isPdf = asked.endsWith('.pdf');
  const receiptNumber = isPdf ? asked.slice(0, -'.pdf'.length) : asked;
  const shown = allShown(world).find((receipt) => receipt.receiptNumber === receiptNumber);
  if (shown === undefined) {
    return refusal(404, request.path, {
      title: 'RESOURCE_NOT_FOUND',
      detail: `No receipt ${receiptNumber}`,
    });
  }
  if (!isPdf) return { status: 200, json: shown.content };
  const receipt = world.receipts.find(receiptNumber);
  return {
    status: 200,
    headers: { 'Content-Type': 'application/pdf' },
    bytes: receiptPdf(receiptNumber, receipt?.order.invoiceAddress),
  };
}
