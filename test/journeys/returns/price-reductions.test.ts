import { describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { asleepBeforeCall } from '../crash/asleep-before-call.ts';
import { dhlNumber, goOn, ship } from '../reports/report-world.ts';
import { DAY, HOUR, MAIN, MINUTE } from '../support/world.ts';
import { accepting, type DeskWorld, inShort, startDeskWorld } from './desk-world.ts';

const PATH = '/v1/price-reductions';

/** The fake's usual piece costs 24.99. */
const PRICE = 2499;

async function startWithPiece(options: Parameters<typeof startDeskWorld>[0] = {}) {
  const world = await startDeskWorld(options);
  const order = await world.sentOrder();
  const positionItemId = order.pieces[0] ?? '';
  const wish = { salesOrderId: order.salesOrderId, positionItemId };
  return { world, order, positionItemId, wish };
}

const posts = (world: DeskWorld) => world.otto.requestsTo('POST', PATH).length;

async function moneyBackOf(world: DeskWorld, salesOrderId: string) {
  const afterSale = await world.bridge.ledger.loadAfterSale(MAIN, [salesOrderId]);
  return afterSale.get(salesOrderId)?.moneyBack ?? [];
}

describe('a price reduction', () => {
  it('reaches OTTO once, and is over when OTTO has carried it out, with the money noted', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    const asked = { ...wish, amountCents: 500, requestId: 'complaint-4711' };
    const answer = await world.reduce(asked);
    expect(answer).toMatchObject({
      outcome: 'due',
      price: { priceCents: PRICE, reducedCents: 0, leftCents: PRICE, newTotalCents: PRICE - 500 },
    });
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'accepted'],
    ]);
    await world.settle(4);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
    expect(await world.reduce(asked)).toMatchObject({
      outcome: 'known',
      price: { reducedCents: 500, leftCents: PRICE - 500, newTotalCents: PRICE - 500 },
    });
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    const [receipt] = world.otto.reductions.of(positionItemId);
    expect(await moneyBackOf(world, order.salesOrderId)).toEqual([
      {
        moneyKey: `${receipt?.receiptNumber}|${positionItemId}`,
        kind: 'reduction',
        positionItemId,
        cents: 500,
      },
    ]);
  });

  it('that is only initiated stays taken, and is asked for ever more seldom', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece({
      otto: { reductionProcessedAfterMs: undefined },
    });
    await world.reduce({ ...wish, amountCents: 500 });
    for (let turn = 0; turn < 60; turn += 1) await world.reportAfter(3 * MINUTE);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'accepted'],
    ]);
    const asked = world.otto.requestsTo('GET', PATH).length;
    expect(asked).toBeLessThan(12);
    const [reduction] = world.otto.reductions.of(positionItemId);
    world.otto.processReduction(reduction?.id ?? 0);
    for (let hour = 0; hour < 7; hour += 1) await world.reportAfter(HOUR);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
  });

  it('that OTTO turns down afterwards needs the owner, and is sent again only when he says so', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece({
      otto: { reductionProcessedAfterMs: undefined },
    });
    await world.reduce({ ...wish, amountCents: 500 });
    await world.report();
    world.otto.rejectReduction(world.otto.reductions.of(positionItemId)[0]?.id ?? 0);
    await goOn(world, 10);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'attention', 'reduction-refused'],
    ]);
    expect(await moneyBackOf(world, order.salesOrderId)).toEqual([]);
    expect(posts(world)).toBe(1);
    const [report] = await world.reports(order.salesOrderId);
    await world.bridge.reportDesk.sendAgain(report?.transmissionId ?? '');
    await goOn(world, 5);
    expect(posts(world)).toBe(2);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'accepted'],
    ]);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
  });
});

