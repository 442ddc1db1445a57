import { z } from 'zod';
import type { ShopProfile, TaxRate } from '../../mapping/woocommerce/shop-profile.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';

const PAGE = 100;
const STANDARD_CLASS = 'standard';

const settingsSchema = z
  .array(z.object({ id: z.string(), value: z.unknown() }))
  .transform((settings) => new Map(settings.map(({ id, value }) => [id, settingText(value)])));

const statusesSchema = z.array(z.object({ slug: z.string().min(1), name: z.string() }));
const classesSchema = z.array(z.object({ slug: z.string() }));
const systemSchema = z.object({
  environment: z.object({ php_max_execution_time: z.coerce.number().catch(0) }),
});

const taxRateSchema = z
  .object({
    id: z.number().int(),
    class: z.string(),
    // What adds up to no tax multiplier at all is no rate.
    rate: z.coerce.number().gt(-100).max(10_000),
    country: z.string().catch(''),
    state: z.string().catch(''),
    postcodes: z.array(z.string()).nullish(),
    cities: z.array(z.string()).nullish(),
    priority: z.number().catch(1),
    compound: z.boolean().catch(false),
    shipping: z.boolean().catch(true),
  })
  .transform(
    (raw): TaxRate => ({
      id: raw.id,
      taxClass: ourClass(raw.class),
      ratePercent: raw.rate,
      country: raw.country,
      state: raw.state,
      postcodes: raw.postcodes ?? [],
      cities: raw.cities ?? [],
      priority: raw.priority,
      compound: raw.compound,
      shipping: raw.shipping,
    }),
  );

export type ShopStatus = { slug: string; name: string };

/** Order statuses as the shop shows them, custom ones included; slugs without "wc-". */
export async function listStatuses(
  caller: ShopCaller,
  signal?: AbortSignal,
): Promise<ShopStatus[]> {
  const query = { _fields: 'slug,name' };
  const statuses = await caller.read('orders/statuses', query, statusesSchema, signal);
  return statuses.map(({ slug, name }) => ({ slug: slug.replace(/^wc-/, ''), name }));
}

/** Everything that decides how orders must be written, in two rounds of three calls. */
export async function loadShopProfile(
  caller: ShopCaller,
  signal?: AbortSignal,
): Promise<ShopProfile> {
  const settings = (group: string) =>
    caller.read(`settings/${group}`, { _fields: 'id,value' }, settingsSchema, signal);
  const [general, tax, statuses] = await Promise.all([
    settings('general'),
    settings('tax'),
    listStatuses(caller, signal),
  ]);
  const [taxRates, classes, system] = await Promise.all([
    listTaxRates(caller, signal),
    caller.read('taxes/classes', { _fields: 'slug' }, classesSchema, signal),
    // Named to the last field: the whole group would make the shop test its way to the internet.
    caller.read(
      'system_status',
      { _fields: 'environment.php_max_execution_time' },
      systemSchema,
      signal,
    ),
  ]);
  const priceDecimals = Number(general.get('woocommerce_price_num_decimals') ?? 2);
  const [country = '', state = ''] = (general.get('woocommerce_default_country') ?? '').split(':');
  const basedOn = tax.get('woocommerce_tax_based_on');
  return {
    currency: general.get('woocommerce_currency') ?? '',
    priceDecimals: Number.isFinite(priceDecimals) ? priceDecimals : 0,
    taxesOn: general.get('woocommerce_calc_taxes') === 'yes',
    pricesIncludeTax: tax.get('woocommerce_prices_include_tax') === 'yes',
    taxBasedOn: basedOn === 'billing' || basedOn === 'base' ? basedOn : 'shipping',
    shippingTaxClass: ourClass(tax.get('woocommerce_shipping_tax_class') ?? 'inherit'),
    roundAtSubtotal: tax.get('woocommerce_tax_round_at_subtotal') === 'yes',
    base: {
      country,
      // "*" stands for all states of a country.
      state: state === '*' ? '' : state,
      postcode: general.get('woocommerce_store_postcode') ?? '',
      city: general.get('woocommerce_store_city') ?? '',
    },
    taxClasses: classes.map(({ slug }) => slug).filter((slug) => slug !== STANDARD_CLASS),
    taxRates,
    statuses,
    maxExecutionSeconds: system.environment.php_max_execution_time,
  };
}

async function listTaxRates(caller: ShopCaller, signal?: AbortSignal): Promise<TaxRate[]> {
  const path = 'taxes';
  const rates: TaxRate[] = [];
  for await (const page of pagesById(caller, path, {}, { pageSize: PAGE, signal })) {
    const requestLine = `GET /wp-json/wc/v3/${path}`;
    rates.push(...page.map((body) => parseAnswer(taxRateSchema, { requestLine, body })));
  }
  return rates;
}

/** Settings of plugins hold lists and objects too; the bridge reads none of those. */
function settingText(value: unknown): string {
  return typeof value === 'object' ? '' : String(value ?? '');
}

/** The shop calls its standard class "standard" here and "" there; for us it is "". */
function ourClass(slug: string): string {
  return slug === STANDARD_CLASS ? '' : slug;
}
