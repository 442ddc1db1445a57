import type { DifferenceCode, FailureCode, IssueCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { bothWays } from './choices.ts';
import { TRIED_AGAIN } from './retry.ts';

/** What is odd about an order, what the shop made of it, and what did not work. */
export const orders = {
  'vat-rate-not-in-shop': (g) => ({
    what: `Für die SKU „${g.text('sku')}“ nennt OTTO ${g.number('vatRatePercent')} % Umsatzsteuer; diesen Satz gibt es in Ihrem Shop nicht${g.has('country') ? ` (Land ${g.text('country')})` : ''}.`,
    follows:
      'Der Gesamtbetrag der Bestellungen stimmt trotzdem; nur die im Shop ausgewiesene Steuer weicht ab.',
    todo: 'Legen Sie diesen Steuersatz in WooCommerce unter WooCommerce > Einstellungen bei den Steuern an.',
  }),
  'country-code-unknown': (g) => ({
    what: `${g.order}: In der ${g.address('which')} steht das Länderkürzel „${g.text('countryCode')}“, das die Brücke nicht kennt.`,
    follows:
      'Es steht unverändert in der Shop-Bestellung; Steuer und Versandetikett können dadurch abweichen.',
    todo: 'Prüfen Sie vor dem Versand das Land unter WooCommerce > Bestellungen.',
  }),
  'address-incomplete': (g) => ({
    what: `${g.order}: In der ${g.address('which')} von OTTO fehlt: ${g.fields('fields')}.`,
    follows: 'Die Bestellung wurde mit den vorhandenen Angaben in den Shop übernommen.',
    todo: 'Prüfen Sie die Adresse vor dem Versand in OTTO Partner Connect (portal.otto.market) und ergänzen Sie sie in der Shop-Bestellung.',
  }),
  'price-parts-disagree': (g) => ({
    what: `${g.order}: OTTO nennt für die Position ${g.text('positionItemId')} den Preis ${g.sum('grossCents')}, den Rabatt ${g.sum('discountCents')} und den reduzierten Preis ${g.sum('reducedCents')}. Das geht nicht auf.`,
    follows: `In den Shop kommt der reduzierte Preis von ${g.sum('reducedCents')}.`,
    todo: 'Vergleichen Sie den Betrag mit OTTO Partner Connect (portal.otto.market).',
  }),
  'position-item-listed-twice': (g) => ({
    what: `${g.order}: OTTO hat die Position ${g.text('positionItemId')} zweimal aufgeführt.`,
    follows: 'Die Brücke zählt sie einmal.',
    todo: 'Vergleichen Sie die Stückzahl vor dem Versand mit OTTO Partner Connect (portal.otto.market).',
  }),
  'phone-number-cut': (g) => ({
    what: `${g.order}: Die Telefonnummer der ${g.address('which')} ist mit ${g.text('length')} Zeichen zu lang für den Shop und wurde gekürzt.`,
    follows: 'Alles andere wurde vollständig übernommen.',
    todo: 'Die ganze Nummer finden Sie in OTTO Partner Connect (portal.otto.market), falls die Spedition sie braucht.',
  }),
  'fraud-suspected': (g) => ({
    what: `${g.order}: OTTO meldet einen Betrugsverdacht.`,
    follows: 'Die Bestellung steht mit einem Hinweis im Shop.',
    todo: 'Prüfen Sie sie vor dem Versand in OTTO Partner Connect (portal.otto.market).',
  }),
  'shop-order-status': (g) => ({
    what: `${g.order}: Die Shop-Bestellung ${g.text('wooOrderId')} sollte den Status „${g.text('expected')}“ bekommen, zeigt aber „${g.text('actual')}“.`,
    follows: 'Die Brücke lässt diesen Status stehen, bis sich bei OTTO etwas ändert.',
    todo: 'Setzen Sie den Status unter WooCommerce > Bestellungen bei Bedarf von Hand. Meist ändert ihn ein Plugin oder eine Automatik im Shop.',
  }),
  'shop-order-address': (g) => ({
    what: `${g.order}: In der ${g.address('which')} der Shop-Bestellung ${g.text('wooOrderId')} steht etwas anderes, als OTTO geschickt hat: ${g.fields('fields')}.`,
    follows: 'Meist hat ein Plugin im Shop die Adresse umgeschrieben oder gekürzt.',
    todo: 'Vergleichen Sie die Adresse vor dem Versand mit OTTO Partner Connect (portal.otto.market).',
  }),
  'shop-order-email-present': (g) => ({
    what: `${g.order} wartet: In der Shop-Bestellung ${g.text('wooOrderId')} steht eine E-Mail-Adresse, obwohl die Brücke keine einträgt.`,
    follows:
      'Mit dem nächsten Status oder einer Erstattung würde Ihr Shop dorthin schreiben; OTTO untersagt das. Deshalb ändert die Brücke diese Bestellung nicht mehr.',
    todo: 'Entfernen Sie die Adresse unter WooCommerce > Bestellungen und schalten Sie ab, was sie einträgt; meist ist es ein Plugin. Danach geht es von selbst weiter.',
  }),
  'shop-refused': (g) => ({
    what: `${g.order}: Ihr Shop hat das Anlegen oder Ändern abgelehnt${g.has('shopMessage') ? ` und schreibt: „${g.quote('shopMessage')}“` : ''} (${g.text('shopCode')}).`,
    follows: TRIED_AGAIN,
    todo: 'Beheben Sie im Shop, was die Meldung nennt. Hilft sie nicht weiter, schalten Sie zur Probe Plugins ab, die Bestellungen prüfen oder verändern.',
  }),
  'does-not-settle': (g) => ({
    what: `${g.order}: Auch nach ${g.text('steps')} Änderungen zeigt der Shop nicht, was OTTO meldet.`,
    follows: TRIED_AGAIN,
    todo: 'Prüfen Sie, ob ein Plugin oder eine Automatik im Shop Bestellungen gleich wieder verändert.',
  }),
  'shop-order-gone': (g) => ({
    what: `${g.order} gibt es im Shop nicht mehr: Sie wurde dort gelöscht, oder der Shop wurde aus einer Sicherung zurückgeholt.`,
    follows:
      'Die Brücke legt sie nicht von sich aus noch einmal an, damit nichts doppelt versendet wird. Sie sieht automatisch wieder nach.',
    todo: bothWays('shop-order-gone', g),
  }),
  'shop-order-unreadable': (g) => ({
    what: `${g.order}: Die zugehörige Shop-Bestellung lässt sich nicht lesen, weil in der Antwort des Shops Angaben fehlen oder verändert sind.`,
    follows: TRIED_AGAIN,
    todo: 'Öffnen Sie die Bestellung unter WooCommerce > Bestellungen. Oft verändert ein Plugin die Antworten der REST-API.',
  }),
  'sales-order-unreadable': (g) => ({
    what: `${g.order}: Die Angaben von OTTO lassen sich nicht lesen${g.has('problems') ? ` (${g.text('problems')})` : ''}.`,
    follows: `Sie steht deshalb noch nicht oder nicht auf neuem Stand im Shop. Alle anderen Bestellungen laufen weiter. ${TRIED_AGAIN}`,
    todo: 'Bearbeiten Sie diese Bestellung so lange in OTTO Partner Connect (portal.otto.market), und prüfen Sie, ob es eine neuere Version der Brücke gibt.',
  }),
} as const satisfies Record<IssueCode | DifferenceCode | FailureCode, Say>;
