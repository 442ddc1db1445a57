import type {
  DecisionAnswers,
  DecisionCommandName,
  DecisionOptionName,
  DecisionValueName,
} from '../decision-cli-words.ts';
import type { HelpWords } from '../help-words.ts';

export const decisions: DecisionAnswers = {
  confirmHint: 'Es ging noch nichts an OTTO. Wenn es dabei bleiben soll:',
  nameThem:
    'Es ging nichts an OTTO: Von diesen Stücken ist keines als angekommen oder fehlgeleitet bekannt. Welches gemeint ist, sagen Sie mit --piece:',
  piece: ({ sku, positionItemId, amount, word }) =>
    `${sku}, ${amount} (${positionItemId}): ${word}`,
  room: ({ price, reduced, left }) =>
    `Das Stück kostet ${price}, davon sind ${reduced} schon erstattet; es bleiben ${left}.`,
  notFromOtto:
    'OTTO ließ sich jetzt nicht fragen; das ist der Stand der Brücke. Vor dem Senden sieht sie bei OTTO nach.',
};

export const decisionCommands: Record<DecisionCommandName, string> = {
  'accept-return':
    'Retouren annehmen: OTTO zahlt dem Käufer das Geld zurück; ohne --yes nur Vorschau',
  'reject-return': 'Retouren ablehnen; ohne --yes nur Vorschau',
  'reduce-price':
    'dem Käufer einen Teil des Preises zurückgeben, das Stück behält er; ohne --yes nur Vorschau',
};

export const decisionExamples: HelpWords['example'] = {
  'accept-return': [
    ['was zurückginge', 'accept-return bu5h6x7z2k --condition A'],
    ['annehmen; das lässt sich nicht zurücknehmen', 'accept-return bu5h6x7z2k --condition A --yes'],
    [
      'aus Versehen als versendet gemeldet',
      'accept-return bu5h6x7z2k --piece 8a1d0c11 --condition A --reason STATUS_SENT_BY_ACCIDENT --yes',
    ],
  ],
  'reject-return': [
    [
      'ein beschädigtes Stück',
      'reject-return bu5h6x7z2k --piece 8a1d0c11 --condition E --reason ITEM_DAMAGED --yes',
    ],
  ],
  'reduce-price': [['5 € für ein Stück', 'reduce-price bu5h6x7z2k --piece 8a1d0c11 --amount 5,00']],
};

export const decisionOptions: Record<DecisionOptionName, string> = {
  decidedPiece:
    'Kennung eines Stücks; mehrmals für mehrere; ohne Angabe die, über die zu entscheiden ist (siehe returns)',
  reducedPiece: 'Kennung des Stücks (why zeigt sie mit --json)',
  condition:
    'Zustand: A originalverpackt, B wie neu, C leicht gebraucht, D stark gebraucht, E defekt oder unvollständig',
  acceptReason: 'Grund, wie OTTO ihn schreibt',
  rejectReason: 'Grund, wie OTTO ihn schreibt',
  decideYes: 'wirklich an OTTO senden',
  amount: 'Betrag in Euro, brutto, z. B. 5,00',
  reduceAgain: 'denselben Betrag bewusst noch einmal, obwohl er schon einmal zurückging',
};

export const decisionValues: Record<DecisionValueName, string> = {
  reason: 'Grund',
  condition: 'Zustand',
  amount: 'Betrag',
};
