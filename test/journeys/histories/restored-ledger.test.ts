import { expect, it } from 'vitest';
import { eachDatabase, freshLocation } from '../../databases.ts';
import { type Chronicle, inShop } from './chronicle.ts';
import { liveThrough } from './live.ts';
import type { NewOrder, PieceDraft } from './otto-steps.ts';
import { idsOfRefund } from './shop-sums.ts';
import type { History, Step } from './steps.ts';

const A = 0;
const B = 1;
const C = 2;
const RUN: Step = { do: 'import', minutes: 5 };
const LOOK: Step = { do: 'look at shop', minutes: 1 };

function pieces(...goods: PieceDraft['goods'][]): NewOrder['pieces'] {
  return goods.map((name) => ({ goods: name, discountCents: 0 as const }));
}

/** Three orders that between them pass through every phase, with pieces that leave on the way. */
const UNTOUCHED: History = {
  announced: 'all',
  hasPeople: true,
  first: {
    do: 'new order',
    begins: 'prepayment',
    pieces: pieces('shirt', 'shirt', 'cookbook'),
    feesCents: [595],
  },
  steps: [
    RUN,
    { do: 'new order', begins: 'released', pieces: pieces('panel', 'sofa'), feesCents: [] },
    { do: 'cancel', order: A, pieces: 1, by: 'marketplace', reason: 'PAYMENT_ABORTED' },
    RUN,
    {
      do: 'new order',
      begins: 'released',
      pieces: pieces('shirt', 'shirt'),
      feesCents: [295, 2400],
    },
    { do: 'release', order: A, pieces: 0 },
    RUN,
    { do: 'cancel', order: B, pieces: 1, by: 'partner', reason: 'CANCELLED_ON_CUSTOMER_WISH' },
    { do: 'send', order: A, pieces: 1 },
    RUN,
    { do: 'send', order: A, pieces: 0 },
    { do: 'send', order: B, pieces: 0 },
    { do: 'cancel', order: C, pieces: 0, by: 'marketplace', reason: 'PAYMENT_FRAUD' },
    RUN,
    { do: 'reduce price', order: A, piece: 1, cents: 333 },
    { do: 'refund fee', order: A, cents: 295 },
    { do: 'read after sale', what: 'receipts' },
    RUN,
    { do: 'return', order: A, pieces: 1 },
    { do: 'return', order: B, pieces: 0 },
    RUN,
  ],
};

/** The same, while a person works in the shop. */
const TOUCHED: History = {
  ...UNTOUCHED,
  steps: [
    RUN,
    { do: 'set status', order: A, status: 'cancelled' },
    { do: 'new order', begins: 'released', pieces: pieces('panel', 'sofa'), feesCents: [] },
    RUN,
    { do: 'edit address', order: B },
    { do: 'refund', order: B, line: 0, what: 'one euro' },
    LOOK,
    { do: 'new order', begins: 'released', pieces: pieces('shirt', 'cookbook'), feesCents: [595] },
    { do: 'release', order: A, pieces: 0 },
    RUN,
    { do: 'remove line', order: C, line: 1 },
    { do: 'add fee', order: A, total: '5.00' },
    { do: 'new address', order: B, who: 1 },
    LOOK,
    { do: 'send', order: A, pieces: 0 },
    { do: 'cancel', order: B, pieces: 1, by: 'marketplace', reason: 'PAYMENT_FRAUD' },
    RUN,
    { do: 'set status', order: C, status: 'completed' },
    LOOK,
  ],
};

/** What the shop shows of every order in the end. */
function shopPicture(chronicle: Chronicle) {
  const { notes, products } = chronicle.world.shop.state;
  const orders = chronicle.orders.map((log) =>
    inShop(chronicle, log).map(({ order, refunds }) => ({
      status: order.status,
      total: order.total,
      lines: order.lineItems.map((line) => `${line.quantity} ${line.name} ${line.total}`),
      goesTo: `${order.shipping.address_1} ${order.shipping.city}`,
      refunds: refunds.map((refund) => `${refund.amount} for ${idsOfRefund(refund).length}`).sort(),
      notes: notes
        .filter((note) => note.orderId === order.id && note.note.includes('OTTO Market'))
        .map(({ note }) => note)
        .sort(),
    })),
  );
  return { orders, stock: [...products.values()].map((product) => product.stockQuantity) };
}

function withSteps(history: History, ...added: { after: number; step: Step }[]): History {
  const steps = history.steps.flatMap((step, index) => [
    step,
    ...added.filter(({ after }) => after === index).map((one) => one.step),
  ]);
  return { ...history, steps };
}

async function endOf(history: History, kind: 'sqlite' | 'postgres') {
  let picture: ReturnType<typeof shopPicture> | undefined;
  await liveThrough(history, await freshLocation(kind), (chronicle) => {
    picture = shopPicture(chronicle);
    return [];
  });
  return picture;
}

const HISTORIES = [
  ['nobody touched', UNTOUCHED],
  ['people work in', TOUCHED],
] as const;

/** OTTO's first listing after the loss leaves out an order that was made before the youngest known. */
const MISSED: History = {
  announced: 'all',
  hasPeople: true,
  first: { do: 'new order', begins: 'announced', pieces: pieces('smartphone'), feesCents: [] },
  steps: [
    RUN,
    { do: 'new order', begins: 'announced', pieces: pieces('smartphone'), feesCents: [] },
    { do: 'empty ledger' },
    { do: 'odd listing', order: A, how: 'misses' },
    RUN,
  ],
};

eachDatabase('a shop', ({ kind }) => {
  /** Steps between the moments that are tried; `FC_RUNS` tries them all. */
  const every = process.env.FC_RUNS ? 1 : kind === 'sqlite' ? 8 : 16;

  it('gets no second order for one that the listing after the loss leaves out', async () => {
    const picture = await endOf(MISSED, kind);
    expect(picture?.orders.map((ofOne) => ofOne.length)).toEqual([1, 1]);
  });

  it.each(HISTORIES)(
    '%s looks the same when the ledger is lost at any moment',
    async (_, history) => {
      const undisturbed = await endOf(history, kind);
      for (let after = 0; after < history.steps.length; after += every) {
        const lost = withSteps(history, { after, step: { do: 'empty ledger' } });
        expect(await endOf(lost, kind), `lost after step ${after}`).toEqual(undisturbed);
      }
    },
    120_000,
  );

  it.each(HISTORIES)(
    '%s looks the same when any older ledger is put back in the end',
    async (_, history) => {
      const undisturbed = await endOf(history, kind);
      const last = history.steps.length - 1;
      for (let after = 0; after < last; after += every) {
        const older = withSteps(
          history,
          { after, step: { do: 'copy ledger' } },
          { after: last, step: { do: 'put ledger back' } },
        );
        expect(await endOf(older, kind), `copied after step ${after}`).toEqual(undisturbed);
      }
    },
    120_000,
  );
});
