import type { ShopProfile } from '../../../src/mapping/woocommerce/shop-profile.ts';
import { defaultSettings, type ShopSettings, taxRate } from '../../fakes/woocommerce/settings.ts';

/** What the bridge would read of a shop with these settings. */
export function profileOf(settings: ShopSettings): ShopProfile {
  return {
    currency: settings.currency,
    priceDecimals: settings.priceDecimals,
    taxesOn: settings.calcTaxes,
    pricesIncludeTax: settings.pricesIncludeTax,
    taxBasedOn: settings.taxBasedOn,
    shippingTaxClass: settings.shippingTaxClass,
    roundAtSubtotal: settings.roundAtSubtotal,
    base: settings.baseAddress,
    taxClasses: settings.taxClasses.map(({ slug }) => slug),
    taxRates: settings.taxRates.map((rate) => ({
      id: rate.id,
      taxClass: rate.taxClass,
      ratePercent: Number(rate.rate),
      country: rate.country,
      state: rate.state,
      postcodes: rate.postcodes,
      cities: rate.cities,
      priority: rate.priority,
      compound: rate.compound,
      shipping: rate.shipping,
    })),
    statuses: settings.orderStatuses,
    maxExecutionSeconds: settings.phpMaxExecutionTime,
  };
}

/** Statuses some plugin brought along, beside WooCommerce's own. */
export const CUSTOM_STATUSES = [
  { slug: 'packed', name: 'Packed' },
  { slug: 'shipped', name: 'Shipped' },
  { slug: 'came-back', name: 'Came back' },
];

/** A German shop as in the recordings, particular in what is given. */
export function shopWith(given: Partial<ShopSettings> = {}): ShopSettings {
  const settings = defaultSettings();
  return {
    ...settings,
    orderStatuses: [...settings.orderStatuses, ...CUSTOM_STATUSES],
    ...given,
  };
}

export function profileWith(given: Partial<ShopProfile> = {}): ShopProfile {
  return { ...profileOf(shopWith()), ...given };
}

/** Germany's two rates, the zero class without any rate. */
export const GERMAN_RATES = [
  taxRate({ id: 1, rate: '19.0000', name: 'MwSt 19%' }),
  taxRate({ id: 2, rate: '7.0000', name: 'MwSt 7%', taxClass: 'reduced-rate' }),
];

/** Austria's two rates, for shops whose base is there. */
export const AUSTRIAN_RATES = [
  taxRate({ id: 11, rate: '20.0000', country: 'AT' }),
  taxRate({ id: 12, rate: '10.0000', country: 'AT', taxClass: 'reduced-rate' }),
];
