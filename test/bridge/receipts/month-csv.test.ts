import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ReadReceipt } from '../../../src/bridge/ledger/receipts.ts';
import { monthCsv } from '../../../src/bridge/receipts/month-csv.ts';
import { MONTH_HEADS } from '../../../src/bridge/receipts/month-csv-words.ts';
import { momentsOfMonth, readMonth } from '../../../src/bridge/receipts/month-rows.ts';
import type { Language } from '../../../src/bridge/words/saying.ts';
import type { ReceiptType } from '../../../src/mapping/receipts/receipt-words.ts';
import { ACCOUNT, RUN, seenOrder, settlement } from '../../contracts/ledger/ledger-facts.ts';
import { openFreshLedger } from '../../databases.ts';
import { receiptOf } from '../../mapping/receipts/compared-orders.ts';

const IN_NOVEMBER = '2026-11-15T12:00:00.000Z';

function receipt(
  receiptNumber: string,
  receiptType: ReceiptType,
  said: Parameters<typeof receiptOf>[2] = {},
): ReadReceipt {
  const read = receiptOf(receiptNumber, receiptType, { createdAt: IN_NOVEMBER, ...said });
  return { ...read, receiptType };
}

const tax = (ratePercent: number, grossCents: number) => ({
  ratePercent,
  grossCents,
  netCents: grossCents - 100,
  taxCents: 100,
});

/** A ledger with receipts, orders and refunds in and around November. */
async function november() {
  const { ledger } = await openFreshLedger('sqlite');
  const receipts = [
    receipt('R-01', 'PURCHASE', { goods: 1, createdAt: '2026-10-31T23:59:59.999Z' }),
    receipt('R-02', 'PURCHASE', {
      salesOrderId: 'A',
      goods: 3_000,
      feesCents: 595,
      discountsCents: 200,
      vouchersCents: 1_000,
      dueCents: 2_595,
      createdAt: '2026-11-01T00:00:00.000Z',
      taxes: [tax(19, 2_595), tax(7, 1_000)],
      paymentMethod: 'INVOICE_SINGLE',
    }),
    receipt('R-03', 'REFUND', {
      goods: 1_000,
      refundKind: 'RETURN',
      linkedReceiptNumber: 'R-02',
      taxes: [tax(7, 1_000)],
    }),
    receipt('R-04', 'PARTIAL_REFUND', { goods: 250, refundKind: 'REFUND_COMPLAINT_ITEM' }),
    receipt('R-05', 'PURCHASE', { goods: 9_999, isReal: false }),
    receipt('R-06', 'PURCHASE', { goods: 2_000, createdAt: '2026-11-30T23:59:59.999Z' }),
    receipt('R-07', 'PURCHASE', { goods: 1, createdAt: '2026-12-01T00:00:00.000Z' }),
  ];
  await ledger.saveReceipts(ACCOUNT, receipts, IN_NOVEMBER);
  const orders = [
    seenOrder('A', { orderedAt: '2026-11-01T00:00:00.000Z' }),
    seenOrder('B', { orderedAt: '2026-11-30T23:59:59.999Z' }),
    seenOrder('C', { orderedAt: '2026-12-01T00:00:00.000Z' }),
    seenOrder('D', { orderedAt: IN_NOVEMBER }),
  ];
  await ledger.recordSeen(ACCOUNT, orders, IN_NOVEMBER);
  const ours = { refundId: 21, cents: 1_000, bookedAt: IN_NOVEMBER, isOurs: true };
  const byHand = { refundId: 22, cents: 500, bookedAt: undefined, isOurs: false };
  const settled = ['A', 'B', 'C'].map((id, index) => {
    const shopOrder = {
      wooOrderId: 17 + index,
      number: `${17 + index}`,
      status: 'x',
      createdAt: IN_NOVEMBER,
    };
    return settlement(id, { shopOrder });
  });
  await ledger.settleOrders(ACCOUNT, RUN, settled, IN_NOVEMBER);
  for (const refunds of [[ours, byHand], [ours]]) {
    const [first] = settled;
    if (!first?.shopOrder) throw new Error('A is in the shop');
    const shopOrder = { ...first.shopOrder, refunds };
    await ledger.settleOrders(ACCOUNT, RUN, [{ ...first, shopOrder }], IN_NOVEMBER);
  }
  return ledger;
}

