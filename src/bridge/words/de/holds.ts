import type { BacklogReason, SkipReason } from '../../../mapping/shop-plan.ts';
import type { HoldCode } from '../owner-code.ts';
import type { Gaps, Say, Saying } from '../saying.ts';
import { bothWays } from './choices.ts';
import { LOOKED_AT_AGAIN } from './retry.ts';

const ENTER_SKU =
  'Tragen Sie die SKU in WooCommerce unter „Produkte“ beim passenden Produkt oder der Variante ein, oder ordnen Sie ihr in der Brücke unter Bestand > SKU-Zuordnung ein Produkt zu.';

/** Why orders wait, or stay out of the shop. */
export const holds = {
  'fulfillment-status-unknown': (g) => ({
    what: `${g.order} wartet: OTTO nennt einen Zustand, den die Brücke nicht kennt („${g.text('words')}“).`,
    follows: `Bis das geklärt ist, wird im Shop für diese Bestellung nichts angelegt oder geändert. ${LOOKED_AT_AGAIN}`,
    todo: 'Sehen Sie in OTTO Partner Connect (portal.otto.market) nach, wie die Bestellung steht, und prüfen Sie, ob es eine neuere Version der Brücke gibt.',
  }),
  'currency-not-euro': (g) => ({
    what: `${g.order} wartet: OTTO nennt die Preise in „${g.text('currency')}“ statt in Euro.`,
    follows: 'Damit keine falschen Beträge in den Shop kommen, wird nichts geschrieben.',
    todo: 'Prüfen Sie die Bestellung in OTTO Partner Connect (portal.otto.market) und bearbeiten Sie sie dort.',
  }),
  'price-not-believable': (g) => ({
    what: `${g.order} wartet: Bei „${g.text('positionItemId')}“ nennt OTTO einen Preis oder Steuersatz, der nicht stimmen kann (Preis ${g.sum('cents')}).`,
    follows: 'Damit keine falschen Beträge in den Shop kommen, wird nichts geschrieben.',
    todo: 'Vergleichen Sie den Preis mit OTTO Partner Connect (portal.otto.market) und mit Ihren Produktdaten bei OTTO.',
  }),
  'status-not-in-shop': (g) => ({
    what: `${g.order} wartet: Den Bestellstatus „${g.text('status')}“, den Sie für die Phase „${g.phase('phase')}“ gewählt haben, gibt es in Ihrem Shop nicht mehr.`,
    follows:
      'Alle Bestellungen, die diesen Status bekommen sollen, warten in der Brücke. Die Brücke wählt von sich aus keinen anderen.',
    todo: `Wählen Sie in der Brücke unter Einstellungen > Statuszuordnung statt „${g.text('status')}“ einen Status, den es in Ihrem Shop gibt, oder schalten Sie das Plugin wieder ein, das ihn anlegt. Danach geht es von selbst weiter.`,
  }),
  'sku-not-in-shop': (g) => (g.has('skus') ? heldForSku(g) : skuUnknown(g)),
  'held-for-sku': heldForSku,
  'address-not-there': (g) => ({
    what: `${g.order} wartet: OTTO hat sie freigegeben, aber noch keine Lieferadresse mitgeschickt.`,
    follows: `Sie wird angelegt, sobald die Adresse da ist. ${LOOKED_AT_AGAIN}`,
    todo: 'Bleibt die Adresse länger aus, sehen Sie in OTTO Partner Connect (portal.otto.market) nach.',
  }),
  'shop-without-cents': (g) => ({
    what: `${g.order} wartet: Ihr Shop rechnet mit ${g.text('priceDecimals')} statt 2 Nachkommastellen.`,
    follows: 'So würden Beträge gerundet. Deshalb warten alle Bestellungen von OTTO in der Brücke.',
    todo: 'Stellen Sie unter WooCommerce > Einstellungen > Allgemein bei den Währungsoptionen 2 Dezimalstellen ein. Danach geht es von selbst weiter.',
  }),
  'moved-backward': (g) => ({
    what: `${g.order} wartet: Sie war schon in der Phase „${g.phase('from')}“, jetzt meldet OTTO „${g.phase('to')}“.`,
    follows: `Die Shop-Bestellung bleibt, wie sie ist. ${LOOKED_AT_AGAIN}`,
    todo: 'Sehen Sie in OTTO Partner Connect (portal.otto.market) nach, wie die Bestellung steht, und passen Sie die Shop-Bestellung bei Bedarf von Hand an.',
  }),
  'shop-order-in-trash': (g) => ({
    what: `${g.order} wartet: Die Shop-Bestellung ${g.text('wooOrderId')} liegt im Papierkorb.`,
    follows:
      'Was sich bei OTTO ändert, wird dort nicht eingetragen. Die Brücke legt die Bestellung auch nicht ein zweites Mal an.',
    todo: bothWays('shop-order-in-trash', g),
  }),
  'pieces-vanished': (g) => ({
    what: `${g.order} wartet: OTTO führt Stücke nicht mehr auf, die in der Shop-Bestellung stehen (Anzahl: ${g.text('pieces')}, Positionen: ${g.text('positionItemIds')}).`,
    follows: `Die Shop-Bestellung bleibt, wie sie ist, bis OTTO die Stücke wieder nennt. ${LOOKED_AT_AGAIN}`,
    todo: 'Sehen Sie in OTTO Partner Connect (portal.otto.market) nach, wie die Bestellung steht. Gibt es die Stücke dort nicht mehr, nehmen Sie sie von Hand aus der Shop-Bestellung heraus; danach geht es von selbst weiter.',
  }),
  'refund-exceeds-rest': (g) => ({
    what: `${g.order} wartet: Im Shop sind ${g.sum('cents')} zu erstatten, von der Bestellsumme sind aber nur noch ${g.sum('leftCents')} übrig.`,
    follows:
      'Meist wurde die Erstattung schon von Hand gebucht. Die Brücke bucht keine zweite und ändert die Shop-Bestellung nicht, bis das geklärt ist.',
    todo: bothWays('refund-exceeds-rest', g),
  }),
  'not-released': (g) => ({
    what: `${g.order} ist von OTTO noch nicht freigegeben und wartet in der Brücke.`,
    follows:
      'Meist gibt OTTO sie 30 bis 45 Minuten nach dem Kauf frei; dann kommt sie automatisch in den Shop. Bitte versenden Sie vorher nichts.',
    todo: undefined,
  }),
  'waits-for-prepayment': (g) => ({
    what: `${g.order} wartet in der Brücke auf die Vorkasse-Zahlung an OTTO.`,
    follows:
      'Das kann bis zu 10 Werktage dauern. Ist das Geld da, kommt sie automatisch in den Shop; bleibt es aus, storniert OTTO sie.',
    todo: undefined,
  }),
  'ordered-before-start': (g) => ({
    what: `${g.order} wurde vor dem Startdatum dieses OTTO-Kontos aufgegeben und kommt nicht in den Shop.`,
    follows: 'Bearbeitet wird sie dort, wo Sie OTTO-Bestellungen bisher bearbeitet haben.',
    todo: 'Soll sie doch in den Shop, rufen Sie die Bestellungen ab einem früheren Datum ab.',
  }),
  'cancelled-before-import': (g) => ({
    what: `${g.order} wurde storniert, bevor sie in den Shop kam.`,
    follows: 'Sie wird im Shop nicht angelegt; es ist nichts zu versenden.',
    todo: undefined,
  }),
  'deleted-in-shop': (g) => ({
    what: `${g.order} wurde im Shop gelöscht, und Sie haben entschieden, dass es dabei bleibt.`,
    follows:
      'Die Brücke legt sie nicht wieder an. Bei OTTO ändert sich dadurch nichts; was dort geschieht, steht weiter im Verlauf.',
    todo: 'Soll sie doch in den Shop, entscheiden Sie in der Brücke „Wie bei OTTO“; dann legt sie die Bestellung neu an.',
  }),
  'thrown-away-in-shop': (g) => ({
    what: `${g.order} liegt im Shop im Papierkorb, und Sie haben entschieden, dass es dabei bleibt.`,
    follows:
      'Die Brücke trägt dort nichts mehr ein. Bei OTTO ändert sich dadurch nichts; was dort geschieht, steht weiter im Verlauf.',
    todo: 'Soll sie doch weitergeführt werden, stellen Sie sie unter WooCommerce > Bestellungen > Papierkorb wieder her.',
  }),
} as const satisfies Record<HoldCode | BacklogReason | SkipReason, Say>;

function heldForSku(g: Gaps): Saying {
  return {
    what: `${g.order} wartet: Zu diesen SKUs gibt es in Ihrem Shop kein Produkt: ${g.text('skus')}.`,
    follows:
      'Unter Einstellungen > Produkte und SKUs ist gewählt, dass Bestellungen mit unbekannter SKU warten.',
    todo: `${ENTER_SKU} Danach geht es von selbst weiter.`,
  };
}

function skuUnknown(g: Gaps): Saying {
  return {
    what: `Zur SKU „${g.text('sku')}“ gibt es in Ihrem Shop kein Produkt.`,
    follows:
      'Bestellungen damit kommen mit Name und Preis in den Shop, aber ohne verknüpftes Produkt; der Lagerbestand sinkt nicht.',
    todo: ENTER_SKU,
  };
}
