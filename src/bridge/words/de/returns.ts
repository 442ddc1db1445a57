import type { ReturnCode, ReturnEventKind } from '../owner-code.ts';
import { conditionWord, returnReasonWord } from '../return-words.ts';
import type { Gaps, Say, SayEvent } from '../saying.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const BY_ITSELF = 'Die Brücke schließt diesen Vorfall von selbst, sobald das geklärt ist.';

/** What is told of returns, and why nothing may be decided about a piece. */
export const returns = {
  'returns-running': () => ({
    what: 'Für dieses OTTO-Konto werden gerade schon Retouren gelesen.',
    follows: 'Was OTTO zeigt, steht gleich in der Liste.',
    todo: undefined,
  }),
  'returns-not-read': (g) => ({
    what: `Die Retouren ließen sich nicht von OTTO lesen${g.because}.`,
    follows:
      'Neue Retouren und Änderungen daran fehlen in der Liste, bis es wieder geht. Es wird automatisch erneut versucht, und es geht nichts verloren. Bestellungen und Versandmeldungen laufen weiter.',
    todo: 'Dauert es länger als einen Tag, prüfen Sie, ob OTTO eine Störung meldet und ob es eine neuere Version der Brücke gibt.',
  }),
  'returns-unreadable': (g) => ({
    what: `In der Liste der Retouren von OTTO sind Einträge, die die Brücke nicht versteht (${g.number('entries')}).`,
    follows: 'Diese Retouren fehlen hier; alle anderen stehen in der Liste.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} unter den Retouren nach, und prüfen Sie, ob es eine neuere Version der Brücke gibt.`,
  }),
  'return-order-unknown': (g) => ({
    what: `OTTO nennt Retouren zu Bestellungen, die die Brücke nicht kennt (${g.number('orders')}, zum Beispiel ${g.text('salesOrderIds')}).`,
    follows: `Über diese Retouren lässt sich hier nicht entscheiden, und im Shop wird dafür nichts erstattet. ${BY_ITSELF}`,
    todo: `Rufen Sie die Bestellungen ab: mit einem Import, der weit genug zurückreicht. Oder entscheiden Sie über diese Retouren in ${PARTNER_CONNECT}.`,
  }),
  'return-of-unsent-piece': (g) => ({
    what: `${g.order}: OTTO nennt eine Retoure${piece(g)}, obwohl das Stück dort nicht als versendet steht${g.has('fulfillmentStatus') ? ` (sondern: ${g.fulfillmentStatus('fulfillmentStatus')})` : ''}.`,
    follows: `Die Retoure lässt sich so nicht annehmen. ${BY_ITSELF}`,
    todo: `Ist das Stück versendet, melden Sie den Versand. Sonst sehen Sie in ${PARTNER_CONNECT} nach, wie die Bestellung steht.`,
  }),
  'return-misdirected': (g) => ({
    what: `${g.order}: Der Käufer hat${g.has('sku') ? ` ${g.text('sku')}` : ' ein Stück'} an OTTO geschickt statt an Sie${g.has('ottoWarehouseId') ? ` (Lager bei OTTO: ${g.text('ottoWarehouseId')})` : ''}.`,
    follows: `Die Ware liegt bei OTTO, und der Käufer wartet auf sein Geld, bis Sie entscheiden. ${BY_ITSELF}`,
    todo: `Klären Sie in ${PARTNER_CONNECT}, wie die Ware zu Ihnen kommt. Danach nehmen Sie die Retoure an oder lehnen sie ab.`,
  }),
  'return-step-piece-unknown': () => ({
    what: 'Die Brücke kennt die Bestellung dieses Stücks nicht.',
    follows: 'Deshalb lässt sich hier nicht darüber entscheiden.',
    todo: 'Rufen Sie die Bestellung ab: mit einem Import, der weit genug zurückreicht.',
  }),
  'return-step-not-released': () => ({
    what: 'Die Bestellung dieses Stücks ist bei OTTO erst angekündigt.',
    follows: 'Es wurde nichts versendet, also gibt es nichts zurückzunehmen.',
    todo: undefined,
  }),
  'return-step-not-sent-yet': () => ({
    what: 'Dieses Stück ist noch nicht versendet.',
    follows: 'Statt einer Retoure ist eine Stornierung möglich.',
    todo: undefined,
  }),
  'return-step-cancelled': () => ({
    what: 'Dieses Stück ist storniert.',
    follows: 'Der Käufer bezahlt es nicht; es gibt nichts zu erstatten.',
    todo: undefined,
  }),
  'return-step-already-accepted': () => ({
    what: 'Diese Retoure ist angenommen.',
    follows: 'Der Käufer bekommt sein Geld; das lässt sich nicht zurücknehmen.',
    todo: undefined,
  }),
  'return-step-state-unknown': () => ({
    what: 'Wie dieses Stück bei OTTO steht, versteht die Brücke nicht.',
    follows: 'Deshalb entscheidet sie nichts auf Verdacht.',
    todo: `Erledigen Sie es in ${PARTNER_CONNECT}, und prüfen Sie, ob es eine neuere Version der Brücke gibt.`,
  }),
  'return-step-decision-under-way': () => ({
    what: 'Über dieses Stück ist schon entschieden.',
    follows: 'Die Entscheidung ist auf dem Weg zu OTTO.',
    todo: undefined,
  }),
  'return-step-decision-needs-attention': () => ({
    what: 'Eine frühere Entscheidung über dieses Stück wartet auf Sie.',
    follows: 'Bis das geklärt ist, lässt sich über das Stück nichts anderes entscheiden.',
    todo: 'Öffnen Sie die Meldung: Dort steht, was geschehen ist und was Sie tun können.',
  }),
  'return-step-decided-by-hand': () => ({
    what: 'Sie haben angegeben, dass über dieses Stück bei OTTO von Hand entschieden ist.',
    follows: 'OTTO zeigt das noch nicht.',
    todo: undefined,
  }),
} as const satisfies Record<ReturnCode, Say>;

