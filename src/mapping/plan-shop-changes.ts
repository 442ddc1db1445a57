import { addressesAreEmpty, addressFingerprint, mapAddresses } from './address.ts';
import { decideEntry } from './decide-entry.ts';
import { addressMeta, draftShopOrder, paymentMeta, writtenMeta } from './draft-shop-order.ts';
import { fingerprint } from './fingerprint.ts';
import { holdReason, missingSku, missingStatus } from './hold-reason.ts';
import type { ImportRules } from './import-rules.ts';
import type { MappingIssue } from './mapping-issue.ts';
import { draftLines, type LineContext, type PieceGroup } from './order-lines.ts';
import {
  isCancelledPhase,
  isReleased,
  movesBackward,
  type OrderPhase,
  orderPhase,
  parseOrderPhase,
} from './order-phase.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { PositionItem, SalesOrder } from './otto/sales-order.ts';
import { pieceNote, planRefund } from './plan-refund.ts';
import type { ShopPlan, ShopStep } from './shop-plan.ts';
import { firstStatus, nextStatus } from './status-step.ts';
import type { WooAddress, WooOrder, WooOrderChange, WooRefund } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';
import type { ShopProduct, ShopProfile, TaxLocation } from './woocommerce/shop-profile.ts';
import { applicableRates, taxLocation } from './woocommerce/tax-rates.ts';

const NO_ADDRESSES = { billing: undefined, shipping: undefined };

/** An order as it stands in the shop, read just now. */
export type FoundShopOrder = { order: WooOrder; refunds: WooRefund[] };

export type PlanInput = {
  salesOrder: SalesOrder;
  accountId: string;
  rules: ImportRules;
  /** only orders placed since this UTC moment enter the shop */
  startAt: string | undefined;
  shop: { profile: ShopProfile; products: ReadonlyMap<string, ShopProduct> };
  /** undefined = certainly not in the shop */
  found: FoundShopOrder | undefined;
};

/**
 * The next single step that brings the shop nearer to what OTTO says. Pure and total; planning again
 * after the step was carried out gives the step after it, and in the end `none`, whichever states
 * of the order were seen in between.
 *
 * What the bridge wrote last is read from the shop order's own meta, so a lost or old ledger changes
 * nothing here, and what a person changed since is told apart and left alone.
 */
export function planShopChanges(input: PlanInput): ShopPlan {
  const { salesOrder, shop, found } = input;
  const keptOut = found ? undefined : planEntry(input);
  if (keptOut) return keptOut;
  const held = holdReason(salesOrder, shop.profile);
  const phase = orderPhase(salesOrder.positionItems);
  if (held || phase === undefined) {
    return stop(held ? { action: 'hold', reason: held } : { action: 'none' });
  }
  return found ? planUpdate(input, found, phase) : planCreate(input, phase);
}

/**
 * The plan for an order that is not in the shop and does not enter it now. Needs nothing of the shop,
 * so that a quiet day asks it nothing.
 *
 * @returns undefined when the order enters
 */
export function planEntry(
  input: Pick<PlanInput, 'salesOrder' | 'rules' | 'startAt'>,
): ShopPlan | undefined {
  const entry = decideEntry(input.salesOrder, input.rules, input.startAt);
  if (entry.entry === 'backlog') return stop({ action: 'backlog', reason: entry.reason });
  if (entry.entry === 'skip') return stop({ action: 'skip', reason: entry.reason });
  return undefined;
}

function planCreate(input: PlanInput, phase: OrderPhase): ShopPlan {
  const { salesOrder, rules, shop, accountId } = input;
  const unknownSku = missingSku(salesOrder, shop.products, rules);
  if (unknownSku) return stop({ action: 'hold', reason: unknownSku });
  if (phase !== 'announced' && !salesOrder.deliveryAddress) {
    return stop({ action: 'hold', reason: { code: 'address-not-there' } });
  }
  const state = firstStatus(phase, rules);
  const missing = missingStatus(shop.profile, phase, state);
  if (missing) return stop({ action: 'hold', reason: missing });
  const { issues, ...order } = draftShopOrder(
    salesOrder,
    accountId,
    state,
    contextAt(input, taxLocation(shop.profile, mapAddresses(salesOrder) ?? NO_ADDRESSES)),
  );
  return { step: { action: 'create', ...order }, issues };
}

