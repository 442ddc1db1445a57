import { describe, expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { runUntilQuiet } from '../crash/picture.ts';
import { DAY, HOUR, MAIN } from '../support/world.ts';
import { pieceOf, refundsIn, startReceiptWorld, toMainland } from './receipt-world.ts';

eachDatabase('receipts that OTTO writes', ({ kind }) => {
  it('of each type are read, stand in the timeline and move their money to the shop', async () => {
    const world = await startReceiptWorld({ database: kind });
    const order = await world.sentOrder();
    world.otto.reduceByHand(pieceOf(order, 0), 500);
    world.otto.returnItems(order.salesOrderId, [pieceOf(order, 1)]);
    world.otto.refundFee(order.salesOrderId);
    const read = await world.read();
    expect(read).toMatchObject({ fault: undefined, read: 4, added: 4, unreadable: 0 });
    await runUntilQuiet(world);
    expect(refundsIn(world, order).toSorted()).toEqual(['24.99', '5.00', '5.95']);
    const { facts } = await world.view(order);
    expect(facts.receipts.map((row) => [row.receipt_type, row.gross_cents])).toEqual([
      ['PURCHASE', 4998 + 595],
      ['PARTIAL_REFUND', 500],
      ['REFUND', 2499],
      ['REFUND', 595],
    ]);
    const events = await world.bridge.ledger.listEvents(MAIN, order.salesOrderId);
    const told = events.map((event) => event.kind).filter((what) => what.startsWith('receipt-'));
    expect(told.toSorted()).toEqual([
      'receipt-partial-refund',
      'receipt-purchase',
      'receipt-refund',
      'receipt-refund',
    ]);
    await world.settle();
    expect(await world.check(order)).toEqual(['agree']);
    expect(await world.codes()).toEqual([]);
    const again = await world.read();
    expect(again).toMatchObject({ read: 4, added: 0, differ: 0 });
  });

  it('of an order that is not known wait for it, and its money comes with it', async () => {
    const world = await startReceiptWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}], ...toMainland() });
    world.otto.send(order.salesOrderId);
    world.otto.reduceByHand(pieceOf(order, 0), 500);
    await world.read();
    expect(await world.check(order)).toEqual(['not-compared', 'order-unknown']);
    await runUntilQuiet(world);
    expect(refundsIn(world, order)).toEqual(['5.00']);
    await world.settle();
    expect(await world.check(order)).toEqual(['agree']);
  });
});

