import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '../src/bridge/keeping/make-backup.ts';
import { moveLedger } from '../src/bridge/keeping/move-ledger.ts';
import { openBackup } from '../src/bridge/keeping/open-backup.ts';
import { restoreBackup } from '../src/bridge/keeping/restore-backup.ts';
import { type LedgerLocation, openDatabase } from '../src/bridge/ledger/database.ts';
import { startPostgres } from '../test/postgres/start-postgres.ts';
import { fillLedger } from './fill-million.ts';

/** How long backup, restore and move take with so many orders, each with its check. */
const { values } = parseArgs({ options: { orders: { type: 'string', default: '100000' } } });

const folder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
const server = await startPostgres();
const common = { bridgeVersion: 'bench', now: new Date() };
let peakMb = 0;
const watch = setInterval(() => {
  peakMb = Math.max(peakMb, process.memoryUsage().rss / 2 ** 20);
}, 50);

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  peakMb = 0;
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1_000;
  console.log(`${seconds.toFixed(1).padStart(7)} s ${peakMb.toFixed(0).padStart(5)} MB  ${what}`);
  return result;
}

async function dataIn(name: string): Promise<{ dataFolder: string; ledger: LedgerLocation }> {
  const dataFolder = join(folder, name);
  await mkdir(dataFolder);
  return { dataFolder, ledger: { kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') } };
}

const home = await dataIn('home');
await fillLedger(home.ledger, Number(values.orders));
await (await openDatabase(home.ledger)).destroy();
const path = join(home.dataFolder, 'ledger.sqlite');
console.log(
  `${values.orders} orders, ${((await stat(path)).size / 2 ** 20).toFixed(0)} MB as SQLite`,
);

const postgres: LedgerLocation = { kind: 'postgres', url: await server.createDatabase() };
const restored: LedgerLocation = { kind: 'postgres', url: await server.createDatabase() };
const to = (name: string) => join(folder, name);
const restore = async (from: string, target: Awaited<ReturnType<typeof dataIn>>) =>
  restoreBackup({
    backup: await openBackup(from),
    to: target,
    environment: {},
    key: undefined,
    mayReplace: false,
    ...common,
  });
await timed('backup of SQLite', () => makeBackup({ from: home, to: to('one'), ...common }));
const second = await dataIn('second');
await timed('restore into a data folder', () => restore(to('one'), second));
await timed('move to PostgreSQL', () =>
  moveLedger({
    environment: {},
    dataFolder: home.dataFolder,
    from: home.ledger,
    to: postgres,
    ...common,
  }),
);
await timed('backup of PostgreSQL', () =>
  makeBackup({ from: { ...home, ledger: postgres }, to: to('two'), ...common }),
);
const third = await dataIn('third');
await timed('restore into PostgreSQL', () => restore(to('two'), { ...third, ledger: restored }));
await timed('move back to a data folder', () =>
  moveLedger({
    environment: {},
    dataFolder: third.dataFolder,
    from: postgres,
    to: third.ledger,
    ...common,
  }),
);
clearInterval(watch);
await server.stop();
await rm(folder, { recursive: true, force: true });
