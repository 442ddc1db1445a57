import { pickFields } from '../fields.ts';
import { dateTest } from '../order-list.ts';
import { listSchemas } from '../order-params.ts';
import { listAnswer, pageOf } from '../paging.ts';
import { foldText, isEmpty, isSet, listOf, toInt, toText } from '../php-values.ts';
import { viewProduct } from '../product-view.ts';
import { skuKey } from '../products.ts';
import { RestError, refusals, unknownProduct } from '../rest.ts';
import type { Route, RouteParams } from '../routing.ts';
import type { Shop } from '../shop.ts';
import type { Product } from '../state.ts';

/** Products and variations, read only. A search by SKU or GTIN finds variations, too. */
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
            throw unknownProduct();
          }
          return { status: 200, body: pickFields(viewProduct(shop, product), params._fields) };
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
          const include = listOf(params.include).map(toInt);
          const found = newestFirst(shop).filter(
            (product) =>
              product.parentId === parentId &&
              isListed(shop, product) &&
              (include.length === 0 || include.includes(product.id)),
          );
          return listed(shop, `products/${parentId}/variations`, found, params, request.query);
        },
      },
    },
  },
];

function findProducts(shop: Shop, params: RouteParams): Product[] {
  const bySku = !isEmpty(params.sku);
  const skus = new Set(
    toText(params.sku)
      .split(',')
      .map((sku) => skuKey(sku.trim())),
  );
  const include = new Set(listOf(params.include).map(toInt));
  const exclude = listOf(params.exclude).map(toInt);
  const gtins = isEmpty(params.global_unique_id) ? [] : toText(params.global_unique_id).split(',');
  const isChangedSince = dateTest(
    shop,
    params,
    ({ dateModified }: Product) => dateModified,
    'modified_after',
    'modified_before',
  );
  const found = newestFirst(shop).filter(
    (product) =>
      (bySku || gtins.length > 0 || product.type !== 'variation') &&
      (!bySku || skus.has(skuKey(product.sku))) &&
      (gtins.length === 0 || gtins.includes(product.globalUniqueId)) &&
      (params.status === 'any' ? isListed(shop, product) : product.status === params.status) &&
      isChangedSince(product) &&
      (include.size === 0 || include.has(product.id)) &&
      !exclude.includes(product.id) &&
      (isEmpty(params.type) || product.type === params.type) &&
      (isEmpty(params.search) || foldText(product.name).includes(foldText(toText(params.search)))),
  );
  if (params.orderby === 'id' && params.order === 'asc')
    found.sort((left, right) => left.id - right.id);
  return found;
}

/** The bin is in no list, nor are the variations of a product that is in it. */
function isListed(shop: Shop, product: Product): boolean {
  const parent = shop.state.products.get(product.parentId);
  return product.status !== 'trash' && parent?.status !== 'trash';
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
      found.entries.map((product) => viewProduct(shop, product)),
      params._fields,
    ),
  );
  const list = { path, body, total: found.total, pages: found.pages };
  return listAnswer(shop, list, query, isSet(params.page) ? toInt(params.page) : 1);
}

function readOnly(): never {
  throw new RestError('fake_shop_read_only', 'The fake shop takes products from the test only.', {
    status: 501,
  });
}
