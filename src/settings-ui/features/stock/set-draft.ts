import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';

type ProductSet = AnswerOf<'listProductSets'>['items'][number];
type AskedSet = Asked<'saveProductSet'>['body'] & { sku: string };

/** One product of a set as it is being typed; numbers are texts until they are sent. */
export type PartDraft = { shopSku: string; quantity: string; weight: string };

/** As the set stands, to be changed. */
export function partDrafts(set: Pick<ProductSet, 'parts'> | undefined): PartDraft[] {
  return (set?.parts ?? []).map(({ shopSku, quantity, weight }) => ({
    shopSku,
    quantity: String(quantity),
    weight: weight === null ? '' : String(weight),
  }));
}

/** A product that is taken once more is wanted once more. */
export function withProduct(parts: readonly PartDraft[], shopSku: string): PartDraft[] {
  const key = shopSku.toLowerCase();
  const at = parts.findIndex((part) => part.shopSku.toLowerCase() === key);
  if (at < 0) return [...parts, { shopSku, quantity: '1', weight: '' }];
  return parts.map((part, index) => {
    const present = wholeFrom1(part.quantity);
    return index === at && present !== undefined
      ? { ...part, quantity: String(present + 1) }
      : part;
  });
}

/**
 * The set as it is asked for.
 *
 * @returns undefined while something is missing or no number
 */
export function askedSet(
  sku: string,
  parts: readonly PartDraft[],
): { sku: string; parts: { shopSku: string; quantity: number; weight?: number }[] } | undefined {
  if (sku.trim() === '' || parts.length === 0) return undefined;
  const asked = parts.flatMap(({ shopSku, quantity, weight }) => {
    const many = wholeFrom1(quantity);
    const share = wholeFrom1(weight);
    if (many === undefined || (share === undefined && weight.trim() !== '')) return [];
    return [{ shopSku, quantity: many, ...(share === undefined ? {} : { weight: share }) }];
  });
  const set = { sku: sku.trim(), parts: asked } satisfies AskedSet;
  return asked.length === parts.length ? set : undefined;
}

/** @returns undefined where the text is no whole number from 1 */
export function wholeFrom1(text: string): number | undefined {
  const number = /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return number >= 1 ? number : undefined;
}
