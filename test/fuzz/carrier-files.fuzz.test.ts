import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { it } from 'vitest';
import type { CarrierFile } from '../../src/bridge/carrier-csv/carrier-file.ts';
import { orderReferencesIn } from '../../src/bridge/carrier-csv/order-references-in.ts';
import { readCarrierRows } from '../../src/bridge/carrier-csv/read-rows.ts';
import { ConfigError } from '../../src/bridge/errors.ts';
import { checkFault, FUZZ_TIMEOUT_MS, fuzz } from './fuzz.ts';
import { shownShort } from './inputs.ts';
import { byteMutations, MARK, mutatedBytes } from './mutate.ts';

const FOLDER = new URL('../fixtures/carrier-csv/', import.meta.url);

/** Every layout as its carrier writes it, with a marker in the first row, and files nobody writes. */
const FILES = [
  ...readdirSync(FOLDER)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readFileSync(new URL(name, FOLDER)))
    .map((bytes) => Buffer.from(bytes.toString('latin1').replaceAll('GmbH', MARK), 'latin1')),
  Buffer.from(`sep=|\r\nSendungsnummer|Referenz\r\n"0034"|"${MARK}"\r\n`),
  Buffer.from(`\ufeffSendungsnummer;Referenz;Datum\n"12;${MARK}\n13;14;03/05/2026\n`, 'utf16le'),
  Buffer.from(`${' '.repeat(30_000)}\n\n;;;\n"""${'"'.repeat(2_000)}`),
  Buffer.from(`a;b\n${'"x;y\n'.repeat(1_000)}`),
  Buffer.from(`Sendungsnummer,Referenz\n${'="0034",\'5\r\n'.repeat(300)}`),
];

const MAPPING = {
  trackingNumber: 'Sendungsnummer',
  orderReference: 'Referenz',
  shippedAt: 'Datum',
};
const MAX_ROWS = 5_000;

function checkFile({ rows, leftOut, columns }: CarrierFile): void {
  if (rows.length + leftOut.length > MAX_ROWS) throw new Error('more rows than allowed');
  if (columns.length > 500) throw new Error('more columns than allowed');
  const numbers = new Set(rows.map(({ rowNumber }) => rowNumber));
  if (numbers.size !== rows.length) throw new Error('two rows of one number');
  for (const row of rows) {
    if (row.rowNumber < 2) throw new Error('the header is no row');
    if (row.quantity !== undefined && !(Number.isSafeInteger(row.quantity) && row.quantity > 0)) {
      throw new Error(`a quantity of ${row.quantity}`);
    }
    if (row.shippedAt !== undefined) new Date(row.shippedAt).toISOString();
    const isWhole = row.orderReference !== '' && row.trackingNumber !== '';
    if (row.fault === undefined && !isWhole) throw new Error('neither whole nor a fault');
    if (/\s/.test(row.trackingNumber)) throw new Error('a blank in a number');
    if (JSON.stringify(row).includes('\\u0000')) throw new Error('a NUL, which no database takes');
    orderReferencesIn(row.orderReference);
  }
}

it('a file of whatever bytes is rows, each whole or with its fault, or one of the known faults', {
  timeout: FUZZ_TIMEOUT_MS,
}, async () => {
  const input = fc.record({
    file: fc.constantFrom(...FILES),
    changes: byteMutations,
    random: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.uint8Array() },
    ),
    isMapped: fc.boolean(),
  });
  const shown = input.map(({ file, changes, random, isMapped }) => {
    const bytes = random === undefined ? mutatedBytes(file, changes) : Buffer.from(random);
    return { bytes, isMapped, [fc.toStringMethod]: () => shownShort(bytes) };
  });
  await fuzz('carrier-files', shown, async ({ bytes, isMapped }) => {
    try {
      const options = isMapped ? { mapping: MAPPING, carrier: 'DHL' } : {};
      checkFile(await readCarrierRows(bytes, { ...options, maxRows: MAX_ROWS }));
    } catch (fault) {
      checkFault(fault, [ConfigError]);
    }
  });
});
