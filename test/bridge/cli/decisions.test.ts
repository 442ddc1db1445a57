import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1, positionItems: [{}, {}] });
const { orderNumber, salesOrderId } = order;
const pieces = order.positionItems.map(({ positionItemId }) => positionItemId);
const [piece = ''] = pieces;

async function withSentOrder(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  world.otto.send(salesOrderId);
  await world.ok('import');
  return world;
}

/** The parcels of these pieces have come back. */
async function giveBack(world: CliWorld, ...ids: string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const trackingNumber = `57754656507${at}`;
    world.otto.announce(id, { carrier: 'DHL', trackingNumbers: [trackingNumber] });
    world.otto.moveReturnShipment(trackingNumber, 'DELIVERED');
  }
  await world.ok('returns', 'read');
}

const timesAccepted = (world: CliWorld) => pieces.map((id) => world.otto.returns.timesAccepted(id));

it('accept-return says what goes back, and does it only with --yes', async () => {
  const world = await withSentOrder();
  await giveBack(world, ...pieces);
  const preview = await world.run(['accept-return', orderNumber, '--condition', 'B']);
  expect(preview.exitCode).toBe(3);
  expect(preview.text).toContain('49,98');
  expect(preview.text).toContain('Das lässt sich nicht zurücknehmen.');
  const named = pieces.map((id) => `--piece ${id}`).join(' ');
  expect(preview.text).toContain(
    `accept-return ${orderNumber} ${named} --condition B --reason RETURN_RECEIVED --yes`,
  );
  expect(world.otto.returns.decisions()).toEqual([]);
  const { text } = await world.ok('accept-return', orderNumber, '--condition', 'B', '--yes');
  expect(text).toContain('Meldungen gesendet: 2 von OTTO angenommen.');
  expect(timesAccepted(world)).toEqual([1, 1]);
});

it('without --piece only what came back is meant, and a piece beside it stays sold', async () => {
  const world = await withSentOrder();
  await giveBack(world, piece);
  const preview = await world.run(['accept-return', orderNumber, '--condition', 'B']);
  expect(preview.text).toContain('24,99');
  expect(preview.text).toContain(`--piece ${piece} --condition B`);
  expect(preview.text).not.toContain(pieces[1]);
  await world.ok('accept-return', orderNumber, '--condition', 'B', '--yes');
  expect(timesAccepted(world)).toEqual([1, 0]);
});

it.each(['accept-return', 'reject-return'])(
  '%s without --piece does nothing where nothing came back, and lists the pieces',
  async (command) => {
    const world = await withSentOrder();
    const reason = command === 'accept-return' ? 'RETURN_RECEIVED' : 'ITEM_DAMAGED';
    const said = [command, orderNumber, '--condition', 'B', '--reason', reason];
    for (const call of [said, [...said, '--yes']]) {
      const end = await world.run(call);
      expect(end.exitCode).toBe(2);
      for (const id of pieces) {
        expect(end.text).toContain(
          `${command} ${orderNumber} --piece ${id} --condition B --reason ${reason}`,
        );
      }
      expect(end.text).not.toContain('--yes');
    }
    expect(world.otto.returns.decisions()).toEqual([]);
  },
);

it('reject-return asks for condition and reason, and takes single pieces', async () => {
  const world = await withSentOrder();
  expect((await world.run(['reject-return', orderNumber, '--condition', 'E'])).exitCode).toBe(2);
  const said = ['--condition', 'E', '--reason', 'ITEM_DAMAGED', '--piece', piece, '--yes'];
  await world.ok('reject-return', orderNumber, ...said);
  expect(pieces.map((id) => world.otto.returns.timesRejected(id))).toEqual([1, 0]);
});

it('says of an order that nobody knows just that', async () => {
  const world = await withSentOrder();
  const { exitCode, text } = await world.run(['accept-return', 'nobody', '--condition', 'B']);
  expect(exitCode).toBe(2);
  expect(text).toContain('nobody');
  expect(text).not.toContain('0,00');
});

it('what is not sent is to be cancelled, by a wrong call', async () => {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(order);
  await world.ok('import');
  const end = await world.run(['accept-return', orderNumber, '--condition', 'A', '--yes']);
  expect(end.exitCode).toBe(2);
  expect(end.text).toContain('Stornieren Sie das Stück');
});

it('reduce-price shows what is left of the price, and gives back with --yes', async () => {
  const world = await withSentOrder();
  const said = ['reduce-price', orderNumber, '--piece', piece, '--amount', '5,50'];
  const preview = await world.run(said);
  expect(preview.exitCode).toBe(3);
  expect(preview.text).toContain('24,99');
  expect(world.otto.reductions.all()).toEqual([]);
  await world.ok(...said, '--yes');
  expect(world.otto.reductions.totalCents(piece)).toBe(550);
  const again = await world.run([...said, '--yes']);
  expect(again.exitCode).toBe(2);
  expect(world.otto.reductions.totalCents(piece)).toBe(550);
});

it.each(['0', '-5', '5,555', 'fünf', ''])('an amount of “%s” is none', async (amount) => {
  const world = await withSentOrder();
  const end = await world.run(['reduce-price', orderNumber, '--piece', piece, '--amount', amount]);
  expect(end.exitCode).toBe(2);
});
