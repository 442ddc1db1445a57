import type { HelpWords } from '../help-words.ts';
import type { StockAnswers, StockCommandName, StockOptionName } from '../stock-cli-words.ts';

export const stock: StockAnswers = {
  column: {
    sku: 'SKU',
    shop: 'shop',
    reserved: 'sold',
    target: 'wanted',
    otto: 'OTTO',
    state: 'state',
  },
  none: 'The bridge knows no such stock.',
  pushed: ({ asked, pushed, refused }) =>
    `To be sent again: ${asked}. Taken by OTTO: ${pushed}${refused > 0 ? `, not taken: ${refused}` : ''}.`,
  onlyShown: 'This was the preview only. With --yes it is done.',
};

export const stockCommands: Record<StockCommandName, string> = {
  stock: 'show the stock in the shop and at OTTO beside each other, or send it again with --push',
  vacation: 'vacation: OTTO shows 0 of everything',
  'vacation status': 'show how many SKUs show 0 at OTTO',
  'vacation on': 'begin the vacation; without --yes only show what changes',
  'vacation off': 'end the vacation; OTTO shows what the shop has again',
};

export const stockExamples: HelpWords['example'] = {
  stock: [
    ['one SKU, with the reason', 'stock --sku MUG-1'],
    ['what OTTO does not know', 'stock --state unknown'],
    ['send everything again', 'stock --push'],
  ],
  'vacation on': [['', 'vacation on --yes']],
  'vacation off': [['', 'vacation off --yes']],
};

export const stockOptions: Record<StockOptionName, string> = {
  stockSku: 'what the SKU begins with; with --push exactly this one',
  stockAccount: 'this account only',
  stockState: 'only SKUs in this state',
  stockPush: 'read from the shop anew and send to OTTO, changed or not',
  vacationYes: 'really do it, not only show it',
};
