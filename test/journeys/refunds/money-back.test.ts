import { expect, it } from 'vitest';
import { readMonth } from '../../../src/bridge/receipts/month-rows.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase, usualDatabase } from '../../databases.ts';
import { loseLedger } from '../crash/ledger-files.ts';
import { ownNotes, runUntilQuiet } from '../crash/picture.ts';
import { HOUR, MAIN, MINUTE, SHIRT, STOCK, startWorld, type World } from '../support/world.ts';
import { pieceOf, reduce, refundFee, refundsIn } from './refund-world.ts';

/** An order of two shirts of 24.99 with 5.95 for delivery, sent and in the shop. */
async function sentOrder(world: World, seed = 'sent') {
  const order = world.order({ seed, positionItems: [{}, {}] });
  await world.run();
  world.otto.send(order.salesOrderId);
  await world.runAfter(HOUR);
  await world.clock.advance(MINUTE);
  return order;
}

const codesIn = async (world: World) => (await world.openIncidents()).map(({ code }) => code);

eachDatabase('money that goes back at OTTO while the sale stands', ({ kind }) => {
  it('stands in the shop once: a reduction on its line, a fee on the shipping', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    await reduce(world, order, pieceOf(order, 0), 500);
    await refundFee(world, order, 595);
    await world.runAfter(MINUTE);
    await reduce(world, order, pieceOf(order, 0), 500);
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);

    expect(refundsIn(world, order)).toEqual(['5.00', '5.95']);
    const { id, status } = world.shopOrder(order.salesOrderId);
    expect(status).toBe('completed');
    expect(ownNotes(world, id)).toEqual([
      expect.stringContaining('Bei OTTO Market als versendet gemeldet'),
      'OTTO Market hat Versandkosten erstattet: 5,95 €.',
      expect.stringMatching(/^Preisnachlass bei OTTO Market: 5,00 € auf 1 × /),
    ]);
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
    expect(await codesIn(world)).toEqual([]);
    const row = await world.row(order.salesOrderId);
    expect(row).toMatchObject({ fee_cents: 595, discount_cents: 0, next_look_at: null });
  });

  it('and a return later come to the price of the piece', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    await reduce(world, order, pieceOf(order, 0), 500);
    await world.runAfter(MINUTE);
    world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
    await world.runAfter(HOUR);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00', '19.99']);
    expect(await codesIn(world)).toEqual([]);
  });

  it('and heard of only after the return is nothing more', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
    await world.runAfter(HOUR);
    await reduce(world, order, pieceOf(order, 0), 500);
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['24.99']);
    expect(await codesIn(world)).toEqual([]);
  });
});

usualDatabase('a refund in the shop', ({ kind }) => {
  const inMarch = async (world: World) => {
    const { shopRefunds } = await readMonth(world.bridge.ledger, { month: '2026-03' });
    return shopRefunds.map((row) => [row.kind, row.cents]);
  };

  it.each(['dropAfterEffect', 'serverError'] as const)(
    'stands once in the month of the accountant, also when the shop gave no answer (%s)',
    async (fault) => {
      const world = await startWorld({ database: kind });
      const order = await sentOrder(world);
      world.shop.faults[fault]({ method: 'POST', path: '/refunds', times: 1 });
      world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
      await world.runAfter(HOUR);
      await runUntilQuiet(world);
      expect(refundsIn(world, order)).toEqual(['24.99']);
      expect(await inMarch(world)).toEqual([['booked', 2_499]]);
    },
  );

  it('stands there again after the ledger was lost', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
    await world.runAfter(HOUR);
    const before = await world.bridge.ledger.listShopRefunds({ from: '2026', until: '2027' });
    await world.restart(() => loseLedger(world.config.ledger));
    await world.runAfter(HOUR);
    await runUntilQuiet(world);
    const after = await world.bridge.ledger.listShopRefunds({ from: '2026', until: '2027' });
    expect(before).toHaveLength(1);
    expect(after).toEqual(before);
  });
});

