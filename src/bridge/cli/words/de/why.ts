import type { WhyWords } from '../answer-words.ts';

export const why: WhyWords = {
  title: (orderNumber, account) => `Bestellung ${orderNumber} (Konto ${account})`,
  because: (reason) => `Warum: ${reason}`,
  todo: (todo) => `Was Sie tun können: ${todo}`,
  timeline: 'Verlauf',
  pieces: 'Stücke',
  rawOf: { otto: 'Antwort von OTTO', shop: 'Antwort des Shops' },
  rawAbsent: 'Dort gibt es diese Bestellung nicht.',
  open: 'Was dazu offen ist',
};
