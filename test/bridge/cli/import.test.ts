import { describe, expect, it } from 'vitest';
import {
  announcedPrepayment,
  buildSalesOrder,
  cancelledUnpaidPrepayment,
  sandboxProducts,
} from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

async function startWithOrders(count = 3): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  for (let seed = 1; seed <= count; seed += 1) world.otto.addOrder(buildSalesOrder({ seed }));
  return world;
}

describe('import', () => {
  it('shows each order with what became of it, and the sum of it all', async () => {
    const world = await startWithOrders();
    world.otto.addOrder(announcedPrepayment());
    world.otto.addOrder(cancelledUnpaidPrepayment());
    const { out, err } = await world.ok('import');
    const { orderNumber } = buildSalesOrder({ seed: 1 });
    expect(out).toMatch(new RegExp(`^${orderNumber} +angelegt +\\d+$`, 'm'));
    expect(out).toMatch(/^\w{10} +wartet in der Brücke +– +wartet auf Vorkasse$/m);
    expect(out).toMatch(/^\w{10} +übergangen +– +vor der Übernahme storniert$/m);
    expect(out).toContain(
      '5 Bestellungen von OTTO gelesen: 3 angelegt, 1 noch nicht freigegeben, 1 übergangen.',
    );
    expect(err).toBe('');
    expect((await world.ok('import', '--lang', 'en')).text).toMatch(
      /orders read from OTTO: .*unchanged/,
    );
  });

  it('says so when there is nothing', async () => {
    const world = await startWithOrders(0);
    expect((await world.ok('import')).text).toContain(
      'OTTO nennt keine neuen oder geänderten Bestellungen.',
    );
  });

  it('of an order that has to wait ends with exit code 3 and leads to the incident', async () => {
    const world = await startWithOrders(0);
    await world.ok('settings', 'set', 'importRules.unknownSku', 'hold');
    world.otto.addOrder(
      buildSalesOrder({
        positionItems: [{ product: { ...sandboxProducts.shirt, sku: 'NEU 1' } }],
      }),
    );
    const answer = await world.run(['import']);
    expect(answer.exitCode).toBe(3);
    expect(answer.text).toContain('wartet auf Klärung');
    expect(answer.out).toMatch(/Ein Vorfall ist offen:\n {2}npm run bridge -- incidents\n$/);
  });

  it.each([
    ['2026-02-30', '„2026-02-30“ ist kein Datum.'],
    ['gestern', '„gestern“ ist kein Datum.'],
    ['31.01.2026', 'Schreiben Sie es als Jahr-Monat-Tag'],
    ['2999-01-01', 'Der Tag 2999-01-01 liegt in der Zukunft.'],
  ])('--since %s is refused before anybody is asked', async (day, told) => {
    const world = await startWithOrders();
    const answer = await world.run(['import', '--since', day]);
    expect(answer.exitCode).toBe(2);
    expect(answer.text).toContain(told);
    expect(world.otto.requests).toEqual([]);
  });

  it.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ])('--since %s begins where that day begins in Germany', async (day, moment) => {
    const world = await startWithOrders();
    await world.run(['import', '--since', day]);
    const { json } = await world.run(['runs', '--json']);
    expect(json).toMatchObject({ items: [{ since: moment }] });
  });

  it('--since lets older orders in than the account usually fetches', async () => {
    const world = await startWithOrders();
    await world.ok('settings', 'set', 'accounts.main.startAt', '2026-06-01');
    await world.ok('import');
    expect(world.shop.state.orders.size).toBe(0);
    await world.ok('import', '--since', '2026-01-01');
    expect(world.shop.state.orders.size).toBe(3);
  });

  it('runs all active accounts, and one that can not run does not keep the others from it', async () => {
    const world = await startWithOrders();
    await connect(world, { accountIds: ['a', 'b', 'c'] });
    await world.ok('account', 'pause', 'c');
    await world.ok('account', 'secret', 'a', '--client-secret', 'wrong');
    const answer = await world.run(['import']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('Import für Konto a');
    expect(answer.text).toContain('npm run bridge -- account secret a');
    expect(answer.text).toMatch(/Import für Konto b .* 3 angelegt/);
    expect(answer.text).not.toContain('keine neuen');
    expect(answer.text).not.toContain('Konto c');
  });

  it('without an active account says how to get one', async () => {
    const world = await startCliWorld();
    await connect(world, { state: 'draft' });
    const answer = await world.run(['import']);
    expect(answer.exitCode).toBe(4);
    expect(answer.text).toContain('Es gibt noch kein aktives OTTO-Konto.');
  });

  it('of a draft is a rehearsal, and says how to go live', async () => {
    const world = await startWithOrders();
    await connect(world, { state: 'draft' });
    const answer = await world.ok('import', '--account', 'main');
    expect(answer.text).toContain('Probe für Konto main');
    expect(answer.out).toMatch(/ {2}npm run bridge -- account activate main\n/);
    expect(world.shop.state.orders.size).toBe(0);
  });

  it('does not begin beside another one, and says so with exit code 6', async () => {
    const world = await startWithOrders();
    const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
    const first = world.run(['import']);
    await held.reached;
    const second = await world.run(['import']);
    expect(second.exitCode).toBe(6);
    expect(second.text).toContain('Für dieses OTTO-Konto läuft schon ein Import.');
    held.release();
    expect((await first).exitCode).toBe(0);
    expect(world.shop.state.orders.size).toBe(3);
  });

  it('shows a bar at a terminal, and nowhere else', async () => {
    const world = await startWithOrders();
    const atTerminal = await world.run(['import'], { typed: [] });
    expect(atTerminal.err).toContain('3/3');
    const world2 = await startWithOrders();
    expect((await world2.run(['import'])).err).toBe('');
    const asJson = await world2.run(['import', '--json'], { typed: [] });
    expect(asJson.err).toBe('');
  });
});

describe('a run the shop or OTTO ends', () => {
  it.each([
    ['OTTO away', (world: CliWorld) => world.otto.stop(), 5, 'OTTO ist zurzeit nicht erreichbar'],
    [
      'keys the shop does not take any more',
      (world: CliWorld) => Object.assign(world.shop.key, { consumerSecret: 'cs_new' }),
      4,
      'Ihr Shop nimmt die API-Schlüssel nicht an',
    ],
  ])('tells it: %s', async (_what, arrange, exitCode, told) => {
    const world = await startWithOrders();
    await arrange(world);
    const answer = await world.run(['import']);
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.text).toContain(told);
    expect(answer.text).toContain('npm run bridge -- incidents');
    expect((await world.run(['runs'])).text).toContain('vorzeitig beendet');
  });
});
