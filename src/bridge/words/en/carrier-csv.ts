import type { CarrierCsvCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_TAKEN = 'Nothing was taken from the file.';
const ROW_LEFT = 'This row is passed over; all others count.';

/** What is wrong with a carrier's file, or with one of its rows. */
export const carrierCsv = {
  'carrier-file-too-large': (g) => ({
    what: `The file is too large; the bridge takes no more than ${g.number('megabytes')} MB.`,
    follows: NOTHING_TAKEN,
    todo: 'Split it into several files, for example by days.',
  }),
  'carrier-file-too-long': (g) => ({
    what: `The file has too many rows; the bridge takes no more than ${g.number('rows')} at once.`,
    follows: NOTHING_TAKEN,
    todo: 'Split it into several files, for example by days.',
  }),
  'carrier-file-empty': () => ({
    what: 'The file is empty.',
    follows: NOTHING_TAKEN,
    todo: 'Let your carrier make it once more.',
  }),
  'carrier-file-is-workbook': () => ({
    what: 'This is an Excel or OpenOffice file, no CSV file.',
    follows: NOTHING_TAKEN,
    todo: 'Download the CSV file from your carrier instead of taking the table from Excel: Excel rounds long tracking numbers.',
  }),
  'carrier-file-not-a-table': () => ({
    what: 'This file is no table.',
    follows: NOTHING_TAKEN,
    todo: 'A CSV file with headings in its first row is needed.',
  }),
  'csv-columns-unknown': () => ({
    what: 'The file does not show where order and tracking number stand.',
    follows: NOTHING_TAKEN,
    todo: 'Name the columns, at least orderReference and trackingNumber.',
  }),
  'csv-column-missing': (g) => ({
    what: `This file has no column “${g.text('column')}”.`,
    follows: NOTHING_TAKEN,
    todo: 'Compare the names of the columns with the first row of the file.',
  }),
  'csv-date-order-unknown': (g) => ({
    what: `In the column “${g.text('column')}” nothing tells whether the day or the month comes first.`,
    follows: 'The days do not count as read.',
    todo: 'Name the way they are written: dateFormat de, us or iso.',
  }),
  'csv-quote-not-closed': (g) => ({
    what: `In row ${g.number('rowNumber')} a quotation mark begins that ends nowhere.`,
    follows: 'The row was read without it.',
    todo: 'Check in the preview whether it is right like this.',
  }),
  'csv-too-few-cells': () => ({
    what: 'The row has too few columns.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-too-many-cells': () => ({
    what: 'The row has more columns than the heading, so that its cells stand in wrong places.',
    follows: ROW_LEFT,
    todo: 'Often the quotation marks are missing around a text that holds the delimiter.',
  }),
  'csv-order-reference-missing': () => ({
    what: 'The row has no order number.',
    follows: ROW_LEFT,
    todo: 'Let your shipping program write the order number on the label as its reference.',
  }),
  'csv-tracking-missing': () => ({
    what: 'The row has no tracking number.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-excel-number': () => ({
    what: 'In this row a spreadsheet has rounded a long number.',
    follows: `Its last digits are lost. ${ROW_LEFT}`,
    todo: 'Take the carrier’s original file, without opening it in Excel first.',
  }),
  'csv-date-unreadable': () => ({
    what: 'The ship date of the row is not readable.',
    follows: ROW_LEFT,
    todo: 'Name the way the column is written: dateFormat de, us or iso.',
  }),
  'csv-quantity-unreadable': () => ({
    what: 'The quantity of the row is no whole number.',
    follows: ROW_LEFT,
    todo: undefined,
  }),
  'csv-repeated': (g) => ({
    what: `The row says the same as row ${g.number('repeats')}.`,
    follows: 'It is counted only once.',
    todo: undefined,
  }),
  'csv-label-cancelled': () => ({
    what: 'This label was cancelled at the carrier.',
    follows: 'The row is passed over.',
    todo: undefined,
  }),
  'csv-not-handed-over': () => ({
    what: 'There is only a label for this row; the carrier has not got the parcel yet.',
    follows: 'The row is passed over, and OTTO is not told of the shipment yet.',
    todo: 'Give a new file as soon as the carrier has taken the parcel.',
  }),
  'csv-sku-not-in-order': (g) => ({
    what: `${g.order} has no open piece with the SKU “${g.text('sku')}”, or not so many.`,
    follows: ROW_LEFT,
    todo: 'Compare SKU and quantity with the order.',
  }),
} as const satisfies Record<CarrierCsvCode, Say>;
