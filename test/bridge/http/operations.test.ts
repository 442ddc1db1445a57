import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshLocation } from '../../databases.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';
import { rawRequest } from './raw-request.ts';

/** Every line of a scrape, by name and labels as they are printed. */
async function scrape(world: HttpWorld, call = {}): Promise<Map<string, number>> {
  const { status, text } = await world.api.call('/metrics', { token: null, ...call });
  expect(status).toBe(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

describe('/healthz', () => {
  it('tells that the process answers, whatever its ledger does', async () => {
    const world = await startHttpWorld();
    await world.bridge.ledger.close();
    const { status, json, headers } = await world.api.call('/healthz', { token: null });
    expect({ status, json }).toEqual({ status: 200, json: { status: 'ok' } });
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('/readyz', () => {
  it('says that it may be given work, to anybody', async () => {
    const world = await startHttpWorld();
    const { status, json } = await world.api.call('/readyz', { token: null });
    expect({ status, json }).toEqual({ status: 200, json: { status: 'ready' } });
  });

  it('says that the ledger does not answer', async () => {
    const world = await startHttpWorld();
    await world.bridge.ledger.close();
    const problem = await world.api.problem('/readyz', { token: null });
    expect(problem).toMatchObject({ status: 503, code: 'ledger-not-answering' });
  });

  it('says no in time where the ledger hangs', async () => {
    const world = await startHttpWorld();
    Object.assign(world.bridge.ledger, { readDocument: () => new Promise(() => undefined) });
    const askedAt = performance.now();
    const problem = await world.api.problem('/readyz', { token: null });
    expect(problem).toMatchObject({ status: 503, code: 'ledger-not-answering' });
    expect(performance.now() - askedAt).toBeLessThan(4_000);
  });

  it('says that the settings can not be read, and tells nothing of them', async () => {
    const world = await startHttpWorld();
    const path = join(world.config.dataFolder, 'settings.json');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, whole.slice(0, -20));
    const problem = await world.api.problem('/readyz', { token: null });
    expect(problem).toMatchObject({ status: 503, code: 'settings-not-readable' });
    expect(problem.detail).not.toContain(world.config.dataFolder);
    await writeFile(path, whole);
    expect((await world.api.call('/readyz', { token: null })).status).toBe(200);
  });

  it('says on a connection that is still open that the service stops', async () => {
    const world = await startHttpWorld();
    world.otto.addOrder(buildSalesOrder());
    const held = world.shop.faults.delayAfterEffect('until-released', { method: 'POST' });
    void world.api.call('/api/v1/import-runs', { body: {} });
    await held.reached;
    const begun = await beginRequest(world.service.url, '/readyz');
    const stopped = world.service.stop();
    const answer = await begun.finish();
    expect(answer).toContain('503 Service Unavailable');
    expect(answer).toContain('"code":"service-stopping"');
    held.release();
    await stopped;
  });
});

describe('/metrics', () => {
  it('counts what stands in the ledger and what this process did', async () => {
    const world = await startHttpWorld();
    for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
    await world.importAll();
    await until(async () => (await scrape(world)).has(IMPORTED));
    const lines = await scrape(world);
    expect(lines.get('otto_bridge_ledger_up')).toBe(1);
    expect(lines.get(IMPORTED)).toBe(1);
    expect(lines.get('otto_bridge_job_runs_total{job="order-import",outcome="done"}')).toBe(1);
    const orders = [...lines].filter(([name]) => name.startsWith('otto_bridge_orders{'));
    expect(orders).toHaveLength(6);
    expect(orders.reduce((sum, [, count]) => sum + count, 0)).toBe(3);
    const now = world.clock.now().getTime() / 1_000;
    const lastAt = lines.get('otto_bridge_last_import_success_timestamp_seconds{account="main"}');
    expect(now - (lastAt ?? 0)).toBeLessThan(60);
    expect(lines.get('otto_bridge_breaker_open{side="otto",account="main"}')).toBe(0);
    expect(lines.get('otto_bridge_breaker_open{side="shop",account=""}')).toBe(0);
    expect(lines.has('process_cpu_seconds_total')).toBe(true);
    expect(lines.has('nodejs_eventloop_lag_seconds')).toBe(true);
    expect(lines.get('otto_bridge_info{version="0.1.0"}')).toBe(1);
  });

  it('measures calls by route, never by what they are about', async () => {
    const world = await startHttpWorld();
    const order = buildSalesOrder({ seed: 1 });
    world.otto.addOrder(order);
    world.otto.faults.answerWith(500, { times: 1, on: 'order-list' });
    await world.importAll();
    const { text } = await world.api.call('/metrics', { token: null });
    const routes = [...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route ?? '');
    expect(routes).toContain('orders');
    for (const route of routes) expect(route).not.toMatch(/\d{2}|[?&=]/);
    expect(text).toMatch(
      /otto_bridge_otto_call_duration_seconds_count\{method="GET",route="[^"]+",outcome="failed"\} 1/,
    );
    expect(text).not.toContain(order.salesOrderId);
    expect(text).not.toContain(order.orderNumber);
  });

  it('counts deliveries of the shop by what became of each', async () => {
    const world = await startHttpWorld();
    await world.api.call('/webhooks/woocommerce', { body: {}, token: null });
    const body = 'webhook_id=5';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await world.api.call('/webhooks/woocommerce', { body, headers, token: null });
    const lines = await scrape(world);
    const count = (outcome: string) =>
      lines.get(`otto_bridge_webhook_deliveries_total{outcome="${outcome}"}`);
    expect([count('refused'), count('known'), count('news')]).toEqual([1, 1, undefined]);
  });

  it('shows open incidents by their code until they are over', async () => {
    const world = await startHttpWorld();
    const fault = world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
    await world.importAll();
    const name = 'otto_bridge_open_incidents{code="otto-credentials-refused"}';
    const lines = await scrape(world);
    expect(lines.get(name)).toBe(1);
    expect(lines.get('otto_bridge_import_runs_total{account="main",outcome="failed"}')).toBe(1);
    fault.withdraw();
    await world.bridge.ledger.resolveIncidents(
      ['otto-credentials-refused'],
      'main',
      world.clock.now().toISOString(),
    );
    expect((await scrape(world)).has(name)).toBe(false);
  });

  it('tells that the ledger does not answer, and what the process knows all the same', async () => {
    const world = await startHttpWorld();
    await world.importAll();
    await scrape(world);
    await world.bridge.ledger.close();
    const lines = await scrape(world);
    expect(lines.get('otto_bridge_ledger_up')).toBe(0);
    expect([...lines.keys()].filter((name) => name.startsWith('otto_bridge_orders'))).toEqual([]);
    expect(lines.has('otto_bridge_webhook_deliveries_waiting')).toBe(false);
    expect(lines.get(IMPORTED) ?? lines.get(NOTHING_NEW)).toBe(1);
  });

  it('is answered on PostgreSQL alike', async () => {
    const world = await startHttpWorld(undefined, { ledger: await freshLocation('postgres') });
    world.otto.addOrder(buildSalesOrder({ seed: 1 }));
    await world.importAll();
    const lines = await scrape(world);
    expect(lines.get('otto_bridge_ledger_up')).toBe(1);
    expect(lines.get('otto_bridge_stock_due{account="main"}')).toBe(0);
  });

  it('is for this machine and for keys that may see the state', async () => {
    const world = await startHttpWorld();
    const { tokens } = world.bridge.access;
    const tokenFor = async (areas: ('state' | 'orders')[]) => {
      const asked = { name: areas.join(), role: 'view', areas, createdBy: 'tests' } as const;
      const token = (await tokens.create(asked)).token.reveal();
      world.watch.secrets.add(token);
      return token;
    };
    const proxied = { headers: { 'X-Forwarded-For': '192.0.2.7' } };
    const status = async (call: object) =>
      (await world.api.call('/metrics', { token: null, ...call })).status;
    expect(await status({})).toBe(200);
    expect(await status(proxied)).toBe(401);
    expect(await status({ headers: { Via: '1.1 proxy' } })).toBe(401);
    expect(await status({ ...proxied, token: await tokenFor(['state']) })).toBe(200);
    expect(await status({ ...proxied, token: await tokenFor(['orders']) })).toBe(403);
    expect(await status({ token: await tokenFor(['orders']) })).toBe(403);
    expect(await status({ token: 'omb_wrong' })).toBe(401);
  });

  it('is not for a name from outside, which a proxy without manners passes on', async () => {
    const world = await startHttpWorld((settings) => ({
      ...settings,
      publicUrl: 'https://bridge.example',
    }));
    const answer = await rawRequest(`${world.service.url}/metrics`, { Host: 'bridge.example' });
    expect(answer.status).toBe(401);
  });

  it('is for keys alone, or for nobody, where the owner wants it so', async () => {
    const keyed = await startHttpWorld(undefined, { metricsFor: 'key' });
    expect((await keyed.api.call('/metrics', { token: null })).status).toBe(401);
    expect((await keyed.api.call('/metrics')).status).toBe(200);
    const closed = await startHttpWorld(undefined, { metricsFor: 'nobody' });
    expect((await closed.api.call('/metrics')).status).toBe(404);
  });
});

/** A request whose last line is not sent yet: its connection is not idle, so that a stop leaves it. */
async function beginRequest(url: string, path: string) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n`);
  // Its answer shows that the service has read what came before it.
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  return {
    async finish(): Promise<string> {
      const parts: Buffer[] = [];
      socket.on('data', (part: Buffer) => parts.push(part));
      socket.write('\r\n');
      await once(socket, 'close');
      return Buffer.concat(parts).toString('utf8');
    },
  };
}

const IMPORTED = 'otto_bridge_import_runs_total{account="main",outcome="done"}';
const NOTHING_NEW = 'otto_bridge_import_runs_total{account="main",outcome="nothing"}';
