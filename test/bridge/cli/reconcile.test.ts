import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

async function worldWith(count: number): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  for (let index = 0; index < count; index += 1) {
    world.otto.addOrder(buildSalesOrder({ seed: index }));
  }
  await world.run(['import']);
  return world;
}

it('prints the line of three equal numbers', async () => {
  const world = await worldWith(3);
  const answer = await world.ok('reconcile');
  expect(answer.text).toContain('✓ 3 = 3 = 3, nichts offen');
  expect((await world.ok('reconcile', '--lang', 'en')).text).toContain('✓ 3 = 3 = 3, nothing open');
});

it('tells each difference with its repair, and that something waits for the owner', async () => {
  const world = await worldWith(2);
  const [id = 0] = world.shop.state.orders.keys();
  world.shop.hands.deleteForGood(id);
  const answer = await world.run(['reconcile']);
  expect(answer.exitCode).toBe(3);
  expect(answer.text).toContain('✗ 2 bei OTTO = 2 in der Brücke ≠ 1 im Shop, 1 Unterschied');
  expect(answer.text).toContain('neu anlegen');
  expect(answer.text).toMatch(/npm run bridge -- choose \w+ --otto/);
  expect(answer.text).not.toContain('reconcile --repair');
});

it('repairs what it can, and compares once more', async () => {
  const world = await worldWith(2);
  const [id = 0] = world.shop.state.orders.keys();
  world.shop.hands.setStatus(id, 'completed');
  const hint = await world.run(['reconcile', '--from', '2020-01-01']);
  expect(hint.text).toContain('npm run bridge -- reconcile --from 2020-01-01 --repair');
  const answer = await world.ok('reconcile', '--repair');
  expect(answer.text).toContain('Repariert: 1.');
  expect(answer.text).toContain('✓ 2 = 2 = 2, nichts offen');
  expect(world.shop.state.orders.size).toBe(2);
});

it('names what waits and what is kept out', async () => {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] }));
  await world.run(['import']);
  const { text } = await world.ok('reconcile');
  expect(text).toContain(
    '✓ 1 bei OTTO = 1 in der Brücke = 0 im Shop + 1 wartet, nichts offen 1 × noch nicht freigegeben',
  );
});

it('writes the differences into a file for spreadsheets', async () => {
  const world = await worldWith(2);
  const [id = 0] = world.shop.state.orders.keys();
  world.shop.hands.deleteForGood(id);
  const file = join(world.dataFolder, 'abgleich.csv');
  const answer = await world.run(['reconcile', '--csv', file]);
  expect(answer.text).toContain('ein Unterschied');
  const text = await readFile(file, 'utf8');
  expect(text.startsWith('\uFEFFOTTO-Konto;')).toBe(true);
  expect(text).toContain(';shop-order-missing;');
  const refused = await world.run(['reconcile', '--csv', join(world.dataFolder, 'no', 'x.csv')]);
  expect(refused.exitCode).toBe(4);
});

it('answers everything as JSON', async () => {
  const world = await worldWith(1);
  const { json } = await world.ok('reconcile', '--json');
  expect(json).toMatchObject({
    items: [
      {
        accountId: 'main',
        run: { line: '1 = 1 = 1, nichts offen', cause: 'command', counts: { atOtto: 1 } },
        differences: [],
        repaired: null,
        fault: null,
      },
    ],
  });
});

it('compares days as they are in Germany, the last one included', async () => {
  const world = await startCliWorld();
  await connect(world);
  // 23:30 in Berlin is still the first day, 00:30 the next one.
  world.otto.addOrder(buildSalesOrder({ seed: 1, orderDate: '2026-01-31T22:30:00.000Z' }));
  world.otto.addOrder(buildSalesOrder({ seed: 2, orderDate: '2026-01-31T23:30:00.000Z' }));
  await world.run(['import']);
  const lineOf = async (...days: string[]) => (await world.ok('reconcile', ...days)).text;
  expect(await lineOf('--from', '2026-01-31', '--until', '2026-01-31')).toContain('1 = 1 = 1');
  expect(await lineOf('--from', '2026-01-31', '--until', '2026-02-01')).toContain('2 = 2 = 2');
  expect(await lineOf('--from', '2026-02-01')).toContain('1 = 1 = 1');
});

it('reaches back from the day it is to end with', async () => {
  const world = await startCliWorld();
  await connect(world);
  const sent = [{ fulfillmentStatus: 'SENT' }] as const;
  world.otto.addOrder(
    buildSalesOrder({ orderDate: '2026-01-31T12:00:00.000Z', positionItems: [...sent] }),
  );
  await world.run(['import']);
  expect((await world.ok('reconcile', '--until', '2026-02-28')).text).toContain('1 = 1 = 1');
  expect((await world.ok('reconcile', '--until', '2026-03-10')).text).toContain('0 = 0 = 0');
});

it.each([
  [['--from', 'x'], 2, 'date-invalid'],
  [['--until', '2026-02-30'], 2, 'date-invalid'],
  [['--from', '2099-01-01'], 2, 'date-in-future'],
  [['--from', '2026-02-01', '--until', '2026-01-01'], 2, 'range-empty'],
  [['--account', 'nope'], 2, 'account-unknown'],
])('refuses %j', async (flags, exitCode, code) => {
  const world = await worldWith(0);
  const answer = await world.run(['reconcile', '--json', ...flags]);
  expect(answer.exitCode).toBe(exitCode);
  expect(answer.out + answer.err).toContain(code);
});

it('says that a draft has nothing to compare, and that OTTO does not answer', async () => {
  const world = await startCliWorld();
  await connect(world, { state: 'draft' });
  const none = await world.run(['reconcile']);
  expect(none.exitCode).toBe(4);
  const draft = await world.run(['reconcile', '--account', 'main']);
  expect(draft.exitCode).toBe(4);
  expect(draft.text).toContain('npm run bridge -- account activate main');
  await world.ok('account', 'activate', 'main');
  world.otto.faults.forbidden({ times: 9 });
  const fault = await world.run(['reconcile']);
  expect(fault.text).not.toContain('=');
  expect(fault.exitCode).toBe(4);
});
