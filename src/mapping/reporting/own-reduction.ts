/** One price reduction as OTTO lists it. */
export type ListedReduction = {
  receiptNumber: string | undefined;
  cents: number;
  createdAt: string | undefined;
  /** INITIATED, PROCESSED, REJECTED, or OTTO's own word */
  status: string;
};

/** What OTTO lists of a piece. Gross cents. */
export type ListedReductions = {
  /** what the piece cost on its receipt */
  invoiceCents?: number | undefined;
  totalCents: number;
  reductions: readonly ListedReduction[];
};

/**
 * Our price reduction in OTTO's list: one of our amount that was not there before our first call. OTTO
 * gives no id for it, and adds repeats up: one that somebody else made of the same amount meanwhile is
 * taken for ours, rather than making a second one. Of several, the one that went furthest.
 *
 * @param before what OTTO listed right before the first call
 */
export function ownReduction(
  listed: readonly ListedReduction[],
  before: readonly ListedReduction[],
  amountCents: number,
): ListedReduction | undefined {
  const fresh = [...listed];
  let known = [...before];
  // An entry gets its receipt, and another status, as time goes by: the surest sign comes first.
  for (const isSame of [hasSameReceipt, hasSameMoment, hasSameAmount]) {
    known = known.filter((one) => {
      const at = fresh.findIndex((other) => isSame(one, other));
      if (at >= 0) fresh.splice(at, 1);
      return at < 0;
    });
  }
  const ours = fresh.filter(({ cents }) => cents === amountCents);
  return ours.toSorted((one, other) => stepsGone(other) - stepsGone(one))[0];
}

function hasSameReceipt(one: ListedReduction, other: ListedReduction): boolean {
  return one.receiptNumber !== undefined && one.receiptNumber === other.receiptNumber;
}

function hasSameMoment(one: ListedReduction, other: ListedReduction): boolean {
  const isSameMoment = one.createdAt !== undefined && one.createdAt === other.createdAt;
  return isSameMoment && one.cents === other.cents;
}

function hasSameAmount(one: ListedReduction, other: ListedReduction): boolean {
  return one.cents === other.cents;
}

/** A word that is not known may be anything but refused. */
function stepsGone({ status }: ListedReduction): number {
  if (status === 'REJECTED') return 0;
  return status === 'PROCESSED' ? 2 : 1;
}
