import { setImmediate as otherWork } from 'node:timers/promises';
import type { CarrierFile, CarrierFileProblem, CarrierRow, LeftOutRow } from './carrier-file.ts';
import { type ColumnMapping, placeColumns } from './column-mapping.ts';
import { dateRows } from './date-rows.ts';
import { decodeText } from './decode-text.ts';
import { type DraftRow, draftRow, type RowColumns } from './draft-row.ts';
import { stateColumns, whyLeftOut } from './label-state.ts';
import { recogniseLayout } from './layouts.ts';
import { readTable, type Table } from './read-table.ts';

export type {
  CarrierFile,
  CarrierFileProblem,
  CarrierRow,
  CarrierRowFault,
  LeftOutReason,
  LeftOutRow,
} from './carrier-file.ts';

export type ReadOptions = {
  /** goes before every layout */
  mapping?: ColumnMapping | undefined;
  /** of the whole file; a carrier column goes before it */
  carrier?: string | undefined;
  maxBytes?: number | undefined;
  maxRows?: number | undefined;
};

/**
 * What a carrier's CSV says was shipped, row by row. A row that can't be used carries its fault and stops
 * no other. Looks nothing up: whether an order exists and a number is in order is judged later. A long
 * file is read in between other work.
 *
 * @throws ConfigError one of CARRIER_FILE_FAULTS, when the file as a whole can't be read
 */
export async function readCarrierRows(
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<CarrierFile> {
  const { text, encoding } = decodeText(bytes, options.maxBytes);
  const table = readTable(text, options.maxRows);
  const { header: columns, delimiter } = table;
  const recognised = options.mapping === undefined ? recogniseLayout(columns) : undefined;
  const mapping = options.mapping ?? recognised?.mapping;
  const file = { encoding, delimiter, layout: recognised?.layout, mapping, columns };
  const unread = { ...file, rows: [], leftOut: [] };
  if (mapping === undefined) return { ...unread, problems: [{ code: 'columns-unknown' }] };
  const placed = placeColumns(columns, mapping);
  if ('missing' in placed) return { ...unread, problems: placed.missing.map(columnMissing) };
  const { drafts, leftOut, problems } = await draftRows(table, {
    places: placed.places,
    width: columns.length,
    carrierName: options.carrier ?? recognised?.carrier,
  });
  const dated = dateRows(drafts, mapping);
  return {
    ...file,
    rows: withRepeats(dated.rows),
    leftOut,
    problems: [...problems, ...dated.problems],
  };
}

async function draftRows(table: Table, columns: RowColumns) {
  const drafts: DraftRow[] = [];
  const leftOut: LeftOutRow[] = [];
  const problems: CarrierFileProblem[] = [];
  const states = stateColumns(table.header);
  for (const tableRows of table.rows()) {
    for (const tableRow of tableRows) {
      const { rowNumber, cells, isBadlyQuoted } = tableRow;
      if (isBadlyQuoted) problems.push({ code: 'quote-not-closed', rowNumber });
      const draft = draftRow(tableRow, columns);
      const reason = whyLeftOut(cells, states);
      if (reason === undefined) drafts.push(draft);
      else leftOut.push({ rowNumber, trackingNumber: draft.row.trackingNumber, reason });
    }
    await otherWork();
  }
  return { drafts, leftOut, problems };
}

/** A row with a fault repeats nothing: its fault is to be seen. */
function withRepeats(rows: readonly CarrierRow[]): CarrierRow[] {
  const firsts = new Map<string, number>();
  return rows.map((row) => {
    if (row.fault !== undefined) return row;
    const first = firsts.get(row.fingerprint);
    if (first !== undefined) return { ...row, repeats: first };
    firsts.set(row.fingerprint, row.rowNumber);
    return row;
  });
}

function columnMissing(column: string): CarrierFileProblem {
  return { code: 'column-missing', column };
}
