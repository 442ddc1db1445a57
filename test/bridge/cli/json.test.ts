import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1 });

/** Every command that answers, as it works. */
const WORKING: ((world: CliWorld) => string[])[] = [
  () => ['preview'],
  () => ['import', '--dry-run'],
  () => ['import'],
  () => ['orders'],
  () => ['why', order.orderNumber],
  () => ['incidents'],
  () => ['runs'],
  () => ['reconcile'],
  () => ['doctor'],
  () => ['settings', 'show'],
  () => ['settings', 'set', 'importRules.restockReturned', 'true'],
  ({ dataFolder }) => ['settings', 'export', `${dataFolder}/export.json`],
  ({ dataFolder }) => ['settings', 'import', `${dataFolder}/export.json`],
  ({ shop }) => ['shop', '--url', shop.url, '--key', shop.key.consumerKey],
  () => ['account', 'list'],
  () => ['account', 'add', '--id', 'second', '--name', 'x', '--client-id', 'y'],
  () => ['account', 'secret', 'second'],
  () => ['account', 'pause', 'main'],
  () => ['account', 'activate', 'main'],
  () => ['product', 'A', 'FancyFlower-m-pi'],
  () => ['product', 'A'],
  () => ['test-orders', '--account', 'main'],
];

/** Each of them, as it fails, with its code. */
const FAILING: [argv: string[], code: string, exitCode: number][] = [
  [['preview', '--account', 'nope'], 'account-unknown', 2],
  [['import', '--since', 'x'], 'date-invalid', 2],
  [['orders', '--phase', 'x'], 'choice-invalid', 2],
  [['why', 'x'], 'order-unknown', 2],
  [['incidents', '--limit', '0'], 'number-invalid', 2],
  [['incidents', 'close', '4711'], 'incident-unknown', 2],
  [['choose', 'x', '--otto'], 'order-unknown', 2],
  [['choose', 'x'], 'option-missing', 2],
  [['runs', 'x'], 'too-many-arguments', 2],
  [['doctor', '--x'], 'option-unknown', 2],
  [['settings'], 'command-missing', 2],
  [['settings', 'set', 'x', 'y'], 'setting-unknown', 2],
  [['settings', 'set', 'language', 'y'], 'setting-invalid', 2],
  [['settings', 'set', 'shop.consumerKey', 'y'], 'setting-secret', 2],
  [['settings', 'export', '/dev/null/x'], 'settings-not-writable', 4],
  [['settings', 'import', '/dev/null/x'], 'file-unreadable', 2],
  [['shop', '--url', 'x', '--key', 'y'], 'setting-invalid', 2],
  [['account', 'add', '--id', 'main', '--name', 'x', '--client-id', 'y'], 'account-exists', 2],
  [['account', 'secret'], 'argument-missing', 2],
  [['account', 'activate', 'nope'], 'account-unknown', 2],
  [['product', 'A', 'nope'], 'product-unknown', 2],
  [['test-orders'], 'option-missing', 2],
  [['nope'], 'command-unknown', 2],
  [[], 'command-missing', 2],
];

/** Names in an answer; what is sent to the shop is written in WooCommerce's own words. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) =>
    ['order', 'change', 'refund'].includes(name) ? [name] : [name, ...namesIn(below)],
  );
}

describe('--json', () => {
  it('answers each command with one document, named in camel case, and nothing else', async () => {
    const world = await startCliWorld();
    await connect(world);
    world.otto.addOrder(order);
    for (const call of WORKING) {
      const argv = [...call(world), '--json'];
      const answer = await world.run(argv, { typed: [] });
      expect({ exitCode: answer.exitCode, err: answer.err }, argv.join(' ')).toEqual({
        exitCode: 0,
        err: '',
      });
      expect(answer.json, argv.join(' ')).toBeInstanceOf(Object);
      for (const name of namesIn(answer.json))
        expect(name, argv.join(' ')).toMatch(/^[a-z][A-Za-z]*$/);
    }
  });

  it.each(FAILING)('%j fails with one document too', async (argv, code, exitCode) => {
    const world = await startCliWorld();
    await connect(world);
    const answer = await world.run([...argv, '--json']);
    expect({ exitCode: answer.exitCode, err: answer.err }).toEqual({ exitCode, err: '' });
    expect(answer.json).toEqual({
      error: {
        code,
        exitCode,
        params: expect.any(Object),
        what: expect.stringMatching(/\S/),
        follows: expect.toSatisfy(isTextOrNull),
        todo: expect.toSatisfy(isTextOrNull),
        command: expect.toSatisfy(isTextOrNull),
      },
    });
  });

  it('names orders, runs and incidents as the web service does', async () => {
    const world = await startCliWorld();
    await connect(world);
    const product = { sku: 'NEU-1', productTitle: 'Neu', vatRate: 19, articleNumber: 'a' };
    world.otto.addOrder(buildSalesOrder({ seed: 1, positionItems: [{ product }] }));
    const imported = await world.run(['import', '--json']);
    expect(imported.json).toMatchObject({
      items: [
        {
          accountId: 'main',
          isRehearsal: false,
          counters: { seen: 1, created: 1 },
          lines: [{ orderNumber: order.orderNumber, outcome: 'created', wooOrderId: 1 }],
        },
      ],
    });
    expect((await world.run(['orders', '--json'])).json).toMatchObject({
      items: [
        {
          orderNumber: order.orderNumber,
          importState: 'imported',
          grossCents: 3_094,
          wooOrderId: 1,
        },
      ],
    });
    expect((await world.run(['why', order.orderNumber, '--json'])).json).toMatchObject({
      items: [
        {
          positionItems: [{ sku: 'NEU-1' }],
          events: [{ kind: 'sales-order-seen' }, { kind: 'shop-order-created' }],
        },
      ],
    });
    expect((await world.run(['incidents', '--json'])).json).toMatchObject({
      items: [{ state: 'open', orders: 1, about: { code: 'sku-not-in-shop' } }],
    });
    expect((await world.run(['runs', '--json', '--lang=en'])).json).toMatchObject({
      items: [
        { cause: 'command', state: 'finished', summary: '1 order read from OTTO: 1 created.' },
      ],
    });
  });

  it('holds nobody’s name or address but in a preview', async () => {
    const world = await startCliWorld();
    await connect(world);
    world.otto.addOrder(order);
    const { lastName = '', street = '' } = order.deliveryAddress ?? {};
    const preview = await world.run(['preview', '--json']);
    expect(preview.out).toContain(lastName);
    for (const argv of [
      ['import'],
      ['orders'],
      ['why', order.orderNumber],
      ['runs'],
      ['incidents'],
    ]) {
      const { out } = await world.run([...argv, '--json']);
      expect(out).not.toContain(lastName);
      expect(out).not.toContain(street);
    }
  });

  it('masks secrets in settings show', async () => {
    const world = await startCliWorld();
    await connect(world);
    expect((await world.run(['settings', 'show', '--json'])).json).toMatchObject({
      shop: { consumerKey: '•••', consumerSecret: '•••' },
      accounts: [{ clientSecret: '•••' }],
    });
  });
});

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