function planUpdate(input: PlanInput, found: FoundShopOrder, phase: OrderPhase): ShopPlan {
  const { salesOrder, rules, shop } = input;
  const { order } = found;
  if (order.status === 'trash') {
    return stop({
      action: 'hold',
      reason: { code: 'shop-order-in-trash', wooOrderId: order.wooOrderId },
    });
  }
  const phaseWritten = parseOrderPhase(order.meta[META.phase]);
  if (phaseWritten && movesBackward(phaseWritten, phase)) {
    return stop({
      action: 'hold',
      reason: { code: 'moved-backward', from: phaseWritten, to: phase },
    });
  }
  // A whole order that is cancelled keeps its lines: its status says it, and gives the stock back.
  const isPaid = phaseWritten !== 'announced';
  if (isPaid && !isCancelledPhase(phase)) {
    const refund = planRefund(salesOrder.positionItems, found, rules);
    if (refund) return stop(refund);
  }
  const lacksAddress = !salesOrder.deliveryAddress && addressesAreEmpty(order);
  if (phaseWritten !== phase && isReleased(phase) && lacksAddress) {
    return stop({ action: 'hold', reason: { code: 'address-not-there' } });
  }
  const issues: MappingIssue[] = [];
  // Nothing is sent to a cancelled order any more, and a new place would tax its lines anew.
  const addresses = isCancelledPhase(phase) ? undefined : addressChange(input, order, issues);
  const gone = isPaid || isCancelledPhase(phase) ? [] : goneFromLines(salesOrder, order);
  const place = taxPlaces(input, order, addresses);
  const lines =
    gone.length > 0 || !sameTaxes(input, place)
      ? linesChange(input, order, gone, place.after, issues)
      : undefined;
  const state = phaseWritten === phase ? undefined : statusChange(input, found, phase);
  if (state) {
    const missing = missingStatus(shop.profile, phase, state);
    if (missing) return stop({ action: 'hold', reason: missing });
  }
  if (!addresses && !lines && phaseWritten === phase) return stop({ action: 'none' });
  const status = state?.status ?? order.status;
  const written = state ?? { status: order.meta[META.statusWritten] ?? order.status, phase };
  const change: WooOrderChange = {
    ...(state && state.status !== order.status ? { status: state.status } : {}),
    ...addresses,
    ...lines?.change,
    meta_data: [
      ...(addresses ? addressMeta(salesOrder, mapAddresses(salesOrder)) : []),
      ...(phaseWritten === phase ? [] : paymentMeta(salesOrder)),
      ...writtenMeta(written),
    ],
  };
  return {
    step: {
      action: 'update',
      wooOrderId: order.wooOrderId,
      change,
      expected: {
        totalCents: lines?.totalCents ?? order.totalCents,
        status,
        addresses,
      },
      notes: gone.map((piece) => pieceNote(piece, rules.language)),
    },
    issues,
  };
}

/**
 * The status to write, or undefined when it stays: by choice, or because a person changed it. One
 * that a person set ahead of us, as a packer does with "completed", is ours from then on.
 */
function statusChange(input: PlanInput, found: FoundShopOrder, phase: OrderPhase) {
  const { order } = found;
  const cameByItself = wentToRefundedByItself(found);
  const next = nextStatus(phase, input.rules, {
    isPaid: order.paidAt !== undefined || order.status === 'processing',
    phaseWritten: cameByItself ? 'sent' : parseOrderPhase(order.meta[META.phase]),
  });
  const written = order.meta[META.statusWritten];
  const isOurs = written === undefined || [written, next?.status].includes(order.status);
  return isOurs || cameByItself ? next : undefined;
}

/** True when our refunds came to the whole total, upon which the shop changed the status itself. */
function wentToRefundedByItself({ order, refunds }: FoundShopOrder): boolean {
  const allAreOurs = refunds.every((refund) => refund.positionItemIds.length > 0);
  return order.status === 'refunded' && refunds.length > 0 && allAreOurs;
}

/** Both addresses when OTTO's are new and the shop still shows what the bridge wrote, or nothing. */
function addressChange(input: PlanInput, order: WooOrder, issues: MappingIssue[]) {
  const mapped = mapAddresses(input.salesOrder);
  const written = order.meta[META.addressWritten];
  if (!mapped || mapped.fingerprint === written) return undefined;
  const untouched =
    written === undefined ? addressesAreEmpty(order) : written === addressFingerprint(order);
  if (!untouched) return undefined;
  issues.push(...mapped.issues);
  return { billing: mapped.billing, shipping: mapped.shipping };
}