it.each(['price-reduction', 'acceptance'] as const)(
  'a %s of a piece that OTTO shows as sent while it is committed does not wait for that any more',
  async (kind) => {
    const world = await startDeskWorld();
    const order = await world.orderInShop({ positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    await world.watchAndReport();
    const { salesOrderId } = order;
    const [positionItemId = ''] = order.pieces;
    const other = await world.openAnother(async (location) => {
      const ledger = await openLedger(location);
      const addTransmissions: Ledger['addTransmissions'] = async (...added) => {
        await world.runAfter(MINUTE);
        return ledger.addTransmissions(...added);
      };
      return { ...ledger, addTransmissions };
    });
    const said = { source: 'web-service', cause: 'click', dryRun: false } as const;
    if (kind === 'acceptance') {
      await other.returnDesk.decideReturns([accepting(order, positionItemId)], said);
    } else {
      const wish = { salesOrderId, positionItemId, amountCents: 500, requestId: 'at once' };
      await other.returnDesk.reducePrice(wish, said);
    }
    const stateOfWish = async () =>
      (await world.reports(salesOrderId)).find((report) => report.kind === kind)?.state;
    expect(await stateOfWish()).toBe('waiting');
    await world.report();
    expect(await stateOfWish()).toBe('accepted');
  },
);

describe('the receipt of a price reduction', () => {
  async function startReduced(options: Parameters<typeof startDeskWorld>[0] = {}) {
    const { world, order, positionItemId, wish } = await startWithPiece(options);
    await world.reduce({ ...wish, amountCents: 500 });
    await world.report();
    const [reduction] = world.otto.reductions.of(positionItemId);
    const { salesOrderId } = order;
    const request = { signal: new AbortController().signal, holderKind: 'service' } as const;
    return {
      world,
      order,
      process: () => world.otto.processReduction(reduction?.id ?? 0),
      /** that names no piece, under the number that OTTO's list names as well */
      writeReceipt: () =>
        world.otto.issueReceipt({
          receiptNumber: reduction?.receiptNumber ?? '',
          receiptType: 'PARTIAL_REFUND',
          salesOrderId,
          creationDate: world.clock.now().toISOString(),
          isRealReceipt: true,
          totalsGrossAmount: { amount: 5, currency: 'EUR' },
          lineItems: {},
        }),
      readReceipts: () => world.bridge.receipts.read(request),
      refunds: () => {
        const { id } = world.shopOrder(salesOrderId);
        const all = [...world.shop.state.refunds.values()];
        return all.filter(({ orderId }) => orderId === id).map(({ amount }) => amount);
      },
      giveBack: async () => {
        world.otto.returnItems(salesOrderId, [positionItemId]);
        await world.settle(70);
      },
      states: async () => inShort(await world.reports(salesOrderId)),
    };
  }

  it.each(['receipt', 'list of reductions'])(
    'tells of the same money as OTTO’s list, and the %s may come first',
    async (first) => {
      const reduced = await startReduced({ otto: { reductionProcessedAfterMs: undefined } });
      const { world, refunds } = reduced;
      if (first === 'receipt') {
        reduced.writeReceipt();
        await reduced.readReceipts();
        await world.settle(1);
        expect(refunds()).toEqual(['5.00']);
      }
      reduced.process();
      for (let hour = 0; hour < 7; hour += 1) await world.reportAfter(HOUR);
      await world.settle(2);
      expect(await reduced.states()).toEqual([['price-reduction', 'confirmed']]);
      expect(refunds()).toEqual(['5.00']);
      if (first !== 'receipt') reduced.writeReceipt();
      await reduced.readReceipts();
      await world.settle(2);
      expect(refunds()).toEqual(['5.00']);
      await reduced.giveBack();
      expect(refunds()).toEqual(['5.00', '19.99']);
      expect(await world.codes()).toEqual([]);
    },
  );

  it('is waited for where the list names no number; without one, the receipt tells of it', async () => {
    const reduced = await startReduced({ otto: { reductionReceiptNumbers: 'never' } });
    const { world, refunds } = reduced;
    await world.settle(10);
    expect(await reduced.states()).toEqual([['price-reduction', 'accepted']]);
    expect(refunds()).toEqual([]);
    world.otto.behaviour.reductionReceiptNumbers = 'when-processed';
    await world.settle(20);
    expect(await reduced.states()).toEqual([['price-reduction', 'confirmed']]);
    expect(refunds()).toEqual(['5.00']);
    await reduced.readReceipts();
    await world.settle(2);
    expect(refunds()).toEqual(['5.00']);
  });

  it('alone tells of it where the list never names a number', async () => {
    const reduced = await startReduced({ otto: { reductionReceiptNumbers: 'never' } });
    const { world, refunds } = reduced;
    for (let hour = 0; hour < 32; hour += 1) await world.reportAfter(HOUR);
    expect(await reduced.states()).toEqual([['price-reduction', 'confirmed']]);
    expect(refunds()).toEqual([]);
    expect(await world.codes()).toEqual([]);
    await reduced.readReceipts();
    await world.settle(2);
    expect(refunds()).toEqual(['5.00']);
  });
});

describe('repeats', () => {
  it('of a request change nothing, whoever sends it in again', async () => {
    const { world, positionItemId, wish } = await startWithPiece();
    const asked = { ...wish, amountCents: 500, requestId: 'one intent' };
    const first = await world.reduce(asked);
    expect(await world.reduce(asked)).toMatchObject({
      outcome: 'known',
      transmissionId: first.transmissionId,
    });
    await world.settle();
    expect(await world.reduce(asked)).toMatchObject({ outcome: 'known', state: 'confirmed' });
    expect(await world.reduce({ ...asked, amountCents: 600 })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'report-sent-in-before' },
    });
    await world.settle();
    expect(world.otto.reductions.totalCents(positionItemId)).toBe(500);
  });

  it('of an amount within a day are asked about; another amount, or a later day, is not', async () => {
    const { world, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    expect(await world.reduce({ ...wish, amountCents: 300 })).toMatchObject({
      refusal: { code: 'reduction-open', params: { amountCents: 500, state: 'due' } },
    });
    await world.settle();
    expect(await world.reduce({ ...wish, amountCents: 500 })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'reduction-same-today', params: { amountCents: 500 } },
    });
    expect(await world.reduce({ ...wish, amountCents: 300 })).toMatchObject({ outcome: 'due' });
    await world.settle();
    expect(await world.reduce({ ...wish, amountCents: 500, again: true })).toMatchObject({
      outcome: 'due',
    });
    await world.settle();
    await world.clock.advance(DAY);
    expect(await world.reduce({ ...wish, amountCents: 300 })).toMatchObject({ outcome: 'due' });
    await world.settle();
    expect(world.otto.reductions.totalCents(positionItemId)).toBe(500 + 300 + 500 + 300);
  });

  it('of what somebody did in Partner Connect today are asked about, too', async () => {
    const { world, positionItemId, wish } = await startWithPiece();
    world.otto.reduceByHand(positionItemId, 500);
    expect(await world.reduce({ ...wish, amountCents: 500 })).toMatchObject({
      refusal: { code: 'reduction-same-today' },
    });
  });
});

