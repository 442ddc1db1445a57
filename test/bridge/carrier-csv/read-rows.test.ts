import { readFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnMappingSchema } from '../../../src/bridge/carrier-csv/column-mapping.ts';
import { readCarrierRows } from '../../../src/bridge/carrier-csv/read-rows.ts';
import { runs } from '../../mapping/support/property-runs.ts';
import { faultOfFile } from './fault-of-file.ts';

const MARCH_2 = '2026-03-01T23:00:00.000Z';

function fixture(name: string) {
  const path = new URL(`../../fixtures/carrier-csv/${name}`, import.meta.url);
  return readCarrierRows(readFileSync(path));
}

function read(text: string, options?: Parameters<typeof readCarrierRows>[1]) {
  return readCarrierRows(Buffer.from(text), options);
}

async function faultsOf(text: string) {
  return (await read(text)).rows.map(({ rowNumber, fault }) => [rowNumber, fault]);
}

describe("the carriers' exports", () => {
  it("reads DHL's list of shipments in Windows-1252 and leaves a cancelled label out", async () => {
    const file = await fixture('dhl-list.csv');
    expect(file).toMatchObject({ encoding: 'windows-1252', delimiter: ';', layout: 'dhl' });
    expect(file.columns).toContain('Empfängerstraße (inkl. Hausnummer)');
    expect(file.rows).toMatchObject([
      {
        rowNumber: 2,
        orderReference: '5nhxzdr88b',
        trackingNumber: '00340434161094042557',
        carrierName: 'DHL',
        shippedAt: undefined,
      },
      { rowNumber: 4, orderReference: '#1235' },
    ]);
    expect(file.leftOut).toEqual([
      { rowNumber: 3, trackingNumber: '00340434161094042564', reason: 'label-cancelled' },
    ]);
    expect(file.problems).toEqual([]);
  });

  it("reads the return numbers and ship dates of DHL's shipping program", async () => {
    const file = await fixture('dhl-shipments.csv');
    expect(file).toMatchObject({ encoding: 'utf-8', layout: 'dhl' });
    expect(file.rows).toMatchObject([
      {
        orderReference: '7kd2m9qx4t',
        returnNumber: '577546565072',
        shippedAt: MARCH_2,
        shippedAtPrecision: 'day',
      },
      { orderReference: '1236', returnNumber: undefined },
    ]);
  });

  it('reads DPD with commas inside of quotes', async () => {
    const file = await fixture('dpd.csv');
    expect(file).toMatchObject({ delimiter: ',', layout: 'dpd', problems: [] });
    expect(file.rows).toMatchObject([
      { orderReference: '5nhxzdr88b', trackingNumber: '01234567890123', carrierName: 'DPD' },
      { shippedAt: '2026-03-02T16:45:00.000Z', shippedAtPrecision: 'moment' },
    ]);
  });

  it('reads GLS in UTF-16 with tabs, and its parcel number before its Track-ID', async () => {
    const file = await fixture('gls.csv');
    expect(file).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', layout: 'gls' });
    expect(file.rows).toMatchObject([
      { orderReference: 'bu5h6x7z2k', trackingNumber: '12345678901', carrierName: 'GLS' },
      { orderReference: '1238-1' },
    ]);
  });

  it('reads UPS WorldShip and leaves a voided package out', async () => {
    const file = await fixture('ups-worldship.csv');
    expect(file).toMatchObject({ layout: 'ups', leftOut: [{ rowNumber: 3 }] });
    expect(file.rows).toMatchObject([
      { trackingNumber: '1Z999AA10123456784', carrierName: 'UPS', shippedAt: MARCH_2 },
    ]);
  });

  it('reads Hermes', async () => {
    const file = await fixture('hermes.csv');
    expect(file).toMatchObject({ layout: 'hermes', problems: [] });
    expect(file.rows).toMatchObject([
      {
        trackingNumber: 'H1234567890123456789',
        carrierName: 'HERMES',
        orderReference: '7kd2m9qx4t',
      },
      { shippedAt: '2026-03-02T15:06:00.000Z' },
    ]);
  });

  it('reads a list of the shop owner, and every bad row of it stays by itself', async () => {
    const file = await fixture('own-list.csv');
    expect(file).toMatchObject({ layout: 'plain', delimiter: ';', problems: [] });
    const told = file.rows.map(({ rowNumber, carrierName, fault, repeats }) => [
      rowNumber,
      carrierName,
      fault ?? (repeats === undefined ? 'good' : `repeats ${repeats}`),
    ]);
    expect(told).toEqual([
      [2, 'DHL', 'good'],
      [3, 'DHL', 'repeats 2'],
      [5, 'DPD', 'excel-number'],
      [6, 'GLS', 'tracking-missing'],
      [7, 'UPS', 'order-reference-missing'],
      [8, 'Hermes', 'date-unreadable'],
      [9, 'Hermes', 'quantity-unreadable'],
      [10, 'DHL', 'too-few-cells'],
      [11, 'DHL', 'too-many-cells'],
      [12, 'DHL', 'good'],
    ]);
    expect(file.rows[0]).toMatchObject({
      trackingNumber: '00340434161094042601',
      sku: 'MUG-RED',
      quantity: 1,
    });
    expect(file.rows[5]).toMatchObject({
      orderReference: '1243',
      trackingNumber: '12345678901234',
    });
  });
});

