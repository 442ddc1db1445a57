import type { WhyWords } from '../answer-words.ts';

export const why: WhyWords = {
  title: (orderNumber, account) => `Order ${orderNumber} (account ${account})`,
  because: (reason) => `Why: ${reason}`,
  todo: (todo) => `What you can do: ${todo}`,
  timeline: 'Timeline',
  pieces: 'Pieces',
  rawOf: { otto: 'Answer of OTTO', shop: 'Answer of the shop' },
  rawAbsent: 'There is no such order.',
  open: 'What is open about it',
};
