import type { ContradictionCode, PackingCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { bothWays } from './choices.ts';

const HAND_WINS = 'Was von Hand geändert wurde, überschreibt die Brücke nicht von sich aus.';

/** What a person in the shop decided otherwise than OTTO, and what must not be packed any more. */
export const contradictions = {
  'cancelled-in-shop': (g) => ({
    what: `${g.order} steht im Shop auf „${g.text('status')}“, bei OTTO aber auf „${g.phase('phase')}“.`,
    follows: `${HAND_WINS} Bei OTTO gilt die Bestellung weiter.`,
    todo: bothWays('cancelled-in-shop', g),
  }),
  'open-in-shop-cancelled-at-otto': (g) => ({
    what: `${g.order} ist bei OTTO storniert, steht im Shop aber noch auf „${g.text('status')}“.`,
    follows: `Sie könnte versehentlich versendet werden. ${HAND_WINS}`,
    todo: bothWays('open-in-shop-cancelled-at-otto', g),
  }),
  'released-in-shop-only': (g) => ({
    what: `${g.order} ist von OTTO noch nicht freigegeben, steht im Shop aber schon auf „${g.text('status')}“.`,
    follows: `Sie könnte unbezahlt versendet werden. ${HAND_WINS}`,
    todo: bothWays('released-in-shop-only', g),
  }),
  'open-in-shop-finished-at-otto': (g) => ({
    what: `${g.order} steht bei OTTO auf „${g.phase('phase')}“, im Shop aber noch auf „${g.text('status')}“.`,
    follows: `Sie könnte ein zweites Mal versendet werden. ${HAND_WINS}`,
    todo: bothWays('open-in-shop-finished-at-otto', g),
  }),
  'pieces-missing-in-shop': (g) => ({
    what: `${g.order}: In der Shop-Bestellung ${g.text('wooOrderId')} fehlt, was bei OTTO verkauft ist (Stückzahl ${g.number('pieces')}, SKU ${g.text('skus')}).`,
    follows: `Es könnte zu wenig versendet werden. ${HAND_WINS}`,
    todo: bothWays('pieces-missing-in-shop', g),
  }),
  'quantity-higher-in-shop': (g) => ({
    what: `${g.order}: In der Shop-Bestellung ${g.text('wooOrderId')} steht die SKU „${g.text('sku')}“ mit Stückzahl ${g.number('shopQuantity')}, bei OTTO sind es ${g.number('ottoQuantity')}.`,
    follows: `Es könnte zu viel versendet werden. ${HAND_WINS}`,
    todo: bothWays('quantity-higher-in-shop', g),
  }),
  'total-differs-in-shop': (g) => ({
    what: `${g.order}: Die Shop-Bestellung ${g.text('wooOrderId')} zeigt ${g.sum('actualCents')}, bei OTTO sind es ${g.sum('expectedCents')}.`,
    follows:
      'Es gilt der Betrag von OTTO. Meist wurde die Bestellung von Hand geändert; sonst ist es ein neuer Steuersatz oder ein Plugin, das Bestellungen verändert.',
    todo: bothWays('total-differs-in-shop', g),
  }),
  'refunded-in-shop': (g) => ({
    what: `${g.order}: In der Shop-Bestellung ${g.text('wooOrderId')} sind ${g.sum('cents')} von Hand oder doppelt erstattet (zuletzt Nr. ${g.text('refundId')}). Bei OTTO gibt es dazu keine Stornierung, keine Retoure und keinen Preisnachlass.`,
    follows:
      'Der Shop zeigt weniger Umsatz, als OTTO abrechnet. Erstattet OTTO denselben Betrag noch, erledigt es sich von selbst.',
    todo: bothWays('refunded-in-shop', g),
  }),
  'address-differs': (g) => ({
    what: `${g.order}: In der Shop-Bestellung ${g.text('wooOrderId')} wurde eine Adresse von Hand geändert; OTTO hat inzwischen eine andere geschickt.`,
    follows: HAND_WINS,
    todo: bothWays('address-differs', g),
  }),
  'pack-stop': (g) => ({
    what: `${g.order}: Bitte nicht versenden. OTTO hat storniert, was schon beim Packen war (Stückzahl ${g.number('pieces')}, SKU ${g.text('skus')}).`,
    follows:
      'Ein Hinweis steht in der Shop-Bestellung. Die Brücke meldet für diese Stücke keinen Versand an OTTO.',
    todo: 'Nehmen Sie die Ware aus dem Paket, und bestätigen Sie hier, dass es erledigt ist. Ist sie schon unterwegs, rufen Sie das Paket beim Versanddienst zurück.',
  }),
  'shop-order-twice': (g) => ({
    what: `${g.order} gibt es im Shop zweimal: als Bestellung ${g.text('wooOrderId')} und als Bestellung ${g.text('otherWooOrderId')}.`,
    follows: `Die Brücke führt die Bestellung ${g.text('wooOrderId')} weiter und fasst die andere nicht an. Es könnte doppelt versendet werden.`,
    todo: 'Prüfen Sie beide unter WooCommerce > Bestellungen. Ist die andere nur eine Kopie, stornieren Sie sie und legen sie in den Papierkorb.',
  }),
} as const satisfies Record<ContradictionCode | PackingCode, Say>;
