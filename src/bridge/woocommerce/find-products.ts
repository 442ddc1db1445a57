import { z } from 'zod';
import { centsFromText } from '../../mapping/money.ts';
import type { ShopProduct } from '../../mapping/woocommerce/shop-profile.ts';
import { type Clock, MINUTE } from '../clock.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';
import { skuChunks } from './sku-chunks.ts';

export const FOUND_FOR_MS = 10 * MINUTE;
export const MISSED_FOR_MS = MINUTE;
/** Answers kept at most; then those that ran out are dropped. */
const CACHE_SIZE = 20_000;
const PAGE = 100;
/** EAN-8 is the shortest; less is no number of the trade's. */
const SHORTEST_EAN = 8;

/** A product with what else the shop says of it. */
export type ShopOffer = {
  product: ShopProduct;
  name: string;
  /** as the shop shows it, with or without tax; undefined = it has none of its own */
  regularPriceCents: number | undefined;
};

type Candidate = ShopOffer & { id: number; sku: string; gtin: string; isPublished: boolean };

const FIELDS = 'id,sku,name,parent_id,type,status,tax_status,regular_price,global_unique_id';

const productSchema = z
  .object({
    id: z.number().int().positive(),
    sku: z.string(),
    name: z.string().catch(''),
    parent_id: z.number().int().nullish(),
    type: z.string(),
    status: z.string(),
    tax_status: z.enum(['taxable', 'shipping', 'none']).catch('taxable'),
    regular_price: z.string().catch(''),
    // Not before WooCommerce 9.2.
    global_unique_id: z.string().catch(''),
  })
  .transform((raw): Candidate => {
    const isVariation = raw.type === 'variation' && Boolean(raw.parent_id);
    return {
      id: raw.id,
      sku: raw.sku,
      product: {
        sku: raw.sku,
        productId: isVariation ? (raw.parent_id ?? 0) : raw.id,
        variationId: isVariation ? raw.id : 0,
        taxStatus: raw.tax_status,
      },
      name: raw.name,
      regularPriceCents: centsFromText(raw.regular_price),
      gtin: raw.global_unique_id,
      isPublished: raw.status === 'publish',
    };
  });

type Known = { offer: ShopOffer | undefined; ids: readonly number[]; untilMs: number };

/**
 * Products by SKU, compared as the shop does: without regard to case, but not to accents. And by EAN,
 * which the shop keeps as a product's GTIN.
 */
export function createProductFinder(caller: ShopCaller, clock: Clock) {
  const bySku = new Map<string, Known>();
  const byEan = new Map<string, Known>();

  async function lookUpSkus(skus: string[], signal?: AbortSignal): Promise<void> {
    const candidates: Candidate[] = [];
    for await (const page of pagesFor({ sku: skus.join(',') }, signal)) candidates.push(...page);
    for (const sku of skus) {
      const ofSku = candidates.filter((candidate) => keyOf(candidate.sku) === keyOf(sku));
      note(bySku, keyOf(sku), bestOf(ofSku), ofSku);
    }
  }

  async function lookUpEans(eans: string[], signal?: AbortSignal): Promise<void> {
    const asked = new Set(eans);
    const candidates: Candidate[] = [];
    for await (const page of pagesFor({ global_unique_id: eans.join(',') }, signal)) {
      const fitting = page.filter(({ gtin }) => asked.has(digitsOf(gtin)));
      candidates.push(...fitting);
      // A shop that does not know the filter ignores it, and would list all that it has.
      if (fitting.length < page.length) break;
    }
    for (const ean of eans) {
      const ofEan = candidates.filter(({ gtin }) => digitsOf(gtin) === ean);
      // A number that two products have names neither.
      note(byEan, ean, ofEan.length === 1 ? ofEan[0] : undefined, ofEan);
    }
  }

  async function* pagesFor(
    filter: { sku: string } | { global_unique_id: string },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Candidate[]> {
    const path = 'products';
    const requestLine = `GET /wp-json/wc/v3/${path}`;
    const query = { ...filter, _fields: FIELDS };
    for await (const page of pagesById(caller, path, query, { pageSize: PAGE, signal })) {
      yield page.map((body) => parseAnswer(productSchema, { requestLine, body }));
    }
  }

  function note(
    known: Map<string, Known>,
    key: string,
    found: Candidate | undefined,
    all: readonly Candidate[],
  ): void {
    const nowMs = clock.now().getTime();
    if (known.size >= CACHE_SIZE) {
      for (const [old, { untilMs }] of known) if (untilMs <= nowMs - MINUTE) known.delete(old);
    }
    known.set(key, {
      offer: found && offerOf(found),
      ids: all.map(({ id }) => id),
      untilMs: nowMs + (found ? FOUND_FOR_MS : MISSED_FOR_MS),
    });
  }

  const isOpen = (known: Known | undefined) => (known?.untilMs ?? 0) <= clock.now().getTime();

  async function findOffers(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>> {
    const wanted = new Map(skus.map((sku) => [keyOf(sku), sku.trim()]));
    wanted.delete('');
    const unknown = [...wanted].filter(([key]) => isOpen(bySku.get(key)));
    for (const chunk of skuChunks(unknown.map(([, sku]) => sku))) await lookUpSkus(chunk, signal);
    return answersOf(skus, (sku) => bySku.get(keyOf(sku)));
  }

  return {
    findOffers,

    async findProducts(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopProduct>> {
      const offers = await findOffers(skus, signal);
      return new Map([...offers].map(([sku, { product }]) => [sku, product]));
    },

    async findByEan(eans: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>> {
      const wanted = new Set(eans.map(digitsOf).filter((ean) => ean.length >= SHORTEST_EAN));
      const unknown = [...wanted].filter((ean) => isOpen(byEan.get(ean)));
      for (const chunk of skuChunks(unknown)) await lookUpEans(chunk, signal);
      return answersOf(eans, (ean) => byEan.get(digitsOf(ean)));
    },

    /** SKUs among these that several products had when they were last found, with all their ids. */
    findDoubledSkus(skus: readonly string[]): Map<string, readonly number[]> {
      return new Map(
        skus.flatMap((sku) => {
          const ids = bySku.get(keyOf(sku))?.ids ?? [];
          return ids.length > 1 ? [[sku, ids] satisfies [string, readonly number[]]] : [];
        }),
      );
    },

    forgetProducts(): void {
      bySku.clear();
      byEan.clear();
    },
  };
}

function answersOf(
  names: readonly string[],
  knownOf: (name: string) => Known | undefined,
): Map<string, ShopOffer> {
  return new Map(
    names.flatMap((name) => {
      const offer = knownOf(name)?.offer;
      return offer ? [[name, offer] satisfies [string, ShopOffer]] : [];
    }),
  );
}

function keyOf(sku: string): string {
  return sku.trim().toLowerCase();
}

/** People write numbers of the trade with dashes. */
function digitsOf(gtin: string): string {
  return gtin.replaceAll(/\D/g, '');
}

/** The first published one, else the one with the lowest id. */
function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const sorted = candidates.toSorted((one, other) => one.id - other.id);
  return sorted.find(({ isPublished }) => isPublished) ?? sorted[0];
}

function offerOf({ product, name, regularPriceCents }: Candidate): ShopOffer {
  return { product, name, regularPriceCents };
}
