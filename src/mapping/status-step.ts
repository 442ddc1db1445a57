import { type ImportRules, LEAVE_AS_IT_IS } from './import-rules.ts';
import { isReleased, type OrderPhase } from './order-phase.ts';

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
  const mapped = statusMapping[standsFor];
  const writable = mapped !== LEAVE_AS_IT_IS && mapped !== NEVER_WRITTEN;
  return viaPaid(writable ? mapped : statusMapping.processable, standsFor, false);
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
  const mapped = rules.statusMapping[phase];
  if (mapped === LEAVE_AS_IT_IS || mapped === NEVER_WRITTEN) return undefined;
  return viaPaid(mapped, phase, shop.isPaid);
}

function viaPaid(status: string, phase: OrderPhase, isPaid: boolean): StatusStep {
  if (isReleased(phase) && !isPaid && !PAYS_BY_ITSELF.includes(status)) {
    return { status: 'processing', phase: undefined, mapped: status };
  }
  return { status, phase, mapped: status };
}
