import { addressesAreEmpty, mapAddresses } from './address.ts';
import { addressChange } from './address-change.ts';
import { addressMeta, paymentMeta, writtenMeta } from './draft-shop-order.ts';
import { missingSku, missingStatus, vanishedPieces } from './hold-reason.ts';
import type { MappingIssue } from './mapping-issue.ts';
import {
  isCancelledPhase,
  isReleased,
  movesBackward,
  type OrderPhase,
  parseOrderPhase,
} from './order-phase.ts';
import { idsInLines } from './own-lines.ts';
import { cancelledOrderNote, pieceNote } from './pieces-in-words.ts';
import type { PlanInput } from './plan-input.ts';
import { type LinesPlan, planLines } from './plan-lines.ts';
import { planRefund } from './plan-refund.ts';
import { idsRefunded } from './refunded-pieces.ts';
import { planSentParcels } from './sent-parcels.ts';
import {
  type FoundShopOrder,
  type HoldReason,
  type NoteDraft,
  type ShopPlan,
  stop,
} from './shop-plan.ts';
import { statusChange } from './status-change.ts';
import { isAtPackers } from './status-meaning.ts';
import {
  nextStatus,
  type StatusStep,
  wentToRefundedByItself,
  writableStatus,
} from './status-step.ts';
import { wholePieces } from './stock/expand-sets.ts';
import type { WooOrderChange } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';
import { haveSameTaxes, taxLocation } from './woocommerce/tax-rates.ts';

/** What is known before anything is decided. */
type Standing = {
  input: PlanInput;
  found: FoundShopOrder;
  phase: OrderPhase;
  phaseWritten: OrderPhase | undefined;
  isPaid: boolean;
  ownerYields: boolean;
  state: StatusStep | undefined;
};

/**
 * The next step for an order that is in the shop: refunds first, then addresses, lines, status and
 * tracking in one update. What a person changed is left alone, unless the owner yields.
 */
export function planUpdate(input: PlanInput, found: FoundShopOrder, phase: OrderPhase): ShopPlan {
  const { ownerYields = false, rules, salesOrder } = input;
  const { order } = found;
  const phaseWritten = parseOrderPhase(order.meta[META.phase]);
  const state = statusChange(phase, rules, found, ownerYields);
  const isPaid = phaseWritten !== 'announced';
  const standing = { input, found, phase, phaseWritten, isPaid, ownerYields, state };
  const held = holdBeforeAll(standing);
  if (held) return stop({ action: 'hold', reason: held });
  // A whole order that is cancelled keeps its lines: its status says it, and gives the stock back.
  const owesRefunds = isPaid && !isCancelledPhase(phase) && order.status !== 'trash';
  const refund = owesRefunds
    ? planRefund(salesOrder.positionItems, found, rules, input.afterSale)
    : undefined;
  const change = planChange(standing);
  // Pieces that only now appear come first: a refund of all there is would end the order.
  if (refund?.action === 'refund' && !addsLines(change)) return stop(refund);
  // A refund that waits for a person keeps neither a new address nor the status waiting.
  return refund && change.step.action === 'none' ? stop(refund) : change;
}

function addsLines({ step }: ShopPlan): boolean {
  const lines = step.action === 'update' ? (step.change.line_items ?? []) : [];
  return lines.some((line) => line.id === undefined);
}

function holdBeforeAll(standing: Standing): HoldReason | undefined {
  const { input, found, phase, phaseWritten, ownerYields, state } = standing;
  const { order } = found;
  if (order.status === 'trash' && !(ownerYields && state)) {
    return { code: 'shop-order-in-trash', wooOrderId: order.wooOrderId };
  }
  // The shop mails whoever stands there, with any status and any refund (decision D11).
  const isOver = phaseWritten === phase && (isCancelledPhase(phase) || phase === 'returned');
  if (order.billingEmail !== '' && !isOver) {
    return { code: 'shop-order-email-present', wooOrderId: order.wooOrderId };
  }
  if (phaseWritten && movesBackward(phaseWritten, phase)) {
    return { code: 'moved-backward', from: phaseWritten, to: phase };
  }
  const vanished = vanishedPieces(input.salesOrder, found);
  if (vanished || phase !== 'returned' || !state) return vanished;
  // Its refunds may turn the order to "refunded", so the way to the owner's status must be free first.
  const last = nextStatus(phase, input.rules, { isPaid: true, phaseWritten: 'sent' }) ?? state;
  const { profile } = input.shop;
  return missingStatus(profile, phase, state) ?? missingStatus(profile, phase, last);
}

