import { describe, expect, it } from 'vitest';
import { columnKey, placeColumns } from '../../../src/bridge/carrier-csv/column-mapping.ts';
import { CARRIER_LAYOUTS, LAYOUT_COLUMNS } from '../../../src/bridge/carrier-csv/layout-columns.ts';
import { recogniseLayout } from '../../../src/bridge/carrier-csv/layouts.ts';

describe('the layout of a header', () => {
  it('names the columns as they stand in the file', () => {
    expect(
      recogniseLayout([
        'SENDUNGSNUMMER',
        'Sendungsreferenz (Referenznr.)',
        'Retouren-Sendungsnummer',
      ]),
    ).toEqual({
      layout: 'dhl',
      carrier: 'DHL',
      mapping: {
        orderReference: 'Sendungsreferenz (Referenznr.)',
        trackingNumber: 'SENDUNGSNUMMER',
        returnNumber: 'Retouren-Sendungsnummer',
      },
    });
  });

  it('prefers the more certain of two columns, wherever they stand', () => {
    const { mapping } =
      recogniseLayout(['Referenz', 'Track-ID', 'Kundenreferenz', 'Paketnummer']) ?? {};
    expect(mapping).toMatchObject({
      orderReference: 'Kundenreferenz',
      trackingNumber: 'Paketnummer',
    });
  });

  it('reads the first of two columns with one name', () => {
    const { mapping } = recogniseLayout(['TRACKING', 'Tracking', 'ORDER', 'Order']) ?? {};
    expect(mapping).toEqual({ orderReference: 'ORDER', trackingNumber: 'TRACKING' });
  });

  it('is plain without a carrier when only shared names are there', () => {
    expect(recogniseLayout(['Bestellnummer', 'Sendungsnummer', 'Versanddatum'])).toEqual({
      layout: 'plain',
      carrier: undefined,
      mapping: {
        orderReference: 'Bestellnummer',
        trackingNumber: 'Sendungsnummer',
        shippedAt: 'Versanddatum',
      },
    });
  });

  it('names no carrier when two are equally likely', () => {
    const header = ['Referenz', 'Sendungsnummer', 'Abrechnungsnummer', 'Track-ID'];
    expect(recogniseLayout(header)).toMatchObject({ layout: 'plain', carrier: undefined });
    expect(recogniseLayout([...header, 'Identcode'])).toMatchObject({ layout: 'dhl' });
  });

  it('reads the carrier of each row where the list has a column for it', () => {
    const header = ['Order', 'Carrier', 'Track-ID'];
    expect(recogniseLayout(header)).toMatchObject({
      layout: 'gls',
      mapping: { carrier: 'Carrier' },
    });
  });

  it('takes neither the day of a status for a ship date nor a product for a carrier', () => {
    const header = [
      'Sendungsnummer',
      'Sendungsreferenz',
      'Abrechnungsnummer',
      'Datum Status',
      'Produkt',
    ];
    expect(recogniseLayout(header)?.mapping).toEqual({
      orderReference: 'Sendungsreferenz',
      trackingNumber: 'Sendungsnummer',
    });
  });

  it.each([
    ['no order', ['Sendungsnummer', 'Abrechnungsnummer', 'Empfänger']],
    ['no tracking number', ['Sendungsreferenz', 'Abrechnungsnummer']],
    ['neither', ['Name', 'Straße', 'Ort']],
    ['nothing', ['']],
  ])('is unknown when it has %s', (_name, header) => {
    expect(recogniseLayout(header)).toBeUndefined();
  });

  it.each(CARRIER_LAYOUTS)(
    'has no mark of %s that another carrier or the shared names have',
    (layout) => {
      const marks = LAYOUT_COLUMNS[layout].marks.map(columnKey);
      const others = CARRIER_LAYOUTS.filter((other) => other !== layout);
      const foreign = others.flatMap((other) => LAYOUT_COLUMNS[other].marks.map(columnKey));
      expect(marks.filter((mark) => foreign.includes(mark))).toEqual([]);
      expect(new Set(marks).size).toBe(marks.length);
    },
  );

  it.each(
    CARRIER_LAYOUTS.flatMap((layout) => {
      const { marks, columns } = LAYOUT_COLUMNS[layout];
      return marks.map((mark) => [layout, mark, columns] as const);
    }),
  )('is %s when "%s" stands beside order and tracking number', (layout, mark, columns) => {
    const header = [columns.orderReference.at(-1) ?? '', columns.trackingNumber.at(-1) ?? '', mark];
    expect(recogniseLayout(header)?.layout).toBe(layout);
  });
});

describe('a mapping of the owner', () => {
  const mapping = { orderReference: 'Bestell Nr', trackingNumber: 'Übergabe-Code' };

  it('finds its columns without regard to case, umlauts and punctuation', () => {
    for (const code of ['UEBERGABE CODE', 'U\u0308bergabe-Code']) {
      expect(placeColumns(['x', code, 'bestell-nr.'], mapping)).toEqual({
        places: { orderReference: 2, trackingNumber: 1 },
      });
    }
  });

  it('prefers the column spelled like it, and of equal ones the first', () => {
    const header = ['bestellnr', 'Bestell Nr', 'Bestell Nr', 'Übergabe-Code'];
    expect(placeColumns(header, mapping)).toEqual({
      places: { orderReference: 1, trackingNumber: 3 },
    });
  });

  it('tells every column that is missing', () => {
    expect(placeColumns(['Bestell Nr'], { ...mapping, sku: 'Artikel' })).toEqual({
      missing: ['Übergabe-Code', 'Artikel'],
    });
  });

  it('never takes a column of other letters for one it can not compare', () => {
    const foreign = { orderReference: 'Заказ', trackingNumber: 'Номер' };
    expect(placeColumns(['Заказ', 'Имя'], foreign)).toEqual({ missing: ['Номер'] });
  });
});
