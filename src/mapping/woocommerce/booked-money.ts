import { z } from 'zod';

/**
 * Money a refund of the bridge stands for, as it stands in the refund's own meta: so that a ledger
 * that was lost, or does not know of it yet, books nothing twice.
 */
export type BookedMoney = {
  /** of a price reduction, a delivery fee, or other money; undefined = part of what a piece cost */
  moneyKey: string | undefined;
  /** OTTO's id of the piece it is of; undefined = of none */
  positionItemId: string | undefined;
  /** gross */
  cents: number;
};

/** As it is written: `[{"key": "…", "piece": "…", "cents": 500}]`. */
const entries = z.array(
  z
    .object({
      key: z.string().optional(),
      piece: z.string().optional(),
      cents: z.number().int().nonnegative(),
    })
    .transform(
      ({ key, piece, cents }): BookedMoney => ({ moneyKey: key, positionItemId: piece, cents }),
    ),
);

/** The meta value for this money. */
export function writeBookedMoney(booked: readonly BookedMoney[]): string {
  return JSON.stringify(
    booked.map(({ moneyKey, positionItemId, cents }) => ({
      key: moneyKey,
      piece: positionItemId,
      cents,
    })),
  );
}

/** @returns nothing for a value that the bridge did not write: the refund is a person's then */
export function readBookedMoney(value: string | undefined): BookedMoney[] {
  if (!value) return [];
  try {
    return entries.parse(JSON.parse(value));
  } catch {
    return [];
  }
}