function planChange(standing: Standing): ShopPlan {
  const { input, found, phase, phaseWritten, isPaid, ownerYields, state } = standing;
  const { salesOrder, rules, shop } = input;
  const { order } = found;
  const isNewPhase = phaseWritten !== phase;
  const lacksAddress = !salesOrder.deliveryAddress && addressesAreEmpty(order);
  if (isNewPhase && isReleased(phase) && lacksAddress) {
    return stop({ action: 'hold', reason: { code: 'address-not-there' } });
  }
  const issues: MappingIssue[] = [];
  // Nothing is sent to a cancelled order any more, and a new place would tax its lines anew.
  const isOff = isCancelledPhase(phase);
  const addresses = isOff ? undefined : addressChange(salesOrder, order, ownerYields, issues);
  const before = taxLocation(shop.profile, order);
  const location = addresses ? taxLocation(shop.profile, addresses) : before;
  const isTaxedAnew = !haveSameTaxes(shop.profile, before, location);
  const lines = isOff
    ? undefined
    : planLines(
        { salesOrder, found, isPaid, isTaxedAnew, ownerYields },
        { profile: shop.profile, location, products: shop.products, language: rules.language },
        issues,
      );
  const held =
    (state && missingStatus(shop.profile, phase, state)) ??
    (lines && missingSku({ ...salesOrder, positionItems: lines.added }, shop.products, rules));
  if (held) return stop({ action: 'hold', reason: held });
  const { language } = rules;
  const parcels = planSentParcels(salesOrder.positionItems, order.meta[META.tracking], language);
  if (!addresses && !lines && !state && !isNewPhase && parcels.meta.length === 0) {
    return stop({ action: 'none' });
  }
  const written = state ?? { status: statusToRemember(standing), phase };
  const change: WooOrderChange = {
    ...(state && state.status !== order.status ? { status: state.status } : {}),
    ...addresses,
    ...lines?.change,
    meta_data: [
      ...(addresses ? addressMeta(salesOrder, mapAddresses(salesOrder)) : []),
      ...(isNewPhase ? paymentMeta(salesOrder) : []),
      ...writtenMeta(written),
      ...(lines?.meta ?? []),
      ...parcels.meta,
    ],
  };
  return {
    step: {
      action: 'update',
      wooOrderId: order.wooOrderId,
      change,
      expected: {
        totalCents: lines?.totalCents ?? order.totalCents,
        status: state?.status ?? order.status,
        addresses,
      },
      notes: notesOf(standing, lines, parcels),
    },
    issues,
  };
}

/**
 * Where a person's status stays, the one this phase would have had: setting it gives the order back to
 * the bridge, and the one of a phase long gone is as much a person's as any other. The shop's own
 * `refunded` is remembered as if it were ours.
 */
function statusToRemember({ input, found, phase, phaseWritten }: Standing): string {
  const { status, meta } = found.order;
  const remembered = meta[META.statusWritten] ?? status;
  if (phaseWritten === phase) return remembered;
  if (wentToRefundedByItself(found)) return status;
  return writableStatus(input.rules.statusMapping[phase]) ?? remembered;
}

function notesOf(
  { input, found, phase, phaseWritten }: Standing,
  lines: LinesPlan | undefined,
  parcels: { notes: NoteDraft[]; untrackedNotes: NoteDraft[] },
): NoteDraft[] {
  const { language } = input.rules;
  const isNewPhase = phaseWritten !== phase;
  const isNewlySent = isNewPhase && isReleased(phase) && phaseWritten !== 'sent';
  return [
    ...(isNewPhase && isCancelledPhase(phase) ? wholeOrderNote(input, found) : []),
    ...wholePieces(lines?.gone ?? []).map((piece) => pieceNote(piece, language)),
    ...parcels.notes,
    ...(isNewlySent && phase !== 'processable' ? parcels.untrackedNotes : []),
  ];
}

/** Pieces that left their line, or were refunded, before the rest was cancelled have had their note. */
function wholeOrderNote(input: PlanInput, found: FoundShopOrder): NoteDraft[] {
  const { salesOrder, rules } = input;
  const inLines = idsInLines(found.order);
  const refunded = idsRefunded(found);
  const left = salesOrder.positionItems.filter(
    ({ positionItemId }) => inLines.has(positionItemId) && !refunded.has(positionItemId),
  );
  const pieces = wholePieces(left);
  const mayBeInHand = isAtPackers(found.order.status, rules);
  return pieces.length === 0 ? [] : [cancelledOrderNote(pieces, mayBeInHand, rules.language)];
}
