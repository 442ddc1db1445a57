import type { ShopSettings } from './settings.ts';
import { MAIL_TYPES } from './state.ts';

/** One setting as REST shows it. */
export type SettingView = {
  id: string;
  label: string;
  description: string;
  type: string;
  default: string;
  options?: Record<string, string>;
  value: string;
};

/** All settings of a group the fake knows; undefined for an unknown group. */
export function settingGroup(settings: ShopSettings, group: string): SettingView[] | undefined {
  if (group === 'general') return generalSettings(settings);
  if (group === 'tax') return taxSettings(settings);
  if (group.startsWith('email_')) return mailSettings(settings, group);
  return undefined;
}

/** One setting of a group by its id. */
export function findSetting(group: SettingView[], id: string): SettingView | undefined {
  return group.find((setting) => setting.id === id);
}

function generalSettings(settings: ShopSettings): SettingView[] {
  const { country, state, postcode, city } = settings.baseAddress;
  const base = state === '' ? country : `${country}:${state}`;
  return [
    setting('woocommerce_store_address', 'text', '', ''),
    setting('woocommerce_store_address_2', 'text', '', ''),
    setting('woocommerce_store_city', 'text', '', city),
    setting('woocommerce_default_country', 'select', 'US:CA', base, { [base]: base }),
    setting('woocommerce_store_postcode', 'text', '', postcode),
    setting('woocommerce_calc_taxes', 'checkbox', 'no', yesNo(settings.calcTaxes)),
    setting('woocommerce_currency', 'select', 'USD', settings.currency, {
      [settings.currency]: settings.currency,
    }),
    setting('woocommerce_currency_pos', 'select', 'left', 'right_space', {
      left: 'Left',
      right: 'Right',
      left_space: 'Left with space',
      right_space: 'Right with space',
    }),
    setting('woocommerce_price_thousand_sep', 'text', ',', '.'),
    setting('woocommerce_price_decimal_sep', 'text', '.', ','),
    setting('woocommerce_price_num_decimals', 'number', '2', String(settings.priceDecimals)),
  ];
}

function taxSettings(settings: ShopSettings): SettingView[] {
  const classes = Object.fromEntries(settings.taxClasses.map(({ slug, name }) => [slug, name]));
  const display = { incl: 'Including tax', excl: 'Excluding tax' };
  return [
    setting('woocommerce_prices_include_tax', 'radio', 'no', yesNo(settings.pricesIncludeTax), {
      yes: 'Yes, I will enter prices inclusive of tax',
      no: 'No, I will enter prices exclusive of tax',
    }),
    setting('woocommerce_tax_based_on', 'select', 'shipping', settings.taxBasedOn, {
      shipping: 'Customer shipping address',
      billing: 'Customer billing address',
      base: 'Shop base address',
    }),
    setting('woocommerce_shipping_tax_class', 'select', 'inherit', settings.shippingTaxClass, {
      inherit: 'Shipping tax class based on cart items',
      '': 'Standard',
      ...classes,
    }),
    setting('woocommerce_tax_round_at_subtotal', 'checkbox', 'no', yesNo(settings.roundAtSubtotal)),
    setting('woocommerce_tax_classes', 'textarea', '', ''),
    setting('woocommerce_tax_display_shop', 'select', 'excl', 'incl', display),
    setting('woocommerce_tax_display_cart', 'select', 'excl', 'incl', display),
    setting('woocommerce_price_display_suffix', 'text', '', ''),
    setting('woocommerce_tax_total_display', 'select', 'itemized', 'itemized', {
      single: 'As a single total',
      itemized: 'Itemized',
    }),
  ];
}

function mailSettings(settings: ShopSettings, group: string): SettingView[] | undefined {
  const slug = group.slice('email_'.length).replaceAll('_', '-');
  const type = MAIL_TYPES.find((candidate) => candidate === slug);
  if (type === undefined) return undefined;
  return [setting('enabled', 'checkbox', 'yes', yesNo(!settings.disabledMails.has(type)))];
}

function setting(
  id: string,
  type: string,
  usual: string,
  value: string,
  options?: Record<string, string>,
): SettingView {
  const plain = { id, label: id, description: '', type, default: usual };
  return options === undefined ? { ...plain, value } : { ...plain, options, value };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
