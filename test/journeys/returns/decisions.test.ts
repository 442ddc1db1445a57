import { describe, expect, it } from 'vitest';
import { dhlNumber, goOn, ship } from '../reports/report-world.ts';
import { DAY, HOUR, MINUTE } from '../support/world.ts';
import {
  accepting,
  type DeskWorld,
  inShort,
  rejecting,
  type SentOrder,
  startDeskWorld,
} from './desk-world.ts';

const ACCEPTANCE = '/v3/returns/acceptance';

const some = (pieces: number) => ({ positionItems: Array.from({ length: pieces }, () => ({})) });

const timesAccepted = (world: DeskWorld, { pieces }: Pick<SentOrder, 'pieces'>) =>
  pieces.map((id) => world.otto.returns.timesAccepted(id));

const refusedAs = (status: number, title: string) => ({
  status,
  body: { errors: [{ path: ACCEPTANCE, title }] },
});

describe('an acceptance', () => {
  it('reaches OTTO once, with condition and reason, and is over when the order shows it', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    const { answers } = await world.decide([
      accepting(order, order.pieces[0], { condition: 'C', reason: 'COMPLAINT' }),
    ]);
    expect(answers).toMatchObject([{ outcome: 'due', state: 'due' }]);
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['acceptance', 'accepted']]);
    expect(world.otto.returns.find(order.pieces[0] ?? '')).toMatchObject({
      status: 'ACCEPTED',
      details: { condition: 'C', reason: 'COMPLAINT' },
    });
    await world.settle();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['acceptance', 'confirmed']]);
    expect(timesAccepted(world, order)).toEqual([1]);
    expect(await world.codes()).toEqual([]);
  });

  it('said twice is one; said otherwise, it is refused once it is at OTTO', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    const wish = accepting(order, order.pieces[0]);
    const first = await world.decide([wish]);
    const again = await world.decide([wish]);
    expect(again.answers).toMatchObject([
      { outcome: 'known', transmissionId: first.answers[0]?.transmissionId },
    ]);
    expect(again.extent).toMatchObject({ pieces: 0, sumCents: 0 });
    await world.report();
    const preview = await world.decide([rejecting(order, order.pieces[0])], { dryRun: true });
    expect(preview.answers).toMatchObject([{ outcome: 'refused' }]);
    const late = await world.decide([rejecting(order, order.pieces[0])]);
    expect(late.answers).toMatchObject([
      { outcome: 'refused', refusal: { code: 'return-decision-open' } },
    ]);
    await world.settle();
    const over = await world.decide([
      rejecting(order, order.pieces[0]),
      accepting(order, order.pieces[0], { condition: 'E' }),
    ]);
    expect(over.answers.map(({ refusal }) => refusal?.code)).toEqual([
      'return-already-accepted',
      'return-piece-twice',
    ]);
    expect(timesAccepted(world, order)).toEqual([1]);
  });

  it('that OTTO refuses as it is accepted there already counts as through, and is no second one', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([accepting(order, order.pieces[0])]);
    world.otto.acceptByHand(order.pieces[0] ?? '');
    await world.settle();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['acceptance', 'confirmed']]);
    expect(timesAccepted(world, order)).toEqual([1]);
  });

  it('waits while OTTO does not show the shipment that it took, and leaves by itself then', async () => {
    const world = await startDeskWorld({ otto: { sentVisibleAfterMs: 30 * MINUTE } });
    const order = await world.orderInShop({ positionItems: [{}] });
    ship(world, order, { number: dhlNumber(1) });
    await world.watchAndReport();
    await world.clock.advance(MINUTE);
    const { answers } = await world.decide([
      accepting(order, order.pieces[0], { reason: 'STATUS_SENT_BY_ACCIDENT' }),
    ]);
    expect(answers).toMatchObject([{ outcome: 'waits', reason: { code: 'piece-not-sent-yet' } }]);
    await world.settle(50);
    expect(timesAccepted(world, order)).toEqual([1]);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['shipment', 'confirmed'],
      ['acceptance', 'confirmed'],
    ]);
  });

  it('of a piece that OTTO rejected meanwhile is asked about first, and sent all the same if wished', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([accepting(order, order.pieces[0])]);
    await world.clock.advance(MINUTE);
    const rejectedAt = world.clock.now().toISOString();
    await seeRejected(world, order);
    await world.report();
    expect(await world.reports(order.salesOrderId)).toMatchObject([
      { state: 'attention', reason: { code: 'return-rejected-at-otto', params: { rejectedAt } } },
    ]);
    expect(world.otto.requestsTo('POST', ACCEPTANCE)).toEqual([]);
    expect(await world.codes()).toEqual(['report-return-rejected-at-otto']);
    const [report] = await world.reports(order.salesOrderId);
    await world.bridge.reportDesk.sendAgain(report?.transmissionId ?? '');
    await world.settle();
    expect(timesAccepted(world, order)).toEqual([1]);
    expect(await world.codes()).toEqual([]);
  });

  it('of a piece that the owner knows to be rejected leaves at once', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await seeRejected(world, order);
    await world.decide([accepting(order, order.pieces[0])]);
    await world.report();
    expect(timesAccepted(world, order)).toEqual([1]);
  });

  it('that is taken back before it left never leaves, and another decision may take its place', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([accepting(order, order.pieces[0])]);
    await world.clock.advance(MINUTE);
    const instead = await world.decide([rejecting(order, order.pieces[0])]);
    expect(instead.answers).toMatchObject([{ outcome: 'due' }]);
    await world.settle();
    expect(timesAccepted(world, order)).toEqual([0]);
    expect(world.otto.returns.timesRejected(order.pieces[0] ?? '')).toBe(1);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['acceptance', 'withdrawn'],
      ['rejection', 'accepted'],
    ]);
  });
});

