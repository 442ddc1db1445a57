import type { OttoStockFindingCode, StockState } from './stock-words.ts';

/** How a SKU's number stands towards OTTO; moments are UTC ISO text. */
export type StockStanding = {
  state: StockState;
  /** what OTTO is to show; undefined = it is told nothing */
  target: number | undefined;
  /** what OTTO took last */
  pushed: number | undefined;
  pushedAt: string | undefined;
  /** what its list showed last; undefined = it lists no such SKU, or was not asked */
  ottoQuantity: number | undefined;
  ottoReadAt: string | undefined;
  /** to be sent whether OTTO has it or not */
  isWished: boolean;
  /** how often the same number was sent again because OTTO showed another */
  resends: number;
  differsSince: string | undefined;
  /** from then on an unknown or refused SKU is tried again */
  nextTryAt: string | undefined;
  finding: OttoStockFinding | undefined;
};

export type OttoStockFinding = {
  code: OttoStockFindingCode;
  params: Record<string, string | number>;
};

/** A SKU that OTTO does not know is tried again so often: it may have been listed since. */
const UNKNOWN_AGAIN_MS = 24 * 60 * 60 * 1_000;
/** What OTTO sells and takes no number of may be sold twice until it does. */
export const REFUSED_AGAIN_MS = 15 * 60 * 1_000;
/** OTTO may have sold a piece that the import has not seen yet: for so long its lower number stays. */
export const LOWER_STAYS_MS = 15 * 60 * 1_000;
const MOST_RESENDS = 1;

/** What OTTO has as far as anybody knows: what it took last, or what it showed since. */
export function knownAtOtto(standing: StockStanding): number | undefined {
  const { pushed, pushedAt, ottoQuantity, ottoReadAt } = standing;
  if (pushedAt === undefined) return ottoQuantity;
  const isReadSince = ottoReadAt !== undefined && ottoReadAt > pushedAt;
  return isReadSince ? (ottoQuantity ?? pushed) : pushed;
}

/**
 * The number was made anew. One that OTTO has already is not sent; the latest alone ever is.
 *
 * @param isOther it is made from other products than before: OTTO may be asked again at once
 */
export function afterLook(
  before: StockStanding,
  target: number | undefined,
  isOther: boolean,
): StockStanding {
  const isNew = target !== before.target;
  const standing = isNew ? { ...before, ...FRESH, target } : before;
  if (target === undefined) return { ...standing, ...FRESH, state: 'not-told', isWished: false };
  if (standing.isWished) return { ...standing, state: 'due', nextTryAt: undefined };
  if (before.state === 'unknown' || before.state === 'refused') {
    const { state, finding, nextTryAt } = before;
    // OTTO goes on selling a refused SKU: a new number is another question.
    const isOver = isOther || (isNew && state === 'refused');
    return isOver ? due(standing) : { ...standing, state, finding, nextTryAt };
  }
  // OTTO took it: what its list shows then is for a reading to judge.
  if (!isNew && (before.state === 'differs' || before.state === 'pushed')) return before;
  if (knownAtOtto(standing) !== target) return due(standing);
  return { ...standing, state: isShown(standing) ? 'agrees' : 'pushed', finding: undefined };
}

/** OTTO took a number. */
export function afterPush(before: StockStanding, quantity: number, now: string): StockStanding {
  const isLatest = before.target === quantity;
  const standing: StockStanding = {
    ...before,
    pushed: quantity,
    pushedAt: now,
    isWished: before.isWished && !isLatest,
    differsSince: undefined,
    nextTryAt: undefined,
    finding: undefined,
  };
  if (before.target === undefined) return { ...standing, state: 'not-told' };
  return { ...standing, state: isLatest ? 'pushed' : 'due' };
}

/**
 * OTTO does not take a number.
 *
 * @param refusal `unknown` = said of one SKU among others, which OTTO says of those it does not know,
 *   and maybe of others; so one that it had a number of counts as refused until its list leaves it out
 */
