import { type ShopSettings, taxRate } from '../../fakes/woocommerce/settings.ts';
import { AUSTRIAN_RATES, GERMAN_RATES, shopWith } from './shop-profiles.ts';

const INCLUDING_TAX = shopWith();
const EXCLUDING_TAX = shopWith({ pricesIncludeTax: false });

/** Tax free islands, a town with its own rate, and a range that ends before it. */
const POSTCODE_RATES = [
  ...GERMAN_RATES,
  taxRate({ id: 21, rate: '0.0000', postcodes: ['27498', '78266'] }),
  taxRate({ id: 22, rate: '0.0000', taxClass: 'reduced-rate', postcodes: ['27498', '782*'] }),
  taxRate({ id: 23, rate: '16.0000', postcodes: ['80000...80332'] }),
  taxRate({ id: 24, rate: '5.0000', taxClass: 'reduced-rate', cities: ['MÜNCHEN'] }),
];

/** Shops in which OTTO's gross comes out to the cent, whatever is ordered, each with its name. */
export const TAX_SET_UPS: [string, ShopSettings][] = [
  ['prices including tax', INCLUDING_TAX],
  ['prices excluding tax', EXCLUDING_TAX],
  ['taxes off', shopWith({ calcTaxes: false })],
  ['taxes off, rounding at the subtotal', shopWith({ calcTaxes: false, roundAtSubtotal: true })],
  ['no rate for any class', shopWith({ taxRates: [] })],
  ['no rate for this country', shopWith({ taxRates: AUSTRIAN_RATES })],
  ['only the standard rate', shopWith({ taxRates: GERMAN_RATES.slice(0, 1) })],
  ['only the reduced rate', shopWith({ taxRates: GERMAN_RATES.slice(1) })],
  ['no further tax class', shopWith({ taxRates: GERMAN_RATES.slice(0, 1), taxClasses: [] })],
  ['a standard rate of 0 %', shopWith({ taxRates: [taxRate({ id: 1, rate: '0.0000' })] })],
  [
    'a rate for every country',
    shopWith({ taxRates: [taxRate({ id: 9, rate: '19', country: '' })] }),
  ],
  [
    'rates that do not apply to shipping',
    shopWith({ taxRates: GERMAN_RATES.map((rate) => ({ ...rate, shipping: false })) }),
  ],
  ['shipping taxed as standard', shopWith({ shippingTaxClass: '' })],
  ['shipping taxed as reduced', shopWith({ shippingTaxClass: 'reduced-rate' })],
  ['shipping in a class without rates', shopWith({ shippingTaxClass: 'zero-rate' })],
  ['rounding at the subtotal', shopWith({ roundAtSubtotal: true })],
  [
    'rounding at the subtotal, prices excluding tax',
    shopWith({ roundAtSubtotal: true, pricesIncludeTax: false }),
  ],
  [
    'rounding at the subtotal, shipping as reduced',
    shopWith({ roundAtSubtotal: true, shippingTaxClass: 'reduced-rate' }),
  ],
  ['tax by billing address', shopWith({ taxBasedOn: 'billing' })],
  ['tax by shop base', shopWith({ taxBasedOn: 'base' })],
  [
    'a shop in Austria that taxes by its base',
    shopWith({
      taxBasedOn: 'base',
      taxRates: [...AUSTRIAN_RATES, ...GERMAN_RATES],
      baseAddress: { country: 'AT', state: '', postcode: '1010', city: 'Wien' },
    }),
  ],
  [
    'a shop in Austria that taxes by destination',
    shopWith({
      taxRates: [...AUSTRIAN_RATES, ...GERMAN_RATES],
      baseAddress: { country: 'AT', state: '', postcode: '1010', city: 'Wien' },
    }),
  ],
  ['rates limited to postcodes and cities', shopWith({ taxRates: POSTCODE_RATES })],
  [
    'rates limited to postcodes, by billing address, rounding at the subtotal',
    shopWith({ taxRates: POSTCODE_RATES, taxBasedOn: 'billing', roundAtSubtotal: true }),
  ],
];
