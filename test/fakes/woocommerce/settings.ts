import type { MailType, TaxRate } from './state.ts';

export type StatusName = { slug: string; name: string };

/** What a merchant can set up in the shop; tests may change it at any time. */
export type ShopSettings = {
  siteName: string;
  /** Version in system_status and on orders; before 9.9 the `created_via` filter is unknown. */
  wooVersion: string;
  wordpressVersion: string;
  phpMaxExecutionTime: number;
  /** `legacy` = orders in the posts table; `hpos-full-text` = search by word prefix. */
  orderStorage: 'hpos' | 'hpos-full-text' | 'legacy';
  gmtOffsetHours: number;
  timezoneString: string;
  currency: string;
  priceDecimals: number;
  baseAddress: { country: string; state: string; postcode: string; city: string };
  /** woocommerce_calc_taxes. */
  calcTaxes: boolean;
  pricesIncludeTax: boolean;
  taxBasedOn: 'shipping' | 'billing' | 'base';
  /** `inherit`, '' (standard) or a tax class slug. */
  shippingTaxClass: string;
  roundAtSubtotal: boolean;
  taxClasses: StatusName[];
  taxRates: TaxRate[];
  /** Registered order statuses, slugs without `wc-`; a plugin switched off takes its own away. */
  orderStatuses: StatusName[];
  /** The shop-wide switch of stock management. */
  manageStock: boolean;
  lowStockAmount: number;
  noStockAmount: number;
  disabledMails: Set<MailType>;
  adminMail: string;
  /** How long a webhook's receiver may take, to the end of its answer. */
  webhookTimeoutMs: number;
  pingTimeoutMs: number;
  /** Ids of user accounts a `customer_id` may name. */
  customerIds: number[];
  /** WooCommerce's feature of order fulfillments; off by itself. */
  fulfillments: boolean;
  /** The Shiptastic plugin is there. */
  shiptastic: boolean;
};

/** German shop with gross prices, 19 % and 7 %, as in the recordings. */
export function defaultSettings(): ShopSettings {
  return {
    siteName: 'Example Shop',
    wooVersion: '10.5.0',
    wordpressVersion: '6.9.1',
    phpMaxExecutionTime: 300,
    orderStorage: 'hpos',
    gmtOffsetHours: 1,
    timezoneString: 'Europe/Berlin',
    currency: 'EUR',
    priceDecimals: 2,
    baseAddress: { country: 'DE', state: '', postcode: '', city: '' },
    calcTaxes: true,
    pricesIncludeTax: true,
    taxBasedOn: 'shipping',
    shippingTaxClass: 'inherit',
    roundAtSubtotal: false,
    taxClasses: [
      { slug: 'reduced-rate', name: 'Reduced rate' },
      { slug: 'zero-rate', name: 'Zero rate' },
    ],
    taxRates: [
      taxRate({ id: 1, rate: '19.0000', name: 'MwSt 19%' }),
      taxRate({ id: 2, rate: '7.0000', name: 'MwSt 7%', taxClass: 'reduced-rate' }),
    ],
    orderStatuses: [
      { slug: 'pending', name: 'Pending payment' },
      { slug: 'processing', name: 'Processing' },
      { slug: 'on-hold', name: 'On hold' },
      { slug: 'completed', name: 'Completed' },
      { slug: 'cancelled', name: 'Cancelled' },
      { slug: 'refunded', name: 'Refunded' },
      { slug: 'failed', name: 'Failed' },
      { slug: 'checkout-draft', name: 'Draft' },
    ],
    manageStock: true,
    lowStockAmount: 2,
    noStockAmount: 0,
    disabledMails: new Set(['customer-cancelled-order']),
    adminMail: 'admin@shop.example',
    webhookTimeoutMs: 60_000,
    pingTimeoutMs: 5_000,
    customerIds: [1],
    fulfillments: false,
    shiptastic: false,
  };
}

/** A tax rate for Germany, standard class, that also applies to shipping, unless told otherwise. */
export function taxRate(given: Partial<TaxRate> & { id: number; rate: string }): TaxRate {
  return {
    country: 'DE',
    state: '',
    postcodes: [],
    cities: [],
    name: 'MwSt',
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    taxClass: '',
    ...given,
  };
}

/** Slugs a shop accepts for `tax_class`; '' (standard) is always allowed. */
export function taxClassSlugs(settings: ShopSettings): string[] {
  return settings.taxClasses.map((taxClass) => taxClass.slug);
}

/** Registered status slugs, plus `auto-draft`, which is accepted but listed nowhere. */
export function acceptedStatuses(settings: ShopSettings): string[] {
  return ['auto-draft', ...settings.orderStatuses.map((status) => status.slug)];
}

/** The name the shop shows for a status; the slug itself when it is not registered. */
export function statusName(settings: ShopSettings, slug: string): string {
  return settings.orderStatuses.find((status) => status.slug === slug)?.name ?? slug;
}
