import type {
  DecisionAnswers,
  DecisionCommandName,
  DecisionOptionName,
  DecisionValueName,
} from '../decision-cli-words.ts';
import type { HelpWords } from '../help-words.ts';

export const decisions: DecisionAnswers = {
  confirmHint: 'Nothing has gone to OTTO yet. If you want it:',
  nameThem:
    'Nothing went to OTTO: none of these pieces is known to have arrived, or to be misdirected. Say with --piece which is meant:',
  piece: ({ sku, positionItemId, amount, word }) =>
    `${sku}, ${amount} (${positionItemId}): ${word}`,
  room: ({ price, reduced, left }) =>
    `The piece costs ${price}, of which ${reduced} went back already; ${left} is left.`,
  notFromOtto:
    'OTTO could not be asked now; this is what the bridge knows. It looks at OTTO before it sends.',
};

export const decisionCommands: Record<DecisionCommandName, string> = {
  'accept-return': 'accept returns: OTTO pays the buyer back; without --yes a preview only',
  'reject-return': 'reject returns; without --yes a preview only',
  'reduce-price':
    'give the buyer part of the price back, who keeps the piece; without --yes a preview only',
};

export const decisionExamples: HelpWords['example'] = {
  'accept-return': [
    ['what would go back', 'accept-return bu5h6x7z2k --condition A'],
    ['accept; this can’t be undone', 'accept-return bu5h6x7z2k --condition A --yes'],
    [
      'reported as sent by mistake',
      'accept-return bu5h6x7z2k --piece 8a1d0c11 --condition A --reason STATUS_SENT_BY_ACCIDENT --yes',
    ],
  ],
  'reject-return': [
    [
      'a damaged piece',
      'reject-return bu5h6x7z2k --piece 8a1d0c11 --condition E --reason ITEM_DAMAGED --yes',
    ],
  ],
  'reduce-price': [['5 € for one piece', 'reduce-price bu5h6x7z2k --piece 8a1d0c11 --amount 5.00']],
};

export const decisionOptions: Record<DecisionOptionName, string> = {
  decidedPiece:
    'id of a piece; several times for several; without it those to be decided about (see returns)',
  reducedPiece: 'id of the piece (why shows it with --json)',
  condition:
    'condition: A original packaging, B as new, C slightly used, D heavily used, E faulty or incomplete',
  acceptReason: 'reason, as OTTO spells it',
  rejectReason: 'reason, as OTTO spells it',
  decideYes: 'really send it to OTTO',
  amount: 'amount in euros, gross, e.g. 5.00',
  reduceAgain: 'the same amount once more on purpose, although it went back already',
};

export const decisionValues: Record<DecisionValueName, string> = {
  reason: 'reason',
  condition: 'condition',
  amount: 'amount',
};
