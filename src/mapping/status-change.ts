import type { ImportRules } from './import-rules.ts';
import { isCancelledPhase, type OrderPhase, parseOrderPhase } from './order-phase.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import {
  nextStatus,
  type StatusStep,
  wentToRefundedByItself,
  writableStatus,
} from './status-step.ts';
import { META } from './woocommerce/order-meta.ts';

/**
 * The status to write on an order in the shop, or undefined when it stays: by choice, or because a
 * person changed it. One that a person set ahead of us, as a packer does with "completed", is ours
 * from then on, and so is the one that is mapped now. Where the owner yields, a person's status counts for nothing, nor does the bin.
 */
export function statusChange(
  phase: OrderPhase,
  rules: ImportRules,
  found: FoundShopOrder,
  ownerYields: boolean,
): StatusStep | undefined {
  const { order } = found;
  const phaseWritten = parseOrderPhase(order.meta[META.phase]);
  const cameByItself = wentToRefundedByItself(found);
  const written = order.meta[META.statusWritten];
  if (phaseWritten === phase) {
    const isHand = written !== undefined && order.status !== written && !cameByItself;
    return ownerYields && isHand ? statusOverHand(phase, rules, order.status) : undefined;
  }
  const next = nextStatus(phase, rules, {
    isPaid: order.paidAt !== undefined || order.status === 'processing',
    phaseWritten: cameByItself ? 'sent' : phaseWritten,
  });
  if (ownerYields && order.status === 'trash') return next ?? outOfTheBin(phase, rules);
  // The owner may have mapped the phase anew, and moved older orders to that status by hand.
  const mappedNow = phaseWritten && rules.statusMapping[phaseWritten];
  const isOurs = written === undefined || [written, mappedNow, next?.status].includes(order.status);
  return isOurs || cameByItself || ownerYields ? next : undefined;
}

/** The phase was reached before, so the payment is noted: one step leads to the mapped status. */
function statusOverHand(
  phase: OrderPhase,
  rules: ImportRules,
  status: string,
): StatusStep | undefined {
  const { statusMapping } = rules;
  const instead = phase === 'returned' ? statusMapping.sent : undefined;
  const mapped = writableStatus(statusMapping[phase]) ?? instead;
  if (mapped === undefined || mapped === status) return undefined;
  return { status: mapped, phase, mapped };
}

/**
 * An order whose status would stay needs one all the same to come out of the bin. One that is
 * cancelled and left as it is may as well stay there.
 */
function outOfTheBin(phase: OrderPhase, { statusMapping }: ImportRules): StatusStep | undefined {
  if (isCancelledPhase(phase)) return undefined;
  return { status: statusMapping.sent, phase: undefined, mapped: statusMapping.sent };
}
