import type { Language } from '../words/saying.ts';

/** What a line of the month is about. */
export type MonthKind =
  | 'purchase'
  | 'refund'
  | 'partial-refund'
  | 'technical'
  | 'order'
  | 'shop-refund'
  | 'shop-refund-removed'
  | 'sum-purchase'
  | 'sum-refund'
  | 'sum-partial-refund'
  | 'sum-receipts'
  | 'sum-orders'
  | 'sum-shop-refunds';

export const MONTH_HEADS = {
  de: [
    'Art',
    'OTTO-Konto',
    'Datum (UTC)',
    'Belegnummer',
    'gehört zu Beleg',
    'OTTO-Nummer',
    'Shop-Nr.',
    'USt-Satz (%)',
    'brutto',
    'netto',
    'USt',
    'davon Versandkosten',
    'Rabatte (schon abgezogen)',
    'Gutscheine',
    'zu zahlen',
    'Zahlart bei OTTO',
    'Grund',
  ],
  en: [
    'kind',
    'OTTO account',
    'date (UTC)',
    'receipt number',
    'belongs to receipt',
    'OTTO number',
    'shop no.',
    'VAT rate (%)',
    'gross',
    'net',
    'VAT',
    'of which delivery fees',
    'discounts (taken off already)',
    'vouchers',
    'due',
    'payment method at OTTO',
    'reason',
  ],
} as const satisfies Record<Language, readonly string[]>;

export const MONTH_KINDS = {
  de: {
    purchase: 'Beleg: Rechnung',
    refund: 'Beleg: Erstattung',
    'partial-refund': 'Beleg: Teilerstattung',
    technical: 'Beleg: technisch, ohne Geld',
    order: 'Bestellung',
    'shop-refund': 'Erstattung im Shop',
    'shop-refund-removed': 'Erstattung im Shop gelöscht',
    'sum-purchase': 'Summe Rechnungen',
    'sum-refund': 'Summe Erstattungen',
    'sum-partial-refund': 'Summe Teilerstattungen',
    'sum-receipts': 'Summe Belege',
    'sum-orders': 'Summe Bestellungen',
    'sum-shop-refunds': 'Summe Erstattungen im Shop',
  },
  en: {
    purchase: 'receipt: invoice',
    refund: 'receipt: refund',
    'partial-refund': 'receipt: partial refund',
    technical: 'receipt: technical, no money',
    order: 'order',
    'shop-refund': 'refund in the shop',
    'shop-refund-removed': 'refund in the shop deleted',
    'sum-purchase': 'sum of invoices',
    'sum-refund': 'sum of refunds',
    'sum-partial-refund': 'sum of partial refunds',
    'sum-receipts': 'sum of receipts',
    'sum-orders': 'sum of orders',
    'sum-shop-refunds': 'sum of refunds in the shop',
  },
} as const satisfies Record<Language, Record<MonthKind, string>>;

/** As spreadsheets of the language read it: German ones expect semicolons and decimal commas. */
export const MONTH_FORM = {
  de: { delimiter: ';', decimal: ',' },
  en: { delimiter: ',', decimal: '.' },
} as const satisfies Record<Language, { delimiter: string; decimal: string }>;