usualDatabase('a reduction', ({ kind }) => {
  it('is not booked again by a ledger that was lost, whatever comes next', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    await reduce(world, order, pieceOf(order, 0), 500);
    await refundFee(world, order, 595);
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);
    await world.restart(() => loseLedger(world.config.ledger));
    world.otto.returnItems(order.salesOrderId, [pieceOf(order, 0)]);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00', '5.95', '19.99']);
    await reduce(world, order, pieceOf(order, 0), 500);
    await refundFee(world, order, 595);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00', '5.95', '19.99']);
    expect(await codesIn(world)).toEqual([]);
  });

  it.each(['dropped', 'cut off'])('is booked once when the answer is %s', async (how) => {
    const world = await startWorld({
      database: kind,
      shop: { settings: { phpMaxExecutionTime: 30 } },
    });
    const order = await sentOrder(world);
    await reduce(world, order, pieceOf(order, 0), 500);
    const match = { method: 'POST', path: /\/refunds$/ };
    if (how === 'dropped') world.shop.faults.dropAfterEffect(match);
    else world.shop.faults.cutOffBody(undefined, match);
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00']);
  });

  it('that a person booked by hand is told until OTTO tells of it, and then is it', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    world.shop.hands.refund(world.shopOrder(order.salesOrderId).id, '5.00');
    await world.bridge.watchShop({
      cause: 'poll',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    expect(await codesIn(world)).toEqual(['refunded-in-shop']);
    await reduce(world, order, pieceOf(order, 0), 500);
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00']);
    expect(await codesIn(world)).toEqual([]);
  });

  it('of more than the shop has left waits for the owner, who names it as refunded', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    world.shop.hands.refund(world.shopOrder(order.salesOrderId).id, '55.00');
    await reduce(world, order, pieceOf(order, 0), 500);
    await world.runAfter(MINUTE);
    expect(await codesIn(world)).toEqual(['refund-exceeds-rest']);
    const chosen = await world.bridge.chooseSide({
      accountId: 'main',
      salesOrderId: order.salesOrderId,
      side: 'shop',
    });
    expect(chosen).toMatchObject({ chosen: true, codes: ['refund-exceeds-rest'] });
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['55.00']);
    const { meta } = world.shopOrder(order.salesOrderId);
    expect(meta.find(({ key }) => key === META.refundedByHand)?.value).toBe(
      `R-${pieceOf(order, 0)}-500|${pieceOf(order, 0)}`,
    );
    expect(await codesIn(world)).toEqual(['refunded-in-shop']);
  });
});

usualDatabase('a piece that comes back', ({ kind }) => {
  const RESTOCKING = { database: kind, rules: { restockReturned: true } } as const;
  const readsIn = (world: World) => world.otto.requestsTo('GET', '/v3/returns').length;

  it('goes on stock in condition A, not in E, each with its refund', async () => {
    const world = await startWorld(RESTOCKING);
    const order = await sentOrder(world);
    expect(readsIn(world)).toBe(0);
    world.otto.acceptByHand(pieceOf(order, 0), { condition: 'E' });
    world.otto.acceptByHand(pieceOf(order, 1), { condition: 'A' });
    await world.runAfter(MINUTE);
    expect(readsIn(world)).toBe(1);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['24.99', '24.99']);
    expect(world.stock(SHIRT)).toBe(STOCK - 1);
    expect(readsIn(world)).toBe(1);
  });

  it('is asked for once in a run, of however many orders', async () => {
    const world = await startWorld(RESTOCKING);
    const orders = [await sentOrder(world), await sentOrder(world, 'another')];
    for (const { salesOrderId } of orders) world.otto.returnItems(salesOrderId);
    await world.runAfter(MINUTE);
    expect(readsIn(world)).toBe(1);
    for (const order of orders) expect(refundsIn(world, order)).toEqual(['49.98']);
    expect(world.stock(SHIRT)).toBe(STOCK);
  });

  it('that never left, as somebody said in Partner Connect, is put back like a cancelled one', async () => {
    const world = await startWorld({ database: kind });
    const order = await sentOrder(world);
    world.otto.acceptByHand(pieceOf(order, 0), { condition: 'A' });
    world.otto.acceptByHand(pieceOf(order, 1), { reason: 'STATUS_SENT_BY_ACCIDENT' });
    await world.runAfter(MINUTE);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['24.99', '24.99']);
    expect(world.stock(SHIRT)).toBe(STOCK - 1);
  });

  it('never really came back when its parcel is lost, in whatever condition it was said to be', async () => {
    const world = await startWorld(RESTOCKING);
    const order = await sentOrder(world);
    world.otto.acceptByHand(pieceOf(order, 0), { condition: 'A', reason: 'SHIPMENT_LOST' });
    await world.runAfter(MINUTE);
    expect(refundsIn(world, order)).toEqual(['24.99']);
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
  });

  it('is not asked for where the owner wants nothing back on stock', async () => {
    const world = await startWorld({ database: kind, rules: { restockCancelled: false } });
    const order = await sentOrder(world);
    world.otto.acceptByHand(pieceOf(order, 0), { condition: 'A' });
    await world.runAfter(MINUTE);
    expect(refundsIn(world, order)).toEqual(['24.99']);
    expect(readsIn(world)).toBe(0);
    expect(world.stock(SHIRT)).toBe(STOCK - 2);
  });

  it('is refunded all the same while OTTO does not tell of returns', async () => {
    const world = await startWorld(RESTOCKING);
    const order = await sentOrder(world);
    world.otto.faults.answerWith(503, { on: ({ path }) => path === '/v3/returns', times: 50 });
    world.otto.acceptByHand(pieceOf(order, 0), { condition: 'A' });
    const { fault } = await world.runAfter(MINUTE);
    expect(fault).toBeUndefined();
    expect(refundsIn(world, order)).toEqual(['24.99']);
    expect(world.log.map(({ event }) => event)).toContain('returns-not-refreshed');
    expect(await codesIn(world)).toEqual([]);
    // Once it is refunded, its condition changes nothing any more.
    const reads = readsIn(world);
    const now = world.clock.now().toISOString();
    await world.bridge.ledger.lookAgainAt(MAIN, [order.salesOrderId], now);
    await world.runAfter(MINUTE);
    expect(readsIn(world)).toBe(reads);
  });
});
