import type { LeftOutReason } from './carrier-file.ts';
import { cellText } from './cell-text.ts';
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
/** Columns that hold a yes or no: was the label cancelled? */
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

/** States that mean a label only where they are all that is said. */
const LABEL_STATES = keys([
  'Erstellt',
  'Angelegt',
  'Gedruckt',
  'Angekündigt',
  'Avisiert',
  'Sendung erstellt',
  'Sendung angelegt',
  'Sendung angekündigt',
  'Label erstellt',
  'Label gedruckt',
  'Versandlabel erstellt',
  'Etikett erstellt',
  'Etikett gedruckt',
  'Versandetikett erstellt',
  'Versandschein erstellt',
  'Paketschein erstellt',
  'Paketschein gedruckt',
  'Created',
  'Printed',
  'Announced',
  'Shipment created',
  'Label created',
  'Label printed',
  'Shipping label created',
  'Shipment information received',
  'Billing information received',
  'Pre-transit',
  'Preadvice',
]);

/**
 * Sentences by which carriers say that they know of a parcel and have not got it, as `columnKey` makes
 * them. The texts are those of their tracking pages, quoted by others; that exports hold the same ones, and
 * all spellings beside them, is UNVERIFIED.
 */
const LABEL_SENTENCES = [
  /(?<!nicht)elektronisch(?:vor)?(?:angekuendigt|angemeldet|avisiert)/u,
  /(?:auftrags|sendungs|paket)daten.*(?<!nicht)uebermittelt/u,
  /nochnicht(?:an(?:dhl|dpd|gls|ups|hermes))?(?:uebergeben|eingeliefert)/u,
  /(?<!not)electronically(?:pre)?announced|(?<!not)announcedelectronically/u,
  /(?:instruction|order|shipment|parcel)(?:data|information).*(?:provided|transmitted)/u,
  /notyet(?:been)?handedover(?!tothe)/u,
  /(?:dhl|dpd|gls|ups|hermes)hasnot(?:yet)?received/u,
  /readyforups/u,
];

export type StateColumn = { place: number; isFlag: boolean };

/** The columns of a header that can say what became of a label; UPS has a flag, the portals a status. */
export function stateColumns(header: readonly string[]): StateColumn[] {
  return header.flatMap((name, place): StateColumn[] => {
    const key = columnKey(name);
    if (FLAG_COLUMNS.has(key)) return [{ place, isFlag: true }];
    return STATE_COLUMNS.has(key) ? [{ place, isFlag: false }] : [];
  });
}

/**
 * What a row's states say against it: that the label is void, or that there is no more than a label. What
 * they say in words that nobody knows is nothing against it.
 */
export function whyLeftOut(
  cells: readonly string[],
  states: readonly StateColumn[],
): LeftOutReason | undefined {
  const said = states.map(({ place, isFlag }) => ({ text: cellText(cells[place] ?? ''), isFlag }));
  if (said.some(saysCancelled)) return 'label-cancelled';
  return said.some(saysNotHandedOver) ? 'not-handed-over' : undefined;
}

type Said = { text: string; isFlag: boolean };

function saysCancelled({ text, isFlag }: Said): boolean {
  return (isFlag && YES.test(text)) || (CANCELLED.test(text) && !DENIED.test(text));
}

function saysNotHandedOver({ text, isFlag }: Said): boolean {
  if (isFlag) return false;
  const key = columnKey(text);
  return LABEL_STATES.has(key) || LABEL_SENTENCES.some((sentence) => sentence.test(key));
}

function keys(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(columnKey));
}