describe('reading', () => {
  it('goes on from the last whole look, three days back, and asks until tomorrow', async () => {
    const world = await startReceiptWorld();
    const days = () =>
      world.otto
        .requestsTo('GET', '/v3/receipts')
        .map(({ query }) => [query.get('from'), query.get('to')])
        .at(-1);
    await world.read();
    expect(days()).toEqual(['2025-12-20', '2026-03-21']);
    await world.clock.advance(2 * DAY);
    await world.read();
    expect(days()).toEqual(['2026-03-17', '2026-03-23']);
    await world.read({ since: '2025-01-01' });
    expect(days()).toEqual(['2025-01-01', '2026-03-23']);
    await world.clock.advance(DAY);
    await world.read();
    expect(days()).toEqual(['2026-03-19', '2026-03-24']);
    // What begins behind the cursor leaves a gap, which the next look closes.
    await world.clock.advance(10 * DAY);
    await world.read({ since: '2026-04-02' });
    await world.read();
    expect(days()).toEqual(['2026-03-20', '2026-04-03']);
  });

  it('refuses a day that OTTO has no receipts for', async () => {
    const world = await startReceiptWorld();
    for (const since of ['2022-03-19', '2026-03-21', '2025-02-30', 'gestern']) {
      await expect(world.read({ since })).rejects.toMatchObject({ code: 'receipts-since-invalid' });
    }
    expect(await world.read({ since: '2022-03-20' })).toMatchObject({ fault: undefined });
  });

  it('reads on past a receipt that can’t be read, tells its number, and takes it up later', async () => {
    const world = await startReceiptWorld();
    const order = await world.sentOrder();
    const other = await world.sentOrder({ seed: 'other' });
    const [receipt] = world.otto.receipts.of(order.salesOrderId);
    const number = receipt?.receiptNumber ?? '';
    const spoiled = world.otto.faults.malformEntry(number, { receiptNumber: number });
    expect(await world.read()).toMatchObject({ read: 2, added: 1, unreadable: 1 });
    expect(await world.codes()).toEqual(['receipts-unreadable']);
    const [incident] = await world.openIncidents();
    expect(JSON.parse(incident?.params ?? '{}')).toEqual({
      account: MAIN,
      count: 1,
      receiptNumbers: number,
    });
    expect((await world.view(other)).facts.receipts).toHaveLength(1);
    await world.clock.advance(9 * DAY); // it is not listed any more, but asked for by its number
    expect(await world.read()).toMatchObject({ added: 0 });
    expect(await world.codes()).toEqual(['receipts-unreadable']);
    spoiled.withdraw();
    expect(await world.read()).toMatchObject({ added: 1 });
    expect(await world.codes()).toEqual([]);
    expect((await world.view(order)).facts.receipts).toHaveLength(1);
  });

  it('tells of many that can’t be read as of one thing, and asks for all of them by turns', async () => {
    const world = await startReceiptWorld();
    const order = await world.sentOrder();
    const [receipt] = world.otto.receipts.of(order.salesOrderId);
    const number = receipt?.receiptNumber ?? '';
    world.otto.faults.malformEntry(number, { receiptNumber: number });
    await world.read();
    const others = Array.from({ length: 30 }, (_, index) => `gone-${index}`);
    const { ledger } = world.bridge;
    await ledger.noteUnreadableReceipts(MAIN, others, world.clock.now().toISOString());
    await world.clock.advance(9 * DAY);
    await world.read();
    await world.clock.advance(HOUR);
    await world.read();
    const [incident, ...more] = await world.openIncidents();
    expect(more).toEqual([]);
    expect(JSON.parse(incident?.params ?? '{}')).toMatchObject({ count: 31 });
    const asked = world.otto
      .requestsTo('GET', /receipts\//)
      .map(({ path }) => path.split('/').at(-1))
      .filter((name) => name === number || name?.startsWith('gone-'));
    expect(new Set(asked).size).toBe(31);
    expect(asked).toHaveLength(40);
  });

  it('ends with what it has when OTTO fails while it is asked again for one', async () => {
    const world = await startReceiptWorld();
    const { ledger } = world.bridge;
    await ledger.noteUnreadableReceipts(MAIN, ['gone'], world.clock.now().toISOString());
    await world.clock.advance(HOUR);
    world.otto.faults.answerWith(503, { on: ({ path }) => path.endsWith('/gone'), times: 100 });
    expect((await world.read()).fault?.code).toBe('otto-unavailable');
    expect(await world.codes()).toEqual(['otto-unavailable']);
  });

  it('ends with an incident of its own where the app lacks the right, and orders go on', async () => {
    const scopes = usualCredentials.scopes.filter((scope) => scope !== 'receipts');
    const credentials = [{ ...usualCredentials, scopes }];
    const world = await startReceiptWorld({ otto: { credentials } });
    const order = await world.sentOrder();
    const { fault } = await world.read();
    expect(fault?.code).toBe('otto-right-missing');
    expect(await world.codes()).toEqual(['otto-right-missing']);
    await world.runAfter(HOUR);
    expect(await world.codes()).toEqual(['otto-right-missing']);
    expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  });

  it('says nothing about rights that other jobs lack', async () => {
    const world = await startReceiptWorld();
    const missing = { code: 'otto-right-missing', about: MAIN, accountId: MAIN, params: {} };
    await world.bridge.ledger.openIncident(missing, world.clock.now().toISOString());
    expect(await world.read()).toMatchObject({ fault: undefined });
    expect(await world.codes()).toEqual(['otto-right-missing']);
  });

  it('tells that OTTO is down, keeps its cursor, and is well when OTTO is', async () => {
    const world = await startReceiptWorld();
    const order = await world.sentOrder();
    const down = world.otto.faults.answerWith(503, { on: 'list-receipts', times: 99 });
    expect((await world.read()).fault?.code).toBe('otto-unavailable');
    expect(await world.codes()).toEqual(['otto-unavailable']);
    down.withdraw();
    await world.clock.advance(HOUR);
    expect(await world.read()).toMatchObject({ fault: undefined, added: 1 });
    expect(await world.codes()).toEqual([]);
    expect((await world.view(order)).facts.receipts).toHaveLength(1);
  });

  it('is one at a time', async () => {
    const world = await startReceiptWorld();
    const another = await world.openAnother();
    const request = { signal: new AbortController().signal, holderKind: 'service' } as const;
    const both = await Promise.all([
      world.bridge.receipts.read(request),
      another.receipts.read(request),
    ]);
    const outcomes = both.flat().map(({ result }) => result.ran);
    expect(outcomes.toSorted()).toEqual([false, true]);
  });

  it('reads 1,000 receipts page after page, each once', async () => {
    const world = await startReceiptWorld();
    const first = await world.sentOrder();
    const [wire] = world.otto.receipts.of(first.salesOrderId);
    for (let count = 0; count < 999; count += 1) {
      world.otto.issueReceipt({
        receiptNumber: `R-DE-123456789-2026-${5000 + count}`,
        receiptType: 'PURCHASE',
        salesOrderId: `unknown-${count}`,
        creationDate: wire?.creationDate ?? '',
        isRealReceipt: true,
        totalsGrossAmount: { amount: 10, currency: 'EUR' },
        lineItems: {},
      });
    }
    expect(await world.read()).toMatchObject({ fault: undefined, read: 1_000, added: 1_000 });
    await world.clock.advance(HOUR);
    expect(await world.read()).toMatchObject({ read: 1_000, added: 0 });
    await world.clock.advance(HOUR);
    expect(await world.read()).toMatchObject({ read: 1_000, added: 0, compared: 0 });
    const counts = await world.bridge.ledger.countReceipts({ most: 5_000 });
    expect(counts[0]).toMatchObject({ count: 1_000, grossCents: 999 * 1000 + 4998 + 595 });
  });

  it('keeps nobody’s name or address, in the ledger, the log or what is told', async () => {
    const world = await startReceiptWorld();
    const order = await world.sentOrder();
    const spoiled = await world.sentOrder({ seed: 'spoiled' });
    const [receipt] = world.otto.receipts.of(spoiled.salesOrderId);
    world.otto.faults.malformEntry(receipt?.receiptNumber ?? '', { receiptNumber: 'X' });
    await world.read();
    const { deliveryAddress, invoiceAddress } = order;
    const persons = [deliveryAddress, invoiceAddress].flatMap((address) => [
      address?.lastName,
      address?.street,
      address?.email,
    ]);
    const kept = JSON.stringify([
      await world.view(order),
      await world.bridge.ledger.listEvents(MAIN, order.salesOrderId),
      await world.openIncidents(),
      world.log.filter(({ event }) => event.startsWith('receipt')),
    ]);
    const sent = JSON.stringify(world.otto.receipts.of(order.salesOrderId));
    for (const person of persons.filter((text) => text !== undefined && text.length > 3)) {
      expect(sent).toContain(person);
      expect(kept).not.toContain(person);
    }
    expect(persons.filter((text) => text !== undefined).length).toBeGreaterThan(3);
  });
});
