/** Where the shares of a set's products come from. */
export type WeightsBy = 'given' | 'prices' | 'equal';

/**
 * The share of each part in the price of a set: as the owner gave them, else by the shop's regular
 * prices, else every single product the same.
 *
 * @returns for each part an integer of all its quantity together, in the order given
 */
export function setWeights(
  parts: readonly {
    quantity: number;
    weight: number | null;
    regularPriceCents: number | undefined;
  }[],
): { weights: number[]; weightsBy: WeightsBy } {
  const given = parts.flatMap(({ weight }) => weight ?? []);
  if (given.length === parts.length) return { weights: given, weightsBy: 'given' };
  const prices = parts.flatMap(({ regularPriceCents = 0, quantity }) =>
    regularPriceCents > 0 ? [regularPriceCents * quantity] : [],
  );
  if (prices.length === parts.length) return { weights: prices, weightsBy: 'prices' };
  return { weights: parts.map(({ quantity }) => quantity), weightsBy: 'equal' };
}
