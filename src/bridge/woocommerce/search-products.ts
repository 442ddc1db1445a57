import { z } from 'zod';
import type { ShopCaller } from './shop-caller.ts';

const FOUND_AT_MOST = 20;

/** A product as its list in the admin names it. */
export type NamedProduct = {
  productId: number;
  /** null = no variation */
  variationId: number | null;
  sku: string;
  name: string;
  isPublished: boolean;
};

const productsSchema = z.array(
  z
    .object({
      id: z.number().int().positive(),
      sku: z.string().catch(''),
      name: z.string().catch(''),
      parent_id: z.number().int().nullish(),
      type: z.string().catch(''),
      status: z.string().catch(''),
    })
    .transform((raw): NamedProduct => {
      const isVariation = raw.type === 'variation' && Boolean(raw.parent_id);
      return {
        productId: isVariation ? (raw.parent_id ?? raw.id) : raw.id,
        variationId: isVariation ? raw.id : null,
        sku: raw.sku,
        name: raw.name,
        isPublished: raw.status === 'publish',
      };
    }),
);

/** Products by SKU first, then by words of their names; those without a SKU can't be meant. */
export function createProductSearch(caller: Pick<ShopCaller, 'read'>) {
  const find = (query: { sku: string } | { search: string }, signal?: AbortSignal) =>
    caller.read(
      'products',
      { ...query, per_page: FOUND_AT_MOST, _fields: 'id,sku,name,parent_id,type,status' },
      productsSchema,
      signal,
    );
  return {
    async searchProducts(text: string, signal?: AbortSignal): Promise<NamedProduct[]> {
      const found = [
        ...(await find({ sku: text }, signal)),
        ...(await find({ search: text }, signal)),
      ];
      const once = new Map(
        found.map((product) => [product.variationId ?? product.productId, product]),
      );
      return [...once.values()].filter(({ sku }) => sku !== '').slice(0, FOUND_AT_MOST);
    },
  };
}