describe('the columns', () => {
  const text = 'Ref;Nr\n1234;00340434161094042557\n';

  it('are shown when nobody knows them, and no row is read', async () => {
    expect(await read(text)).toMatchObject({
      columns: ['Ref', 'Nr'],
      mapping: undefined,
      layout: undefined,
      rows: [],
      problems: [{ code: 'columns-unknown' }],
    });
  });

  it('are as the mapping of the owner says', async () => {
    const mapping = { orderReference: 'Ref', trackingNumber: 'Nr' };
    const file = await read(text, { mapping, carrier: 'dhl paket' });
    expect(file).toMatchObject({ layout: undefined, mapping, problems: [] });
    expect(file.rows).toMatchObject([{ orderReference: '1234', carrierName: 'dhl paket' }]);
  });

  it('are as the mapping says even where a layout would say otherwise', async () => {
    const list = 'Sendungsnummer;Referenz;Abrechnungsnummer\n1;2;3\n';
    const mapping = { orderReference: 'Abrechnungsnummer', trackingNumber: 'Referenz' };
    expect((await read(list, { mapping })).rows).toMatchObject([
      { orderReference: '3', trackingNumber: '2', carrierName: undefined },
    ]);
  });

  it('that the mapping names and the file has not are told, and no row is read', async () => {
    const mapping = { orderReference: 'Order', trackingNumber: 'Nr', sku: 'SKU' };
    expect(await read(text, { mapping })).toMatchObject({
      rows: [],
      problems: [
        { code: 'column-missing', column: 'Order' },
        { code: 'column-missing', column: 'SKU' },
      ],
    });
  });

  it.each([
    ['no tracking number', { orderReference: 'a' }],
    ['a role nobody knows', { orderReference: 'a', trackingNumber: 'b', weight: 'c' }],
    ['an empty name', { orderReference: 'a', trackingNumber: '' }],
    ['a date format nobody knows', { orderReference: 'a', trackingNumber: 'b', dateFormat: 'fr' }],
  ])('can not be mapped with %s', (_name, mapping) => {
    expect(columnMappingSchema.safeParse(mapping).success).toBe(false);
  });
});

describe('the carrier', () => {
  it("is the row's own before the file's, and the file's before the layout's", async () => {
    const list = 'Referenz;Sendungsnummer;Abrechnungsnummer;Carrier\n1;2;3;GLS\n4;5;6;\n';
    const names = async (carrier?: string) =>
      (await read(list, { carrier })).rows.map((row) => row.carrierName);
    expect(await names()).toEqual(['GLS', 'DHL']);
    expect(await names('UPS')).toEqual(['GLS', 'UPS']);
  });
});

describe('a row', () => {
  const HEAD = 'Order;Tracking number;Status;Return number;Quantity';

  it.each([
    ['1;2', undefined],
    ['1;2;;;1', undefined],
    ['1;2;;;1;;', undefined],
    ['1;2;;;2,0', undefined],
    ['1', 'too-few-cells'],
    ['1;2;;;1;x', 'too-many-cells'],
    ['1;2;;;1;;x', 'too-many-cells'],
    [' ;2;;;1', 'order-reference-missing'],
    ['1; ;;;1', 'tracking-missing'],
    ['1;3,4E+19;;;1', 'excel-number'],
    ['1.2E+9;2;;;1', 'excel-number'],
    ['1;2;;5.7E+11;1', 'excel-number'],
    ['1;2;;;0', 'quantity-unreadable'],
    ['1;2;;;1.5', 'quantity-unreadable'],
    ['1;2;;;-1', 'quantity-unreadable'],
    ['1;"2;x', 'too-few-cells'],
  ])('%s has the fault %s', async (row, fault) => {
    expect(await faultsOf(`${HEAD}\n${row}\n`)).toEqual([[2, fault]]);
  });

  it('whose label was cancelled is left out', async () => {
    const file = await read(`${HEAD}\n1;2;Storniert\n`);
    expect(file.rows).toEqual([]);
    expect(file.leftOut).toEqual([
      { rowNumber: 2, trackingNumber: '2', reason: 'label-cancelled' },
    ]);
  });

  it('whose label was made and not handed over is left out, as long as its status says so', async () => {
    const list = (status: string) =>
      read(`Sendungsnummer;Sendungsreferenz;Abrechnungsnummer;Status\n2;1;62;${status}\n`);
    const made = await list('Auftragsdaten übermittelt');
    expect(made).toMatchObject({ layout: 'dhl', rows: [] });
    expect(made.leftOut).toEqual([
      { rowNumber: 2, trackingNumber: '2', reason: 'not-handed-over' },
    ]);
    expect(await list('Transport')).toMatchObject({ rows: [{ orderReference: '1' }], leftOut: [] });
  });

  it('that has a quote too many is told, and read without it', async () => {
    const file = await read('Order;Tracking number;Name\n1;2;"Jo\n3;4;Ma\n');
    expect(file.problems).toEqual([{ code: 'quote-not-closed', rowNumber: 2 }]);
    expect(file.rows).toMatchObject([{ trackingNumber: '2' }, { trackingNumber: '4' }]);
  });

  it('loses the blanks inside of its numbers', async () => {
    const [row] = (await read(`${HEAD}\n1;0034 0434 16;;57 75\n`)).rows;
    expect(row).toMatchObject({ trackingNumber: '0034043416', returnNumber: '5775' });
  });
});