describe('too much', () => {
  it('is refused before anything is sent, with both sums', async () => {
    const { world, positionItemId, wish } = await startWithPiece();
    world.otto.reduceByHand(positionItemId, 1000);
    const sums = { priceCents: PRICE, reducedCents: 1000, leftCents: PRICE - 1000 };
    expect(await world.reduce({ ...wish, amountCents: PRICE - 1000 })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'report-reduction-too-high', params: { ...sums, amountCents: 1499 } },
    });
    expect(await world.reduce({ ...wish, amountCents: PRICE - 1001 })).toMatchObject({
      outcome: 'due',
    });
    await world.settle();
    expect(world.otto.reductions.totalCents(positionItemId)).toBe(PRICE - 1);
  });

  it('by what was done meanwhile in Partner Connect is found right before it is sent', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 2000 });
    world.otto.reduceByHand(positionItemId, 1000);
    await world.report();
    expect(await world.reports(order.salesOrderId)).toMatchObject([
      {
        state: 'attention',
        reason: { code: 'reduction-too-high', params: { amountCents: 2000, reducedCents: 1000 } },
      },
    ]);
    expect(posts(world)).toBe(0);
    // A smaller one takes its place.
    expect(await world.reduce({ ...wish, amountCents: 400 })).toMatchObject({ outcome: 'due' });
    await world.settle();
    expect(world.otto.reductions.totalCents(positionItemId)).toBe(1400);
    expect(await world.codes()).toEqual([]);
  });
});

describe('a piece that is not kept', () => {
  it('is not reduced: one that is not sent is cancelled, one that came back is paid back whole', async () => {
    const { world, order, wish } = await startWithPiece();
    const unsent = await world.orderInShop({ seed: 'unsent', positionItems: [{}] });
    expect(
      await world.reduce({
        salesOrderId: unsent.salesOrderId,
        positionItemId: unsent.pieces[0] ?? '',
        amountCents: 100,
      }),
    ).toMatchObject({ outcome: 'refused', refusal: { code: 'cancel-instead' } });
    await world.decide([accepting(order, order.pieces[0])]);
    const waits = await world.reduce({ ...wish, amountCents: 100 });
    expect(waits).toMatchObject({ outcome: 'waits', reason: { code: 'acceptance-open' } });
    await world.settle(40);
    expect(posts(world)).toBe(0);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['acceptance', 'confirmed'],
      ['price-reduction', 'attention', 'reduction-not-possible'],
    ]);
    expect(await world.reduce({ ...wish, amountCents: 100 })).toMatchObject({
      refusal: { code: 'report-reduction-not-possible' },
    });
  });
});

