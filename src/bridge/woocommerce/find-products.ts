import { z } from 'zod';
import type { ShopProduct } from '../../mapping/woocommerce/shop-profile.ts';
import { type Clock, MINUTE } from '../clock.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';

export const FOUND_FOR_MS = 10 * MINUTE;
export const MISSED_FOR_MS = MINUTE;
/** Answers kept at most; then those that ran out are dropped. */
const CACHE_SIZE = 20_000;
const PAGE = 100;
/** One call asks for so many SKUs, and for so much of an address line. */
const CHUNK = 40;
const CHUNK_LENGTH = 1_500;

type Candidate = ShopProduct & { id: number; isPublished: boolean };

const productSchema = z
  .object({
    id: z.number().int().positive(),
    sku: z.string(),
    parent_id: z.number().int().nullish(),
    type: z.string(),
    status: z.string(),
    tax_status: z.enum(['taxable', 'shipping', 'none']).catch('taxable'),
  })
  .transform((raw): Candidate => {
    const isVariation = raw.type === 'variation' && Boolean(raw.parent_id);
    return {
      id: raw.id,
      sku: raw.sku,
      productId: isVariation ? (raw.parent_id ?? 0) : raw.id,
      variationId: isVariation ? raw.id : 0,
      taxStatus: raw.tax_status,
      isPublished: raw.status === 'publish',
    };
  });

/** Products by SKU, compared as the shop does: without regard to case, but not to accents. */
export function createProductFinder(caller: ShopCaller, clock: Clock) {
  const known = new Map<string, { product: ShopProduct | undefined; untilMs: number }>();

  async function lookUp(skus: string[], signal?: AbortSignal): Promise<void> {
    const path = 'products';
    const query = { sku: skus.join(','), _fields: 'id,sku,parent_id,type,status,tax_status' };
    const candidates: Candidate[] = [];
    for await (const page of pagesById(caller, path, query, { pageSize: PAGE, signal })) {
      const requestLine = `GET /wp-json/wc/v3/${path}`;
      candidates.push(...page.map((body) => parseAnswer(productSchema, { requestLine, body })));
    }
    const nowMs = clock.now().getTime();
    dropOutdated(nowMs);
    for (const sku of skus) {
      const product = bestOf(candidates.filter((candidate) => keyOf(candidate.sku) === keyOf(sku)));
      known.set(keyOf(sku), {
        product,
        untilMs: nowMs + (product ? FOUND_FOR_MS : MISSED_FOR_MS),
      });
    }
  }

  function dropOutdated(nowMs: number): void {
    if (known.size < CACHE_SIZE) return;
    for (const [key, { untilMs }] of known) if (untilMs <= nowMs - MINUTE) known.delete(key);
  }

  return {
    async findProducts(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopProduct>> {
      const nowMs = clock.now().getTime();
      const wanted = new Map(skus.map((sku) => [keyOf(sku), sku.trim()]));
      wanted.delete('');
      const unknown = [...wanted].filter(([key]) => (known.get(key)?.untilMs ?? 0) <= nowMs);
      for (const chunk of chunksOf(unknown.map(([, sku]) => sku))) await lookUp(chunk, signal);
      return new Map(
        skus.flatMap((sku) => {
          const product = known.get(keyOf(sku))?.product;
          return product ? [[sku, product] satisfies [string, ShopProduct]] : [];
        }),
      );
    },
  };
}

function keyOf(sku: string): string {
  return sku.trim().toLowerCase();
}

/** The first published one, else the one with the lowest id. */
function bestOf(candidates: Candidate[]): ShopProduct | undefined {
  const sorted = candidates.toSorted((one, other) => one.id - other.id);
  const best = sorted.find(({ isPublished }) => isPublished) ?? sorted[0];
  if (!best) return undefined;
  const { id: _id, isPublished: _isPublished, ...product } = best;
  return product;
}

/**
 * The shop splits at commas, and looks for the whole text too; so a SKU with a comma in it is asked
 * for alone.
 */
function chunksOf(skus: string[]): string[][] {
  const chunks: string[][] = skus.filter((sku) => sku.includes(',')).map((sku) => [sku]);
  let chunk: string[] = [];
  let length = 0;
  for (const sku of skus.filter((candidate) => !candidate.includes(','))) {
    const skuLength = encodeURIComponent(sku).length + 3;
    if (chunk.length > 0 && (chunk.length >= CHUNK || length + skuLength > CHUNK_LENGTH)) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(sku);
    length += skuLength;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}
