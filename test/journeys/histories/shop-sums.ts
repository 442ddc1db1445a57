import { z } from 'zod';
import type { LineItem, StoredOrder, StoredRefund } from '../../fakes/woocommerce/state.ts';
import type { WirePositionItem, WireSalesOrder } from '../../fixtures/otto/index.ts';

// Spelled out here, so that a slip in the bridge's own table of keys shows.
const PIECES_KEY = '_otto_market_position_items';
const MONEY_KEY = '_otto_market_money_back';
const PHASE_KEY = '_otto_market_phase';

const moneySchema = z.array(
  z.strictObject({
    key: z.string().optional(),
    piece: z.string().optional(),
    cents: z.number().int().positive(),
  }),
);

/** The phase the bridge noted in the shop order last; '' = none. */
export function phaseNoted({ order }: { order: StoredOrder }): string {
  return String(order.meta.find(({ key }) => key === PHASE_KEY)?.value ?? '');
}

/** OTTO's ids of the pieces a line stands for. */
export function idsOfLine(line: Pick<LineItem, 'meta'>): string[] {
  return idsIn(line.meta);
}

/** OTTO's ids of the pieces a refund was booked for; none = booked by hand. */
export function idsOfRefund(refund: StoredRefund): string[] {
  return idsIn(refund.meta);
}

/** Other money a refund was booked for, by its keys; the rest of a piece's price has none. */
export function moneyOfRefund({ meta }: StoredRefund): z.output<typeof moneySchema> {
  const entry = meta.find(({ key }) => key === MONEY_KEY);
  return entry ? moneySchema.parse(JSON.parse(String(entry.value))) : [];
}

/** True for a refund that a person booked. */
export function isByHand(refund: StoredRefund): boolean {
  return idsOfRefund(refund).length === 0 && moneyOfRefund(refund).length === 0;
}

function idsIn(meta: LineItem['meta']): string[] {
  const entry = meta.find(({ key }) => key === PIECES_KEY);
  return String(entry?.value ?? '')
    .split(',')
    .filter((id) => id !== '');
}

export function inCents(amount: number | string): number {
  return Math.round(Number(amount) * 100);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What of the order's total is not refunded yet. */
export function leftCents(order: StoredOrder, refunds: readonly StoredRefund[]): number {
  const own = refunds.filter(({ orderId }) => orderId === order.id);
  return inCents(order.total) - sum(own.map(({ amount }) => inCents(amount)));
}

/** What the buyer pays for one piece. */
export function priceCents(piece: WirePositionItem): number {
  return inCents((piece.itemValueReducedGrossPrice ?? piece.itemValueGrossPrice).amount);
}

export function feesCents(salesOrder: WireSalesOrder): number {
  const fees = salesOrder.initialDeliveryFees ?? [];
  return sum(fees.map((fee) => inCents(fee.deliveryFeeAmount.amount)));
}

export function isCancelled(piece: WirePositionItem): boolean {
  return piece.fulfillmentStatus.startsWith('CANCELLED');
}

/** Cancelled or returned. */
export function hasLeft(piece: WirePositionItem): boolean {
  return isCancelled(piece) || piece.fulfillmentStatus === 'RETURNED';
}

/** What an order came to, told from its pieces by the table of the design alone. */
export const PHASES = [
  ['announced', 'ANNOUNCED'],
  ['processable', 'PROCESSABLE'],
  ['sent', 'SENT'],
  ['returned', 'RETURNED'],
  ['cancelledByMarketplace', 'CANCELLED_BY_MARKETPLACE'],
  ['cancelledByPartner', 'CANCELLED_BY_PARTNER'],
] as const;

export type Phase = (typeof PHASES)[number][0];

export function phaseOf(salesOrder: WireSalesOrder): Phase {
  const states = new Set(salesOrder.positionItems.map((piece) => piece.fulfillmentStatus));
  const [phase] = PHASES.find(([, state]) => states.has(state)) ?? ['cancelledByPartner' as const];
  return phase;
}

export function isReleasedPhase(phase: Phase): boolean {
  return phase === 'processable' || phase === 'sent' || phase === 'returned';
}

/** How far an order has come; both kinds of cancellation are the end. */
export function rankOf(phase: string): number {
  return Math.min(
    PHASES.findIndex(([name]) => name === phase),
    4,
  );
}

/** Where OTTO says that an order goes; '' = it does not say, as no piece was released. */
export function goesTo(salesOrder: WireSalesOrder): string {
  const isShown = salesOrder.positionItems.some((piece) => piece.processableDate !== undefined);
  const address = isShown ? salesOrder.deliveryAddress : undefined;
  if (!address) return '';
  const { lastName, street, houseNumber, zipCode, city } = address;
  return `${lastName}, ${street} ${houseNumber}, ${zipCode} ${city}`;
}

/** Where the shop says that it goes; '' = nowhere yet. */
export function goesToInShop({ shipping }: StoredOrder): string {
  if (shipping.city === '') return '';
  return `${shipping.last_name}, ${shipping.address_1}, ${shipping.postcode} ${shipping.city}`;
}
