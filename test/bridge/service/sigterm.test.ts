import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { until } from '../http/http-world.ts';
import { startChild } from '../settings/children/start-child.ts';
import { apiClient } from './api-client.ts';
import { connect, MAIN, makeToken, type ServiceWorld, startServiceWorld } from './service-world.ts';

const ORDERS = 60;

async function startProcess(world: ServiceWorld, bridge: Bridge) {
  const logFile = join(world.config.dataFolder, 'log');
  const child = startChild('../../service/children/serve.ts', [world.config.dataFolder, logFile]);
  await until(() => child.lines.length > 0 || child.process.exitCode !== null);
  const url = child.lines[0]?.replace('listening on ', '') ?? '';
  const api = apiClient(world, { url, apiToken: await makeToken(world, bridge) });
  return { child, api, url, readLog: () => readFile(logFile, 'utf8') };
}

function importedOnce(world: ServiceWorld): number {
  const ids = [...world.shop.state.orders.values()].map(({ transactionId }) => transactionId);
  expect(new Set(ids).size).toBe(ids.length);
  return ids.length;
}

it('on SIGTERM finishes and commits the call in hand, begins no other, and ends by itself', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  for (let seed = 1; seed <= ORDERS; seed += 1) world.otto.addOrder(buildSalesOrder({ seed }));
  const held = world.shop.faults.delayAfterEffect('until-released', {
    method: 'POST',
    path: '/orders/batch',
  });
  const { child, api, url, readLog } = await startProcess(world, bridge);
  const [ticket] = await api.read(API_OPERATIONS.startImportRuns, '/api/v1/import-runs', {
    body: {},
  });
  await held.reached;
  const signalledAt = performance.now();
  child.process.kill('SIGTERM');
  await until(() =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
  expect(child.process.exitCode).toBeNull();
  held.release();

  expect(await child.ended).toBe(0);
  expect(performance.now() - signalledAt).toBeLessThan(10_000);
  expect(child.lines).toContain('stopped');
  world.watch.seen.push(await readLog());

  const made = importedOnce(world);
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(ORDERS);
  const imported = await bridge.ledger.listSalesOrders({ importState: 'imported', limit: 100 });
  expect(imported).toHaveLength(made);
  expect(await bridge.ledger.loadOpenClaims(MAIN)).toEqual([]);
  const run = await bridge.ledger.loadImportRun(ticket?.importRunId ?? '');
  expect(run).toMatchObject({ state: 'failed', error_code: 'stopped', created: made });
});

it('after SIGKILL frees its own lease at the next start and imports each order once', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  world.otto.addOrder(buildSalesOrder({ seed: 1 }));
  const held = world.otto.faults.delay(20_000, { on: 'order-list' });
  const first = await startProcess(world, bridge);
  await first.api.read(API_OPERATIONS.startImportRuns, '/api/v1/import-runs', { body: {} });
  await until(() => held.struck > 0);
  first.child.process.kill('SIGKILL');
  await first.child.ended;

  const second = await startProcess(world, bridge);
  const [ticket] = await second.api.read(API_OPERATIONS.startImportRuns, '/api/v1/import-runs', {
    body: {},
  });
  expect(ticket?.joined).toBe(false);
  await until(() => world.shop.state.orders.size > 0);
  second.child.process.kill('SIGINT');
  expect(await second.child.ended).toBe(0);
  expect(importedOnce(world)).toBe(1);
  const runs = await bridge.ledger.listImportRuns({ limit: 10 });
  expect(runs.map(({ error_code }) => error_code)).toContain('interrupted');
});
