import type { CarrierFile, CarrierRow } from '../carrier-csv/carrier-file.ts';
import { orderReferencesIn } from '../carrier-csv/order-references-in.ts';
import { type ReadOptions, readCarrierRows } from '../carrier-csv/read-rows.ts';
import type { EventCause } from '../ledger/tables.ts';
import {
  type OrderRows,
  type RowResult,
  rowOfAnswer,
  rowWithout,
  wishOfRows,
} from './carrier-rows.ts';
import { findOrders } from './find-order.ts';
import type { DeskParts } from './ports.ts';
import { shipPieces } from './ship-pieces.ts';
import { openAnswer } from './wish-answer.ts';

export type CsvOptions = ReadOptions & {
  /** whose orders are meant; absent = of any account */
  accountId?: string | undefined;
  cause: EventCause;
  /** shows what would become of each row, and commits nothing */
  dryRun: boolean;
};

/** What became of a carrier's file, row by row, in the order of the file. */
export type CsvAnswer = {
  file: Omit<CarrierFile, 'rows' | 'leftOut'>;
  rows: RowResult[];
};

/** Orders are looked for so many rows at a time. */
const ROWS_A_TIME = 300;

/**
 * Takes the shipments out of a carrier's export. A row that can't be used stops no other; one that was
 * taken in before, in this file or another, changes nothing.
 *
 * @throws ConfigError one of CARRIER_FILE_FAULTS, when the file as a whole can't be read
 */
export async function takeCarrierCsv(
  parts: DeskParts,
  bytes: Uint8Array,
  options: CsvOptions,
): Promise<CsvAnswer> {
  const { accountId, cause, dryRun, ...reading } = options;
  const { rows, leftOut, ...file } = await readCarrierRows(bytes, reading);
  const results = leftOut.map((row) =>
    rowWithout(row, 'left-out', { code: `csv-${row.reason}`, params: {} }),
  );
  const usable: CarrierRow[] = [];
  for (const row of rows) {
    if (row.fault !== undefined) {
      results.push(rowWithout(row, 'refused', { code: `csv-${row.fault}`, params: {} }));
    } else if (row.repeats !== undefined) {
      const params = { repeats: row.repeats };
      results.push(rowWithout(row, 'left-out', { code: 'csv-repeated', params }));
    } else usable.push(row);
  }
  const orders = await byOrder(parts, usable, accountId, results);
  const answers = await shipPieces(parts, orders.map(wishOfRows), { source: 'csv', cause, dryRun });
  for (const [at, { found, rows: ofOrder }] of orders.entries()) {
    const answer = answers[at];
    if (answer) results.push(...ofOrder.map((row) => rowOfAnswer(row, found, answer)));
  }
  return { file, rows: results.toSorted((one, other) => one.rowNumber - other.rowNumber) };
}

/** @param results hears of the rows whose order is not known */
async function byOrder(
  parts: DeskParts,
  rows: readonly CarrierRow[],
  accountId: string | undefined,
  results: RowResult[],
): Promise<OrderRows[]> {
  const orders = new Map<string, OrderRows>();
  for (let start = 0; start < rows.length; start += ROWS_A_TIME) {
    const some = rows.slice(start, start + ROWS_A_TIME);
    const asked = some.map(({ orderReference }) => ({
      order: orderReference,
      candidates: orderReferencesIn(orderReference),
      accountId,
    }));
    const searches = await findOrders(parts, asked);
    for (const [at, row] of some.entries()) {
      const { found, refusal } = openAnswer(row.orderReference, searches[at]);
      if (!found) {
        results.push(rowWithout(row, 'refused', refusal ?? UNKNOWN));
        continue;
      }
      const key = `${found.accountId} ${found.salesOrderId}`;
      const order = orders.get(key) ?? { found, rows: [] };
      order.rows.push(row);
      orders.set(key, order);
    }
  }
  return [...orders.values()];
}

const UNKNOWN = { code: 'report-order-unknown', params: {} };