describe('a decision that needs the owner', () => {
  it('is settled first: nothing else is decided about its piece, in whichever way it is said', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    const [piece = ''] = order.pieces;
    world.otto.state.foreignPositionItemIds.add(piece);
    await world.decide([accepting(order, piece)]);
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['acceptance', 'attention', 'otto-refused'],
    ]);
    const otherwise = [rejecting(order, piece), accepting(order, piece, { condition: 'C' })];
    for (const wish of otherwise) {
      expect((await world.decide([wish])).answers).toMatchObject([
        { outcome: 'refused', refusal: { code: 'return-step-decision-needs-attention' } },
      ]);
    }
    const [report] = await world.reports(order.salesOrderId);
    await world.bridge.reportDesk.withdraw(report?.transmissionId ?? '', 'click');
    const again = await world.decide([accepting(order, piece, { condition: 'C' })]);
    expect(again.answers).toMatchObject([{ outcome: 'due' }]);
  });
});

/** OTTO's list of returns shows the piece as rejected, and it was read. */
async function seeRejected(world: DeskWorld, order: SentOrder): Promise<void> {
  world.otto.rejectByHand(order.pieces[0] ?? '');
  const { signal } = new AbortController();
  await world.bridge.readReturns({ signal, holderKind: 'service' });
}

describe('a rejection', () => {
  it('is over when the list of returns shows it, and frees the piece for an acceptance', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([rejecting(order, order.pieces[0])]);
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['rejection', 'accepted']]);
    // Nothing reads the list here: what is late is asked for by itself.
    await world.reportAfter(40 * MINUTE);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['rejection', 'confirmed']]);
    await world.decide([accepting(order, order.pieces[0])]);
    await world.settle();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['rejection', 'confirmed'],
      ['acceptance', 'confirmed'],
    ]);
    expect(timesAccepted(world, order)).toEqual([1]);
  });

  it('of a piece that was accepted at OTTO needs the owner, and can be taken back then', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([rejecting(order, order.pieces[0])]);
    world.otto.acceptByHand(order.pieces[0] ?? '');
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['rejection', 'attention', 'return-accepted-at-otto'],
    ]);
    const [report] = await world.reports(order.salesOrderId);
    const result = await world.bridge.reportDesk.withdraw(report?.transmissionId ?? '', 'click');
    expect(result.done).toBe(true);
    expect(await world.codes()).toEqual([]);
  });
});

