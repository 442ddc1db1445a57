import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { HEART_BEAT_MS } from '../../../src/bridge/http/serve-stream.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type EventReader, readEvents } from './event-reader.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const RUNS = '/api/v1/import-runs';
const CHANGES = '/api/v1/events';
const UNKNOWN_RUN = '7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11';

async function beginRun({ api }: HttpWorld): Promise<string> {
  const [ticket] = await api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  return ticket?.importRunId ?? 'none';
}

const named = ({ events }: EventReader, name: string) =>
  events.filter(({ event }) => event === name);

it('tells how a run goes, line by line, until it has ended', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const run = await beginRun(world);
  await held.reached;
  const reader = await readEvents(world, `${RUNS}/${run}/events`);
  expect(reader.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(reader.headers.get('cache-control')).toBe('no-store');
  expect(reader.headers.get('x-accel-buffering')).toBe('no');
  await until(() => named(reader, 'run').length > 0);
  expect(named(reader, 'run')[0]?.data).toMatchObject({ importRunId: run, state: 'running' });
  expect(named(reader, 'end')).toEqual([]);

  held.release();
  await reader.ended;
  expect(named(reader, 'line')).toHaveLength(3);
  expect(reader.events.at(-1)).toMatchObject({
    event: 'end',
    data: { state: 'finished', counters: { seen: 3, created: 3 } },
  });
  for (const event of reader.events) API_OPERATIONS.followImportRun.answer.parse(event);
});

it('shows what a run has counted before its page is through', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2]) world.otto.addOrder(buildSalesOrder({ seed }));
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const run = await beginRun(world);
  await held.reached;
  const reader = await readEvents(world, `${RUNS}/${run}/events`);
  const startedAt = performance.now();
  await until(() => named(reader, 'run').some(({ data }) => /"seen":2/.test(JSON.stringify(data))));
  // Later the bridge gives the call up, and the page is through.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  held.release();
  await reader.ended;
});

it('leaves out no line of a long run that has ended already', async () => {
  const world = await startHttpWorld();
  const { importRunId } = await world.importAll();
  const line = { importRunId, salesOrderId: undefined, orderNumber: undefined, params: {} };
  const at = world.clock.now().toISOString();
  for (let times = 0; times < 403; times += 1) {
    await world.bridge.ledger.addRunLine({ ...line, at, outcome: 'unreadable' });
  }
  const reader = await readEvents(world, `${RUNS}/${importRunId}/events`);
  await reader.ended;
  expect(new Set(named(reader, 'line').map(({ id }) => id)).size).toBe(403);
});

it('goes on after the line a reader got last, and asks one that saw the end not to come back', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
  const { importRunId } = await world.importAll();
  const path = `${RUNS}/${importRunId}/events`;
  const whole = await readEvents(world, path);
  await whole.ended;
  const [first, ...others] = named(whole, 'line');
  for (const [url, headers] of [
    [path, { 'Last-Event-ID': first?.id ?? '' }],
    [`${path}?after=${first?.id}`, {}],
  ] as const) {
    const again = await readEvents(world, url, headers);
    await again.ended;
    expect(named(again, 'line')).toEqual(others);
    expect(named(again, 'end')).toHaveLength(1);
  }
  const end = whole.events.at(-1)?.id ?? '';
  const after = await readEvents(world, path, { 'Last-Event-ID': end });
  expect(after.status).toBe(204);
  const strange = await readEvents(world, path, { 'Last-Event-ID': '<b>12 or 1=1' });
  await strange.ended;
  expect(named(strange, 'line')).toHaveLength(3);
});

it('follows a run of another process', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const other = await world.openBridge();
  let theirs = '';
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
  const reader = await readEvents(world, `${RUNS}/${theirs}/events`);
  held.release();
  await run;
  await reader.ended;
  expect(reader.events.at(-1)).toMatchObject({ event: 'end', data: { cause: 'command' } });
});

it('refuses what is no run, no number, or no reader’s business, as any call', async () => {
  const { api } = await startHttpWorld();
  expect(await api.problem(`${RUNS}/${UNKNOWN_RUN}/events`)).toMatchObject({
    status: 404,
    code: 'import-run-unknown',
  });
  expect((await api.problem(`${RUNS}/x/events`)).status).toBe(400);
  expect((await api.problem(`${RUNS}/${UNKNOWN_RUN}/events?after=-1`)).status).toBe(400);
  expect((await api.problem(CHANGES, { token: null })).status).toBe(401);
  expect((await api.problem(`${CHANGES}?since=1`)).status).toBe(400);
});

it('tells at once what stands, and then what changed', async () => {
  const world = await startHttpWorld();
  const reader = await readEvents(world, CHANGES);
  await until(() => reader.events.length > 0);
  expect(reader.events[0]).toMatchObject({
    event: 'changed',
    data: { topics: [], openIncidents: 0, runsInHand: [] },
  });
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  const run = await beginRun(world);
  await held.reached;
  const inHand = [{ accountId: 'main', importRunId: run, isRehearsal: false }];
  await until(() => JSON.stringify(reader.events.at(-1)?.data).includes(JSON.stringify(inHand)));
  held.release();
  await world.ended(run);
  await until(() => /"runsInHand":\[\]/.test(JSON.stringify(reader.events.at(-1)?.data)));
  const topics = reader.events.flatMap(
    ({ data }) => API_OPERATIONS.followChanges.answer.shape.data.parse(data).topics,
  );
  for (const { data } of reader.events.slice(1)) expect(data).not.toMatchObject({ topics: [] });
  for (const topic of ['orders', 'transmissions', 'import-runs', 'jobs']) {
    expect(topics).toContain(topic);
  }
  reader.close();
}, 30_000);

it('counts incidents as they come', async () => {
  const world = await startHttpWorld();
  const reader = await readEvents(world, CHANGES);
  world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
  await world.importAll();
  await until(() => /"openIncidents":1/.test(JSON.stringify(reader.events.at(-1)?.data)));
  expect(JSON.stringify(reader.events)).toContain('"incidents"');
}, 30_000);

it('beats while its reader may read, and ends when the token is withdrawn', async () => {
  const world = await startHttpWorld();
  const reader = await readEvents(world, CHANGES);
  await world.clock.endSleeps(HEART_BEAT_MS);
  await until(() => reader.comments() === 1);
  const [token] = await world.bridge.access.tokens.list();
  await world.bridge.access.tokens.revoke(token?.api_token_id ?? '');
  await world.clock.endSleeps(HEART_BEAT_MS);
  await reader.ended;
  expect(reader.comments()).toBe(1);
});

it('ends every stream when the service stops, so that stopping takes no longer', async () => {
  const world = await startHttpWorld();
  const readers = [await readEvents(world, CHANGES), await readEvents(world, CHANGES)];
  const startedAt = performance.now();
  await world.service.stop();
  await Promise.all(readers.map(({ ended }) => ended));
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
