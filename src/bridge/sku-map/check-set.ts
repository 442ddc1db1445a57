import { FieldsRefusedError, type RefusedField } from '../set-up/fields-refused-error.ts';

/** A set as somebody asks for it; weights of all parts, or of none. */
export type AskedSet = {
  sku: string;
  parts: readonly { shopSku: string; quantity: number; weight?: number | undefined }[];
};

/** So many single products one piece may be: each stands by its id in the shop order. */
export const MOST_IN_SET = 100;

/**
 * What can be said of a set without the shop.
 *
 * @throws FieldsRefusedError naming every field that is not usable
 */
export function checkSet({ sku, parts }: AskedSet): void {
  const isWeighed = parts.some(({ weight }) => weight !== undefined);
  const fields = parts.flatMap(({ shopSku, quantity, weight }, index): RefusedField[] => {
    const field = (name: string, message: string) => ({ field: `parts.${index}.${name}`, message });
    const isSame = (other: { shopSku: string }) => keyOf(other.shopSku) === keyOf(shopSku);
    return [
      ...(keyOf(shopSku) === keyOf(sku) ? [field('shopSku', 'is the set itself')] : []),
      ...(parts.findIndex(isSame) < index ? [field('shopSku', 'used twice')] : []),
      ...(isWholeFrom1(quantity) ? [] : [field('quantity', 'a whole number from 1')]),
      ...(isWeighed && weight === undefined
        ? [field('weight', 'a share for each product, or for none')]
        : []),
      ...(weight === undefined || isWholeFrom1(weight)
        ? []
        : [field('weight', 'a whole number from 1')]),
    ];
  });
  const count = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  if (parts.length === 0)
    fields.push({ field: 'parts', message: 'a set has one product at least' });
  if (count > MOST_IN_SET) {
    fields.push({ field: 'parts', message: `a set has ${MOST_IN_SET} products at most` });
  }
  if (fields.length > 0) throw new FieldsRefusedError(fields);
}

/** The shop compares SKUs without regard to case. */
function keyOf(sku: string): string {
  return sku.trim().toLowerCase();
}

function isWholeFrom1(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}
