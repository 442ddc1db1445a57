import type { EventKind } from '../owner-code.ts';
import type { SayEvent } from '../saying.ts';

/** The timeline of an order. */
export const events = {
  'shop-order-created': (g) =>
    `Created in the shop as order ${g.text('wooOrderId')} with the status “${g.text('status')}”.`,
  'shop-order-adopted': (g) =>
    `Found again in the shop as order ${g.text('wooOrderId')}; it was not created once more.`,
  'shop-order-updated': (g) =>
    `Shop order ${g.text('wooOrderId')} brought in line with OTTO; its status is “${g.text('status')}”.`,
  'shop-refund-created': (g) =>
    `Refund of ${g.sum('cents')} entered in the shop order ${g.text('wooOrderId')} (no. ${g.text('refundId')}, pieces: ${g.text('pieces')}). OTTO pays the money back.`,
  'shop-order-total-mended': (g) =>
    `Amount of the shop order ${g.text('wooOrderId')} corrected: ${g.sum('toCents')} instead of ${g.sum('fromCents')}.`,
  'sales-order-held': (_g, what) => what,
  'sales-order-failed': (_g, what) => what,
  'sales-order-backlog': (_g, what) => what,
  'sales-order-skipped': (_g, what) => what,
} as const satisfies Record<EventKind, SayEvent>;