describe('a piece that is not sent', () => {
  it('is to be cancelled instead', async () => {
    const world = await startDeskWorld();
    const order = await world.orderInShop({ positionItems: [{}] });
    const { answers } = await world.decide([accepting(order, order.pieces[0])]);
    expect(answers).toMatchObject([{ outcome: 'refused', refusal: { code: 'cancel-instead' } }]);
    expect(await world.reports(order.salesOrderId)).toEqual([]);
  });

  it('of an order or with an id that nobody knows is refused, and stops no other', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    const { answers } = await world.decide([
      accepting({ salesOrderId: 'nobody-knows' }, 'x'),
      accepting(order, 'another-piece'),
      accepting(order, order.pieces[0], { reason: 'EXCHANGE' }),
      rejecting(order, order.pieces[0]),
    ]);
    expect(answers.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'report-order-unknown',
      'report-piece-unknown',
      'return-reason-unfit',
      'return-piece-twice',
    ]);
  });
});

describe('many decisions', () => {
  it('of up to 200 pieces leave in one call, and only what goes back is told before', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(60));
    const wishes = order.pieces.map((id) => accepting(order, id));
    const preview = await world.decide(wishes, { dryRun: true });
    expect(preview.extent).toMatchObject({ pieces: 60, orders: 1, accepted: 60, rejected: 0 });
    expect(preview.extent.sumCents).toBeGreaterThan(0);
    expect(await world.reports(order.salesOrderId)).toEqual([]);
    await world.decide(wishes);
    await world.report();
    expect(world.otto.requestsTo('POST', ACCEPTANCE)).toHaveLength(1);
    expect(timesAccepted(world, order)).toEqual(order.pieces.map(() => 1));
    await expect(
      world.decide(Array.from({ length: 201 }, () => wishes[0] ?? accepting(order, ''))),
    ).rejects.toThrow('too-many-decisions');
  });

  it.each(['path', 'detail', 'nowhere'] as const)(
    'that OTTO half refuses (207, named in %s): the good ones are through, each other says why',
    async (refusedPieceNamedIn) => {
      const world = await startDeskWorld({ otto: { refusedPieceNamedIn } });
      const order = await world.sentOrder(some(6));
      const bad = order.pieces.slice(3);
      for (const id of bad) world.otto.state.foreignPositionItemIds.add(id);
      await world.decide(order.pieces.map((id) => accepting(order, id)));
      await world.settle(20);
      expect(timesAccepted(world, order)).toEqual([1, 1, 1, 0, 0, 0]);
      const reports = await world.reports(order.salesOrderId);
      for (const report of reports) {
        const isBad = bad.includes(report.positionItemIds[0] ?? '');
        expect(inShort([report])).toEqual([
          isBad ? ['acceptance', 'attention', 'otto-refused'] : ['acceptance', 'confirmed'],
        ]);
      }
    },
  );

  it('one that OTTO refuses without naming it (207) is refused, not tried for ever', async () => {
    const world = await startDeskWorld({
      otto: { refusedPieceNamedIn: 'nowhere', allRefusedStatus: 207 },
    });
    const order = await world.sentOrder();
    world.otto.state.foreignPositionItemIds.add(order.pieces[0] ?? '');
    await world.decide([accepting(order, order.pieces[0])]);
    await world.report();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['acceptance', 'attention', 'otto-refused'],
    ]);
    expect(world.otto.requestsTo('POST', ACCEPTANCE)).toHaveLength(1);
  });

  it('refused as a whole for the sake of one are halved until that one stands alone', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(16));
    const [bad = ''] = order.pieces.slice(5);
    world.otto.faults.answerWith(422, {
      on: ({ path, body }) => path === ACCEPTANCE && JSON.stringify(body).includes(bad),
      times: Number.POSITIVE_INFINITY,
      body: refusedAs(422, 'CONDITION_INVALID').body,
    });
    await world.decide(order.pieces.map((id) => accepting(order, id)));
    await world.report();
    expect(timesAccepted(world, order)).toEqual(order.pieces.map((id) => (id === bad ? 0 : 1)));
    expect(world.otto.requestsTo('POST', ACCEPTANCE)).toHaveLength(9);
    const reports = await world.reports(order.salesOrderId);
    const failed = reports.filter(({ state }) => state === 'attention');
    expect(failed.map(({ positionItemIds }) => positionItemIds)).toEqual([[bad]]);
    expect(failed).toMatchObject([
      { reason: { code: 'otto-refused', params: { titles: 'CONDITION_INVALID' } } },
    ]);
  });

  it('that are too many for OTTO (413) go in smaller calls', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(12));
    world.otto.faults.answerWith(413, {
      on: ({ path, body }) => path === ACCEPTANCE && JSON.stringify(body).length > 900,
      times: Number.POSITIVE_INFINITY,
    });
    await world.decide(order.pieces.map((id) => accepting(order, id)));
    await world.report();
    expect(timesAccepted(world, order)).toEqual(order.pieces.map(() => 1));
  });

  it('all of which OTTO refuses cost a bounded number of calls in a run', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(30));
    world.otto.faults.answerWith(400, {
      on: 'accept-returns',
      times: Number.POSITIVE_INFINITY,
      body: refusedAs(400, 'NO').body,
    });
    await world.decide(order.pieces.map((id) => accepting(order, id)));
    await world.report();
    expect(world.otto.requestsTo('POST', ACCEPTANCE).length).toBeLessThanOrEqual(40);
    await goOn(world, 10);
    const states = (await world.reports(order.salesOrderId)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['attention']));
  });

  it('one that makes OTTO fail each time soon stands alone, and the others get through', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(8));
    const [bad = ''] = order.pieces.slice(2);
    world.otto.faults.answerWith(500, {
      on: ({ path, body }) => path === ACCEPTANCE && JSON.stringify(body).includes(bad),
      times: Number.POSITIVE_INFINITY,
    });
    await world.decide(order.pieces.map((id) => accepting(order, id)));
    await goOn(world, 20);
    expect(timesAccepted(world, order)).toEqual(order.pieces.map((id) => (id === bad ? 0 : 1)));
  });
});

