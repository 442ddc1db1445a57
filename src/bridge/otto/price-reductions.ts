import { z } from 'zod';
import { optionalUtcDate } from '../../mapping/otto/utc-date.ts';
import { cents, idText, optionalText } from '../../mapping/otto/wire-parts.ts';
import { listPages } from './list-pages.ts';
import { refuseWebPage } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { readPart } from './read-part.ts';

const PATH = '/v1/price-reductions';
/** OTTO's own maximum. @see https://api.otto.market/docs/functional-interfaces/price-reductions */
const LARGEST_LIMIT = 128;

/** What OTTO gave back of one piece's price. Gross cents. */
export type OttoPriceReductions = {
  /** what the piece cost on its receipt */
  invoiceCents: number | undefined;
  /** of all that were not rejected */
  totalCents: number;
  reductions: OttoPriceReduction[];
};

export type OttoPriceReduction = {
  /** there as soon as it is PROCESSED */
  receiptNumber: string | undefined;
  cents: number;
  createdAt: string | undefined;
  /** INITIATED, PROCESSED, REJECTED, or OTTO's own word, in upper case */
  status: string;
};

/** Gives part of a piece's price back. Never repeat it blindly: OTTO adds repeats up. */
export async function createPriceReduction(
  call: OttoCaller,
  wish: { salesOrderId: string; positionItemId: string; amountCents: number },
  signal?: AbortSignal,
): Promise<void> {
  const { salesOrderId, positionItemId, amountCents } = wish;
  await call(
    {
      method: 'POST',
      route: PATH,
      path: PATH,
      json: {
        positionItemId,
        salesOrderId,
        priceReduction: { amount: amountCents / 100, currency: 'EUR' },
      },
      scope: 'price-reduction',
      repeatable: false,
      read: ({ requestLine, text }) => refuseWebPage(requestLine, text),
    },
    signal,
  );
}

const reduction = z
  .object({
    receiptNumber: optionalText,
    priceReduction: cents,
    creationDateTime: optionalUtcDate,
    status: idText,
  })
  .transform(
    ({ receiptNumber, priceReduction, creationDateTime, status }): OttoPriceReduction => ({
      receiptNumber,
      cents: priceReduction,
      createdAt: creationDateTime,
      status: status.toUpperCase(),
    }),
  );

const result = z.object({
  positionItemId: optionalText,
  invoicePrice: cents.nullish().catch(undefined),
  priceReductions: z.array(reduction).nullish(),
});

/**
 * What was given back of a piece's price; undefined when OTTO lists nothing.
 *
 * The promise is rejected with a PayloadError when one of its reductions cannot be read: left out, it
 * would be given a second time. So an entry that names no piece is one of this piece, which alone was
 * asked for.
 *
 * @param asked.mayBeUnknown false: a 404 is an OttoApiError, as something may have been given back
 */
export async function listPriceReductions(
  call: OttoCaller,
  positionItemId: string,
  signal?: AbortSignal,
  { mayBeUnknown = true }: { mayBeUnknown?: boolean } = {},
): Promise<OttoPriceReductions | undefined> {
  const source = `GET ${PATH}`;
  const found: z.output<typeof result>[] = [];
  const pages = listPages(
    {
      path: PATH,
      scope: 'price-reduction',
      query: [
        ['positionItemId', positionItemId],
        ['page', '1'],
      ],
      entriesAt: ['results'],
      pagedBy: ['page', 'next', 'cursor'],
      pageNumbersFrom: 1,
      limit: LARGEST_LIMIT,
      isEmptyWhenNotFound: mayBeUnknown,
    },
    { call, signal },
  );
  for await (const entries of pages) {
    for (const one of readPart(source, entries, z.array(result))) found.push(one);
  }
  const own = found.filter((one) => isSameId(one.positionItemId ?? positionItemId, positionItemId));
  if (own.length === 0) return undefined;
  const reductions = own.flatMap(({ priceReductions }) => priceReductions ?? []);
  return {
    invoiceCents: own.find(({ invoicePrice }) => invoicePrice != null)?.invoicePrice ?? undefined,
    // Whether OTTO's own total counts rejected ones is not documented.
    totalCents: reductions
      .filter(({ status }) => status !== 'REJECTED')
      .reduce((sum, one) => sum + one.cents, 0),
    reductions,
  };
}

/** OTTO's ids are of letters that it may write large or small. */
function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
