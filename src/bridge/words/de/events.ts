import type {
  EventKind,
  ReceiptEventKind,
  ReportEventKind,
  ReturnEventKind,
} from '../owner-code.ts';
import type { Gaps, SayEvent } from '../saying.ts';

const because = (g: Gaps): string =>
  g.has('cancellationReason') ? ` Grund: ${g.cancellationReason('cancellationReason')}.` : '';

/** The timeline of an order. */
export const events = {
  'sales-order-seen': (g) =>
    `Bei OTTO eingegangen: „${g.phase('phase')}“, Stückzahl ${g.number('pieces')}.`,
  'otto-phase-changed': (g) => `Bei OTTO jetzt „${g.phase('to')}“, vorher „${g.phase('from')}“.`,
  'otto-pieces-changed': (g) =>
    `Bei OTTO jetzt „${g.fulfillmentStatus('to')}“, vorher „${g.fulfillmentStatus('from')}“: Stückzahl ${g.number('pieces')}, SKU ${g.text('skus')}.${because(g)}`,
  'otto-pieces-appeared': (g) =>
    `Bei OTTO dazugekommen: Stückzahl ${g.number('pieces')}, SKU ${g.text('skus')}, „${g.fulfillmentStatus('to')}“.${because(g)}`,
  'pack-stopped': (g) =>
    `Packstopp: OTTO hat storniert, was schon beim Packen war (Stückzahl ${g.number('pieces')}).`,
  'shop-status-changed': (g) =>
    `Status der Shop-Bestellung von Hand geändert: „${g.text('to')}“ statt „${g.text('from')}“.`,
  'shop-lines-changed': () => 'Positionen der Shop-Bestellung von Hand geändert.',
  'shop-total-changed': (g) =>
    `Betrag der Shop-Bestellung von Hand geändert: ${g.sum('toCents')} statt ${g.sum('fromCents')}.`,
  'shop-address-changed': () => 'Adresse der Shop-Bestellung von Hand geändert.',
  'shop-refund-by-hand': (g) => `In der Shop-Bestellung von Hand erstattet: ${g.sum('cents')}.`,
  'shop-refund-removed': (g) =>
    `In der Shop-Bestellung von Hand eine Erstattung gelöscht: ${g.sum('cents')}.`,
  'shop-order-thrown-away': () => 'Shop-Bestellung in den Papierkorb gelegt.',
  'shop-order-restored': () => 'Shop-Bestellung aus dem Papierkorb zurückgeholt.',
  'shop-order-gone': () => 'Die Shop-Bestellung gibt es im Shop nicht mehr.',
  'owner-chose-otto': (_g, what) => `Sie haben entschieden „wie bei OTTO“. Es ging um: ${what}`,
  'owner-chose-shop': (_g, what) => `Sie haben entschieden „wie im Shop“. Es ging um: ${what}`,
  'incident-acknowledged': (_g, what) => `Von Ihnen als erledigt bestätigt: ${what}`,
  'shop-order-created': (g) =>
    `Im Shop angelegt als Bestellung ${g.text('wooOrderId')} mit dem Status „${g.text('status')}“.`,
  'shop-order-adopted': (g) =>
    `Im Shop wiedergefunden als Bestellung ${g.text('wooOrderId')}; sie wurde nicht noch einmal angelegt.`,
  'shop-order-updated': (g) =>
    `Shop-Bestellung ${g.text('wooOrderId')} auf den Stand von OTTO gebracht; ihr Status ist „${g.text('status')}“.`,
  'shop-double-binned': (g) =>
    `Die doppelte Shop-Bestellung ${g.text('wooOrderId')} storniert und in den Papierkorb gelegt.`,
  'shop-refund-created': (g) =>
    `In der Shop-Bestellung ${g.text('wooOrderId')} eine Erstattung über ${g.sum('cents')} eingetragen (Nr. ${g.text('refundId')}${g.has('pieces') ? `, Stückzahl ${g.text('pieces')}` : ''}). Das Geld erstattet OTTO.`,
  'shop-order-total-mended': (g) =>
    `Betrag der Shop-Bestellung ${g.text('wooOrderId')} berichtigt: ${g.sum('toCents')} statt ${g.sum('fromCents')}.`,
  'shop-meta-erased': (g) =>
    `Persönliche Zusatzangaben in der Shop-Bestellung ${g.text('wooOrderId')} gelöscht; die Adressen der Bestellung selbst gehören dem Shop und bleiben.`,
  'sales-order-held': (_g, what) => what,
  'sales-order-failed': (_g, what) => what,
  'sales-order-backlog': (_g, what) => what,
  'sales-order-skipped': (_g, what) => what,
} as const satisfies Record<
  Exclude<EventKind, ReportEventKind | ReceiptEventKind | ReturnEventKind>,
  SayEvent
>;