/** Pieces that OTTO cancelled but that a line of the shop order still counts. */
function goneFromLines(salesOrder: SalesOrder, order: WooOrder): PositionItem[] {
  const inShop = new Set(order.lineItems.flatMap((line) => line.positionItemIds));
  return salesOrder.positionItems.filter(
    (piece) => isCancelled(piece.fulfillmentStatus) && inShop.has(piece.positionItemId),
  );
}

/**
 * Our lines written anew: without the pieces that are gone, taxed for the place the order now goes
 * to. Pieces that left a paid order stay in its lines: their refund stands against them. Lines and
 * shipping that a person added are not ours and stay as they are.
 */
function linesChange(
  input: PlanInput,
  order: WooOrder,
  gone: PositionItem[],
  location: TaxLocation,
  issues: MappingIssue[],
) {
  const pieces = new Map(
    input.salesOrder.positionItems.map((piece) => [piece.positionItemId, piece]),
  );
  const kept: { lineItemId: number; group: PieceGroup }[] = [];
  const removed: number[] = [];
  for (const line of order.lineItems.filter((candidate) => candidate.positionItemIds.length > 0)) {
    const [first, ...rest] = line.positionItemIds
      .flatMap((id) => pieces.get(id) ?? [])
      .filter((piece) => !gone.includes(piece));
    if (first) kept.push({ lineItemId: line.lineItemId, group: { pieces: [first, ...rest] } });
    else removed.push(line.lineItemId);
  }
  const fees = input.salesOrder.deliveryFees.slice(0, order.shippingLines.length);
  const allOurs =
    order.lineItems.every((line) => line.positionItemIds.length > 0) &&
    order.shippingLines.length === fees.length;
  const drafted = draftLines(
    kept.map(({ group }) => group),
    fees,
    contextAt(input, location),
  );
  issues.push(...drafted.issues.filter((issue) => issue.code !== 'sku-not-in-shop'));
  const lineItems = drafted.lineItems.map(
    (
      { product_id: _product, variation_id: _variation, sku: _sku, name: _name, ...line },
      index,
    ) => ({
      ...line,
      id: kept[index]?.lineItemId ?? 0,
    }),
  );
  const shippingLines = drafted.shippingLines.map((line, index) => ({
    ...line,
    id: order.shippingLines[index]?.lineId ?? 0,
  }));
  return {
    change: {
      line_items: [...lineItems, ...removed.map((id) => ({ id, quantity: 0 }))],
      ...(shippingLines.length > 0 ? { shipping_lines: shippingLines } : {}),
    },
    totalCents: allOurs
      ? payableCents(kept.flatMap(({ group }) => group.pieces)) +
        fees.reduce((sum, fee) => sum + fee.grossCents, 0)
      : order.totalCents - payableCents(gone),
  };
}

function payableCents(pieces: PositionItem[]): number {
  return pieces.reduce((sum, piece) => sum + piece.payableCents, 0);
}

/** Where the shop taxes the order now, and where it will once the addresses are written. */
function taxPlaces(
  input: PlanInput,
  order: WooOrder,
  addresses: { billing: WooAddress; shipping: WooAddress } | undefined,
) {
  const before = taxLocation(input.shop.profile, order);
  return { before, after: addresses ? taxLocation(input.shop.profile, addresses) : before };
}

/** True when new addresses leave every rate as it was, so that the lines need no new amounts. */
function sameTaxes(input: PlanInput, place: { before: TaxLocation; after: TaxLocation }): boolean {
  if (place.before === place.after) return true;
  const { profile } = input.shop;
  return ['', ...profile.taxClasses].every(
    (taxClass) =>
      fingerprint(applicableRates(profile, place.before, taxClass)) ===
      fingerprint(applicableRates(profile, place.after, taxClass)),
  );
}

function contextAt(input: PlanInput, location: TaxLocation): LineContext {
  return {
    profile: input.shop.profile,
    location,
    products: input.shop.products,
    language: input.rules.language,
  };
}

function stop(step: ShopStep): ShopPlan {
  return { step, issues: [] };
}
