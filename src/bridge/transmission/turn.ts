import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import { MINUTE } from '../clock.ts';
import type { WritingCall } from './report-call.ts';

/** A call that is to be made for a report, or the look-up of one whose outcome is open. */
export type Turn = { call: WritingCall | 'look-up'; positionItemIds: string[] };

/** A report that OTTO took is looked for in its order so much later, where the import did not see it. */
export const SHOWN_AFTER_MS = 30 * MINUTE;

/** OTTO carries price reductions out by and by; the shop follows when it has. */
const REDUCTION_ASKED_AFTER_MS = 2 * MINUTE;

/** How long after OTTO took a report it is looked for, at the soonest. */
export function shownAfterMs(kind: TransmissionKind): number {
  return kind === 'price-reduction' ? REDUCTION_ASKED_AFTER_MS : SHOWN_AFTER_MS;
}