describe('the dates of a column', () => {
  const HEAD = 'Order;Tracking number;Ship date';
  const mapping = {
    orderReference: 'Order',
    trackingNumber: 'Tracking number',
    shippedAt: 'Ship date',
  };
  const daysOf = async (dates: string[], dateFormat?: 'de' | 'iso' | 'us') => {
    const rows = dates.map((date, index) => `${index};${index};${date}`);
    const file = await read([HEAD, ...rows].join('\n'), { mapping: { ...mapping, dateFormat } });
    const days = file.rows.map(({ shippedAt, fault }) => fault ?? shippedAt?.slice(0, 10));
    return { days, problems: file.problems };
  };

  it('are all read as the one that can be meant in one way only', async () => {
    expect((await daysOf(['03/05/2026', '13/05/2026'])).days).toEqual(['2026-05-02', '2026-05-12']);
    expect((await daysOf(['03/05/2026', '05/13/2026'])).days).toEqual(['2026-03-04', '2026-05-12']);
  });

  it.each([
    ['nothing tells', ['03/05/2026', '04/06/2026']],
    ['they contradict one another', ['03/05/2026', '13/05/2026', '05/13/2026']],
  ])('are not guessed when %s, and the column is told', async (_name, dates) => {
    const { days, problems } = await daysOf(dates);
    expect(days[0]).toBe('date-unreadable');
    expect(problems).toEqual([{ code: 'date-order-unknown', column: 'Ship date' }]);
  });

  it('are as the mapping says', async () => {
    expect(await daysOf(['03/05/2026'], 'de')).toEqual({ days: ['2026-05-02'], problems: [] });
    expect(await daysOf(['03/05/2026'], 'us')).toEqual({ days: ['2026-03-04'], problems: [] });
    expect((await daysOf(['03/05/2026', '13/05/2026'], 'iso')).days).toEqual([
      'date-unreadable',
      '2026-05-12',
    ]);
  });

  it('are the least that a row can lack', async () => {
    const file = await read(`${HEAD}\n1;;soon\n`, { mapping });
    expect(file.rows).toMatchObject([{ fault: 'tracking-missing', shippedAt: undefined }]);
  });

  it('may be missing in a row', async () => {
    expect(await daysOf(['', '02.03.2026'])).toEqual({
      days: [undefined, '2026-03-01'],
      problems: [],
    });
  });
});