export function afterRefusal(
  before: StockStanding,
  refusal: { state: 'unknown' | 'refused'; detail: string | undefined },
  now: string,
): StockStanding {
  const isUnknown = refusal.state === 'unknown' && knownAtOtto(before) === undefined;
  const { detail } = refusal;
  return {
    ...before,
    ...notTaken(isUnknown ? 'unknown' : 'refused', detail === undefined ? {} : { detail }, now),
    ...(before.target === undefined ? { state: 'not-told' } : {}),
    isWished: false,
  };
}

function notTaken(
  state: 'unknown' | 'refused',
  params: OttoStockFinding['params'],
  now: string,
): Pick<StockStanding, 'state' | 'nextTryAt' | 'finding'> {
  const again = state === 'unknown' ? UNKNOWN_AGAIN_MS : REFUSED_AGAIN_MS;
  return {
    state,
    nextTryAt: new Date(Date.parse(now) + again).toISOString(),
    finding: found(state === 'unknown' ? 'sku-unknown' : 'number-refused', params),
  };
}

/** What OTTO's list shows; `readAt` = when it was asked. */
export type OttoReading = {
  /** undefined = it lists no such SKU */
  quantity: number | undefined;
  readAt: string;
  /** pieces of it that OTTO is known to have sold since it took the number */
  sold: number;
};

/**
 * OTTO's list was read. Another number than the one it took is sent once more, and then left to a
 * person. A lower one may be a sale that is not known here yet: to send it again at once could sell a
 * piece twice.
 *
 * @param isVacation zero is sent as often as it takes
 */
export function afterReading(
  before: StockStanding,
  { quantity, readAt, sold }: OttoReading,
  { now, isVacation }: { now: string; isVacation: boolean },
): StockStanding {
  // Asked before OTTO took the newest number: it says nothing about that.
  if (before.pushedAt !== undefined && readAt <= before.pushedAt) return before;
  const standing = { ...before, ottoQuantity: quantity, ottoReadAt: readAt };
  const { target } = standing;
  if (target === undefined || before.state === 'unread') return standing;
  if (before.state === 'unknown') return quantity === undefined ? standing : due(standing);
  if (before.state === 'refused' && quantity === undefined) {
    return { ...standing, ...notTaken('unknown', before.finding?.params ?? {}, now) };
  }
  if (before.state === 'due' || quantity === undefined) return standing;
  if (quantity === target) {
    return { ...standing, ...FRESH, state: 'agrees' };
  }
  if (before.state === 'refused') return standing;
  if (isVacation) return due({ ...standing, ...FRESH });
  if (quantity < target) {
    const isExplained = sold >= target - quantity;
    if (isExplained) return due({ ...standing, differsSince: undefined, finding: undefined });
    const since = before.differsSince ?? now;
    const isFresh = Date.parse(now) - Date.parse(since) < LOWER_STAYS_MS;
    if (isFresh && before.state !== 'differs') {
      const finding = found('lower', { otto: quantity, pushed: target });
      return { ...standing, state: 'pushed', differsSince: since, finding };
    }
  }
  if (before.resends < MOST_RESENDS) return due({ ...standing, resends: before.resends + 1 });
  return {
    ...standing,
    state: 'differs',
    differsSince: before.differsSince ?? now,
    finding: found('differs', { otto: quantity, pushed: target }),
  };
}

/** Somebody wants it sent, changed or not. */
export function afterWish(before: StockStanding): StockStanding {
  const { target } = before;
  const standing = { ...before, ...FRESH, isWished: true };
  return target === undefined ? standing : due(standing);
}

const FRESH = {
  resends: 0,
  differsSince: undefined,
  nextTryAt: undefined,
  finding: undefined,
} as const;

function due(standing: StockStanding): StockStanding {
  return { ...standing, state: 'due', nextTryAt: undefined };
}

function isShown({ ottoQuantity, ottoReadAt, pushedAt, target }: StockStanding): boolean {
  const isReadSince = pushedAt === undefined || (ottoReadAt !== undefined && ottoReadAt > pushedAt);
  return isReadSince && ottoQuantity === target;
}

function found(code: OttoStockFindingCode, params: OttoStockFinding['params']): OttoStockFinding {
  return { code, params };
}
