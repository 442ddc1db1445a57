import type { HelpWords } from '../help-words.ts';
import type { ReturnAnswers, ReturnCommandName, ReturnOptionName } from '../return-cli-words.ts';

export const returns: ReturnAnswers = {
  about: (order, sku) => `Bestellung ${order}${sku === undefined ? '' : `: ${sku}`}`,
  since: (statusWord, moment) => `Retoure ${statusWord} (${moment})`,
  wayBack: (stateWord) => `Paket ${stateWord}`,
  number: (numbers) => `Retourennummer ${numbers}`,
  next: (steps) => `jetzt möglich: ${steps}`,
  step: {
    accept: 'annehmen',
    reject: 'ablehnen',
    'sent-by-accident': 'aus Versehen versendet gemeldet',
    'cancel-instead': 'stornieren',
  },
  noReturns:
    'Keine Retouren. Ohne --all erscheinen nur die, über die jetzt zu entscheiden ist: angekommene und fehlgeleitete.',
  notFound: (number) =>
    `Zu „${number}“ ist weder ein Paket auf dem Rückweg noch eine Bestellung bekannt.`,
  readDone: ({ read, changed, moved }) =>
    `Retouren gelesen: ${read}, davon neu oder geändert: ${changed}. Pakete auf dem Rückweg mit neuem Stand: ${moved}.`,
};

export const returnCommands: Record<ReturnCommandName, string> = {
  returns:
    'Retouren auflisten, die da sind und über die zu entscheiden ist; mit --find das Stück zu einem Paket finden',
  'returns read': 'Retouren und ihren Rückweg jetzt von OTTO lesen',
};

export const returnExamples: HelpWords['example'] = {
  returns: [
    ['alle, auch angekündigte und entschiedene', 'returns --all'],
    ['ein Paket in der Hand', 'returns --find "577 546 565 072"'],
  ],
  'returns read': [['', 'returns read']],
};

export const returnOptions: Record<ReturnOptionName, string> = {
  returnsAccount: 'nur Retouren dieses Kontos',
  returnStatus:
    'nur ANNOUNCED (angekündigt), ACCEPTED (angenommen), REJECTED (abgelehnt) oder MISDIRECTED (bei OTTO statt bei Ihnen)',
  returnsAll: 'alle, auch angekündigte und entschiedene',
  findReturn: 'Retourennummer, wie sie gescannt oder getippt wird, oder Bestellnummer',
};
