import type { EventKind } from '../owner-code.ts';
import type { SayEvent } from '../saying.ts';

/** The timeline of an order. */
export const events = {
  'shop-order-created': (g) =>
    `Im Shop angelegt als Bestellung ${g.text('wooOrderId')} mit dem Status „${g.text('status')}“.`,
  'shop-order-adopted': (g) =>
    `Im Shop wiedergefunden als Bestellung ${g.text('wooOrderId')}; sie wurde nicht noch einmal angelegt.`,
  'shop-order-updated': (g) =>
    `Shop-Bestellung ${g.text('wooOrderId')} auf den Stand von OTTO gebracht; ihr Status ist „${g.text('status')}“.`,
  'shop-refund-created': (g) =>
    `In der Shop-Bestellung ${g.text('wooOrderId')} eine Erstattung über ${g.sum('cents')} eingetragen (Nr. ${g.text('refundId')}, Stückzahl ${g.text('pieces')}). Das Geld erstattet OTTO.`,
  'shop-order-total-mended': (g) =>
    `Betrag der Shop-Bestellung ${g.text('wooOrderId')} berichtigt: ${g.sum('toCents')} statt ${g.sum('fromCents')}.`,
  'sales-order-held': (_g, what) => what,
  'sales-order-failed': (_g, what) => what,
  'sales-order-backlog': (_g, what) => what,
  'sales-order-skipped': (_g, what) => what,
} as const satisfies Record<EventKind, SayEvent>;
