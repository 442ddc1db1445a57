import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { LedgerLocation } from '../src/bridge/ledger/database.ts';
import { openLedger } from '../src/bridge/ledger/ledger.ts';
import { startPostgres } from '../test/postgres/start-postgres.ts';
import { fillLedger } from './fill-million.ts';
import { listCalls } from './list-calls.ts';

/** How fast every list of the web service answers from a large ledger, with every kind of filter. */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000000' },
    database: { type: 'string', default: 'both' },
    times: { type: 'string', default: '30' },
  },
});
const LIMIT_MS = 50;

async function measure(location: LedgerLocation, orders: number): Promise<boolean> {
  const began = performance.now();
  await fillLedger(location, orders);
  const filled = performance.now();
  const ledger = await openLedger(location);
  const opened = performance.now();
  if (location.kind === 'postgres') await vacuum(location.url);
  const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
  console.log(
    `\n${location.kind}: ${orders} orders made in ${seconds(filled - began)}, brought up to date in ${seconds(opened - filled)}`,
  );
  let isFast = true;
  for (const [name, call] of listCalls(ledger, orders)) {
    const first = await timed(call);
    const times: number[] = [];
    const began = process.cpuUsage();
    for (let time = 0; time < Number(values.times); time += 1) times.push(await timed(call));
    const { user, system } = process.cpuUsage(began);
    const ownMs = (user + system) / 1_000 / times.length;
    times.sort((one, other) => one - other);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    const isOver = at(0.99) > LIMIT_MS;
    isFast &&= !isOver;
    const figures = [first, at(0.5), at(0.99), ownMs]
      .map((ms) => ms.toFixed(1).padStart(8))
      .join('');
    console.log(`${figures}  ${isOver ? 'OVER ' : '     '}${name}`);
  }
  await ledger.close();
  return isFast;
}

/** As PostgreSQL does by itself after a while; the server of the tests is told not to. */
async function vacuum(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  await pool.query('vacuum analyze');
  await pool.end();
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await call();
  return performance.now() - began;
}

const orders = Number(values.orders);
let isFast = true;
console.log(
  `first, p50, p99 and mean time of this process's processor in ms; ${LIMIT_MS} ms are allowed`,
);
if (values.database !== 'postgres') {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
  isFast = await measure({ kind: 'sqlite', path: join(folder, 'ledger.sqlite') }, orders);
  await rm(folder, { recursive: true, force: true });
}
if (values.database !== 'sqlite') {
  const server = await startPostgres();
  isFast =
    (await measure({ kind: 'postgres', url: await server.createDatabase() }, orders)) && isFast;
  await server.stop();
}
process.exitCode = isFast ? 0 : 1;
