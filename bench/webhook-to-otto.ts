import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { META } from '../src/mapping/woocommerce/order-meta.ts';
import { startFakeOtto } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import { postWebhook } from '../test/fakes/woocommerce/webhook-post.ts';
import { buildSalesOrder, sandboxProducts } from '../test/fixtures/otto/index.ts';
import { freePort } from '../test/free-port.ts';
import { atShare } from './large/middle-of.ts';
import { row } from './large/row.ts';
import { type ServiceProcess, startServiceProcess } from './large/service-process.ts';
import { setUpBridge } from './large/set-up-bridge.ts';

/**
 * From the shop's webhook to OTTO's accepted shipment, one order after the other, and how long the shop
 * waits for the answer to a webhook when very many come. The service runs as an owner runs it, in a process
 * of its own; shop and OTTO are the fakes, in this one: while this process is at work the bridge waits, which
 * is taken off.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '200' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '20' },
  },
});
const orders = Number(values.orders);
const rate = Number(values.rate);
const WEBHOOK_TIMEOUT_MS = 5_000;
const WAIT_MS = 120_000;

const otto = await startFakeOtto();
const shop = await startFakeShop({
  products: Object.values(sandboxProducts).map(({ sku, productTitle }) => ({
    sku,
    name: productTitle,
    price: '10.00',
    stockQuantity: 100_000,
  })),
});
const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
const port = await freePort();
try {
  const publicUrl = `http://127.0.0.1:${port}`;
  const token = await setUpBridge({ dataFolder, otto, shop, publicUrl });
  for (let index = 0; index < orders; index += 1) {
    const orderDate = new Date(Date.now() - 3_600_000).toISOString();
    otto.addOrder(buildSalesOrder({ seed: `webhook-${index}`, orderDate }));
  }
  const service = await startServiceProcess(dataFolder, { port });
  try {
    await fetch(`${service.url}/api/v1/import-runs`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    await until(() => shop.state.orders.size >= orders && shop.state.webhooks.size >= 2);
    await shop.runWebhookQueue();
    await pause(3_000);
    await measureReports();
    await measureAnswers(service);
  } finally {
    await service.stop();
  }
} finally {
  await otto.stop();
  await shop.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

async function measureReports(): Promise<void> {
  const accepted = new Map<string, () => void>();
  otto.hooks.onEffect = (request) => {
    if (request.method !== 'POST' || request.path !== '/v1/shipments') return;
    accepted.get(JSON.parse(request.body).positionItems[0]?.salesOrderId)?.();
  };
  const took: number[] = [];
  const own: number[] = [];
  let number = 0;
  for (const order of [...shop.state.orders.values()].slice(0, orders)) {
    number += 1;
    const salesOrderId = order.meta.find(({ key }) => key === META.salesOrderId)?.value;
    shop.hands.addTrackingMeta(order.id, {
      carrier: 'hermes-germany',
      trackingNumber: `H${String(1_000_000_000_000_000_000n + BigInt(number))}`,
    });
    shop.hands.setStatus(order.id, 'completed');
    const { promise, resolve } = Promise.withResolvers<void>();
    accepted.set(String(salesOrderId), resolve);
    const began = performance.now();
    const atWork = performance.eventLoopUtilization();
    void shop.runWebhookQueue();
    await promise;
    const whole = performance.now() - began;
    took.push(whole);
    own.push(whole - performance.eventLoopUtilization(atWork).active);
    await pause(20); // the answer to OTTO's call and what follows it belong to this order
  }
  const at = (numbers: number[], share: number) => `${atShare(numbers, share).toFixed(0)} ms`;
  row('webhook → shipment accepted by OTTO, own share', {
    figure: `p50 ${at(own, 0.5)}, p99 ${at(own, 0.99)} (with the fakes p50 ${at(took, 0.5)}, p99 ${at(took, 0.99)}; ${took.length} orders)`,
    goal: '–',
    isMet: took.length === orders,
  });
}

/** At a steady rate, whatever the answers take, each time from when the webhook was to be sent. */
async function measureAnswers(service: ServiceProcess): Promise<void> {
  const updates = [...shop.state.webhooks.values()].find(({ topic }) => topic === 'order.updated');
  if (updates === undefined) throw new Error('There is no webhook for changed orders');
  const ids = [...shop.state.orders.keys()].slice(0, orders);
  for (const id of ids) shop.hands.setStatus(id, 'on-hold');
  shop.state.pendingDeliveries.splice(0);
  const count = rate * Number(values.seconds);
  const deliveries = Array.from({ length: count }, (_, index) =>
    shop.deliveryOf(updates.id, ids[index % ids.length] ?? 0),
  );
  const took: number[] = [];
  const statuses = new Map<number | undefined, number>();
  const cpuBefore = await service.cpuMs();
  const began = performance.now();
  await Promise.all(
    deliveries.map(async (delivery, index) => {
      const dueMs = (index * 1_000) / rate;
      await pause(Math.max(0, dueMs - (performance.now() - began)));
      const status = await postWebhook(delivery, WEBHOOK_TIMEOUT_MS);
      took.push(performance.now() - began - dueMs);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
  );
  const at = (share: number) => `${atShare(took, share).toFixed(0)} ms`;
  const accepted = statuses.get(200) ?? 0;
  const cpuMs = ((await service.cpuMs()) - cpuBefore) / count;
  row(`acknowledgement of webhooks at ${rate}/s`, {
    figure: `p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}; ${cpuMs.toFixed(1)} ms of the processor each, looks at the orders included (${accepted} of ${count} taken)`,
    goal: '–',
    isMet: accepted === count,
  });
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    if (isSo()) return;
    await pause(5);
  }
  throw new Error(`Waited in vain for ${isSo}`);
}