describe('a lost answer', () => {
  it.each([
    ['dropBeforeEffect', 0],
    ['dropAfterEffect', 0],
    ['dropBeforeEffect', 10 * MINUTE],
    ['dropAfterEffect', 10 * MINUTE],
    ['dropAfterEffect', 55 * MINUTE],
  ] as const)(
    '(%s) is looked up in a list that is %i ms behind, and the price is reduced once',
    async (fault, reductionListLagMs) => {
      const { world, order, positionItemId, wish } = await startWithPiece({
        otto: { reductionListLagMs },
      });
      await world.reduce({ ...wish, amountCents: 500 });
      world.otto.faults[fault]({ on: 'reduce-price' });
      await world.report();
      expect(inShort(await world.reports(order.salesOrderId))).toEqual([
        ['price-reduction', 'in-flight', 'outcome-open'],
      ]);
      await goOn(world, 240, 4);
      expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
      expect(world.otto.reductions.totalCents(positionItemId)).toBe(500);
      expect(inShort(await world.reports(order.salesOrderId))).toEqual([
        ['price-reduction', 'confirmed'],
      ]);
      expect(posts(world)).toBe(fault === 'dropBeforeEffect' ? 2 : 1);
    },
  );

  it('of a call that left only after the machine had slept is waited for as long as any', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece({
      otto: { reductionListLagMs: 55 * MINUTE },
    });
    await world.reduce({ ...wish, amountCents: 500 });
    const { run, wake } = await asleepBeforeCall(world);
    await world.clock.advance(2 * HOUR);
    world.otto.faults.dropAfterEffect({ on: 'reduce-price' });
    wake();
    await run;
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'in-flight', 'outcome-open'],
    ]);
    await goOn(world, 240, 4);
    expect(posts(world)).toBe(1);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
  });

  it('is not taken for lost while OTTO does not find the list (404)', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    world.otto.faults.dropAfterEffect({ on: 'reduce-price' });
    await world.report();
    const missing = world.otto.faults.answerWith(404, {
      on: 'list-price-reductions',
      times: Number.POSITIVE_INFINITY,
    });
    await goOn(world, 120, 4);
    expect(posts(world)).toBe(1);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'in-flight', 'outcome-open'],
    ]);
    missing.withdraw();
    for (let turn = 0; turn < 6; turn += 1) await world.reportAfter(HOUR);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
  });

  it('of one beside an older one of the same amount is told from that', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    world.otto.reduceByHand(positionItemId, 500);
    await world.clock.advance(2 * DAY);
    await world.reduce({ ...wish, amountCents: 500 });
    world.otto.faults.dropBeforeEffect({ on: 'reduce-price' });
    await goOn(world, 240, 4);
    expect(world.otto.reductions.totalCents(positionItemId)).toBe(1000);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
  });

  it('before OTTO listed anything does no harm: nothing is sent without the list', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    const broken = world.otto.faults.answerWith(500, {
      on: 'list-price-reductions',
      times: Number.POSITIVE_INFINITY,
    });
    await goOn(world, 5);
    expect(posts(world)).toBe(0);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'due', 'otto-unavailable'],
    ]);
    broken.withdraw();
    await goOn(world, 20);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
  });
});

