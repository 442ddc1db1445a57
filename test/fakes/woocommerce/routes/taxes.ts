import { pickFields } from '../fields.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { listOf, toInt } from '../php-values.ts';
import { RestError, refusals } from '../rest.ts';
import type { Route } from '../routing.ts';
import { resourceUrl, type Shop } from '../shop.ts';
import type { TaxRate } from '../state.ts';

const EDIT_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Tax rates and tax classes, read only; a test changes them in the settings. */
export const taxRoutes: Route[] = [
  {
    path: '/wc/v3/taxes',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => ({
          page: { type: 'integer', minimum: 1, default: 1 },
          per_page: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
          offset: { type: 'integer' },
        }),
        run: (shop, params, request) => {
          const found = pageOf(ratesOf(shop, params.class), params);
          const rates = found.entries.map((rate) => view(shop, rate));
          const body = listOf(pickFields(rates, params._fields));
          const list = { path: 'taxes', body, total: found.total, pages: found.pages };
          return listAnswer(shop, list, request.query, toInt(params.page));
        },
      },
      POST: { refusal: refusals.cannotCreate, run: readOnly },
    },
  },
  {
    path: '/wc/v3/taxes/classes',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        run: (shop) => {
          const classes = [
            { slug: 'standard', name: 'Standard rate' },
            ...shop.settings.taxClasses,
          ].map(({ slug, name }) => ({
            slug,
            name,
            _links: { collection: [{ href: resourceUrl(shop, 'taxes/classes') }] },
          }));
          const headers = { 'x-wp-total': String(classes.length), 'x-wp-totalpages': '1' };
          return { status: 200, body: classes, headers };
        },
      },
      POST: { refusal: refusals.cannotCreate, run: readOnly },
    },
  },
];

function ratesOf(shop: Shop, taxClass: unknown): TaxRate[] {
  const rates = shop.settings.taxRates.toSorted(
    (left, right) => left.order - right.order || left.id - right.id,
  );
  if (taxClass === undefined) return rates;
  return rates.filter((rate) => rate.taxClass === (taxClass === 'standard' ? '' : taxClass));
}

function view(shop: Shop, rate: TaxRate): Record<string, unknown> {
  return {
    id: rate.id,
    country: rate.country,
    state: rate.state,
    postcode: rate.postcodes.at(-1) ?? '',
    city: rate.cities.at(-1) ?? '',
    rate: rate.rate,
    name: rate.name,
    priority: rate.priority,
    compound: rate.compound,
    shipping: rate.shipping,
    order: rate.order,
    class: rate.taxClass === '' ? 'standard' : rate.taxClass,
    postcodes: rate.postcodes,
    cities: rate.cities,
    _links: {
      self: [{ href: resourceUrl(shop, `taxes/${rate.id}`), targetHints: { allow: EDIT_METHODS } }],
      collection: [{ href: resourceUrl(shop, 'taxes') }],
    },
  };
}

function readOnly(): never {
  throw new RestError('fake_shop_read_only', 'The fake shop takes tax rates from the test only.', {
    status: 501,
  });
}
