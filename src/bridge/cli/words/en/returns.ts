import type { HelpWords } from '../help-words.ts';
import type { ReturnAnswers, ReturnCommandName, ReturnOptionName } from '../return-cli-words.ts';

export const returns: ReturnAnswers = {
  about: (order, sku) => `Order ${order}${sku === undefined ? '' : `: ${sku}`}`,
  since: (statusWord, moment) => `return ${statusWord} (${moment})`,
  wayBack: (stateWord) => `parcel ${stateWord}`,
  number: (numbers) => `return number ${numbers}`,
  next: (steps) => `possible now: ${steps}`,
  step: {
    accept: 'accept',
    reject: 'reject',
    'sent-by-accident': 'reported as sent by mistake',
    'cancel-instead': 'cancel',
  },
  noReturns:
    'No returns. Without --all only those to decide about now are listed: arrived and misdirected ones.',
  notFound: (number) =>
    `Behind “${number}” neither a parcel on its way back nor an order is known.`,
  readDone: ({ read, changed, moved }) =>
    `Returns read: ${read}, of these new or changed: ${changed}. Parcels on their way back that moved on: ${moved}.`,
};

export const returnCommands: Record<ReturnCommandName, string> = {
  returns:
    'list returns that are there and to be decided about; with --find, find the piece behind a parcel',
  'returns read': 'read returns and their way back from OTTO now',
};

export const returnExamples: HelpWords['example'] = {
  returns: [
    ['all, announced and decided ones as well', 'returns --all'],
    ['a parcel in your hand', 'returns --find "577 546 565 072"'],
  ],
  'returns read': [['', 'returns read']],
};

export const returnOptions: Record<ReturnOptionName, string> = {
  returnsAccount: 'only returns of this account',
  returnStatus: 'only ANNOUNCED, ACCEPTED, REJECTED or MISDIRECTED (at OTTO instead of with you)',
  returnsAll: 'all, announced and decided ones as well',
  findReturn: 'return number as scanned or typed, or order number',
};
