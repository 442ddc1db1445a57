import type { MappingIssueCode } from './mapping-issue.ts';
import type { OrderPhase } from './order-phase.ts';

/** Where an order is in the owner's day; each is in exactly one. */
export const ORDER_TABS = ['backlog', 'wait', 'ship-now', 'sending', 'problem', 'done'] as const;

export type OrderTab = (typeof ORDER_TABS)[number];

/** What decides about the tab of an order. */
export type TabFacts = {
  importState: 'seen' | 'backlog' | 'held' | 'skipped' | 'claimed' | 'imported';
  /** undefined = OTTO sent something this bridge does not know */
  phase: OrderPhase | undefined;
  /** as in reporting/report-flag.ts: a report under way, or one that needs somebody */
  reportFlag: 'pending' | 'failed' | undefined;
  /** an incident about it is open that nobody has taken care of, and that is no {@link isHint} */
  hasOpenIncident: boolean;
  /** pieces that OTTO waits for and that are in no report */
  piecesToShip: number;
};

/** About the catalogue of the shop, or a trifle: the order itself goes its way all the same. */
const HINTS: readonly string[] = [
  'sku-not-in-shop',
  'vat-rate-not-in-shop',
  'phone-number-cut',
] satisfies MappingIssueCode[];

/** Whether incidents of a code say something of an order that keeps nobody from going on with it. */
export function isHint(code: string): boolean {
  return HINTS.includes(code);
}

/**
 * The tab of an order. The first that fits:
 *
 * - `problem`: somebody has to look: an incident is open, it is held, or a report failed
 * - `done` for those that stay out of the shop
 * - `backlog`: not in the shop yet, and nothing is wrong
 * - `ship-now`: a piece is to be handed over that is in no report yet
 * - `sending`: reported, and OTTO does not show it yet
 * - `wait`: in the shop, and OTTO has not released it, or says what this bridge does not know
 * - `done`: sent, returned or cancelled
 */
export function orderTab(facts: TabFacts): OrderTab {
  const { importState, phase, reportFlag, hasOpenIncident, piecesToShip } = facts;
  if (hasOpenIncident || importState === 'held' || reportFlag === 'failed') return 'problem';
  if (importState === 'skipped') return 'done';
  if (importState !== 'imported') return 'backlog';
  if (piecesToShip > 0) return 'ship-now';
  if (reportFlag === 'pending' || phase === 'processable') return 'sending';
  if (phase === undefined || phase === 'announced') return 'wait';
  return 'done';
}
