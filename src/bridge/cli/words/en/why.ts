import type { WhyWords } from '../answer-words.ts';

export const why: WhyWords = {
  title: (orderNumber, account) => `Order ${orderNumber} (account ${account})`,
  ordered: (moment, sum) => `Ordered at OTTO on ${moment}, sum ${sum}.`,
  phase: (phase) => `Phase: ${phase}.`,
  inShop: (number, status) => `In the shop: order ${number}, status “${status}”.`,
  notInShop: 'In the shop: no.',
  because: (reason) => `Why: ${reason}`,
  next: {
    seen: 'What comes next: the next import run brings it into the shop.',
    backlog:
      'What comes next: once OTTO releases it, the next run brings it into the shop. With the setting importRules.announcedImport = all it would come at once.',
    held: 'What comes next: it is tried again by itself. Once you have mended the cause, the next run helps.',
    skipped: 'What comes next: it stays out of the shop.',
    claimed:
      'What comes next: the shop gave no answer when it was to be created. The next run looks for it there and creates it only if it is surely missing.',
    imported: 'What comes next: every change at OTTO comes into the shop with the next run.',
  },
  todo: (todo) => `What you can do: ${todo}`,
  nextLook: (moment) => `Looked at again: ${moment}.`,
  nextRun: 'Looked at again: in the next run.',
  timeline: 'Timeline',
  pieces: 'Items',
  rawOf: { otto: 'Answer of OTTO', shop: 'Answer of the shop' },
  rawAbsent: 'There is no such order.',
  open: 'What is open about it',
};
