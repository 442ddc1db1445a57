import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/bridge/cli/exit-codes.ts';
import { buildSalesOrder, sandboxProducts } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8').replace(/\s+/g, ' ');
const DOCUMENTS = ['docs/command-line.md', 'docs/kommandozeile.md'];

const ENDS: [exitCode: number, what: string, run: (world: CliWorld) => Promise<unknown>][] = [
  [EXIT.ok, 'all well', ({ run }) => run(['import'])],
  [
    EXIT.unexpected,
    'something nobody foresaw',
    ({ run, dataFolder }) => {
      const database = new DatabaseSync(join(dataFolder, 'ledger.sqlite'));
      database.exec('drop table import_runs');
      database.close();
      return run(['runs']);
    },
  ],
  [EXIT.wrongCall, 'a wrong call', ({ run }) => run(['orders', '--since', 'x'])],
  [
    EXIT.needsOwner,
    'an order that waits for the owner',
    async ({ run, otto }) => {
      const product = { ...sandboxProducts.shirt, sku: 'NEU-1' };
      otto.addOrder(buildSalesOrder({ positionItems: [{ product }] }));
      await run(['settings', 'set', 'importRules.unknownSku', 'hold']);
      return run(['import']);
    },
  ],
  [
    EXIT.misconfigured,
    'a setting that is missing',
    async ({ run }) => {
      await run(['account', 'pause', 'main']);
      return run(['import']);
    },
  ],
  [
    EXIT.unreachable,
    'a shop that is away',
    async ({ run, shop, otto }) => {
      otto.addOrder(buildSalesOrder());
      await shop.stop();
      return run(['import']);
    },
  ],
  [
    EXIT.alreadyRunning,
    'another import',
    async ({ run, openLedger }) => {
      const moment = (ms: number) => new Date(Date.now() + ms).toISOString();
      const lease = { now: moment(0), expiresAt: moment(60_000) };
      await (await openLedger()).acquireLease('order-import:main', 'somebody', lease);
      return run(['import']);
    },
  ],
  [
    EXIT.stopped,
    'being stopped',
    ({ run }) => run(['doctor'], { signal: AbortSignal.abort(new Error('SIGINT')) }),
  ],
];

describe('the exit code', () => {
  it.each(ENDS)('%i says: %s', async (exitCode, _what, end) => {
    const world = await startCliWorld();
    await connect(world);
    expect(await end(world)).toMatchObject({ exitCode });
  });

  it('is one of those that help and READMEs explain', async () => {
    const world = await startCliWorld();
    const { text } = await world.ok('--help');
    const codes = Object.values(EXIT);
    expect(new Set(ENDS.map(([code]) => code))).toEqual(new Set(codes));
    const told = [text.slice(text.indexOf('Rückgabewerte:'))];
    for (const name of DOCUMENTS)
      told.push(/(Exit codes|Rückgabewerte): .*?\. /.exec(read(name))?.[0] ?? '');
    for (const place of told) {
      for (const code of codes) expect(place).toMatch(new RegExp(`[ ,·]${code} `));
    }
  });
});

describe('the READMEs', () => {
  it.each(DOCUMENTS)('%s names every command, and settings that exist', async (name) => {
    const world = await startCliWorld();
    await connect(world);
    const text = read(name);
    const commands = /(?:Befehle|Commands):(.*?)Zum Anfangen/.exec(
      (await world.ok('--help')).text,
    )?.[1];
    expect(commands).toBeDefined();
    for (const command of [
      'start',
      'import',
      'preview',
      'orders',
      'why',
      'incidents',
      'runs',
      'doctor',
      'shop',
      'account',
      'settings',
      'product',
      'test-orders',
    ]) {
      expect(commands).toContain(` ${command} `);
      expect(text).toMatch(new RegExp(`\\| [^|]*\`${command}[ \`]`));
    }
    const { text: settings } = await world.ok('settings', 'show');
    const named = [...text.matchAll(/\| ((?:`[a-zA-Z.<>]+`(?:, )?)+) \|/g)].flatMap(
      ([, cell = '']) =>
        [...cell.matchAll(/`([a-z]\w*(?:\.[\w<>]+)+)`/g)].map(([, path = '']) => path),
    );
    expect(named.length).toBeGreaterThan(14);
    for (const path of named) {
      expect(settings).toContain(path.replace(/<\w+>/, 'main'));
    }
  });
});
