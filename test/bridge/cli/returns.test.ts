import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1, positionItems: [{}, {}] });
const [first = '', second = ''] = order.positionItems.map(({ positionItemId }) => positionItemId);

async function withReturns(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  world.otto.send(order.salesOrderId);
  await world.ok('import');
  world.otto.announce(first, { carrier: 'DHL', trackingNumbers: ['577546565072'] });
  world.otto.acceptByHand(second);
  return world;
}

describe('returns', () => {
  it('read reads them from OTTO and says how many', async () => {
    const world = await withReturns();
    const { text } = await world.ok('returns', 'read');
    expect(text).toContain('Retouren gelesen: 2, davon neu oder geändert: 2.');
    expect((await world.ok('returns', 'read')).text).toContain('davon neu oder geändert: 0.');
  });

  it('lists what waits for a decision, all of it where asked', async () => {
    const world = await withReturns();
    await world.ok('returns', 'read');
    const none = (await world.ok('returns')).text;
    expect(none).toContain('Keine Retouren');
    expect((await world.ok('returns', '--status', 'ANNOUNCED')).text).toContain(first);
    world.otto.moveReturnShipment('577546565072', 'DELIVERED');
    await world.ok('returns', 'read');
    const { text } = await world.ok('returns');
    expect(text).toContain(first);
    expect(text).toContain('annehmen, ablehnen');
    expect(text).not.toContain(second);
    expect((await world.ok('returns', '--all')).text).toContain(second);
    const { text: accepted } = await world.ok('returns', '--status', 'ACCEPTED');
    expect(accepted).toContain('Diese Retoure ist angenommen.');
    expect(accepted).not.toContain(first);
  });

  it('--find finds the piece behind a parcel, or says that there is none', async () => {
    const world = await withReturns();
    await world.ok('returns', 'read');
    expect((await world.ok('returns', '--find', '577 546 565 072')).text).toContain(first);
    expect((await world.ok('returns', '--find', order.orderNumber)).text).toContain(second);
    const missing = await world.run(['returns', '--find', 'nothing']);
    expect(missing.exitCode).not.toBe(0);
    expect(missing.text).toContain('„nothing“');
  });
});
