import type { ReceiptComparison } from './compared-order.ts';
import type { ReceiptCheckState } from './receipt-words.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

/** The import may be booking what differs; an hour is a dozen of its runs. */
export const SETTLE_MS = HOUR;

/** OTTO writes a receipt when a piece is sent, or came back. */
export const OVERDUE_MS = 14 * DAY;

/** What stays wrong is compared again each day, whether something was seen to change or not. */
const AGAIN_MS = DAY;

/** Since when something differs, or is to come; UTC ISO. */
export type CheckSince = { differsSince?: string; openSince?: string };

/** What comparing an order's receipts came to, and when to do it again. */
export type JudgedCheck = {
  state: Exclude<ReceiptCheckState, 'pending'>;
  since: CheckSince;
  /** UTC ISO; undefined = when something changes */
  lookAt: string | undefined;
};

/**
 * What an order's comparison is told as. A difference is told only when it was there an hour ago as
 * well; a receipt that is to come only when it is so for two weeks.
 *
 * @param before what the last comparison left
 * @param now UTC ISO
 */
export function judgeCheck(
  { verdict, findings }: ReceiptComparison,
  before: CheckSince,
  now: string,
): JudgedCheck {
  if (verdict === 'differs') {
    const { differsSince = now } = before;
    const toldAt = later(differsSince, SETTLE_MS);
    const since = { differsSince, ...(before.openSince ? { openSince: before.openSince } : {}) };
    if (now < toldAt) return { state: 'settling', since, lookAt: toldAt };
    return { state: 'differs', since, lookAt: later(now, AGAIN_MS) };
  }
  if (verdict !== 'open') return { state: verdict, since: {}, lookAt: undefined };
  if (findings.every(({ code }) => code === 'pieces-to-send')) {
    return { state: 'open', since: {}, lookAt: undefined };
  }
  const { openSince = now } = before;
  const overdueAt = later(openSince, OVERDUE_MS);
  if (now < overdueAt) return { state: 'open', since: { openSince }, lookAt: overdueAt };
  return { state: 'overdue', since: { openSince }, lookAt: later(now, AGAIN_MS) };
}

function later(moment: string, ms: number): string {
  return new Date(Date.parse(moment) + ms).toISOString();
}
