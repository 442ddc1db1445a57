import { parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { roomLeft } from '../../mapping/reporting/judge-price-reduction.ts';
import {
  type ListedReduction,
  type ListedReductions,
  ownReduction,
} from '../../mapping/reporting/own-reduction.ts';
import { HOUR } from '../clock.ts';
import type { Attempt } from '../ledger/transmission-attempts.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { reductionsBefore } from './after-sale-facts.ts';
import { attention, type Decision, type Next, PATIENCE, type Refusal } from './decide-next.ts';

/** What OTTO shows of a piece whose price was to be reduced. */
export type ReductionAtOtto = {
  /** OTTO's word for the piece's state; undefined = its order does not have it, or OTTO no such order */
  fulfillmentStatus: string | undefined;
  /** what the piece costs by its order */
  payableCents: number | undefined;
  /** undefined = OTTO lists none */
  listed: ListedReductions | undefined;
};

/**
 * OTTO takes a price reduction first and carries it out later: one that is not listed this long after
 * its call was over was surely not taken. Longer than for anything else, as a repeat costs money.
 */
export const SURELY_LISTED_MS = HOUR;

/** What was done by hand may have been done before it was said. */
const BY_HAND_BEFORE_MS = HOUR;

/** Answers that may come of a reduction that OTTO is at work on. */
const UNCLEAR_STATUSES: readonly number[] = [409, 424];

/** Why OTTO was read: it refused a call, or what came of one was open and has been looked up. */
export type ReductionDoubt = {
  /** what OTTO answered; undefined = the outcome was open */
  refusal?: Refusal;
  /** of an open outcome: the last call to reduce the price; undefined = none was ever made */
  lastCall?: Pick<Attempt, 'endedAt'> | undefined;
};

/** Our own entry in OTTO's list; undefined = it has none. */
export function ownIn(
  report: Pick<Transmission, 'amountCents' | 'baseline' | 'createdAt'>,
  listed: ListedReductions | undefined,
): ListedReduction | undefined {
  const reductions = listed?.reductions ?? [];
  const { amountCents = 0 } = report;
  return ownReduction(
    reductions,
    reductionsBefore(report) ?? before(report, reductions),
    amountCents,
  );
}

/** No call was ever made: what is older than the wish is none of it. */
function before(
  { createdAt }: Pick<Transmission, 'createdAt'>,
  reductions: readonly ListedReduction[],
): ListedReduction[] {
  const since = new Date(Date.parse(createdAt) - BY_HAND_BEFORE_MS).toISOString();
  return reductions.filter((one) => one.createdAt === undefined || one.createdAt < since);
}

/**
 * What becomes of a price reduction after OTTO was read. OTTO adds repeats up, so it is sent again only
 * when it is surely not there.
 *
 * @param now UTC ISO
 */
export function reductionNext(
  report: Pick<Transmission, 'amountCents' | 'baseline' | 'createdAt' | 'failures'>,
  { fulfillmentStatus, payableCents, listed }: ReductionAtOtto,
  { refusal, lastCall }: ReductionDoubt,
  now: string,
): Decision {
  const only = (next: Next): Decision => ({ settled: [], next, isNews: status !== 'SENT' });
  const status = parseFulfillmentStatus(fulfillmentStatus ?? '');
  const { amountCents = 0, failures } = report;
  const own = ownIn(report, listed);
  if (own) return only(own.status === 'REJECTED' ? refused(amountCents) : { is: 'accepted' });
  if (refusal === undefined && mayBeUnderWay(lastCall, now)) return only({ is: 'open' });
  if (fulfillmentStatus === undefined) return only(attention('piece-unknown-at-otto', refusal));
  if (status === 'PROCESSABLE' && refusal === undefined) {
    return only({ is: 'waiting', reason: null });
  }
  if (status !== 'SENT') return only(attention('reduction-not-possible', refusal));
  const room = roomLeft(payableCents ?? 0, listed);
  if (amountCents >= room.leftCents) {
    const params = { amountCents, ...room };
    return only({ is: 'attention', reason: { code: 'reduction-too-high', params } });
  }
  if (refusal === undefined) return only({ is: 'due' });
  const isUnclear = UNCLEAR_STATUSES.includes(refusal.statusCode);
  return only(
    isUnclear && failures < PATIENCE ? { is: 'open' } : attention('otto-refused', refusal),
  );
}

/** Counted from its end: a machine may have slept between committing a call and letting it leave. */
function mayBeUnderWay(lastCall: ReductionDoubt['lastCall'], now: string): boolean {
  if (lastCall === undefined) return false;
  const { endedAt = now } = lastCall;
  return Date.parse(now) - Date.parse(endedAt) < SURELY_LISTED_MS;
}

/** OTTO took it and turned it down afterwards. */
export function refused(amountCents: number): Next & { is: 'attention' } {
  return { is: 'attention', reason: { code: 'reduction-refused', params: { amountCents } } };
}
