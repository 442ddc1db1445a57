import { z } from 'zod';
import { plainNumber } from '../../mapping/plain-number.ts';
import {
  type ShopStock,
  type StockHolder,
  type StockReading,
  stockHolder,
} from '../../mapping/stock/stock-reading.ts';
import { WooApiError } from '../errors.ts';
import { momentFilter } from './list-orders.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';
import { skuChunks } from './sku-chunks.ts';

/** A product or variation whose stock is asked for; the SKU makes variations quick to find. */
export type StockQuestion = { productId: number; variationId: number; shopSku: string };

/** A product that changed: of a variation only its product is listed. */
export type ChangedProduct = { productId: number; sku: string };

const PAGE = 100;
const FIELDS = 'id,status,manage_stock,stock_quantity,stock_status';
const SOURCE = 'GET /wp-json/wc/v3/products';

const productSchema = z.object({
  id: z.number().int().positive(),
  status: z.string().catch('publish'),
  /** "parent": the variation lives on its product's number; undefined = nobody can tell */
  manage_stock: z
    .union([z.boolean(), z.literal('parent')])
    .optional()
    .catch(undefined),
  stock_quantity: z.unknown(),
  stock_status: z.string().catch(''),
});
type RawProduct = z.output<typeof productSchema>;

const changedSchema = z.object({ id: z.number().int().positive(), sku: z.string().catch('') });

/** The shop's numbers, and which products changed. */
export function createStockReads(caller: ShopCaller) {
  async function listed(
    query: { include: string } | { sku: string },
    signal: AbortSignal | undefined,
  ): Promise<RawProduct[]> {
    const products: RawProduct[] = [];
    const asked = { ...query, _fields: FIELDS };
    for await (const page of pagesById(caller, 'products', asked, { pageSize: PAGE, signal })) {
      products.push(
        ...page.map((body) => parseAnswer(productSchema, { requestLine: SOURCE, body })),
      );
    }
    return products;
  }

  /** What a list leaves out may be in the bin, gone, or hidden by a plugin: one by one it is told. */
  async function alone(id: number, signal?: AbortSignal): Promise<RawProduct | undefined> {
    try {
      return await caller.read(`products/${id}`, { _fields: FIELDS }, productSchema, signal);
    } catch (error) {
      if (isUnknownProduct(error)) return undefined;
      throw error;
    }
  }

  async function find(
    ids: readonly number[],
    lists: readonly ({ include: string } | { sku: string })[],
    signal: AbortSignal | undefined,
  ): Promise<Map<number, RawProduct>> {
    const wanted = new Set(ids);
    const found = new Map<number, RawProduct>();
    for (const list of lists) {
      for (const product of await listed(list, signal)) {
        if (wanted.has(product.id)) found.set(product.id, product);
      }
    }
    for (const id of [...wanted].filter((one) => !found.has(one))) {
      const product = await alone(id, signal);
      if (product) found.set(id, product);
    }
    return found;
  }

  return {
    /**
     * The stock of products and variations by `stockHolder` of both ids; absent = gone for good. A
     * variation is on sale only where its product is too.
     */
    async readStock(
      questions: readonly StockQuestion[],
      signal?: AbortSignal,
    ): Promise<Map<StockHolder, StockReading>> {
      const productIds = [...new Set(questions.map(({ productId }) => productId))];
      const products = await find(productIds, includesOf(productIds), signal);
      const ofVariations = questions.filter(({ variationId }) => variationId !== 0);
      const variations = await find(
        ofVariations.map(({ variationId }) => variationId),
        skuChunks([...new Set(ofVariations.map(({ shopSku }) => shopSku))].filter(Boolean)).map(
          (skus) => ({ sku: skus.join(',') }),
        ),
        signal,
      );
      const readings = new Map<StockHolder, StockReading>();
      for (const { productId, variationId } of questions) {
        const reading = readingOf(products.get(productId), variations.get(variationId), {
          productId,
          variationId,
        });
        if (reading) readings.set(stockHolder(productId, variationId), reading);
      }
      return readings;
    },

    /**
     * Products changed at or after a moment of the shop's clock, those in the bin last. A change of a
     * variation's stock, by hand or by an order, changes its product.
     */
    async *listChangedProducts(
      query: { changedSince: string },
      signal?: AbortSignal,
    ): AsyncGenerator<ChangedProduct[]> {
      const filter = { ...momentFilter('modified_after', query.changedSince), _fields: 'id,sku' };
      for (const listing of [{}, { status: 'trash' }]) {
        const asked = { ...filter, ...listing };
        for await (const page of pagesById(caller, 'products', asked, { pageSize: PAGE, signal })) {
          yield page.map((body) => {
            const { id, sku } = parseAnswer(changedSchema, { requestLine: SOURCE, body });
            return { productId: id, sku };
          });
        }
      }
    },
  };
}

function includesOf(ids: readonly number[]): { include: string }[] {
  const lists: { include: string }[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    lists.push({ include: ids.slice(start, start + PAGE).join(',') });
  }
  return lists;
}

function readingOf(
  product: RawProduct | undefined,
  variation: RawProduct | undefined,
  asked: { productId: number; variationId: number },
): StockReading | undefined {
  if (!product) return undefined;
  if (asked.variationId === 0) {
    return { ...asked, status: product.status, stock: stockOf(product, asked.productId, 0) };
  }
  if (!variation) return undefined;
  const status = product.status === 'publish' ? variation.status : product.status;
  if (variation.manage_stock !== 'parent') {
    return { ...asked, status, stock: stockOf(variation, asked.productId, asked.variationId) };
  }
  return { ...asked, status, stock: stockOf(product, asked.productId, 0) };
}

function stockOf(raw: RawProduct, productId: number, variationId: number): ShopStock {
  const isInStock = raw.stock_status !== 'outofstock';
  if (raw.manage_stock === undefined) return { is: 'unreadable' };
  if (raw.manage_stock !== true) return { is: 'not-counted', isInStock };
  const quantity = plainNumber.safeParse(raw.stock_quantity);
  if (!quantity.success) return { is: 'unreadable' };
  const holder = stockHolder(productId, variationId);
  return { is: 'counted', quantity: quantity.data, isInStock, holder };
}

function isUnknownProduct(error: unknown): boolean {
  return (
    error instanceof WooApiError &&
    error.statusCode === 404 &&
    error.shopCode === 'woocommerce_rest_product_invalid_id'
  );
}
