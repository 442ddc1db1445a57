import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder, processableTwoEqualPieces } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

const RUNS = '/api/v1/import-runs';
const UNKNOWN_RUN = '7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11';

it('imports every active account and tells how the run goes and what it came to', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const runs = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  expect(runs).toMatchObject([{ accountId: 'main', joined: false, isRehearsal: false }]);

  const run = await world.ended(runs[0]?.importRunId ?? '');
  expect(run).toMatchObject({
    accountId: 'main',
    cause: 'click',
    state: 'finished',
    counters: { seen: 1, created: 1, failed: 0 },
    fault: null,
    nextRunAt: '2026-03-20T09:00:00.000Z',
  });
  expect(run.summary).toMatch(/1 /);
  expect(world.shop.state.orders.size).toBe(1);
});

it('needs no body at all', async () => {
  const world = await startHttpWorld();
  const answer = await world.api.call(RUNS, { method: 'POST' });
  expect(answer.status).toBe(202);
});

it('joins the run in hand instead of beginning a second one', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const start = () => world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  const [first] = await start();
  await held.reached;
  const [second] = await start();
  expect(second).toEqual({ ...first, joined: true });

  const during = await world.api.read(API_OPERATIONS.getImportRun, `${RUNS}/${first?.importRunId}`);
  expect(during).toMatchObject({ state: 'running', finishedAt: null });
  held.release();
  await world.ended(first?.importRunId ?? '');
  expect((await start())[0]?.joined).toBe(false);
});

it('gives two callers at the same moment the same run', async () => {
  const world = await startHttpWorld();
  const start = () => world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  const tickets = (await Promise.all([start(), start(), start()])).flat();
  expect(new Set(tickets.map(({ importRunId }) => importRunId)).size).toBe(1);
  expect(tickets.filter(({ joined }) => !joined)).toHaveLength(1);
});

it('names the run of another process that holds the account', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  let theirs = '';
  const other = await world.openBridge();
  const run = other.importOrders({
    accountId: 'main',
    cause: 'command',
    signal: new AbortController().signal,
    holderKind: 'command',
    onStarted: (id) => {
      theirs = id;
    },
  });
  await held.reached;
  const [ticket] = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  expect(ticket).toMatchObject({ importRunId: theirs, joined: true });
  held.release();
  await run;
});

it('refuses a back-fill while a run is in hand that does not cover it', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const [first] = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  await held.reached;
  for (const body of [{ since: '2026-01-01T00:00:00Z' }, { rehearse: true }]) {
    const problem = await world.api.problem(RUNS, { body });
    expect(problem).toMatchObject({ status: 409, code: 'other-run-in-hand' });
    expect(problem.detail).toContain('main');
  }
  held.release();
  await world.ended(first?.importRunId ?? '');
});

it('rehearses a draft account, and any account when asked, without writing to the shop', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [
      ...settings.accounts,
      service.account('draft', bridge, { state: 'draft' }),
      service.account('paused', bridge, { state: 'paused' }),
    ],
  }));
  world.otto.addOrder(processableTwoEqualPieces());
  const drafts = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, {
    body: { accountIds: ['draft'] },
  });
  const asked = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, {
    body: { accountIds: ['main', 'paused'], rehearse: true },
  });
  for (const ticket of [...drafts, ...asked]) {
    expect(ticket.isRehearsal).toBe(true);
    const run = await world.ended(ticket.importRunId);
    expect(run).toMatchObject({ isRehearsal: true, counters: { created: 1 }, state: 'finished' });
  }
  expect(world.shop.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('offers active accounts only, and says so when there is none', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [service.account('main', bridge, { state: 'paused' })],
  }));
  expect(await world.api.problem(RUNS, { body: {} })).toMatchObject({
    status: 409,
    code: 'no-active-account',
  });
  expect(await world.api.problem(RUNS, { body: { accountIds: ['main'] } })).toMatchObject({
    status: 409,
    code: 'account-paused',
  });
});

it('begins nothing when one of the named accounts does not exist', async () => {
  const world = await startHttpWorld();
  const problem = await world.api.problem(RUNS, { body: { accountIds: ['main', 'nobody'] } });
  expect(problem).toMatchObject({ status: 404, code: 'account-unknown' });
  expect(problem.detail).toContain('nobody');
  const { items } = await world.api.read(API_OPERATIONS.listImportRuns, RUNS);
  expect(items).toEqual([]);
});

it('refuses while no shop is connected, naming what is missing', async () => {
  const world = await startHttpWorld((settings) => ({ ...settings, shop: null }));
  expect(await world.api.problem(RUNS, { body: {} })).toMatchObject({
    status: 409,
    code: 'shop-missing',
  });
});

it('reads a since of any time zone as the same moment', async () => {
  const world = await startHttpWorld();
  const [ticket] = await world.api.read(API_OPERATIONS.startImportRuns, RUNS, {
    body: { since: '2026-03-01T01:00:00+01:00' },
  });
  const run = await world.ended(ticket?.importRunId ?? '');
  expect(run.since).toBe('2026-03-01T00:00:00.000Z');
});

it('tells why a run ended early, in the language of the request', async () => {
  const world = await startHttpWorld();
  world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
  const run = await world.importAll();
  expect(run).toMatchObject({ state: 'failed', fault: { code: 'otto-credentials-refused' } });
  expect(run.fault?.what).toContain('OTTO does not accept');
  const german = await world.api.read(API_OPERATIONS.getImportRun, `${RUNS}/${run.importRunId}`, {
    headers: { 'Accept-Language': 'de-AT, en;q=0.5' },
  });
  expect(german.fault?.what).toContain('OTTO nimmt');
});

it('lists runs newest first, as many as asked for', async () => {
  const world = await startHttpWorld();
  const runs = [await world.importAll(), await world.importAll(), await world.importAll()];
  const { items } = await world.api.read(API_OPERATIONS.listImportRuns, `${RUNS}?limit=2`);
  expect(items.map(({ importRunId }) => importRunId)).toEqual([
    runs[2]?.importRunId,
    runs[1]?.importRunId,
  ]);
});

it('pages through the lines of a run', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
  const { importRunId } = await world.importAll();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listImportRunLines, `${RUNS}/${importRunId}/lines${query}`);
  const first = await read('?limit=2');
  const second = await read(`?limit=2&after=${first.nextAfter}`);
  expect(first.items).toHaveLength(2);
  expect(second).toMatchObject({ items: [{ outcome: 'created' }], nextAfter: null });
  const numbers = [...first.items, ...second.items].map(({ orderNumber }) => orderNumber);
  expect(new Set(numbers).size).toBe(3);
  expect(first.items[0]?.wooOrderId).toBeGreaterThan(0);
});

it('knows no other run', async () => {
  const world = await startHttpWorld();
  for (const path of [`${RUNS}/${UNKNOWN_RUN}`, `${RUNS}/${UNKNOWN_RUN}/lines`]) {
    expect(await world.api.problem(path)).toMatchObject({
      status: 404,
      code: 'import-run-unknown',
    });
  }
});