async function linesOf(language: Language, month = '2026-11', accountId?: string) {
  const ledger = await november();
  const csv = monthCsv(language, await readMonth(ledger, { month, accountId }));
  const delimiter = language === 'de' ? ';' : ',';
  const records: string[][] = parse(csv, { bom: true, delimiter });
  return { csv, ledger, heads: records[0] ?? [], lines: records.slice(1) };
}

/** Cells of a line by the German heads. */
const by = (line: readonly string[]) =>
  Object.fromEntries(MONTH_HEADS.de.map((head, index) => [head, line[index] ?? '']));

const of = (lines: readonly string[][], kind: string) =>
  lines.filter(([first]) => first === kind).map(by);

describe('the month of the accountant', () => {
  it('holds what was created in the month by UTC, to the millisecond', async () => {
    const { lines } = await linesOf('de');
    const receipts = lines.map(by).map((line) => line.Belegnummer);
    expect(receipts.filter((number) => number !== '')).toEqual([
      'R-02',
      'R-02',
      'R-03',
      'R-04',
      'R-05',
      'R-06',
    ]);
    expect(of(lines, 'Bestellung').map((line) => line['OTTO-Nummer'])).toEqual([
      'number-A',
      'number-B',
    ]);
    expect(momentsOfMonth('2026-02')).toEqual({
      from: '2026-02-01T00:00:00.000Z',
      until: '2026-03-01T00:00:00.000Z',
    });
    expect(momentsOfMonth('2026-12').until).toBe('2027-01-01T00:00:00.000Z');
  });

  it('has a row for each receipt and rate; what is of the whole stands in the first alone', async () => {
    const { lines } = await linesOf('de');
    const [first, second] = of(lines, 'Beleg: Rechnung');
    expect(first).toMatchObject({
      'OTTO-Konto': ACCOUNT,
      'Shop-Nr.': '17',
      'Datum (UTC)': '2026-11-01',
      'USt-Satz (%)': '19',
      brutto: '25,95',
      netto: '24,95',
      USt: '1,00',
      'davon Versandkosten': '5,95',
      'Rabatte (schon abgezogen)': '2,00',
      Gutscheine: '10,00',
      'zu zahlen': '25,95',
      'Zahlart bei OTTO': 'INVOICE_SINGLE',
    });
    expect(second).toMatchObject({
      Belegnummer: 'R-02',
      'USt-Satz (%)': '7',
      brutto: '10,00',
      'davon Versandkosten': '',
      Gutscheine: '',
    });
  });

  it('shows what went back below zero, with its reason and the receipt it belongs to', async () => {
    const { lines } = await linesOf('de');
    expect(of(lines, 'Beleg: Erstattung')[0]).toMatchObject({
      brutto: '-10,00',
      netto: '-9,00',
      'gehört zu Beleg': 'R-02',
      Grund: 'Retoure',
    });
    expect(of(lines, 'Beleg: Teilerstattung')[0]).toMatchObject({
      brutto: '-2,50',
      'USt-Satz (%)': '',
      Grund: 'Reklamation',
    });
    expect(of(lines, 'Erstattung im Shop').map((line) => line.brutto)).toEqual(['-10,00', '-5,00']);
    expect(of(lines, 'Erstattung im Shop gelöscht').map((line) => line.brutto)).toEqual(['5,00']);
  });

  it('ends with the sums that the list shows, technical receipts left out', async () => {
    const { lines, ledger } = await linesOf('de');
    const { from, until } = momentsOfMonth('2026-11');
    const counts = await ledger.countReceipts({ createdFrom: from, createdTo: until, most: 9_999 });
    const cents = (text: string | undefined) => Math.round(Number(text?.replace(',', '.')) * 100);
    const sum = (kind: string) => cents(of(lines, kind)[0]?.brutto);
    const [purchases, refunds, partial] = counts.map(({ grossCents }) => grossCents);
    expect(sum('Summe Rechnungen')).toBe(purchases);
    expect(sum('Summe Erstattungen')).toBe(-(refunds ?? 0));
    expect(sum('Summe Teilerstattungen')).toBe(-(partial ?? 0));
    expect(sum('Summe Belege')).toBe(3_595 + 2_000 - 1_000 - 250);
    expect(sum('Summe Bestellungen')).toBe(2 * 1_999);
    expect(sum('Summe Erstattungen im Shop')).toBe(-1_000);
    const rows = lines.filter(([kind]) => /^Beleg: (Rech|Erst|Teil)/.test(kind ?? '')).map(by);
    expect(rows.reduce((total, line) => total + cents(line.brutto), 0)).toBe(sum('Summe Belege'));
    const fees = rows.reduce((total, line) => total + cents(line['davon Versandkosten'] || '0'), 0);
    expect(fees).toBe(cents(of(lines, 'Summe Belege')[0]?.['davon Versandkosten']));
  });

  it('is written as spreadsheets of the language read it', async () => {
    const german = await linesOf('de');
    expect(german.csv.startsWith('\uFEFFArt;')).toBe(true);
    expect(german.csv).toContain('\r\n');
    expect(german.heads).toEqual([...MONTH_HEADS.de]);
    const english = await linesOf('en');
    expect(english.heads).toEqual([...MONTH_HEADS.en]);
    expect(english.csv).toContain('receipt: refund');
    expect(english.csv).toContain('-10.00');
  });

  it('lets no cell be a formula, and leaves numbers below zero numbers', async () => {
    const { ledger } = await openFreshLedger('sqlite');
    const evil = receipt('R-1', 'REFUND', {
      goods: 100,
      orderNumber: '=1+1',
      paymentMethod: '@SUM(A1)',
      refundKind: '-cmd',
    });
    await ledger.saveReceipts(ACCOUNT, [evil], IN_NOVEMBER);
    const csv = monthCsv('de', await readMonth(ledger, { month: '2026-11' }));
    const records: string[][] = parse(csv, { bom: true, delimiter: ';' });
    const cells = records.flat();
    expect(cells).toContain("'=1+1");
    expect(cells).toContain("'@SUM(A1)");
    expect(cells).toContain("'-cmd");
    expect(cells).toContain('-1,00');
  });

  it('is of one account where one is named, and of no month that is none', async () => {
    const { lines } = await linesOf('de', '2026-11', 'account-2');
    expect(lines.map(([kind]) => kind)).toEqual([
      'Summe Rechnungen',
      'Summe Erstattungen',
      'Summe Teilerstattungen',
      'Summe Belege',
      'Summe Bestellungen',
      'Summe Erstattungen im Shop',
    ]);
    expect(by(lines[3] ?? []).brutto).toBe('0,00');
    for (const month of ['2026-13', '2026-1', '1999-12', 'November']) {
      expect(() => momentsOfMonth(month)).toThrow(
        expect.objectContaining({ code: 'month-invalid' }),
      );
    }
  });

  it('holds more than one page of everything', async () => {
    const { ledger } = await openFreshLedger('sqlite');
    const many = Array.from({ length: 2_001 }, (_, index) =>
      receipt(`R-${String(index).padStart(5, '0')}`, 'PURCHASE', { goods: 1 }),
    );
    await ledger.saveReceipts(ACCOUNT, many, IN_NOVEMBER);
    const { receipts } = await readMonth(ledger, { month: '2026-11' });
    expect(receipts.map((row) => row.receipt_number)).toEqual(
      many.map(({ receiptNumber }) => receiptNumber),
    );
  });
});
