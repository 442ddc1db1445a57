import { stringify } from 'csv-stringify/sync';
import type { ReconcileDifferenceRow } from '../../ledger/reconcile-runs.ts';
import { differenceSaying, repairWord } from '../../words/reconcile-words.ts';
import type { Language } from '../../words/saying.ts';
import { readParams } from '../words-of-request.ts';

const HEAD = {
  de: [
    'OTTO-Konto',
    'OTTO-Nummer',
    'OTTO-Kennung',
    'Shop-Nr.',
    'Code',
    'Unterschied',
    'Reparatur',
    'Summe bei OTTO',
    'Summe im Shop',
    'repariert am (UTC)',
  ],
  en: [
    'OTTO account',
    'OTTO number',
    'OTTO id',
    'shop no.',
    'code',
    'difference',
    'repair',
    'sum at OTTO',
    'sum in the shop',
    'repaired at (UTC)',
  ],
} as const satisfies Record<Language, readonly string[]>;

/** As spreadsheets of the language read it: German ones expect semicolons and decimal commas. */
const FORM = {
  de: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
} as const satisfies Record<Language, { delimiter: string; decimal: string }>;

/**
 * Differences as a table for spreadsheets. Begins with a byte order mark, or umlauts break; a cell that
 * a spreadsheet would take for a formula is escaped.
 */
export function differencesCsv(
  language: Language,
  rows: readonly ReconcileDifferenceRow[],
): string {
  const { delimiter } = FORM[language];
  const cells = rows.map((row) => cellsOf(language, row));
  return stringify([[...HEAD[language]], ...cells], {
    bom: true,
    delimiter,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function cellsOf(language: Language, row: ReconcileDifferenceRow): string[] {
  const params = { orderNumber: row.order_number, ...readParams(row.params) };
  const sum = (cents: string | number | undefined) =>
    typeof cents === 'number' ? amount(language, cents) : '';
  const named = new Map<string, string | number>(Object.entries(params));
  return [
    row.account_id,
    row.order_number,
    row.sales_order_id,
    String(named.get('wooOrderId') ?? ''),
    row.code,
    differenceSaying(language, row.code, params).what,
    repairWord(language, row.repair),
    sum(named.get('expectedCents')),
    sum(named.get('actualCents')),
    row.repaired_at ?? '',
  ];
}

function amount(language: Language, cents: number): string {
  return (cents / 100).toFixed(2).replace('.', FORM[language].decimal);
}
