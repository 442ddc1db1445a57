import { describe, expect, it } from 'vitest';
import { usualDatabase } from '../databases.ts';
import { sandboxProducts, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { HOUR, MAIN, MINUTE, startWorld, type World } from './support/world.ts';

function pieceOf(order: WireSalesOrder, index = 0): string[] {
  const piece = order.positionItems[index];
  if (!piece) throw new Error(`The order has no piece ${index}`);
  return [piece.positionItemId];
}

/** Open pack-stops, each with the number of pieces it names. */
async function packStops(world: World): Promise<number[]> {
  const open = (await world.openIncidents()).filter(({ code }) => code === 'pack-stop');
  return open.map(({ params }) => JSON.parse(params).pieces);
}

function notesOf(world: World, { salesOrderId }: WireSalesOrder): string[] {
  const { id } = world.shopOrder(salesOrderId);
  const { notes } = world.shop.state;
  return notes.filter(({ orderId }) => orderId === id).map(({ note }) => note);
}

/** Notes that tell packers to stop. */
function stopNotes(world: World, order: WireSalesOrder): string[] {
  return notesOf(world, order).filter((note) => note.includes('nicht versenden'));
}

async function acknowledgeAll(world: World): Promise<void> {
  for (const { incident_id: incidentId } of await world.openIncidents()) {
    await world.bridge.acknowledgeIncident(incidentId);
  }
}

usualDatabase('a piece that OTTO cancels while the order is being packed', ({ kind }) => {
  it('is an incident and a note at once, the note before the refund', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    const since = world.mark();
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([1]);
    expect(stopNotes(world, order)).toHaveLength(1);
    const writes = world.shopWrites(since).map((line) => line.split('/').at(-1));
    expect(writes.indexOf('notes')).toBe(0);
    expect(writes).toContain('refunds');
    const { ledger } = world.bridge;
    const events = await ledger.listEvents(MAIN, order.salesOrderId);
    expect(events.map((event) => [event.kind, event.cause])).toContainEqual([
      'pack-stopped',
      'otto',
    ]);
  });

  it('is told even when the shop refuses the refund, again and again', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.shop.faults.answer(
      { status: 400, body: { code: 'rest_invalid_param', message: 'Nein' } },
      { method: 'POST', path: '/refunds', times: 99 },
    );
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    await world.runAfter(MINUTE);
    await world.runAfter(HOUR);
    expect(world.shop.state.refunds.size).toBe(0);
    expect(await packStops(world)).toEqual([1]);
    expect(stopNotes(world, order)).toHaveLength(1);
    world.shop.faults.clear();
    await world.runAfter(HOUR);
    expect(world.shop.state.refunds.size).toBe(1);
    expect(stopNotes(world, order)).toHaveLength(1);
  });

  it('is told though the shop is away at that moment', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    world.shop.faults.serverError({ times: 99 });
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([1]);
    expect(stopNotes(world, order)).toEqual([]);
    world.shop.faults.clear();
    await world.runAfter(HOUR);
    expect(stopNotes(world, order)).toHaveLength(1);
  });

  it('stays told through everything that follows, until the owner confirms it', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    await world.runAfter(MINUTE);
    world.otto.send(order.salesOrderId, pieceOf(order, 1));
    await world.runAfter(HOUR);
    world.otto.returnItems(order.salesOrderId, pieceOf(order, 1));
    await world.runAfter(HOUR);
    expect(await packStops(world)).toEqual([1]);
    await acknowledgeAll(world);
    expect(await packStops(world)).toEqual([]);
    await world.restart();
    await world.runAfter(HOUR);
    expect(await packStops(world)).toEqual([]);
    const events = await world.bridge.ledger.listEvents(MAIN, order.salesOrderId);
    expect(events.at(-1)).toMatchObject({ kind: 'incident-acknowledged', cause: 'owner' });
  });

  it('is told anew for the next piece, confirmed before or not', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order({ positionItems: [{}, {}, {}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    await world.runAfter(MINUTE);
    world.otto.cancelByPartner(order.salesOrderId, pieceOf(order, 1));
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([1, 1]);
    await acknowledgeAll(world);
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order, 2));
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([1]);
    expect(stopNotes(world, order)).toHaveLength(3);
  });
});

describe('a pack-stop', () => {
  it('of a whole order is one incident and one note that names the reason', async () => {
    const world = await startWorld();
    const order = world.order({ positionItems: [{}, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(MINUTE);
    expect(world.shopOrder(order.salesOrderId).status).toBe('cancelled');
    expect(await packStops(world)).toEqual([2]);
    const notes = stopNotes(world, order);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('auf Wunsch der Kundin oder des Kunden');
  });

  it('comes for an order that packers have finished, too', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'completed');
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([1]);
  });

  it('does not come while the order waits for its release', async () => {
    const world = await startWorld({ rules: { announcedImport: 'all' } });
    const order = world.order({
      positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }, { fulfillmentStatus: 'ANNOUNCED' }],
    });
    await world.run();
    expect(world.shopOrder(order.salesOrderId).status).toBe('on-hold');
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order));
    await world.runAfter(MINUTE);
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([]);
  });

  it('does not come while the owner keeps the order back in the shop', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    world.shop.hands.setStatus(world.shopOrder(order.salesOrderId).id, 'on-hold');
    const now = world.clock.now().toISOString();
    await world.bridge.ledger.lookAgainAt(MAIN, [order.salesOrderId], now);
    await world.runAfter(MINUTE);
    world.otto.cancelByMarketplace(order.salesOrderId);
    await world.runAfter(MINUTE);
    expect(await packStops(world)).toEqual([]);
  });

  it('does not come for an order that waits in the bridge', async () => {
    const world = await startWorld({ rules: { unknownSku: 'hold' } });
    const product = { ...sandboxProducts.shirt, sku: 'NEU-1' };
    const order = world.order({ positionItems: [{ product }, {}] });
    await world.run();
    world.otto.cancelByMarketplace(order.salesOrderId, pieceOf(order, 1));
    await world.runAfter(MINUTE);
    expect(await world.row(order.salesOrderId)).toMatchObject({ import_state: 'held' });
    expect(await packStops(world)).toEqual([]);
  });

  it('does not come for what never reached the shop, nor when the ledger learns of it late', async () => {
    const world = await startWorld();
    const [cancelled] = [world.order({ seed: 'early' }), world.order({ seed: 'usual' })];
    if (cancelled) world.otto.cancelByMarketplace(cancelled.salesOrderId);
    await world.run();
    await world.runAfter(HOUR);
    expect(await packStops(world)).toEqual([]);
  });
});