/** What the timeline of an order says about its returns. */
export const returnEvents = {
  'return-announced': (g) =>
    `Der Käufer hat eine Retoure angekündigt: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-on-the-way': (g) => `Auf dem Weg zurück zu Ihnen: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-delivered': (g) => `Zurück bei Ihnen: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-accepted': (g) =>
    `OTTO zeigt die Retoure als angenommen: ${pieces(g)}${why(g)}${when(g)}.`,
  'return-rejected': (g) =>
    `OTTO zeigt die Retoure als abgelehnt: ${pieces(g)}${why(g)}${when(g)}.`,
  'return-misdirected': (g) =>
    `Der Käufer hat die Retoure an OTTO geschickt statt an Sie: ${pieces(g)}${g.has('ottoWarehouseId') ? ` (Lager bei OTTO: ${g.text('ottoWarehouseId')})` : ''}${when(g)}.`,
  'return-changed': (g) =>
    `OTTO zeigt die Retoure als „${g.text('status')}“: ${pieces(g)}${when(g)}.`,
} as const satisfies Record<ReturnEventKind, SayEvent>;

function pieces(g: Gaps): string {
  const count = g.text('pieces') === '1' ? 'ein Stück' : `${g.number('pieces')} Stück`;
  return g.has('skus') ? `${count} (${g.text('skus')})` : count;
}

function piece(g: Gaps): string {
  return g.has('sku') ? ` zu ${g.text('sku')}` : '';
}

function parcel(g: Gaps): string {
  if (!g.has('trackingNumber')) return '';
  return `, Retourennummer ${g.has('carrier') ? `${g.text('carrier')} ` : ''}${g.text('trackingNumber')}`;
}

function why(g: Gaps): string {
  const told = [
    ...(g.has('reason') ? [`Grund: ${returnReasonWord('de', g.text('reason'))}`] : []),
    ...(g.has('condition') ? [`Zustand ${conditionWord('de', g.text('condition'))}`] : []),
  ];
  return told.length === 0 ? '' : `; ${told.join('; ')}`;
}

function when(g: Gaps): string {
  return g.has('occurredAt') ? `, bei OTTO am ${g.moment('occurredAt')}` : '';
}
