import { columnKey } from './column-mapping.ts';

/** Columns that hold a state in words. */
const STATE_COLUMNS = keys([
  'Status',
  'Sendungsstatus',
  'Paketstatus',
  'Auftragsstatus',
  'Labelstatus',
  'Label Status',
  'Shipment Status',
  'Parcel Status',
  'Package Status',
]);
/** Columns that hold a yes or no. */
const FLAG_COLUMNS = keys([
  'Void Indicator',
  'Shipment Information Void Indicator',
  'Void',
  'Voided',
  'Storno',
  'Storniert',
  'Cancelled',
  'Canceled',
  'Annulliert',
]);

const CANCELLED = /\b(?:storniert|storno|annulliert|cancell?ed|void(?:ed)?)\b/iu;
const DENIED = /\b(?:nicht|kein|not|no)\b/iu;
const YES = /^(?:y|yes|j|ja|1|true|wahr|x)$/iu;

export type StateColumn = { place: number; isFlag: boolean };

/** The columns of a header that can say that a label was cancelled; UPS has one, the portals a status. */
export function stateColumns(header: readonly string[]): StateColumn[] {
  return header.flatMap((name, place): StateColumn[] => {
    const key = columnKey(name);
    if (FLAG_COLUMNS.has(key)) return [{ place, isFlag: true }];
    return STATE_COLUMNS.has(key) ? [{ place, isFlag: false }] : [];
  });
}

/** Does such a cell say that the label is void, and no parcel left with it? */
export function saysCancelled(text: string, { isFlag }: StateColumn): boolean {
  return (isFlag && YES.test(text)) || (CANCELLED.test(text) && !DENIED.test(text));
}

function keys(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(columnKey));
}
