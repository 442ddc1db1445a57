import { z } from 'zod';
import { utcDate } from '../../mapping/otto/utc-date.ts';
import { idText, optionalText } from '../../mapping/otto/wire-parts.ts';
import type { ReturnStatus } from '../../mapping/returns/return-words.ts';
import { listPages } from './list-pages.ts';
import type { OttoCaller } from './otto-caller.ts';

/** OTTO's own maximum. @see https://api.otto.market/docs/functional-interfaces/returns */
const LARGEST_LIMIT = 50;

/** A parcel's number on the way back; OTTO may leave the carrier out. */
export type ReturnTrackingKey = { carrier: string | undefined; trackingNumber: string };

/** What OTTO says of the return of one piece, at the moment of its latest change. */
export type OttoReturn = {
  positionItemId: string;
  salesOrderId: string;
  /** a ReturnStatus, or OTTO's own word, in upper case */
  status: string;
  /** UTC ISO */
  occurredAt: string;
  /** A to E; of accepted and rejected ones */
  condition: string | undefined;
  reason: string | undefined;
  /** of announced ones */
  trackingKeys: ReturnTrackingKey[];
  /** of misdirected ones */
  orderNumber: string | undefined;
  ottoWarehouseId: string | undefined;
};

/** `unreadable`: how many entries of the page could not be read */
export type ReturnPage = { returns: OttoReturn[]; unreadable: number };

const upperText = optionalText.transform((text) => text?.toUpperCase());

const trackingKey = z
  .object({
    carrier: optionalText,
    trackingNumber: optionalText,
    trackingNumbers: z.array(optionalText).nullish().catch(undefined),
  })
  .nullish()
  .catch(undefined);

const details = z
  .object({
    condition: upperText,
    reason: upperText,
    orderNumber: optionalText,
    ottoWarehouseId: optionalText,
    returnTrackingKey: trackingKey,
  })
  .nullish()
  .catch(undefined);

const entry = z
  .object({
    positionItemId: idText,
    salesOrderId: idText,
    status: idText,
    occurredTime: utcDate,
    details,
  })
  .transform(({ positionItemId, salesOrderId, status, occurredTime, details }): OttoReturn => {
    const { carrier, trackingNumber, trackingNumbers } = details?.returnTrackingKey ?? {};
    const numbers = [...(trackingNumbers ?? []), trackingNumber].filter(
      (text) => text !== undefined,
    );
    return {
      positionItemId,
      salesOrderId,
      status: status.toUpperCase(),
      occurredAt: occurredTime,
      condition: details?.condition,
      reason: details?.reason,
      orderNumber: details?.orderNumber,
      ottoWarehouseId: details?.ottoWarehouseId,
      trackingKeys: [...new Set(numbers)].map((number) => ({ carrier, trackingNumber: number })),
    };
  });

/**
 * Lists returns, newest change first. A change while the list is read moves entries to later pages:
 * equal copies are left out, a changed one is not.
 *
 * @see https://api.otto.market/docs/functional-interfaces/returns
 */
export async function* listReturns(
  query: { status?: ReturnStatus },
  parts: { call: OttoCaller; signal?: AbortSignal | undefined },
): AsyncGenerator<ReturnPage, void, undefined> {
  const pages = listPages(
    {
      path: '/v3/returns',
      scope: 'returns',
      query: query.status ? [['status', query.status]] : [],
      entriesAt: ['positionItems'],
      pagedBy: ['page', 'next', 'cursor'],
      pageNumbersFrom: 1,
      limit: LARGEST_LIMIT,
    },
    parts,
  );
  const seen = new Set<string>();
  for await (const entries of pages) {
    const news = entries.filter((raw) => {
      const copy = JSON.stringify(raw);
      return seen.size < seen.add(copy).size;
    });
    const read = news.map((raw) => entry.safeParse(raw));
    yield {
      returns: read.flatMap(({ data }) => (data ? [data] : [])),
      unreadable: read.filter(({ success }) => !success).length,
    };
  }
}
