import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/postgres/start-postgres.ts';
import { credentialsOf } from './import/credentials.ts';
import { median, table } from './import/figures.ts';
import { SIDES_QUESTIONS } from './import/sides-questions.ts';
import { startAnswering } from './import/talk.ts';
import { firstStart } from './large/first-start.ts';
import { type ServiceProcess, startServiceProcess } from './large/service-process.ts';
import { setUpBridge } from './large/set-up-bridge.ts';

/**
 * Both databases side by side, PostgreSQL with one, two and four replicas: orders a second that come in
 * for four accounts into a shop that answers at once, and requests of the page a second. All bridges,
 * the database, the fakes and the caller share this machine.
 */
const { values } = parseArgs({
  options: {
    /** for each of the four accounts */
    orders: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '2' },
    /** how long the page is asked */
    seconds: { type: 'string', default: '5' },
  },
});
const orders = Number(values.orders);
const ACCOUNTS = ['one', 'two', 'three', 'four'];
const LAYOUTS = [
  { database: 'SQLite', replicas: 1 },
  { database: 'PostgreSQL', replicas: 1 },
  { database: 'PostgreSQL', replicas: 2 },
  { database: 'PostgreSQL', replicas: 4 },
];
/** What the page asks for when the list of orders is opened. */
const PAGE_REQUESTS = ['/api/v1/today', '/api/v1/orders/counts', '/api/v1/orders?limit=50'];
const CALLERS = 16;

const sides = await startAnswering(new URL('import/sides.ts', import.meta.url), SIDES_QUESTIONS);
const { ottoUrl, shop } = await sides.ask('begin', { accountIds: ACCOUNTS, shop: 'at-once' });
await sides.ask('order', { seed: 'databases', count: orders });
const server = await startPostgres();
/** What each replica finds compiled: none of them starts for the first time. */
const compiled = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
const measured = LAYOUTS.map((layout) => ({
  ...layout,
  imports: [] as number[],
  pages: [] as number[],
}));
try {
  await firstStart(compiled);
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    for (const layout of measured) {
      const { imports, pages } = await measure(layout.database === 'SQLite', layout.replicas);
      console.log(
        `${layout.database} x ${layout.replicas}: ${imports.toFixed(0)} orders/s, ${pages.toFixed(0)} requests/s`,
      );
      layout.imports.push(imports);
      layout.pages.push(pages);
    }
  }
  const [first] = measured;
  const ratio = (own: number[], of: number[]) => (median(own) / median(of)).toFixed(2);
  console.log(
    table(
      measured.map(({ database, replicas, imports, pages }) => [
        `${database}, ${replicas} ${replicas === 1 ? 'process' : 'replicas'}: import, page requests`,
        `${median(imports).toFixed(0)} orders/s (${ratio(imports, first?.imports ?? [])} x SQLite), ` +
          `${median(pages).toFixed(0)} requests/s (${ratio(pages, first?.pages ?? [])} x)`,
        '–',
      ]),
    ),
  );
} finally {
  await server.stop();
  await sides.end();
  await rm(compiled, { recursive: true, force: true });
}

async function measure(
  isSqlite: boolean,
  count: number,
): Promise<{ imports: number; pages: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
  const databaseUrl = isSqlite ? undefined : await server.createDatabase();
  const environment = { BRIDGE_SECRET_KEY: randomBytes(32).toString('base64') };
  const token = await setUpBridge({
    ...{ dataFolder: join(folder, '0'), databaseUrl, environment, isQuiet: true },
    ...{ otto: { url: ottoUrl }, shop: { url: shop.url, key: shop } },
    accounts: ACCOUNTS.map((id) => ({ id, ...credentialsOf(id) })),
  });
  const replicas: ServiceProcess[] = [];
  try {
    for (let at = 0; at < count; at += 1) {
      const dataFolder = join(folder, String(at));
      const kept = 'compile-cache';
      await cp(join(compiled, kept), join(dataFolder, kept), { recursive: true });
      replicas.push(await startServiceProcess(dataFolder, { databaseUrl, environment }));
    }
    const headers = { Authorization: `Bearer ${token}` };
    const imports = await importAll(replicas, headers);
    const pages = await askPages(replicas, headers);
    return { imports, pages };
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await sides.ask('empty', {});
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns orders a second, of all accounts together */
async function importAll(
  replicas: readonly ServiceProcess[],
  headers: Record<string, string>,
): Promise<number> {
  const began = performance.now();
  for (const [index, accountId] of ACCOUNTS.entries()) {
    const answer = await fetch(`${urlOf(replicas, index)}/api/v1/import-runs`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ accountIds: [accountId] }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  const wanted = orders * ACCOUNTS.length;
  for (;;) {
    const { shopOrders } = await sides.ask('look', {});
    if (shopOrders > wanted) throw new Error(`${shopOrders} shop orders of ${wanted}`);
    if (shopOrders === wanted) return (wanted * 1_000) / (performance.now() - began);
    await pause(100);
  }
}

/** @returns answered requests a second */
async function askPages(
  replicas: readonly ServiceProcess[],
  headers: Record<string, string>,
): Promise<number> {
  const began = performance.now();
  const until = began + Number(values.seconds) * 1_000;
  let answered = 0;
  const caller = async (index: number) => {
    for (let time = index; performance.now() < until; time += 1) {
      const path = PAGE_REQUESTS[time % PAGE_REQUESTS.length];
      const answer = await fetch(`${urlOf(replicas, index)}${path}`, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, index) => caller(index)));
  return (answered * 1_000) / (performance.now() - began);
}

function urlOf(replicas: readonly ServiceProcess[], index: number): string {
  return replicas[index % replicas.length]?.url ?? '';
}
