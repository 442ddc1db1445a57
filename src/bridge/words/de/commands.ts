import type { CommandCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_CHANGED = 'Es wurde nichts verändert.';

/** What was typed in on the command line and does not work; whole with and without params. */
export const commands = {
  'date-invalid': (g) => ({
    what: g.has('day')
      ? `„${g.text('day')}“ ist kein Datum.`
      : 'Das angegebene Datum gibt es nicht.',
    follows: NOTHING_CHANGED,
    todo: 'Schreiben Sie es als Jahr-Monat-Tag, zum Beispiel 2026-01-31.',
  }),
  'file-unreadable': (g) => ({
    what: `Die ${g.has('file') ? `Datei ${g.text('file')}` : 'angegebene Datei'} lässt sich nicht lesen.`,
    follows: NOTHING_CHANGED,
    todo: 'Prüfen Sie, ob es die Datei dort gibt und ob Sie sie lesen dürfen.',
  }),
  'range-empty': () => ({
    what: 'Der Zeitraum endet, bevor er beginnt.',
    follows: 'Es wurde nichts verglichen.',
    todo: 'Nennen Sie einen früheren Anfang oder ein späteres Ende.',
  }),
  'secret-needed': (g) => ({
    what: `Es fehlt noch eine geheime Angabe${g.has('what') ? `: ${g.text('what')}` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: g.has('variable')
      ? `Geben Sie sie in der Umgebungsvariablen ${g.text('variable')} mit.`
      : 'Geben Sie sie in der Umgebungsvariablen mit, die die Hilfe des Befehls nennt, oder tippen Sie sie ein, wenn danach gefragt wird.',
  }),
  'setting-invalid': (g) => ({
    what: `${g.has('path') ? `Für ${g.text('path')} geht dieser Wert nicht` : 'Dieser Wert geht nicht'}${g.has('problems') ? `: ${g.text('problems')}` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Berichtigen Sie den Wert und versuchen Sie es noch einmal.',
  }),
  'setting-unknown': (g) => ({
    what: g.has('path')
      ? `Eine Einstellung „${g.text('path')}“ gibt es nicht.`
      : 'Diese Einstellung gibt es nicht.',
    follows: NOTHING_CHANGED,
    todo: g.has('known')
      ? `Es gibt: ${g.text('known')}.`
      : 'Lassen Sie sich alle Einstellungen zeigen und übernehmen Sie den Namen von dort.',
  }),
} as const satisfies Record<CommandCode, Say>;
