import { hash } from 'node:crypto';
import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import type { CarrierRow } from '../carrier-csv/carrier-file.ts';
import type { Refusal } from './ports.ts';
import type { AskedParcel, ShipWish } from './ship-wish.ts';
import type { FoundOrder, WishAnswer, WishReport } from './wish-answer.ts';

/** The rows of a file that are about one order. */
export type OrderRows = { found: FoundOrder; rows: CarrierRow[] };

/** Several rows of one order are several parcels; rows with one number are one parcel's contents. */
export function wishOfRows({ found, rows }: OrderRows): ShipWish {
  const { accountId, salesOrderId } = found;
  const byNumber = Map.groupBy(rows, (row) => normaliseTrackingNumber(row.trackingNumber));
  return {
    order: salesOrderId,
    accountId,
    parcels: [...byNumber.values()].flatMap(parcelOf),
    sourceKey: keyOf(rows),
  };
}

function parcelOf(rows: readonly CarrierRow[]): AskedParcel[] {
  const [first] = rows;
  if (!first) return [];
  const contents = rows.flatMap(({ sku, quantity = 1 }) =>
    sku === undefined ? [] : [{ sku, quantity }],
  );
  return [
    {
      carrier: first.carrierName,
      trackingNumber: first.trackingNumber,
      returnNumber: rows.find(({ returnNumber }) => returnNumber !== undefined)?.returnNumber,
      shippedAt: first.shippedAt,
      ...(contents.length === rows.length ? { contents } : {}),
    },
  ];
}

/** The same rows in another file are the same wish. */
function keyOf(rows: readonly CarrierRow[]): string {
  const prints = rows.map(({ fingerprint }) => fingerprint).toSorted();
  const [only] = prints;
  const all = prints.length === 1 ? only : hash('sha256', prints.join(' ')).slice(0, 40);
  return `csv:${all}`;
}

/** What became of one row. */
export type RowResult = {
  rowNumber: number;
  orderReference: string;
  trackingNumber: string;
  /** `left-out`: there is nothing in it to act on */
  outcome: 'due' | 'waits' | 'known' | 'refused' | 'left-out';
  found: FoundOrder | undefined;
  transmissionId: string | undefined;
  positionItemIds: string[];
  /** what it waits for, or why nothing comes of it */
  about: Refusal | undefined;
};

/** A row that is no wish: it is wrong in itself, or its order is not known. */
export function rowWithout(
  row: Pick<CarrierRow, 'rowNumber' | 'trackingNumber'> & { orderReference?: string },
  outcome: 'refused' | 'left-out',
  about: Refusal,
): RowResult {
  const { rowNumber, orderReference = '', trackingNumber } = row;
  return {
    rowNumber,
    orderReference,
    trackingNumber,
    outcome,
    found: undefined,
    transmissionId: undefined,
    positionItemIds: [],
    about,
  };
}

/** What the answer about its order says of one row. */
export function rowOfAnswer(row: CarrierRow, found: FoundOrder, answer: WishAnswer): RowResult {
  const { rowNumber, orderReference, trackingNumber } = row;
  const number = normaliseTrackingNumber(trackingNumber);
  const named = answer.reports.find(({ parcels }) =>
    parcels.some((parcel) => parcel.trackingNumber === number),
  );
  const report = named ?? answer.reports.find(({ outcome }) => outcome === 'known');
  const result = { rowNumber, orderReference, trackingNumber, found };
  if (report && (named || answer.reports.length === 1)) {
    const { outcome, transmissionId, positionItemIds } = report;
    return {
      ...result,
      outcome,
      transmissionId,
      positionItemIds,
      about: aboutReport(report, found),
    };
  }
  return {
    ...result,
    outcome: 'refused',
    transmissionId: undefined,
    positionItemIds: [],
    about: refusalOf(number, found, answer),
  };
}

function aboutReport(
  { outcome, reason, refusal }: WishReport,
  { orderNumber }: FoundOrder,
): Refusal | undefined {
  if (refusal) return refusal;
  if (outcome === 'known') return { code: 'report-sent-in-before', params: { orderNumber } };
  if (!reason) return undefined;
  return { code: `report-${reason.code}`, params: { orderNumber, ...reason.params } };
}

function refusalOf(number: string, { orderNumber }: FoundOrder, answer: WishAnswer): Refusal {
  const missing = answer.missing.find(({ trackingNumber }) => trackingNumber === number);
  if (missing) {
    return { code: 'csv-sku-not-in-order', params: { orderNumber, sku: missing.sku } };
  }
  return answer.refusal ?? { code: 'report-nothing-to-ship', params: { orderNumber } };
}
