import type { AccessCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_CHANGED = 'Es wurde nichts verändert.';
const ANOTHER_PASSWORD = 'Wählen Sie ein anderes Passwort, etwa aus mehreren Wörtern.';

/** Users, their passwords, and the tokens of programs. */
export const access = {
  'last-configurer': (g) => ({
    what: `${g.has('name') ? `„${g.text('name')}“` : 'Dieser Benutzer'} ist der einzige Benutzer, der Einstellungen und Benutzer verwalten darf.`,
    follows: `Ohne ihn käme niemand mehr an die Einstellungen. ${NOTHING_CHANGED}`,
    todo: 'Geben Sie zuerst einem anderen Benutzer das Recht „Einrichten“.',
  }),
  'password-is-name': () => ({
    what: 'Das Passwort ist derselbe Text wie der Name.',
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'password-too-common': () => ({
    what: 'Dieses Passwort gehört zu denen, die zuerst erraten werden.',
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'password-too-long': (g) => ({
    what: `Das Passwort darf höchstens ${g.text('maximum')} Zeichen haben.`,
    follows: NOTHING_CHANGED,
    todo: 'Wählen Sie ein kürzeres Passwort.',
  }),
  'password-too-short': (g) => ({
    what: `Das Passwort braucht mindestens ${g.text('minimum')} Zeichen.`,
    follows: NOTHING_CHANGED,
    todo: ANOTHER_PASSWORD,
  }),
  'token-name-invalid': (g) => ({
    what: `Der Name eines Zugangsschlüssels hat 1 bis ${g.text('maximum')} sichtbare Zeichen.`,
    follows: NOTHING_CHANGED,
    todo: 'Nennen Sie ihn zum Beispiel nach dem Programm, das ihn benutzt.',
  }),
  'token-unknown': () => ({
    what: 'Einen solchen Zugangsschlüssel kennt die Brücke nicht.',
    follows: NOTHING_CHANGED,
    todo: 'Lassen Sie sich alle Zugangsschlüssel zeigen und übernehmen Sie die Kennung von dort.',
  }),
  'user-name-invalid': (g) => ({
    what: `Der Name eines Benutzers hat 1 bis ${g.text('maximum')} sichtbare Zeichen, dazwischen einzelne Leerzeichen.`,
    follows: NOTHING_CHANGED,
    todo: 'Berichtigen Sie den Namen und versuchen Sie es noch einmal.',
  }),
  'user-name-taken': (g) => ({
    what: `Einen Benutzer ${g.has('name') ? `„${g.text('name')}“` : 'mit diesem Namen'} gibt es schon; Groß- und Kleinschreibung machen keinen Unterschied.`,
    follows: NOTHING_CHANGED,
    todo: 'Wählen Sie einen anderen Namen.',
  }),
  'user-unknown': (g) => ({
    what: `Einen Benutzer ${g.has('name') ? `„${g.text('name')}“` : 'mit dieser Kennung'} kennt die Brücke nicht.`,
    follows: NOTHING_CHANGED,
    todo: 'Lassen Sie sich alle Benutzer zeigen und übernehmen Sie den Namen von dort.',
  }),
} as const satisfies Record<AccessCode, Say>;
