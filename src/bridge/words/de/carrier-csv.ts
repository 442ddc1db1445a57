import type { CarrierCsvCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_TAKEN = 'Aus der Datei wurde nichts übernommen.';
const ROW_LEFT = 'Diese Zeile wird übergangen; alle anderen gelten.';

/** What is wrong with a carrier's file, or with one of its rows. */
export const carrierCsv = {
  'carrier-file-too-large': (g) => ({
    what: `Die Datei ist zu groß; mehr als ${g.number('megabytes')} MB nimmt die Brücke nicht an.`,
    follows: NOTHING_TAKEN,
    todo: 'Teilen Sie sie in mehrere Dateien auf, zum Beispiel nach Tagen.',
  }),
  'carrier-file-too-long': (g) => ({
    what: `Die Datei hat zu viele Zeilen; mehr als ${g.number('rows')} nimmt die Brücke nicht auf einmal an.`,
    follows: NOTHING_TAKEN,
    todo: 'Teilen Sie sie in mehrere Dateien auf, zum Beispiel nach Tagen.',
  }),
  'carrier-file-empty': () => ({
    what: 'Die Datei ist leer.',
    follows: NOTHING_TAKEN,
    todo: 'Erzeugen Sie sie bei Ihrem Versender noch einmal.',
  }),
  'carrier-file-is-workbook': () => ({
    what: 'Das ist eine Excel- oder OpenOffice-Datei, keine CSV-Datei.',
    follows: NOTHING_TAKEN,
    todo: 'Laden Sie bei Ihrem Versender die CSV-Datei herunter, statt die Tabelle aus Excel zu nehmen: Excel rundet lange Sendungsnummern.',
  }),
  'carrier-file-not-a-table': () => ({
    what: 'Diese Datei ist keine Tabelle.',
    follows: NOTHING_TAKEN,
    todo: 'Gebraucht wird eine CSV-Datei mit Überschriften in der ersten Zeile.',
  }),
  'csv-columns-unknown': () => ({
    what: 'In der Datei ist nicht zu erkennen, wo Bestellung und Sendungsnummer stehen.',
    follows: NOTHING_TAKEN,
    todo: 'Nennen Sie die Spalten, mindestens orderReference und trackingNumber.',
  }),
  'csv-column-missing': (g) => ({
    what: `Eine Spalte „${g.text('column')}“ hat diese Datei nicht.`,
    follows: NOTHING_TAKEN,
    todo: 'Vergleichen Sie die Namen der Spalten mit der ersten Zeile der Datei.',
  }),
  'csv-date-order-unknown': (g) => ({
    what: `In der Spalte „${g.text('column')}“ ist nicht zu erkennen, ob zuerst der Tag oder der Monat steht.`,
    follows: 'Die Tage gelten nicht als gelesen.',
    todo: 'Nennen Sie die Schreibweise dazu: dateFormat de, us oder iso.',
  }),
  'csv-quote-not-closed': (g) => ({
    what: `In Zeile ${g.number('rowNumber')} beginnt ein Anführungszeichen, das nirgends endet.`,
    follows: 'Die Zeile wurde ohne es gelesen.',
    todo: 'Prüfen Sie in der Vorschau, ob sie so stimmt.',
  }),
  'csv-too-few-cells': () => ({
    what: 'Die Zeile hat zu wenige Spalten.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-too-many-cells': () => ({
    what: 'Die Zeile hat mehr Spalten als die Überschrift, ihre Angaben stehen an falscher Stelle.',
    follows: ROW_LEFT,
    todo: 'Oft fehlen Anführungszeichen um einen Text, in dem das Trennzeichen vorkommt.',
  }),
  'csv-order-reference-missing': () => ({
    what: 'In der Zeile steht keine Bestellnummer.',
    follows: ROW_LEFT,
    todo: 'Lassen Sie Ihr Versandprogramm die Bestellnummer als Referenz auf das Etikett schreiben.',
  }),
  'csv-tracking-missing': () => ({
    what: 'In der Zeile steht keine Sendungsnummer.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-excel-number': () => ({
    what: 'In der Zeile hat eine Tabellenkalkulation eine lange Nummer gerundet.',
    follows: `Ihre letzten Ziffern sind verloren. ${ROW_LEFT}`,
    todo: 'Nehmen Sie die ursprüngliche Datei des Versenders, ohne sie vorher in Excel zu öffnen.',
  }),
  'csv-date-unreadable': () => ({
    what: 'Das Versanddatum der Zeile ist nicht zu lesen.',
    follows: ROW_LEFT,
    todo: 'Nennen Sie die Schreibweise der Spalte dazu: dateFormat de, us oder iso.',
  }),
  'csv-quantity-unreadable': () => ({
    what: 'Die Stückzahl der Zeile ist keine ganze Zahl.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-repeated': (g) => ({
    what: `Die Zeile sagt dasselbe wie Zeile ${g.number('repeats')}.`,
    follows: 'Sie wird nur einmal gezählt.',
    todo: undefined,
  }),
  'csv-label-cancelled': () => ({
    what: 'Dieses Etikett wurde beim Versender storniert.',
    follows: 'Die Zeile wird übergangen.',
    todo: undefined,
  }),
  'csv-not-handed-over': () => ({
    what: 'Zu dieser Zeile gibt es erst ein Etikett; der Versender hat das Paket noch nicht.',
    follows: 'Die Zeile wird übergangen, OTTO erfährt von dem Versand noch nichts.',
    todo: 'Geben Sie eine neue Datei, sobald der Versender das Paket übernommen hat.',
  }),
  'csv-sku-not-in-order': (g) => ({
    what: `${g.order} hat kein offenes Stück mit der SKU „${g.text('sku')}“, oder nicht so viele.`,
    follows: ROW_LEFT,
    todo: 'Vergleichen Sie SKU und Stückzahl mit der Bestellung.',
  }),
} as const satisfies Record<CarrierCsvCode, Say>;
