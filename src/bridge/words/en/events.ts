import type {
  EventKind,
  ReceiptEventKind,
  ReportEventKind,
  ReturnEventKind,
} from '../owner-code.ts';
import type { Gaps, SayEvent } from '../saying.ts';

const because = (g: Gaps): string =>
  g.has('cancellationReason') ? ` Reason: ${g.cancellationReason('cancellationReason')}.` : '';

/** The timeline of an order. */
export const events = {
  'sales-order-seen': (g) =>
    `Arrived at OTTO: “${g.phase('phase')}”, pieces: ${g.number('pieces')}.`,
  'otto-phase-changed': (g) => `Now “${g.phase('to')}” at OTTO, before “${g.phase('from')}”.`,
  'otto-pieces-changed': (g) =>
    `Now “${g.fulfillmentStatus('to')}” at OTTO, before “${g.fulfillmentStatus('from')}”: pieces: ${g.number('pieces')}, SKU ${g.text('skus')}.${because(g)}`,
  'otto-pieces-appeared': (g) =>
    `Added at OTTO: pieces: ${g.number('pieces')}, SKU ${g.text('skus')}, “${g.fulfillmentStatus('to')}”.${because(g)}`,
  'pack-stopped': (g) =>
    `Pack-stop: OTTO cancelled what was being packed already (pieces: ${g.number('pieces')}).`,
  'shop-status-changed': (g) =>
    `Status of the shop order changed by hand: “${g.text('to')}” instead of “${g.text('from')}”.`,
  'shop-lines-changed': () => 'Lines of the shop order changed by hand.',
  'shop-total-changed': (g) =>
    `Amount of the shop order changed by hand: ${g.sum('toCents')} instead of ${g.sum('fromCents')}.`,
  'shop-address-changed': () => 'Address of the shop order changed by hand.',
  'shop-refund-by-hand': (g) => `Refunded by hand in the shop order: ${g.sum('cents')}.`,
  'shop-refund-removed': (g) => `Refund of the shop order deleted by hand: ${g.sum('cents')}.`,
  'shop-order-thrown-away': () => 'Shop order moved to the trash.',
  'shop-order-restored': () => 'Shop order taken out of the trash.',
  'shop-order-gone': () => 'The shop order is no longer in the shop.',
  'owner-chose-otto': (_g, what) => `You decided “as at OTTO”. It was about: ${what}`,
  'owner-chose-shop': (_g, what) => `You decided “as in the shop”. It was about: ${what}`,
  'incident-acknowledged': (_g, what) => `Confirmed by you as taken care of: ${what}`,
  'shop-order-created': (g) =>
    `Created in the shop as order ${g.text('wooOrderId')} with the status “${g.text('status')}”.`,
  'shop-order-adopted': (g) =>
    `Found again in the shop as order ${g.text('wooOrderId')}; it was not created once more.`,
  'shop-order-updated': (g) =>
    `Shop order ${g.text('wooOrderId')} brought in line with OTTO; its status is “${g.text('status')}”.`,
  'shop-double-binned': (g) =>
    `Cancelled the double shop order ${g.text('wooOrderId')} and moved it to the trash.`,
  'shop-refund-created': (g) =>
    `Refund of ${g.sum('cents')} entered in the shop order ${g.text('wooOrderId')} (no. ${g.text('refundId')}${g.has('pieces') ? `, pieces: ${g.text('pieces')}` : ''}). OTTO pays the money back.`,
  'shop-order-total-mended': (g) =>
    `Amount of the shop order ${g.text('wooOrderId')} corrected: ${g.sum('toCents')} instead of ${g.sum('fromCents')}.`,
  'shop-meta-erased': (g) =>
    `Personal extra data in the shop order ${g.text('wooOrderId')} erased; the addresses of the order itself are the shop’s and stay.`,
  'sales-order-held': (_g, what) => what,
  'sales-order-failed': (_g, what) => what,
  'sales-order-backlog': (_g, what) => what,
  'sales-order-skipped': (_g, what) => what,
} as const satisfies Record<
  Exclude<EventKind, ReportEventKind | ReceiptEventKind | ReturnEventKind>,
  SayEvent
>;
