import { stringify } from 'csv-stringify/sync';
import { RECEIPT_TYPES, type ReceiptType } from '../../mapping/receipts/receipt-words.ts';
import type { ReceiptRow } from '../ledger/receipt-facts.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ShopRefundRow } from '../ledger/shop-refunds.ts';
import { refundKindWord } from '../words/receipt-words.ts';
import type { Language } from '../words/saying.ts';
import { MONTH_FORM, MONTH_HEADS, MONTH_KINDS, type MonthKind } from './month-csv-words.ts';
import type { MonthReceipt, MonthRows } from './month-rows.ts';
import { readTaxes } from './receipt-taxes.ts';

/** One line of the table. Cents; absent = the cell is empty. */
type Line = {
  kind: MonthKind;
  account?: string;
  at?: string;
  receiptNumber?: string;
  linkedReceiptNumber?: string | null;
  orderNumber?: string | null;
  shopOrder?: string | null;
  ratePercent?: number;
  gross?: number;
  net?: number | undefined;
  tax?: number | undefined;
  fees?: number | null;
  discounts?: number | null;
  vouchers?: number;
  due?: number | null;
  paymentMethod?: string | null;
  reason?: string | null;
};

/**
 * A month for the accountant, as a table for spreadsheets of the language: a row for each receipt and rate
 * of VAT, one for each order and each refund in the shop, and the sums of each kind at the end. What went
 * back stands below zero. Begins with a byte order mark, or umlauts break; a cell that a spreadsheet would
 * take for a formula is escaped.
 */
export function monthCsv(language: Language, rows: MonthRows): string {
  const lines = [
    ...rows.receipts.flatMap(receiptLines),
    ...rows.orders.map(orderLine),
    ...rows.shopRefunds.map(shopRefundLine),
    ...sumLines(rows),
  ];
  const { delimiter, decimal } = MONTH_FORM[language];
  const table = [[...MONTH_HEADS[language]], ...lines.map((line) => cellsOf(language, line))];
  return stringify(table, {
    bom: true,
    delimiter,
    // What goes in as a number is one in the spreadsheet too, also below zero.
    escape_formulas: true,
    cast: { number: (cents) => (cents / 100).toFixed(2).replace('.', decimal) },
    record_delimiter: 'windows',
  });
}

const RECEIPT_KINDS = {
  PURCHASE: 'purchase',
  REFUND: 'refund',
  PARTIAL_REFUND: 'partial-refund',
} as const satisfies Record<ReceiptType, MonthKind>;

function isReal({ is_real }: ReceiptRow): boolean {
  return is_real === 1;
}

function signOf({ receipt_type }: Pick<ReceiptRow, 'receipt_type'>): 1 | -1 {
  return receipt_type === 'PURCHASE' ? 1 : -1;
}

/** What is of the whole receipt stands in its first row alone, so that columns may be summed up. */
function receiptLines(row: MonthReceipt): Line[] {
  const sign = signOf(row);
  const about: Line = {
    kind: isReal(row) ? RECEIPT_KINDS[row.receipt_type] : 'technical',
    account: row.account_id,
    at: row.created_at,
    receiptNumber: row.receipt_number,
    linkedReceiptNumber: row.linked_receipt_number,
    orderNumber: row.order_number,
    shopOrder: row.woo_order_number,
    paymentMethod: row.payment_method,
    reason: row.refund_kind,
  };
  const whole = {
    fees: signed(sign, row.fees_cents),
    discounts: signed(sign, row.discounts_cents),
    vouchers: signed(sign, row.vouchers_cents),
    due: row.due_cents === null ? null : signed(sign, row.due_cents),
  };
  const taxes = readTaxes(row);
  const rest = taxes.reduce((left, tax) => left - tax.grossCents, row.gross_cents);
  const parts: Partial<Line>[] = taxes.map((tax) => ({
    ratePercent: tax.ratePercent,
    gross: signed(sign, tax.grossCents),
    net: tax.netCents === undefined ? undefined : signed(sign, tax.netCents),
    tax: tax.taxCents === undefined ? undefined : signed(sign, tax.taxCents),
  }));
  if (rest !== 0 || parts.length === 0) parts.push({ gross: signed(sign, rest) });
  return parts.map((part, index) => ({ ...about, ...part, ...(index === 0 ? whole : {}) }));
}

function signed(sign: 1 | -1, cents: number): number {
  return cents === 0 ? 0 : sign * cents;
}

function orderLine(row: SalesOrderRow): Line {
  return {
    kind: 'order',
    account: row.account_id,
    at: row.ordered_at,
    orderNumber: row.order_number,
    shopOrder: row.woo_order_number,
    gross: row.gross_cents,
    fees: row.fee_cents,
    discounts: row.discount_cents,
    paymentMethod: row.payment_method,
  };
}

function shopRefundLine(row: ShopRefundRow): Line {
  const isRemoved = row.kind === 'removed';
  return {
    kind: isRemoved ? 'shop-refund-removed' : 'shop-refund',
    account: row.account_id,
    at: row.at,
    orderNumber: row.order_number,
    shopOrder: row.woo_order_number,
    gross: isRemoved ? row.cents : -row.cents,
    reason: `#${row.refund_id}`,
  };
}

function sumLines({ receipts, orders, shopRefunds }: MonthRows): Line[] {
  const real = receipts.filter(isReal);
  const ofType = (type: ReceiptType): Line => {
    const rows = real.filter((row) => row.receipt_type === type);
    const kind = `sum-${RECEIPT_KINDS[type]}` as const;
    return { kind, ...receiptSums(rows) };
  };
  const refunds = shopRefunds.map(shopRefundLine);
  return [
    ...RECEIPT_TYPES.map(ofType),
    { kind: 'sum-receipts', ...receiptSums(real) },
    {
      kind: 'sum-orders',
      gross: add(orders, (row) => row.gross_cents),
      fees: add(orders, (row) => row.fee_cents ?? 0),
      discounts: add(orders, (row) => row.discount_cents ?? 0),
    },
    { kind: 'sum-shop-refunds', gross: add(refunds, ({ gross }) => gross ?? 0) },
  ];
}

function receiptSums(rows: readonly ReceiptRow[]) {
  const sum = (of: (row: ReceiptRow) => number) => add(rows, (row) => signOf(row) * of(row));
  return {
    gross: sum((row) => row.gross_cents),
    fees: sum((row) => row.fees_cents),
    discounts: sum((row) => row.discounts_cents),
    vouchers: sum((row) => row.vouchers_cents),
    due: sum((row) => row.due_cents ?? 0),
  };
}

function add<Thing>(things: readonly Thing[], cents: (thing: Thing) => number): number {
  // Never "-0".
  return things.reduce((sum, thing) => sum + cents(thing), 0) + 0;
}

function cellsOf(language: Language, line: Line): (string | number)[] {
  const { kind, ratePercent, reason } = line;
  const rate = ratePercent === undefined ? '' : String(ratePercent);
  return [
    MONTH_KINDS[language][kind],
    line.account ?? '',
    line.at === undefined ? '' : line.at.slice(0, 10),
    line.receiptNumber ?? '',
    line.linkedReceiptNumber ?? '',
    line.orderNumber ?? '',
    line.shopOrder ?? '',
    rate.replace('.', MONTH_FORM[language].decimal),
    line.gross ?? '',
    line.net ?? '',
    line.tax ?? '',
    line.fees ?? '',
    line.discounts ?? '',
    line.vouchers ?? '',
    line.due ?? '',
    line.paymentMethod ?? '',
    reason ? refundKindWord(language, reason) : '',
  ];
}
