import { type ImportRules, LEAVE_AS_IT_IS } from './import-rules.ts';
import { isReleased, type OrderPhase } from './order-phase.ts';
import { isByHand } from './refunded-pieces.ts';
import type { FoundShopOrder } from './shop-plan.ts';

/**
 * Statuses by which WooCommerce itself notes the day of payment. For any other released status the
 * order passes through `processing` first: the day can't be set from outside.
 */
const PAYS_BY_ITSELF = ['processing', 'completed'];

/**
 * WooCommerce books a full refund of everything when an order is *set* to `refunded`, delivery fee
 * included. So this status is never written: it comes by itself when the refunds reach the total.
 */
const NEVER_WRITTEN = 'refunded';

/**
 * A status to write and the phase it then stands for; undefined phase = one more step follows.
 * `mapped` is the status the owner chose, where the steps lead to.
 */
export type StatusStep = { status: string; phase: OrderPhase | undefined; mapped: string };

/** The status of a new shop order. A returned order is created as sent; its refunds follow. */
export function firstStatus(phase: OrderPhase, rules: ImportRules): StatusStep {
  const { statusMapping } = rules;
  const standsFor = phase === 'returned' ? 'sent' : phase;
  const mapped = writableStatus(statusMapping[standsFor]);
  return viaPaid(mapped ?? statusMapping.processable, standsFor, false);
}

/**
 * The status to write on a shop order whose phase changed.
 *
 * @param shop whether the shop has noted a day of payment, and the phase its status stands for
 * @returns undefined when the status stays: left by choice, or never written
 */
export function nextStatus(
  phase: OrderPhase,
  rules: ImportRules,
  shop: { isPaid: boolean; phaseWritten: OrderPhase | undefined },
): StatusStep | undefined {
  // A return whose shipment went unseen is shipped first: else an order left as it is would go on
  // asking to be shipped, and the refunds would come after the status they lead to.
  if (phase === 'returned' && shop.phaseWritten !== 'sent') {
    return viaPaid(rules.statusMapping.sent, 'sent', shop.isPaid);
  }
  const mapped = writableStatus(rules.statusMapping[phase]);
  return mapped === undefined ? undefined : viaPaid(mapped, phase, shop.isPaid);
}

/** The owner's choice for a phase as a status to write; undefined when none is written for it. */
export function writableStatus(chosen: string): string | undefined {
  return chosen === LEAVE_AS_IT_IS || chosen === NEVER_WRITTEN ? undefined : chosen;
}

function viaPaid(status: string, phase: OrderPhase, isPaid: boolean): StatusStep {
  if (isReleased(phase) && !isPaid && !PAYS_BY_ITSELF.includes(status)) {
    return { status: 'processing', phase: undefined, mapped: status };
  }
  return { status, phase, mapped: status };
}

/** True when our refunds came to the whole total, upon which the shop changed the status itself. */
export function wentToRefundedByItself({ order, refunds }: FoundShopOrder): boolean {
  const allAreOurs = refunds.every((refund) => !isByHand(refund));
  return order.status === NEVER_WRITTEN && refunds.length > 0 && allAreOurs;
}
