import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const RUNS = '/api/v1/reconcile-runs';
const UNKNOWN_RUN = '7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11';
const GERMAN = { 'Accept-Language': 'de' };

async function worldWith(count: number): Promise<HttpWorld> {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    // A run of the reports would read shop orders too, in between.
    schedules: { ...settings.schedules, reports: 'off' },
  }));
  for (let index = 0; index < count; index += 1) {
    world.otto.addOrder(buildSalesOrder({ seed: index }));
  }
  await world.importAll();
  return world;
}

async function ended({ api }: HttpWorld, reconcileRunId: string) {
  const read = () => api.read(API_OPERATIONS.getReconcileRun, `${RUNS}/${reconcileRunId}`);
  await until(async () => (await read()).state !== 'running');
  return read();
}

async function compare(world: HttpWorld, body: object = {}) {
  const started = await world.api.read(API_OPERATIONS.startReconcileRuns, RUNS, { body });
  return ended(world, started[0]?.reconcileRunId ?? '');
}

/** Takes some orders out of the shop for good. */
function loseInShop({ shop }: HttpWorld, count: number): void {
  for (const id of [...shop.state.orders.keys()].slice(0, count)) shop.hands.deleteForGood(id);
}

it('compares the sides of every active account and answers the line', async () => {
  const world = await worldWith(3);
  const run = await compare(world);
  expect(run).toMatchObject({
    accountId: 'main',
    cause: 'click',
    state: 'finished',
    line: '3 = 3 = 3, nothing open',
    counts: { atOtto: 3, inLedger: 3, inShop: 3, waiting: 0, keptOut: 0, differences: 0 },
    reasons: [],
    fault: null,
  });
  const german = await world.api.call(`${RUNS}/${run.reconcileRunId}`, { headers: GERMAN });
  expect(german.text).toContain('3 = 3 = 3, nichts offen');
});

it('tells what differs, repairs it, and proves it', async () => {
  const world = await worldWith(3);
  loseInShop(world, 2);
  const { reconcileRunId, line } = await compare(world);
  expect(line).toBe('3 at OTTO = 3 in the bridge ≠ 1 in the shop, 2 differences');
  const list = `${RUNS}/${reconcileRunId}/differences`;
  const operation = API_OPERATIONS.listReconcileDifferences;
  const first = await world.api.read(operation, `${list}?limit=1`);
  expect(first.items).toMatchObject([
    {
      accountId: 'main',
      about: { code: 'shop-order-missing' },
      repair: 'create-again',
      repairWord: 'make anew, if you want it',
      repairedAt: null,
    },
  ]);
  const second = await world.api.read(operation, `${list}?limit=1&after=${first.nextAfter}`);
  expect(second.items).toHaveLength(1);
  expect(second.nextAfter).toBeNull();

  const differenceIds = [second.items[0]?.differenceId];
  const repair = (body: object) =>
    world.api.read(API_OPERATIONS.startRepair, `${RUNS}/${reconcileRunId}/repair`, { body });
  expect(await repair({ differenceIds })).toEqual({ reconcileRunId });
  const repaired = async () =>
    (await world.api.read(operation, list)).items.map(({ repairedAt }) => repairedAt !== null);
  await until(() => world.shop.state.orders.size === 2);
  expect(await repaired()).toEqual([false, true]);
  const other = { differenceIds: [first.items[0]?.differenceId] };
  await until(async () => (await repair(other).catch(() => undefined)) !== undefined);
  await until(() => world.shop.state.orders.size === 3);
  expect(await repaired()).toEqual([true, true]);
  await until(
    async () => (await world.bridge.ledger.listImportRuns({ limit: 1 }))[0]?.state === 'finished',
  );
  expect((await compare(world)).line).toBe('3 = 3 = 3, nothing open');
});

it('offers the differences as a file for spreadsheets, in the language of the request', async () => {
  const world = await worldWith(2);
  loseInShop(world, 1);
  const { reconcileRunId } = await compare(world);
  const path = `${RUNS}/${reconcileRunId}/differences.csv`;
  const german = await world.api.call(path, { headers: GERMAN });
  expect(german.status).toBe(200);
  expect(german.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(german.headers.get('content-disposition')).toBe('attachment; filename=differences.csv');
  expect(german.headers.get('content-language')).toBe('de');
  // fetch takes the mark away from the text it hands out
  expect(german.text).toMatch(/^OTTO-Konto;OTTO-Nummer;/);
  expect(german.text.trim().split('\r\n')).toHaveLength(2);
  expect((await world.api.call(path)).text).toMatch(/^OTTO account,OTTO number,/);
  expect((await world.api.call(path, { token: null })).status).toBe(401);
});

it('lists comparisons newest first, page by page, of one account where asked', async () => {
  const world = await worldWith(1);
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    ids.unshift((await compare(world)).reconcileRunId);
  }
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listReconcileRuns, `${RUNS}?${query}`);
  const first = await read('limit=2&accountId=main');
  const second = await read(`limit=2&cursor=${first.nextCursor}`);
  const found = [...first.items, ...second.items].map((run) => run.reconcileRunId);
  expect(found).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect((await read('accountId=other')).items).toEqual([]);
  expect((await world.api.problem(`${RUNS}?cursor=x`)).code).toBe('request-invalid');
});

it('joins the comparison in hand', async () => {
  const world = await worldWith(1);
  const held = world.shop.faults.delayBeforeEffect('until-released', { path: '/orders' });
  const start = () => world.api.read(API_OPERATIONS.startReconcileRuns, RUNS, { body: {} });
  const [first] = await start();
  await held.reached;
  expect(await start()).toEqual([{ ...first, joined: true }]);
  const during = await world.api.read(
    API_OPERATIONS.getReconcileRun,
    `${RUNS}/${first?.reconcileRunId}`,
  );
  expect(during).toMatchObject({ state: 'running', line: null, counts: null, finishedAt: null });
  const repair = await world.api.problem(`${RUNS}/${first?.reconcileRunId}/repair`, { body: {} });
  expect(repair).toMatchObject({ status: 409, code: 'already-reconciling' });
  held.release();
  expect((await ended(world, first?.reconcileRunId ?? '')).line).toBe('1 = 1 = 1, nothing open');
});

it('says why it can not begin, or did not come to its end', async () => {
  const world = await worldWith(1);
  const asked = (body: object) => world.api.problem(RUNS, { body });
  expect(await asked({ accountIds: ['nope'] })).toMatchObject({
    status: 404,
    code: 'account-unknown',
  });
  const from = '2026-03-02T00:00:00Z';
  expect(await asked({ from, until: '2026-03-01T00:00:00Z' })).toMatchObject({
    status: 400,
    code: 'range-empty',
  });
  for (const path of ['', '/differences', '/differences.csv']) {
    const problem = await world.api.problem(`${RUNS}/${UNKNOWN_RUN}${path}`);
    expect(problem).toMatchObject({ status: 404, code: 'reconcile-run-unknown' });
  }
  const repair = await world.api.problem(`${RUNS}/${UNKNOWN_RUN}/repair`, { body: {} });
  expect(repair.status).toBe(404);
  world.otto.faults.answerWith(403, { on: 'order-list', times: 9 });
  expect(await compare(world)).toMatchObject({
    state: 'failed',
    line: null,
    counts: null,
    fault: { code: 'otto-right-missing' },
  });
});
