import type { ReportDeskCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_REPORTED = 'Es wurde nichts gemeldet.';

/** Why something that was typed in, clicked or sent in does not become a report. */
export const reportDesk = {
  'report-order-unknown': (g) => ({
    what: `Zu „${g.text('reference')}“ kennt die Brücke keine Bestellung.`,
    follows: NOTHING_REPORTED,
    todo: 'Angeben lassen sich die Bestellnummer bei OTTO und die Nummer der Shop-Bestellung. Ist es eine Bestellung aus einem anderen Kanal, ist nichts zu tun.',
  }),
  'report-order-ambiguous': (g) => ({
    what: `„${g.text('reference')}“ passt auf mehrere Bestellungen (${g.number('orders')}).`,
    follows: NOTHING_REPORTED,
    todo: 'Nehmen Sie die Bestellnummer bei OTTO, oder nennen Sie das Konto dazu.',
  }),
  'report-piece-unknown': (g) => ({
    what: `${g.order}: Ein Stück mit der Kennung ${g.text('positionItemId')} gehört nicht dazu.`,
    follows: NOTHING_REPORTED,
    todo: 'Sehen Sie bei der Bestellung nach, welche Stücke sie hat.',
  }),
  'report-piece-twice': (g) => ({
    what: `${g.order}: Das Stück ${g.text('positionItemId')} steht in mehreren Paketen, zusammen mit anderen.`,
    follows: NOTHING_REPORTED,
    todo: 'Ein Stück geht nur dann in mehreren Paketen, wenn es allein darin ist. Nennen Sie es sonst nur bei einem Paket.',
  }),
  'report-piece-in-other-report': (g) => ({
    what: `${g.order}: Das ist schon gemeldet oder vorgemerkt${g.has('trackingNumber') ? ` (Sendungsnummer ${g.text('trackingNumber')})` : ''}.`,
    follows: 'Ein Stück wird nur einmal gemeldet; diese Angabe ändert nichts.',
    todo: 'Stimmt die andere Meldung nicht, berichtigen Sie sie oder nehmen Sie sie zurück, solange sie nicht gesendet ist.',
  }),
  'report-pieces-for-other-carrier': (g) => ({
    what: `${g.order}: Paketware und Speditionsware gehen bei OTTO nicht in einer Sendung (${g.text('skus')}).`,
    follows: NOTHING_REPORTED,
    todo: 'Melden Sie beides getrennt: mit je eigener Sendung und den Stücken dazu. Was Spedition ist, steht unter Einstellungen > Versand und Versender (shippingRules.forwarderSkus).',
  }),
  'report-nothing-to-ship': (g) => ({
    what: `${g.order}: Hier ist nichts als versendet zu melden.`,
    follows: NOTHING_REPORTED,
    todo: undefined,
  }),
  'report-nothing-to-cancel': (g) => ({
    what: `${g.order}: Hier ist nichts zu stornieren.`,
    follows:
      'Was versendet, retourniert oder schon storniert ist, lässt sich bei OTTO nicht stornieren.',
    todo: undefined,
  }),
  'report-sent-in-before': (g) => ({
    what: `${g.order}: Diese Angabe wurde schon einmal übernommen.`,
    follows: 'Es wird nichts doppelt gemeldet.',
    todo: undefined,
  }),
  'report-ship-date-in-future': (g) => ({
    what: `${g.order}: Als Versandtag ist ${g.moment('shippedAt')} angegeben, das liegt in der Zukunft.`,
    follows: `${NOTHING_REPORTED} OTTO erwartet die Meldung, wenn das Paket übergeben ist.`,
    todo: 'Melden Sie die Sendung noch einmal, wenn sie übergeben ist, oder berichtigen Sie das Datum.',
  }),
  'report-not-possible-now': (g) => ({
    what: `${g.order}: Das geht bei dieser Meldung nicht mehr; sie ist „${g.transmissionState('state')}“.`,
    follows: 'Es wurde nichts verändert.',
    todo: undefined,
  }),
  'report-several-open': (g) => ({
    what: `${g.order} hat mehrere offene Meldungen (${g.text('reports')}).`,
    follows: 'Es wurde nichts verändert.',
    todo: 'Nennen Sie die Meldung, die gemeint ist, mit ihrer Kennung.',
  }),
  'transmission-unknown': (g) => ({
    what: `Eine Meldung mit der Kennung „${g.text('transmissionId')}“ kennt die Brücke nicht.`,
    follows: 'Es wurde nichts verändert.',
    todo: 'Sehen Sie in der Liste der Meldungen nach.',
  }),
  'carrier-not-at-otto': (g) => ({
    what: `„${g.text('carrier')}“ ist kein Versender, den OTTO kennt.`,
    follows: 'Es wurde nichts verändert.',
    todo: `OTTO kennt: ${g.text('allowed')}.`,
  }),
  'carrier-name-is-ottos': (g) => ({
    what: `„${g.text('carrierName')}“ ist bei OTTO selbst ein Versender und kann nicht ${g.text('carrier')} bedeuten.`,
    follows: 'Es wurde nichts verändert.',
    todo: 'Steht der Name im Shop an falschen Sendungen, ändern Sie ihn dort.',
  }),
} as const satisfies Record<ReportDeskCode, Say>;
