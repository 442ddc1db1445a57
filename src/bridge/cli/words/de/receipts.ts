import type { HelpWords, OptionWords } from '../help-words.ts';
import type {
  ReceiptAnswers,
  ReceiptCommandName,
  ReceiptOptionName,
  ReceiptValueName,
} from '../receipt-cli-words.ts';

export const receipts: ReceiptAnswers = {
  column: {
    receipt: 'Beleg',
    type: 'Art',
    created: 'erstellt',
    gross: 'brutto',
    check: 'Vergleich',
  },
  noReceipts: 'Keine Belege gefunden.',
  sum: (word, count, gross) => `${word}: ${count}, zusammen ${gross}`,
  balance: (amount) => `Rechnungen abzüglich Erstattungen: ${amount}`,
  readDone: ({ read, added, compared, differ }) =>
    `Belege gelesen: ${read}, davon neu: ${added}. Bestellungen verglichen: ${compared}, davon weichen ab: ${differ}.`,
  written: (file) => `Geschrieben: ${file}`,
};

export const receiptCommands: Record<ReceiptCommandName, string> = {
  receipts: 'Rechnungen und Erstattungen auflisten, die OTTO geschrieben hat, neueste zuerst',
  'receipts read': 'Belege jetzt von OTTO lesen und mit Bestellungen und Shop vergleichen',
  'receipts check':
    'die Belege einer Bestellung jetzt lesen und vergleichen, mit beiden Summen nebeneinander',
  'receipts csv': 'einen Monat als Tabelle für die Buchhaltung schreiben',
  'receipts pdf': 'einen Beleg als PDF von OTTO holen; er enthält Namen und Adresse des Käufers',
};

export const receiptExamples: HelpWords['example'] = {
  receipts: [
    ['ein Monat', 'receipts --month 2026-11'],
    ['was nicht zum Shop passt', 'receipts --check differs'],
  ],
  'receipts read': [['auch ältere, bis vor vier Jahren', 'receipts read --since 2025-01-01']],
  'receipts check': [['', 'receipts check bu5h6x7z2k']],
  'receipts csv': [['', 'receipts csv --month 2026-11 --out november.csv']],
  'receipts pdf': [['', 'receipts pdf R-DE-123456789-2026-1507 --out beleg.pdf']],
};

export const receiptOptions: Record<ReceiptOptionName, string> = {
  receiptsAccount: 'nur Belege dieses Kontos',
  receiptType: 'nur PURCHASE (Rechnung), REFUND (Erstattung) oder PARTIAL_REFUND (Teilerstattung)',
  receiptMonth: 'nur dieser Monat, nach Weltzeit (UTC) wie bei OTTO, z. B. 2026-11',
  receiptSearch: 'womit Beleg- oder Bestellnummer beginnt',
  receiptCheck:
    'nur Belege von Bestellungen, deren Vergleich so steht: differs weicht ab, overdue Beleg fehlt zu lange',
  receiptsSince: 'ab diesem Tag lesen (JJJJ-MM-TT, UTC), höchstens vier Jahre zurück',
  receiptOrder: 'Bestellnummer bei OTTO, z. B. bu5h6x7z2k',
  csvMonth: 'Monat nach Weltzeit (UTC), z. B. 2026-11',
  csvOut: 'Datei, die geschrieben wird; ohne Angabe erscheint die Tabelle hier',
  receiptNumber: 'Belegnummer, z. B. R-DE-123456789-2026-1507',
  pdfOut: 'Datei, die geschrieben wird',
};

export const receiptValues: Pick<OptionWords['value'], ReceiptValueName> = {
  month: 'JJJJ-MM',
  receipt: 'Belegnummer',
};