describe('a lost answer', () => {
  it.each(['dropBeforeEffect', 'dropAfterEffect'] as const)(
    '(%s) to decisions is looked up, and none is made twice',
    async (fault) => {
      const world = await startDeskWorld();
      const accepted = await world.sentOrder({ seed: 'accepted', ...some(3) });
      const rejected = await world.sentOrder({ seed: 'rejected', ...some(2) });
      await world.decide([
        ...accepted.pieces.map((id) => accepting(accepted, id)),
        ...rejected.pieces.map((id) => rejecting(rejected, id)),
      ]);
      world.otto.faults[fault]({ on: 'accept-returns' });
      world.otto.faults[fault]({ on: 'reject-returns' });
      await world.report();
      const open = await world.reports(accepted.salesOrderId);
      expect(inShort(open)).toEqual(open.map(() => ['acceptance', 'in-flight', 'outcome-open']));
      const calls = world.otto.requestsTo('POST', /returns/).length;
      await world.reportAfter(10_000);
      expect(world.otto.requestsTo('POST', /returns/)).toHaveLength(calls);
      await world.settle(45);
      expect(timesAccepted(world, accepted)).toEqual([1, 1, 1]);
      expect(rejected.pieces.map((id) => world.otto.returns.timesRejected(id))).toEqual([1, 1]);
      const ended = await world.reports(rejected.salesOrderId);
      expect(inShort(ended)).toEqual(ended.map(() => ['rejection', 'confirmed']));
    },
  );

  it('while the order shows it late is not repeated, as the list of returns has it', async () => {
    const world = await startDeskWorld({ otto: { returnedVisibleAfterMs: 2 * HOUR } });
    const order = await world.sentOrder();
    await world.decide([accepting(order, order.pieces[0])]);
    world.otto.faults.dropAfterEffect({ on: 'accept-returns' });
    await world.report();
    await goOn(world, 10);
    expect(world.otto.requestsTo('POST', ACCEPTANCE)).toHaveLength(1);
    expect(timesAccepted(world, order)).toEqual([1]);
  });
});

