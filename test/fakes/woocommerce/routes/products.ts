import { pickFields } from '../fields.ts';
import { listSchemas } from '../order-params.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { foldText, isEmpty, isSet, listOf, toInt, toText } from '../php-values.ts';
import { isSameSku } from '../products.ts';
import { RestError, refusals } from '../rest.ts';
import type { Route, RouteParams } from '../routing.ts';
import { gmtText, localText, resourceUrl, type Shop } from '../shop.ts';
import type { Product } from '../state.ts';

/** Products and variations, read only. A search by SKU finds variations, too. */
export const productRoutes: Route[] = [
  {
    path: '/wc/v3/products',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => ({
          ...listSchemas,
          status: {
            type: 'string',
            enum: ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'],
            default: 'any',
          },
        }),
        run: (shop, params, request) =>
          listed(shop, 'products', findProducts(shop, params), params, request.query),
      },
      POST: { refusal: refusals.cannotCreate, run: readOnly },
    },
  },
  {
    path: '/wc/v3/products/:id',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const product = shop.state.products.get(toInt(params.id));
          if (product === undefined) {
            throw new RestError('woocommerce_rest_product_invalid_id', 'Invalid ID.', {
              status: 404,
            });
          }
          return { status: 200, body: pickFields(view(shop, product), params._fields) };
        },
      },
    },
  },
  {
    path: '/wc/v3/products/:product_id/variations',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => listSchemas,
        run: (shop, params, request) => {
          const parentId = toInt(params.product_id);
          const found = newestFirst(shop).filter((product) => product.parentId === parentId);
          return listed(shop, `products/${parentId}/variations`, found, params, request.query);
        },
      },
    },
  },
];

function findProducts(shop: Shop, params: RouteParams): Product[] {
  const bySku = !isEmpty(params.sku);
  const skus = toText(params.sku)
    .split(',')
    .map((sku) => sku.trim());
  const include = listOf(params.include).map(toInt);
  const exclude = listOf(params.exclude).map(toInt);
  const found = newestFirst(shop).filter(
    (product) =>
      (bySku ? skus.some((sku) => isSameSku(product.sku, sku)) : product.type !== 'variation') &&
      (params.status === 'any' ? product.status !== 'trash' : product.status === params.status) &&
      (include.length === 0 || include.includes(product.id)) &&
      !exclude.includes(product.id) &&
      (isEmpty(params.type) || product.type === params.type) &&
      (isEmpty(params.search) || foldText(product.name).includes(foldText(toText(params.search)))),
  );
  if (params.orderby === 'id' && params.order === 'asc')
    found.sort((left, right) => left.id - right.id);
  return found;
}

function newestFirst(shop: Shop): Product[] {
  return [...shop.state.products.values()].sort(
    (left, right) => right.dateCreated.getTime() - left.dateCreated.getTime() || right.id - left.id,
  );
}

function listed(
  shop: Shop,
  path: string,
  products: Product[],
  params: RouteParams,
  query: RouteParams,
) {
  const found = pageOf(products, params);
  const body = listOf(
    pickFields(
      found.entries.map((product) => view(shop, product)),
      params._fields,
    ),
  );
  const list = { path, body, total: found.total, pages: found.pages };
  return listAnswer(shop, list, query, isSet(params.page) ? toInt(params.page) : 1);
}

function view(shop: Shop, product: Product): Record<string, unknown> {
  const created = product.dateCreated;
  const variations = [...shop.state.products.values()]
    .filter((candidate) => candidate.parentId === product.id && candidate.type === 'variation')
    .map((variation) => variation.id);
  return {
    id: product.id,
    name: product.name,
    slug: product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    permalink: `${shop.homeUrl()}/?product=${product.id}`,
    date_created: localText(shop, created),
    date_created_gmt: gmtText(created),
    date_modified: localText(shop, created),
    date_modified_gmt: gmtText(created),
    type: product.type,
    status: product.status,
    featured: false,
    catalog_visibility: 'visible',
    description: '',
    short_description: '',
    sku: product.sku,
    price: product.price,
    regular_price: product.price,
    sale_price: '',
    on_sale: false,
    purchasable: product.price !== '',
    virtual: product.virtual,
    downloadable: product.downloadable,
    tax_status: product.taxStatus,
    tax_class: product.taxClass,
    manage_stock: product.manageStock,
    stock_quantity: product.manageStock ? product.stockQuantity : null,
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shipping_class: '',
    parent_id: product.parentId,
    categories: [],
    tags: [],
    images: [],
    attributes: Object.entries(product.attributes).map(([name, option]) => ({
      id: 0,
      name,
      option,
    })),
    variations,
    stock_status: product.stockStatus,
    global_unique_id: '',
    meta_data: [],
    _links: {
      self: [{ href: resourceUrl(shop, `products/${product.id}`) }],
      collection: [{ href: resourceUrl(shop, 'products') }],
    },
  };
}

function readOnly(): never {
  throw new RestError('fake_shop_read_only', 'The fake shop takes products from the test only.', {
    status: 501,
  });
}
