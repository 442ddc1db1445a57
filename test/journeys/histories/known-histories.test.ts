import { describe, it } from 'vitest';
import { freshLocation } from '../../databases.ts';
import { liveThrough } from './live.ts';
import type { NewOrder, PieceDraft } from './otto-steps.ts';
import type { Shipping } from './report-steps.ts';
import type { History, Step } from './steps.ts';

const A = 0;
const IMPORT: Step = { do: 'import', minutes: 1 };
const SHIPPING: Shipping = { cancellations: 'ask', pool: 'large', forwarder: 'none' };

function released(...goods: PieceDraft['goods'][]): NewOrder {
  const pieces = goods.map((name) => ({ goods: name, discountCents: 0 as const }));
  return { do: 'new order', begins: 'released', pieces, feesCents: [] };
}

function reports(
  minutes: 1 | 5 | 15 | 60,
  more: Partial<Extract<Step, { do: 'report' }>> = {},
): Step {
  return {
    at: 'reports',
    do: 'report',
    minutes,
    looks: true,
    faults: [],
    diesAfter: undefined,
    ...more,
  };
}

const SENT: Step[] = [IMPORT, { do: 'send', order: A, pieces: 0 }, IMPORT];

const REDUCE: Step = {
  at: 'returns desk',
  do: 'reduce here',
  order: A,
  piece: 0,
  cents: 333,
  twice: 'no',
};

const STORIES: Record<string, History> = {
  'OTTO teaches that goods set for the forwarder are parcel goods, and then they lack a number': {
    announced: 'all',
    hasPeople: true,
    shipping: { ...SHIPPING, pool: 'none', forwarder: 'wrong' },
    first: released('shirt', 'smartphone'),
    steps: [
      IMPORT,
      {
        at: 'packing table',
        do: 'ship',
        order: A,
        howMany: 1,
        carrier: 'DHL',
        numbers: 'fit',
        plugin: 'meta',
      },
      reports(1),
      reports(60),
      { at: 'packing table', do: 'note return number', order: A, carrier: 'DHL' },
      reports(1),
    ],
  },
};

const BEGINS = { announced: 'all', hasPeople: false, first: released('cookbook') } as const;

function accept(reason: 'RETURN_RECEIVED' | 'STATUS_SENT_BY_ACCIDENT'): Step {
  return {
    at: 'returns desk',
    do: 'accept here',
    order: A,
    pieces: 0,
    isForAll: true,
    condition: 'C',
    reason,
  };
}

const AFTER_THE_SALE: Record<string, History> = {
  'an older copy of the ledger does not reduce a price once more': {
    ...BEGINS,
    steps: [
      ...SENT,
      REDUCE,
      { do: 'copy ledger' },
      reports(1),
      { do: 'put ledger back' },
      reports(1),
    ],
  },
  'a price is reduced once though the process dies and answers are lost': {
    ...BEGINS,
    steps: [
      ...SENT,
      REDUCE,
      reports(1, { faults: [{ on: 'reduce-price', how: 'drops the answer', times: 1 }] }),
      reports(1, { diesAfter: 20 }),
      reports(60, { faults: [{ on: 'list-price-reductions', how: '500', times: 1 }] }),
    ],
  },
  'one piece of a bulk is refused, the others come back, and what never left is put on the shelf': {
    ...BEGINS,
    first: released('cookbook', 'shirt', 'smartphone'),
    steps: [
      ...SENT,
      { do: 'disown piece', order: A, piece: 1 },
      accept('STATUS_SENT_BY_ACCIDENT'),
      reports(1, { faults: [{ on: 'accept-returns', how: '413', times: 1 }] }),
      reports(60),
    ],
  },
  'a return accepted here is rejected at OTTO before it was told': {
    ...BEGINS,
    steps: [...SENT, accept('RETURN_RECEIVED'), { do: 'reject return', order: A, piece: 0 }],
  },
};

const TELL: Step = {
  at: 'stock',
  do: 'tell stock',
  minutes: 1,
  faults: [],
  diesAfter: undefined,
};

const STOCK: Record<string, History> = {
  'OTTO sells what the shop counted last, on vacation nothing': {
    ...BEGINS,
    stock: { buffer: 1, cap: 20 },
    first: { ...released('cookbook', 'shirt', 'smartphone'), begins: 'announced' },
    steps: [
      IMPORT,
      TELL,
      { at: 'stock', do: 'set stock', goods: 'shirt', to: 2.5 },
      { at: 'stock', do: 'set stock', goods: 'smartphone', to: -3 },
      { at: 'stock', do: 'OTTO knows', goods: 'cookbook', is: false },
      {
        at: 'stock',
        do: 'tell stock',
        minutes: 5,
        faults: [{ on: 'push-quantities', how: 'drops the answer', times: 1 }],
        diesAfter: undefined,
      },
      { at: 'stock', do: 'set stock', goods: 'shirt', to: 7 },
      { at: 'stock', do: 'tell stock', minutes: 1, faults: [], diesAfter: 12 },
      { at: 'stock', do: 'vacation', is: true },
    ],
  },
  'after a vacation OTTO sells by the shop again, less what is kept back': {
    ...BEGINS,
    stock: { buffer: 1, cap: 20 },
    first: released('cookbook', 'shirt', 'smartphone'),
    steps: [
      TELL,
      { at: 'stock', do: 'vacation', is: true },
      TELL,
      { at: 'stock', do: 'set stock', goods: 'shirt', to: 7 },
      { at: 'stock', do: 'vacation', is: false },
      { at: 'stock', do: 'set stock', goods: 'smartphone', to: 2.5 },
      TELL,
      IMPORT,
    ],
  },
};

describe('A history that broke once', () => {
  for (const [name, story] of Object.entries({ ...STORIES, ...AFTER_THE_SALE, ...STOCK })) {
    it(`holds: ${name}`, async () => {
      await liveThrough(story, await freshLocation('sqlite'));
    });
  }
});
