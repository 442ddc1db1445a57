import { expect, it } from 'vitest';
import { differencesCsv } from '../../../src/bridge/http/present/differences-csv.ts';
import type { ReconcileDifferenceRow } from '../../../src/bridge/ledger/reconcile-runs.ts';

const ROW: ReconcileDifferenceRow = {
  difference_id: 7,
  reconcile_run_id: 'run',
  account_id: 'main',
  sales_order_id: 'a46fb35b-9c77',
  order_number: 'bu5h6x7z2k',
  code: 'total-differs',
  params: JSON.stringify({ wooOrderId: 12, expectedCents: 123_456, actualCents: 0 }),
  repair: 'look-again',
  repaired_at: null,
};

const linesOf = (text: string) => text.split('\r\n');

it('is what German spreadsheets open: a mark for umlauts, semicolons, decimal commas', () => {
  const text = differencesCsv('de', [ROW, { ...ROW, repair: null, repaired_at: '2026-03-20' }]);
  expect(text.startsWith('\uFEFFOTTO-Konto;OTTO-Nummer;')).toBe(true);
  const [, first, second, end] = linesOf(text);
  expect(first).toBe(
    'main;bu5h6x7z2k;a46fb35b-9c77;12;total-differs;Bestellung bu5h6x7z2k: Bei OTTO bleiben 1.234,56\u00a0€ zu zahlen, im Shop 0,00\u00a0€ (Shop-Bestellung 12).;neu ansehen;1234,56;0,00;',
  );
  expect(second).toMatch(/;Ihre Entscheidung;1234,56;0,00;2026-03-20$/);
  expect(end).toBe('');
});

it('is English with commas and decimal points', () => {
  const [head, row] = linesOf(differencesCsv('en', [ROW]));
  expect(head).toBe(
    '\uFEFFOTTO account,OTTO number,OTTO id,shop no.,code,difference,repair,sum at OTTO,sum in the shop,repaired at (UTC)',
  );
  expect(row).toMatch(/,look again,1234\.56,0\.00,$/);
});

it('leaves cells empty that a difference has nothing for', () => {
  const [, row] = linesOf(differencesCsv('en', [{ ...ROW, code: 'phase-behind', params: '{}' }]));
  expect(row).toMatch(/^main,bu5h6x7z2k,a46fb35b-9c77,,phase-behind,.*,look again,,,$/);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('disarms the formula %j', (orderNumber) => {
  const cell = linesOf(differencesCsv('de', [{ ...ROW, order_number: orderNumber }]))[1];
  expect(cell?.split(';')[1]).toBe(`'${orderNumber}`);
});

it('keeps separators, quotes and line breaks inside their cell', () => {
  const [, row] = linesOf(differencesCsv('de', [{ ...ROW, order_number: 'a;"b"' }]));
  expect(row).toContain(';"a;""b""";');
});
