import { z } from 'zod';
import { parseReceipt } from '../../mapping/receipts/parse-receipt.ts';
import type { OttoReceipt, UnreadableReceipt } from '../../mapping/receipts/receipt.ts';
import { PayloadError } from '../errors.ts';
import { listPages } from './list-pages.ts';
import { readAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { pathPart } from './path-part.ts';

const PATH = '/v3/receipts';
/** OTTO's own maximum. @see https://api.otto.market/docs/functional-interfaces/receipts */
const LARGEST_LIMIT = 128;

export type ReceiptQuery = {
  types: ('PURCHASE' | 'REFUND' | 'PARTIAL_REFUND')[];
  /** creation days, `yyyy-mm-dd` in UTC, both included */
  from: string;
  to: string;
  salesOrderId?: string;
};

export type ReceiptPage = { receipts: OttoReceipt[]; unreadable: UnreadableReceipt[] };

/**
 * Lists receipts type by type, of each the newest first. Whom they are for is not read out of them.
 * One type a call, as OTTO does not say in which form it takes several.
 */
export async function* listReceipts(
  { types, from, to, salesOrderId }: ReceiptQuery,
  parts: { call: OttoCaller; signal?: AbortSignal | undefined },
): AsyncGenerator<ReceiptPage, void, undefined> {
  for (const type of types) {
    const query: [string, string][] = [
      ['receiptTypes', type],
      ['from', from],
      ['to', to],
    ];
    if (salesOrderId !== undefined) query.push(['salesOrderId', salesOrderId]);
    const list = {
      path: PATH,
      scope: 'receipts',
      query,
      entriesAt: ['resources'],
      pagedBy: ['next', 'page'],
      limit: LARGEST_LIMIT,
    };
    for await (const entries of listPages(list, parts)) {
      const read = entries.map(parseReceipt);
      yield {
        receipts: read.flatMap((one) => (one.readable ? [one.receipt] : [])),
        unreadable: read.flatMap((one) => (one.readable ? [] : [one.unreadable])),
      };
    }
  }
}

/** One receipt, undefined when OTTO has none of that number. */
export function readReceipt(
  call: OttoCaller,
  receiptNumber: string,
  signal?: AbortSignal,
): Promise<OttoReceipt | undefined> {
  return call<OttoReceipt | undefined>(
    {
      method: 'GET',
      route: `${PATH}/{receiptNumber}`,
      path: `${PATH}/${pathPart('receiptNumber', receiptNumber)}`,
      scope: 'receipts',
      repeatable: true,
      read: ({ requestLine, text }) => {
        const read = parseReceipt(readAnswer(requestLine, text, z.looseObject({})));
        if (read.readable) return read.receipt;
        throw new PayloadError(requestLine, read.unreadable.problems);
      },
      readNotFound: () => undefined,
    },
    signal,
  );
}

/** A receipt as a PDF file, which names whom it is for: pass it on, keep nothing of it. */
export type ReceiptPdf = { bytes: Uint8Array; contentType: string };

/**
 * The PDF of a receipt, undefined when OTTO has none.
 *
 * The promise is rejected with a PayloadError, retryable, when the answer is no PDF.
 */
export function readReceiptPdf(
  call: OttoCaller,
  receiptNumber: string,
  signal?: AbortSignal,
): Promise<ReceiptPdf | undefined> {
  return call<ReceiptPdf | undefined>(
    {
      method: 'GET',
      route: `${PATH}/{receiptNumber}.pdf`,
      path: `${PATH}/${pathPart('receiptNumber', receiptNumber)}.pdf`,
      accept: '*/*',
      scope: 'receipts',
      repeatable: true,
      read: ({ requestLine, bytes }) => {
        if (isPdf(bytes)) return { bytes, contentType: 'application/pdf' };
        throw new PayloadError(requestLine, ['the body is no PDF'], { retryable: true });
      },
      readNotFound: () => undefined,
    },
    signal,
  );
}

/** Readers of PDF look for its mark in the first kilobyte. */
function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
}
