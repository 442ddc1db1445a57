import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import { HOUR } from '../clock.ts';
import type { ImportAccount } from './ports.ts';

/** Where the listing starts: the cursor less an overlap, which is wide on the first run of a day. */
export function listFrom(
  account: ImportAccount,
  state: { cursorAt: string | undefined; wideRunOn: string | undefined },
  now: Date,
): string | undefined {
  if (state.cursorAt === undefined) return account.startAt;
  const isFirstToday = state.wideRunOn !== dayOf(now);
  const hours = isFirstToday ? account.overlapHours.firstRunOfDay : account.overlapHours.otherRuns;
  return new Date(Date.parse(state.cursorAt) - hours * HOUR).toISOString();
}

/**
 * True when a listing from `since` shows all that the usual one would. Only then may the cursor move:
 * a run over the last hours alone must not hide what changed before them. Undefined = from the start.
 */
export function isNoLaterThan(since: string | undefined, usual: string | undefined): boolean {
  if (since === undefined) return true;
  return usual !== undefined && Date.parse(since) <= Date.parse(usual);
}

/** A change date in the future must not hide what changes until then. */
export function notAfter(now: Date, cursorAt: string | undefined): string | undefined {
  if (cursorAt === undefined) return undefined;
  return Date.parse(cursorAt) > now.getTime() ? now.toISOString() : cursorAt;
}

/** The newest change date of a page and what came before it: the cursor's next place. */
export function newestChange(
  orders: readonly ParsedSalesOrder[],
  before: string | undefined,
): string | undefined {
  return orders.reduce<string | undefined>((newest, order) => {
    if (!order.readable) return newest;
    const { changedAt } = order.salesOrder;
    return newest === undefined || changedAt > newest ? changedAt : newest;
  }, before);
}

/** The day of a moment, UTC, as YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
