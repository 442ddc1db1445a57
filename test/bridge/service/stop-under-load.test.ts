import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { until } from '../http/http-world.ts';
import { startChild } from '../settings/children/start-child.ts';
import { apiClient } from './api-client.ts';
import { connect, MAIN, makeToken, startServiceWorld } from './service-world.ts';

const logLine = z.looseObject({ event: z.string() });

const ORDERS = 150;
const CALLERS = 8;
const NOTHING_THERE = /ECONNREFUSED|ECONNRESET|closed|fetch failed|terminated/;

/** Calls until the service is gone. @returns every status, and what else was thrown */
async function callOnAndOn(url: string, path: string): Promise<{ seen: number[]; odd: string[] }> {
  const seen: number[] = [];
  for (;;) {
    try {
      const response = await fetch(`${url}${path}`);
      await response.text();
      seen.push(response.status);
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const told = `${error} ${cause}`;
      return { seen, odd: NOTHING_THERE.test(told) ? [] : [told] };
    }
  }
}

it('on SIGTERM under load leaves no run open, no lease held, no line unparsable, and ends by itself', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  for (let seed = 1; seed <= ORDERS; seed += 1) world.otto.addOrder(buildSalesOrder({ seed }));
  const logFile = join(world.config.dataFolder, 'log');
  const child = startChild('../../service/children/serve.ts', [world.config.dataFolder, logFile]);
  await until(() => child.lines.length > 0 || child.process.exitCode !== null);
  const url = child.lines[0]?.replace('listening on ', '') ?? '';
  const api = apiClient(world, { url, apiToken: await makeToken(world, bridge) });
  const stream = await fetch(`${url}${API_OPERATIONS.followChanges.path}`, {
    headers: { Authorization: `Bearer ${(await makeToken(world, bridge)).reveal()}` },
  });
  const reading = stream.text().catch(() => 'cut');
  const paths = ['/readyz', '/metrics', '/healthz', '/api/v1/orders'];
  const callers = Array.from({ length: CALLERS }, (_, at) =>
    callOnAndOn(url, paths[at % paths.length] ?? '/healthz'),
  );
  await api.read(API_OPERATIONS.startImportRuns, '/api/v1/import-runs', { body: {} });
  await until(() => world.shop.state.orders.size > 0);

  const signalledAt = performance.now();
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
  expect(performance.now() - signalledAt).toBeLessThan(10_000);
  expect(child.lines).toContain('stopped');

  for (const { seen, odd } of await Promise.all(callers)) {
    expect(odd).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((status) => status >= 500 && status !== 503)).toEqual([]);
  }
  expect(await reading).toBeDefined();
  const { ledger } = bridge;
  expect(await ledger.loadOpenClaims(MAIN)).toEqual([]);
  const runs = await ledger.listImportRuns({ limit: 10 });
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.filter(({ state }) => state === 'running')).toEqual([]);
  const [jobRun] = await ledger.listJobRuns({
    job: 'order-import',
    accountId: MAIN,
    before: undefined,
    limit: 1,
  });
  expect(jobRun?.ended_at).not.toBeNull();
  const free = await ledger.acquireLease(`order-import:${MAIN}`, 'test', {
    now: world.clock.now().toISOString(),
    expiresAt: '2099-01-01T00:00:00.000Z',
  });
  expect(free).toBeDefined();
  const ids = [...world.shop.state.orders.values()].map(({ transactionId }) => transactionId);
  expect(new Set(ids).size).toBe(ids.length);
  const log = await readFile(logFile, 'utf8');
  world.watch.seen.push(log);
  const events = log
    .trimEnd()
    .split('\n')
    .map((line) => logLine.parse(JSON.parse(line)).event);
  expect(events).toContain('service-stopped');
  expect(events).not.toContain('http-request-failed');
});
