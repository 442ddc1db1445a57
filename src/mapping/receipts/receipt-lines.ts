import type { ReceiptPiece } from './receipt.ts';

/** A line of a receipt as OTTO names it; cents are not negative. */
export type ReceiptLine = {
  sumCents: number;
  positionItemIds: readonly string[];
  /** discounts, and on a refund what went back before */
  modifications: readonly { isDiscount: boolean; cents: number }[];
  /** of a purchase: what its pieces cost */
  prices: readonly { positionItemIds: readonly string[]; cents: number }[];
};

/** A line with what it adds to the receipt. */
export type BilledLine = ReceiptLine & {
  /** `sumCents`, or that less its modifications */
  billedCents: number;
  /** false: which of the two is not known */
  isSure: boolean;
  discountCents: number;
};

type Lines = 'items' | 'services' | 'fees';

/**
 * What each line adds to the receipt. OTTO does not say whether the sum of a line is before or after
 * its modifications: it is the reading by which all lines add up to the receipt's gross sum.
 */
export function billedLines(
  lines: Record<Lines, readonly ReceiptLine[]>,
  grossCents: number,
): Record<Lines, BilledLine[]> {
  const all = [...lines.items, ...lines.services, ...lines.fees];
  const isAfter = all.reduce((sum, { sumCents }) => sum + sumCents, 0) === grossCents;
  const isBefore = all.reduce((sum, line) => sum + lessModifications(line), 0) === grossCents;
  const billed = (line: ReceiptLine): BilledLine => ({
    ...line,
    billedCents: isBefore && !isAfter ? lessModifications(line) : line.sumCents,
    isSure: isAfter || isBefore || line.modifications.length === 0,
    discountCents: line.modifications
      .filter(({ isDiscount }) => isDiscount)
      .reduce((sum, { cents }) => sum + cents, 0),
  });
  return {
    items: lines.items.map(billed),
    services: lines.services.map(billed),
    fees: lines.fees.map(billed),
  };
}

export function sumOf(lines: readonly BilledLine[]): number {
  return lines.reduce((sum, { billedCents }) => sum + billedCents, 0);
}

/** The pieces on some lines; one on several lines has what all of them name. */
export function piecesOn(lines: readonly BilledLine[]): ReceiptPiece[] {
  const shares = lines.flatMap((line) =>
    [...new Set(line.positionItemIds)].map((positionItemId) => ({
      positionItemId,
      cents: shareOf(line, positionItemId),
    })),
  );
  return [...Map.groupBy(shares, ({ positionItemId }) => positionItemId)].map(
    ([positionItemId, own]) => ({
      positionItemId,
      cents: own.reduce<number | undefined>(
        (sum, { cents }) => (sum === undefined || cents === undefined ? undefined : sum + cents),
        0,
      ),
    }),
  );
}

function shareOf(line: BilledLine, positionItemId: string): number | undefined {
  const count = new Set(line.positionItemIds).size;
  if (count === 1 && line.isSure) return line.billedCents;
  const priced = line.prices.filter((price) => price.positionItemIds.includes(positionItemId));
  const [own] = priced;
  if (priced.length === 1 && own !== undefined) return priceOfEach(line, own);
  return line.isSure ? exactPart(line.billedCents, count) : undefined;
}

/** OTTO's price is of each of its pieces; where only their sum adds up to the line, it is of all. */
function priceOfEach(line: BilledLine, own: ReceiptLine['prices'][number]): number | undefined {
  const count = own.positionItemIds.length;
  if (count === 1) return own.cents;
  const each = line.prices.reduce((sum, one) => sum + one.cents * one.positionItemIds.length, 0);
  if (each === line.billedCents) return own.cents;
  const together = line.prices.reduce((sum, one) => sum + one.cents, 0);
  return together === line.billedCents ? exactPart(own.cents, count) : undefined;
}

function exactPart(cents: number, count: number): number | undefined {
  return count > 0 && cents % count === 0 ? cents / count : undefined;
}

function lessModifications({ sumCents, modifications }: ReceiptLine): number {
  return modifications.reduce((left, { cents }) => left - cents, sumCents);
}
