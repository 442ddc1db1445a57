import type { ChoosableCode } from '../../order-choice/choosable.ts';
import type { ChoiceCode } from '../owner-code.ts';
import type { Gaps, Say, SayChoice, Saying } from '../saying.ts';

const REWRITTEN =
  'Die Brücke schreibt die Positionen der Shop-Bestellung neu, so wie OTTO sie meldet.';

const AS_IN_SHOP = 'Die Shop-Bestellung bleibt, wie sie ist, und die Brücke fragt nicht mehr nach.';

/** What each of the owner's two choices does. */
export const choices = {
  'cancelled-in-shop': (g) => ({
    otto: `Die Brücke setzt die Shop-Bestellung auf den Status, den Sie für „${g.phase('phase')}“ gewählt haben.`,
    shop: `${AS_IN_SHOP} Soll nichts verkauft sein, stornieren Sie in OTTO Partner Connect (portal.otto.market) selbst.`,
  }),
  'open-in-shop-cancelled-at-otto': () => ({
    otto: 'Die Brücke setzt die Shop-Bestellung auf Ihren Status für stornierte Bestellungen.',
    shop: `${AS_IN_SHOP} Versenden Sie trotzdem nichts: Bei OTTO ist der Verkauf beendet.`,
  }),
  'released-in-shop-only': (g) => ({
    otto: `Die Brücke setzt die Shop-Bestellung auf den Status zurück, den Sie für „${g.phase('phase')}“ gewählt haben.`,
    shop: `${AS_IN_SHOP} Versenden Sie trotzdem erst, wenn OTTO sie freigegeben hat.`,
  }),
  'open-in-shop-finished-at-otto': (g) => ({
    otto: `Die Brücke setzt die Shop-Bestellung auf den Status, den Sie für „${g.phase('phase')}“ gewählt haben.`,
    shop: `${AS_IN_SHOP} Achten Sie selbst darauf, dass nichts doppelt versendet wird.`,
  }),
  'pieces-missing-in-shop': () => ({
    otto: REWRITTEN,
    shop: `${AS_IN_SHOP} Liefern Sie das fehlende Stück nicht, stornieren Sie es in OTTO Partner Connect (portal.otto.market) selbst.`,
  }),
  'quantity-higher-in-shop': () => ({
    otto: REWRITTEN,
    shop: `${AS_IN_SHOP} Was Sie darüber hinaus versenden, hat OTTO nicht verkauft.`,
  }),
  'total-differs-in-shop': () => ({
    otto: `${REWRITTEN} Eigene Zeilen, die Sie ergänzt haben, bleiben stehen.`,
    shop: `${AS_IN_SHOP} Ihre Buchhaltung weicht dann von OTTO ab.`,
  }),
  'refunded-in-shop': () => ({
    otto: 'Die Brücke sieht nach. Eine Erstattung nimmt sie nicht zurück: Löschen Sie sie vorher in der Shop-Bestellung von Hand.',
    shop: `${AS_IN_SHOP} Bei OTTO wird dadurch nichts erstattet.`,
  }),
  'address-differs': () => ({
    otto: 'Die Brücke überschreibt die Adressen der Shop-Bestellung mit denen von OTTO.',
    shop: `${AS_IN_SHOP} Versendet wird dann an Ihre Adresse.`,
  }),
  'refund-exceeds-rest': () => ({
    otto: 'Die Brücke versucht die Erstattung noch einmal. Löschen Sie dafür vorher unter WooCommerce > Bestellungen die zu viel eingetragene.',
    shop: 'Die Brücke nimmt an, dass Sie diese Erstattung schon von Hand eingetragen haben, und trägt sie nicht noch einmal ein.',
  }),
  'shop-order-in-trash': () => ({
    otto: 'Die Brücke holt die Shop-Bestellung aus dem Papierkorb und setzt sie auf den Stand von OTTO.',
    shop: 'Die Shop-Bestellung bleibt im Papierkorb. Die Brücke trägt nichts mehr ein und legt sie nicht neu an.',
  }),
  'shop-order-gone': () => ({
    otto: 'Die Brücke sieht nach, ob es die Shop-Bestellung doch noch gibt, und legt sie sonst neu an. Dabei sinkt der Bestand noch einmal, denn beim Löschen gibt WooCommerce ihn nicht zurück.',
    shop: 'Die Brücke nimmt hin, dass sie gelöscht ist, und legt sie nicht wieder an.',
  }),
} as const satisfies Record<ChoosableCode, SayChoice>;

/** What to do about something the owner decides: both ways, each with what it does. */
export function bothWays(code: ChoosableCode, g: Gaps): NonNullable<Saying['todo']> {
  const { otto, shop } = choices[code](g);
  return `Entscheiden Sie in der Brücke. „Wie bei OTTO“: ${otto} „Wie im Shop“: ${shop}`;
}

/** Why there is nothing to decide or to close. */
export const choiceFaults = {
  'nothing-to-choose': (g) => ({
    what: `${g.order}: Hier ist gerade nichts zu entscheiden.`,
    follows: 'Shop und OTTO widersprechen sich nicht, oder Sie haben schon entschieden.',
    todo: undefined,
  }),
  'incident-unknown': () => ({
    what: 'Einen Vorfall mit dieser Nummer kennt die Brücke nicht.',
    follows: undefined,
    todo: 'Sehen Sie in der Liste der Vorfälle nach, welche Nummer er hat.',
  }),
  'incident-needs-choice': () => ({
    what: 'Dieser Vorfall lässt sich nicht einfach abhaken: Shop und OTTO widersprechen sich.',
    follows: 'Solange nichts entschieden ist, bleibt er offen.',
    todo: 'Entscheiden Sie bei der Bestellung „Wie bei OTTO“ oder „Wie im Shop“.',
  }),
} as const satisfies Record<ChoiceCode, Say>;
