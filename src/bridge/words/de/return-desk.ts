import type { ReturnDeskCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_DECIDED = 'Es wurde nichts entschieden.';
const NOTHING_REFUNDED = 'Es wurde nichts erstattet.';

/** Why a return is not decided, or a price not reduced, as it was asked for. */
export const returnDesk = {
  'cancel-instead': (g) => ({
    what: `${g.order}: Dieses Stück ist noch nicht versendet; es gibt nichts zurückzunehmen.`,
    follows: `${NOTHING_DECIDED} Was nicht versendet ist, wird bei OTTO storniert.`,
    todo: 'Stornieren Sie das Stück: bei der Bestellung in der Brücke, oder mit dem Befehl cancel.',
  }),
  'return-already-accepted': (g) => ({
    what: `${g.order}: Die Retoure dieses Stücks ist bei OTTO schon angenommen.`,
    follows: 'Das ist endgültig; es wird nichts doppelt angenommen und nichts abgelehnt.',
    todo: undefined,
  }),
  'return-already-rejected': (g) => ({
    what: `${g.order}: Die Retoure dieses Stücks ist bei OTTO schon abgelehnt.`,
    follows: 'Sie wird nicht noch einmal abgelehnt. Annehmen lässt sie sich weiterhin.',
    todo: undefined,
  }),
  'return-piece-cancelled': (g) => ({
    what: `${g.order}: Dieses Stück ist bei OTTO storniert.`,
    follows: `${NOTHING_DECIDED} Der Käufer bezahlt es nicht.`,
    todo: undefined,
  }),
  'return-state-unknown': (g) => ({
    what: `${g.order}: Wie dieses Stück bei OTTO steht, versteht die Brücke nicht.`,
    follows: NOTHING_DECIDED,
    todo: 'Erledigen Sie es in OTTO Partner Connect (portal.otto.market), und prüfen Sie, ob es eine neuere Version der Brücke gibt.',
  }),
  'return-decision-open': (g) => ({
    what: `${g.order}: Für dieses Stück ist schon etwas anderes entschieden und auf dem Weg zu OTTO (Stand: ${g.transmissionState('state')}).`,
    follows: 'Es wurde nichts verändert.',
    todo: 'Warten Sie, bis OTTO das zeigt, oder nehmen Sie die Meldung zurück, solange sie nicht gesendet ist.',
  }),
  'return-reason-unfit': (g) => ({
    what: `${g.order}: „${g.text('reason')}“ ist dafür kein Grund, den OTTO kennt.`,
    follows: NOTHING_DECIDED,
    todo: `Möglich sind: ${g.text('allowed')}.`,
  }),
  'return-piece-twice': (g) => ({
    what: `${g.order}: Das Stück ${g.text('positionItemId')} ist in dieser Angabe mehrmals genannt, mit verschiedenen Entscheidungen.`,
    follows: 'Die zweite davon wurde nicht übernommen.',
    todo: 'Entscheiden Sie für jedes Stück nur einmal.',
  }),
  'too-many-decisions': (g) => ({
    what: `Das sind zu viele Stücke auf einmal (${g.number('pieces')}).`,
    follows: `${NOTHING_DECIDED} OTTO nimmt höchstens ${g.number('most')} mit einem Mal an.`,
    todo: 'Teilen Sie die Liste auf.',
  }),
  'reduction-open': (g) => ({
    what: `${g.order}: Für dieses Stück ist schon ein Preisnachlass unterwegs (${g.sum('amountCents')}, Stand: ${g.transmissionState('state')}).`,
    follows: `${NOTHING_REFUNDED} OTTO zählt Preisnachlässe zusammen, deshalb läuft immer nur einer.`,
    todo: 'Warten Sie, bis OTTO ihn ausgeführt hat, oder nehmen Sie ihn zurück, solange er nicht gesendet ist.',
  }),
  'reduction-same-today': (g) => ({
    what: `${g.order}: Für dieses Stück wurden ${g.sum('amountCents')} vor kurzem schon einmal erstattet (${g.moment('at')}).`,
    follows: `${NOTHING_REFUNDED} OTTO würde beide Beträge zusammenzählen.`,
    todo: 'Ist wirklich noch einmal derselbe Betrag gemeint, bestätigen Sie das ausdrücklich („again“).',
  }),
} as const satisfies Record<ReturnDeskCode, Say>;