describe('a conflict', () => {
  it.each([409, 424])(
    '(%i) is read in the list, tried with patience, and told in the end',
    async (status) => {
      const { world, order, positionItemId, wish } = await startWithPiece();
      const conflict = world.otto.faults.answerWith(status, {
        on: 'reduce-price',
        times: Number.POSITIVE_INFINITY,
        body: { errors: [{ path: PATH, title: 'CONFLICT' }] },
      });
      await world.reduce({ ...wish, amountCents: 500 });
      // Each wait is drawn at random, up to a fifth longer: all of them together are over by then.
      for (let turn = 0; turn < 40; turn += 1) await world.reportAfter(15 * MINUTE);
      expect(inShort(await world.reports(order.salesOrderId))).toEqual([
        ['price-reduction', 'attention', 'otto-refused'],
      ]);
      expect(posts(world)).toBeLessThan(8);
      conflict.withdraw();
      const [report] = await world.reports(order.salesOrderId);
      await world.bridge.reportDesk.sendAgain(report?.transmissionId ?? '');
      await goOn(world, 10);
      expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    },
  );

  it('that OTTO answers although it took it is found in the list', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    world.otto.faults.order(
      {
        kind: 'answer',
        moment: 'after-effect',
        answer: { status: 409, json: { errors: [{ path: PATH, title: 'CONFLICT' }] } },
      },
      { on: 'reduce-price' },
    );
    await goOn(world, 30);
    expect(posts(world)).toBe(1);
    expect(world.otto.reductions.timesReduced(positionItemId)).toBe(1);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
  });
});

describe('a reduction by hand', () => {
  it('in Partner Connect is found in the list, and its money noted', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    const [report] = await world.reports(order.salesOrderId);
    const signal = new AbortController().signal;
    world.otto.reduceByHand(positionItemId, 500);
    const result = await world.bridge.reportDesk.takeByHand(report?.transmissionId ?? '', signal);
    expect(result.atOtto).toEqual({ is: 'shown' });
    await world.settle();
    expect(posts(world)).toBe(0);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
    expect(await moneyBackOf(world, order.salesOrderId)).toMatchObject([{ cents: 500 }]);
  });
});

describe('with the right to reduce prices', () => {
  it('one that OTTO forbids is refused alone, and those behind it get through', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    const other = await world.sentOrder({ seed: 'other', positionItems: [{}] });
    await world.reduce({ ...wish, amountCents: 500 });
    await world.reduce({
      salesOrderId: other.salesOrderId,
      positionItemId: other.pieces[0] ?? '',
      amountCents: 300,
    });
    world.otto.faults.forbidden({
      on: ({ method, path, body }) =>
        method === 'POST' && path === PATH && body.includes(positionItemId),
      times: Number.POSITIVE_INFINITY,
    });
    await goOn(world, 10);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['price-reduction', 'attention', 'otto-refused'],
    ]);
    expect(inShort(await world.reports(other.salesOrderId))).toEqual([
      ['price-reduction', 'confirmed'],
    ]);
    expect(world.otto.reductions.timesReduced(other.pieces[0] ?? '')).toBe(1);
    expect(posts(world)).toBe(2);
    expect(await world.codes()).not.toContain('otto-right-missing');
  });
});

describe('without the right to reduce prices', () => {
  it('it stays due and is told, and all else goes on', async () => {
    const { world, order, wish } = await startWithPiece();
    await world.reduce({ ...wish, amountCents: 500 });
    await world.decide([]);
    world.otto.faults.forbidden({
      on: ({ path }) => path === PATH,
      times: Number.POSITIVE_INFINITY,
    });
    await goOn(world, 3);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['price-reduction', 'due']]);
    expect(await world.codes()).toEqual(['otto-right-missing']);
  });
});

describe('the list of a piece', () => {
  it('shows ours and what OTTO lists, and says so where OTTO can not be asked', async () => {
    const { world, order, positionItemId, wish } = await startWithPiece();
    world.otto.reduceByHand(positionItemId, 300);
    await world.reduce({ ...wish, amountCents: 500 });
    await world.settle();
    const { salesOrderId } = order;
    const list = await world.bridge.returnDesk.listReductions({ salesOrderId });
    expect(list).toMatchObject({
      isFound: true,
      pieces: [
        {
          positionItemId,
          priceCents: PRICE,
          reducedCents: 800,
          leftCents: PRICE - 800,
          isFromOtto: true,
          listed: [{ cents: 500 }, { cents: 300 }],
          ours: [{ amountCents: 500, state: 'confirmed' }],
        },
      ],
    });
    world.otto.faults.answerWith(503, { times: Number.POSITIVE_INFINITY });
    const without = await world.bridge.returnDesk.listReductions({ salesOrderId, positionItemId });
    expect(without).toMatchObject({
      pieces: [{ isFromOtto: false, fault: { code: 'otto-unavailable' }, listed: [] }],
    });
    expect(await world.reduce({ ...wish, amountCents: 100 }, { dryRun: true })).toMatchObject({
      outcome: 'due',
      price: { isFromOtto: false, reducedCents: 500 },
    });
  });
});