describe('the fingerprint of a row', () => {
  const HEAD = 'Order;Tracking number;SKU;Quantity;Carrier;Ship date;Return number';
  const of = async (row: string) => (await read(`${HEAD}\n${row}\n`)).rows[0]?.fingerprint;
  const usual = of('5nhxzdr88b;1Z999AA1;MUG;1;UPS;02.03.2026;577546565072');

  it.each([
    ['case', '5NHXZDR88B;1z999aa1;MUG;1'],
    ['blanks', ' 5nhxzdr88b;1Z99 9AA1;MUG ;1'],
    ['carrier, date and return number', '5nhxzdr88b;1Z999AA1;MUG;1;DHL;03.03.2026;1'],
  ])('is the same whatever its %s', async (_name, row) => {
    expect(await of(row)).toBe(await usual);
  });

  it.each([
    ['order', 'x;1Z999AA1;MUG;1'],
    ['tracking number', '5nhxzdr88b;1Z999AA2;MUG;1'],
    ['SKU', '5nhxzdr88b;1Z999AA1;CUP;1'],
    ['missing SKU', '5nhxzdr88b;1Z999AA1;;1'],
    ['quantity', '5nhxzdr88b;1Z999AA1;MUG;2'],
    ['missing quantity', '5nhxzdr88b;1Z999AA1;MUG;'],
  ])('is another for another %s', async (_name, row) => {
    expect(await of(row)).not.toBe(await usual);
  });

  it('is the same in a file of another form, as it must stay for ever', async () => {
    const other = await readCarrierRows(
      Buffer.from(
        '\ufeffQty,SKU,Order No.,Tracking No.\n1,MUG,5nhxzdr88b,"=""1Z999AA1"""\n',
        'utf16le',
      ),
    );
    expect(other.rows[0]?.fingerprint).toBe(await usual);
    expect(await usual).toBe('yQTZh4K5910rOGiStNpGbt');
  });

  it('marks rows that say the same, but never a row with a fault', async () => {
    const file = await read('Order;Tracking number\n1;2\n3;4\n1;2\n1;\n1;\n3;4\n');
    expect(file.rows.map(({ rowNumber, repeats }) => [rowNumber, repeats])).toEqual([
      [2, undefined],
      [3, undefined],
      [4, 2],
      [5, undefined],
      [6, undefined],
      [7, 3],
    ]);
  });
});

describe('any file', () => {
  const HEAD = [
    'Empfänger',
    'Referenz',
    'Sendungsnummer',
    'Abrechnungsnummer',
    'Retourensendungsnummer',
  ];
  const ENCODERS = {
    'utf-8': (text: string) => Buffer.from(text),
    'utf-8 with mark': (text: string) => Buffer.from(`\ufeff${text}`),
    'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'utf-16be': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'windows-1252': (text: string) => Buffer.from(text, 'latin1'),
  };

  it('comes back as it was written, in every encoding, delimiter and quoting', async () => {
    const number = fc.stringMatching(/^[0-9A-Z]{1,20}$/);
    const name = fc.stringMatching(/^[ -~äöüÄÖÜßéà\n]{0,20}$/u);
    const row = fc.record({ name, order: number, tracking: number, back: number });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...Object.values(ENCODERS)),
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (shipped, encode, delimiter, newline, quoted) => {
          const cells = shipped.map((one) => [one.name, one.order, one.tracking, '6234', one.back]);
          const text = stringify([HEAD, ...cells], {
            delimiter,
            record_delimiter: newline,
            quoted,
            quoted_match: /[\r\n]/,
          });
          const file = await readCarrierRows(encode(text));
          expect(file).toMatchObject({ delimiter, layout: 'dhl', problems: [], leftOut: [] });
          const back = file.rows.map((one) => ({
            order: one.orderReference,
            tracking: one.trackingNumber,
            back: one.returnNumber,
          }));
          expect(back).toEqual(
            shipped.map(({ order, tracking, back }) => ({ order, tracking, back })),
          );
          expect(file.rows.map(({ rowNumber }) => rowNumber)).toEqual(shipped.map((_, i) => i + 2));
        },
      ),
      runs(500),
    );
  });

  it('of garbage is read, or refused with a clear error, and never anything else', async () => {
    const known = Buffer.from('Order;Tracking number;Status;Ship date;Qty\n');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((tail) => Buffer.concat([known, tail])),
      fc
        .string({ unit: fc.constantFrom('"', ';', '\n', '\r', ',', 'a', '1', '=') })
        .map((text) => Buffer.concat([known, Buffer.from(text)])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (garbage) => {
        const fault = await faultOfFile(() => readCarrierRows(garbage));
        if (fault !== undefined) expect(fault.code).toMatch(/^carrier-file-/);
      }),
      runs(2_000),
    );
  });

  it('leaves room for other work while it is read', async () => {
    let turns = 0;
    const takeTurns = () => {
      turns += 1;
      turn = setImmediate(takeTurns);
    };
    let turn = setImmediate(takeTurns);
    await read(`Order;Tracking number;Name\n${`1;2;${'x'.repeat(200)}\n`.repeat(2_000)}`);
    clearImmediate(turn);
    expect(turns).toBeGreaterThan(10);
  });

  it('without a row has none', async () => {
    expect((await read('Order;Tracking number')).rows).toEqual([]);
  });

  it('is bounded in bytes and rows', async () => {
    const text = 'Order;Tracking number\n1;2\n3;4\n';
    expect(await faultOfFile(() => read(text, { maxRows: 1 }))).toMatchObject({
      code: 'carrier-file-too-long',
    });
    expect(await faultOfFile(() => read(text, { maxBytes: 10 }))).toMatchObject({
      code: 'carrier-file-too-large',
    });
  });
});
