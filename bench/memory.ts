import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startFakeOtto } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import { buildSalesOrder, sandboxProducts } from '../test/fixtures/otto/index.ts';
import { firstStart } from './large/first-start.ts';
import { copyLedger } from './large/kept-ledger.ts';
import { row } from './large/row.ts';
import { startServiceProcess } from './large/service-process.ts';
import { setUpBridge } from './large/set-up-bridge.ts';

/**
 * The memory of a bridge that imports many orders into a large ledger, looked at all the time. The bridge
 * runs as an owner runs it, in a process of its own; Linux only, which says how much is resident.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '10000' },
    ledger: { type: 'string', default: '1000000' },
  },
});
const orders = Number(values.orders);
const LIMIT_MB = 150;
const PARTS = 10;
const LOOK_EVERY_MS = 20;
const ASK_AGAIN_MS = 10_000;
const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const otto = await startFakeOtto();
const shop = await startFakeShop({
  products: Object.values(sandboxProducts).map(({ sku, productTitle }) => ({
    sku,
    name: productTitle,
    price: '10.00',
    stockQuantity: 10_000_000,
  })),
});
const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-bench-'));
try {
  await copyLedger(Number(values.ledger), join(dataFolder, 'ledger.sqlite'));
  const token = await setUpBridge({ dataFolder, otto, shop });
  for (let index = 0; index < orders; index += 1) {
    const orderDate = new Date(Date.now() - 3_600_000 + index).toISOString();
    otto.addOrder(buildSalesOrder({ seed: `memory-${index}`, orderDate }));
  }
  await firstStart(dataFolder);
  const service = await startServiceProcess(dataFolder);
  try {
    const atStart = await service.rssMb();
    console.log(`${atStart.toFixed(0).padStart(5)} MB when ready`);
    const began = performance.now();
    const cpuBefore = await service.cpuMs();
    const importOrders = () =>
      fetch(`${service.url}/api/v1/import-runs`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: '{}',
      });
    await importOrders();
    let askedAt = began;
    const looks: number[][] = Array.from({ length: PARTS }, () => []);
    for (;;) {
      const created = shop.state.orders.size;
      if (created >= orders) break;
      looks[Math.floor((created / orders) * PARTS)]?.push(await service.rssMb());
      await pause(LOOK_EVERY_MS);
      // Joins the run in hand; a run that a fault has ended goes on, as it would by schedule.
      if (performance.now() - askedAt < ASK_AGAIN_MS) continue;
      await importOrders();
      askedAt = performance.now();
    }
    const seconds = (performance.now() - began) / 1_000;
    const cpuMs = ((await service.cpuMs()) - cpuBefore) / orders;
    for (const [index, some] of looks.entries()) {
      const to = ((index + 1) * orders) / PARTS;
      console.log(
        `${mean(some).toFixed(0).padStart(5)} MB, most ${Math.max(...some).toFixed(0)} MB, to ${to} orders`,
      );
    }
    const half = PARTS / 2;
    const growth = mean(looks.slice(half).flat()) / mean(looks.slice(0, half).flat());
    const peakMb = await service.peakMb();
    console.log(
      `${orders} orders in ${seconds.toFixed(0)} s, ${cpuMs.toFixed(1)} ms of the processor each`,
    );
    row('import of 10,000 orders into a ledger of 1,000,000: most resident memory', {
      figure: `${peakMb.toFixed(0)} MB (${atStart.toFixed(0)} MB when ready)`,
      goal: `≤ ${LIMIT_MB} MB`,
      isMet: peakMb <= LIMIT_MB,
    });
    row('its second half against its first', {
      figure: `${growth.toFixed(2)}×`,
      goal: 'flat (≤ 1.05×)',
      isMet: growth <= 1.05,
    });
  } finally {
    await service.stop();
  }
} finally {
  await otto.stop();
  await shop.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