describe('with the right for returns', () => {
  it('one that OTTO forbids is refused alone, and the others get through', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(5));
    const [, , foreign = ''] = order.pieces;
    world.otto.faults.forbidden({
      on: ({ path, body }) => path === ACCEPTANCE && body.includes(foreign),
      times: Number.POSITIVE_INFINITY,
    });
    await world.decide(order.pieces.map((id) => accepting(order, id)));
    await world.report();
    expect(timesAccepted(world, order)).toEqual([1, 1, 0, 1, 1]);
    await world.settle(10);
    for (const report of await world.reports(order.salesOrderId)) {
      const isForeign = report.positionItemIds[0] === foreign;
      expect(inShort([report])).toEqual([
        isForeign ? ['acceptance', 'attention', 'otto-refused'] : ['acceptance', 'confirmed'],
      ]);
    }
    expect(await world.codes()).not.toContain('otto-right-missing');
  });
});

describe('without the right for returns', () => {
  it('decisions stay due, shipments go on, and it is told until OTTO takes one', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    const shipped = await world.orderInShop({ seed: 'shipped', positionItems: [{}] });
    await world.decide([accepting(order, order.pieces[0])]);
    const forbidden = world.otto.faults.forbidden({
      on: ({ path }) => path.startsWith('/v3/returns'),
      times: Number.POSITIVE_INFINITY,
    });
    ship(world, shipped, { number: dhlNumber(1) });
    await world.watchAndReport();
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([['acceptance', 'due']]);
    expect(world.otto.shipments.timesReported(shipped.pieces[0] ?? '')).toBe(1);
    expect(await world.codes()).toEqual(['otto-right-missing']);
    forbidden.withdraw();
    await world.reportAfter(MINUTE);
    expect(timesAccepted(world, order)).toEqual([1]);
    expect(await world.codes()).toEqual([]);
  });
});

describe('a decision made by hand', () => {
  it('in Partner Connect is verified at OTTO and over then', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder(some(2));
    await world.decide([accepting(order, order.pieces[0]), rejecting(order, order.pieces[1])]);
    const signal = new AbortController().signal;
    for (const report of await world.reports(order.salesOrderId)) {
      const { atOtto } = await world.bridge.reportDesk.takeByHand(report.transmissionId, signal);
      expect(atOtto).toEqual({ is: 'not-shown' });
    }
    await world.report();
    expect(timesAccepted(world, order)).toEqual([0, 0]);
    world.otto.acceptByHand(order.pieces[0] ?? '');
    world.otto.rejectByHand(order.pieces[1] ?? '');
    await world.settle(40);
    const ends = (await world.reports(order.salesOrderId)).map(({ endedAt }) => endedAt);
    expect(ends.every((endedAt) => endedAt !== undefined)).toBe(true);
    expect(world.otto.requestsTo('POST', /returns/)).toEqual([]);
  });

  it('that OTTO does not show after a day needs the owner', async () => {
    const world = await startDeskWorld();
    const order = await world.sentOrder();
    await world.decide([rejecting(order, order.pieces[0])]);
    const [report] = await world.reports(order.salesOrderId);
    await world.bridge.reportDesk.takeByHand(
      report?.transmissionId ?? '',
      new AbortController().signal,
    );
    await world.report();
    await world.reportAfter(HOUR);
    await world.reportAfter(1.1 * DAY);
    expect(inShort(await world.reports(order.salesOrderId))).toEqual([
      ['rejection', 'attention', 'by-hand-not-at-otto'],
    ]);
  });
});
