import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { importRunOperations } from '../../src/bridge/http/contract/import-runs.ts';
import { type Browser, openBrowser } from '../bridge/http/security/browser.ts';
import { buildSalesOrder } from '../fixtures/otto/index.ts';
import type { Replica } from './replica.ts';
import { ACCOUNT, OFF, PERSON, setUp, startReplicaWorld } from './replica-world.ts';
import { createSharedClock, type SharedClock } from './shared-clock.ts';

const MINUTE = 60_000;
const ORDERS = 4;

/** The clock of a machine that is set wrong. */
function clockOff(byMs: number): SharedClock {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-machine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = createSharedClock(folder);
  clock.jump(byMs);
  return clock;
}

async function logIn(replica: Replica): Promise<Browser> {
  await replica.ready();
  const browser = openBrowser(`http://127.0.0.1:${replica.port}`);
  await browser.logIn(PERSON.name, PERSON.password);
  return browser;
}

async function importAt(browser: Browser) {
  const { json } = await browser.call('/api/v1/import-runs', { body: { accountIds: [ACCOUNT] } });
  const [run] = importRunOperations.startImportRuns.answer.parse(json);
  if (!run) throw new Error('No run was begun');
  return run;
}

it('a replica whose clock is 20 minutes ahead of another takes nothing from it, and makes no order twice', async () => {
  const world = await startReplicaWorld();
  const owner = await world.openBridge();
  await setUp(world, owner, { schedule: OFF, shopTimeoutMs: MINUTE });
  for (let index = 0; index < ORDERS; index += 1) {
    const orderDate = new Date(world.clock.now().getTime() - MINUTE).toISOString();
    world.otto.addOrder(buildSalesOrder({ seed: `apart ${index}`, orderDate }));
  }
  const replicas = [
    await world.start(clockOff(-10 * MINUTE)),
    await world.start(clockOff(10 * MINUTE)),
  ];
  const [behind, ahead] = await Promise.all(replicas.map(logIn));
  if (!behind || !ahead) throw new Error('Not all are there');

  const held = world.shop.faults.delayBeforeEffect('until-released', {
    method: 'POST',
    path: '/orders/batch',
  });
  const first = await importAt(behind);
  await held.reached;
  const joined = { importRunId: first.importRunId, joined: true };
  expect(await importAt(ahead)).toMatchObject(joined);
  held.release();
  const stateOf = async (importRunId: string) =>
    (await owner.ledger.loadImportRun(importRunId))?.state;
  await expect.poll(() => stateOf(first.importRunId), { timeout: 30_000 }).toBe('finished');
  const second = await importAt(ahead);
  expect(second.joined).toBe(false);
  await expect.poll(() => stateOf(second.importRunId), { timeout: 30_000 }).toBe('finished');

  expect(world.shop.state.orders.size).toBe(ORDERS);
  expect(await owner.ledger.loadOpenClaims(ACCOUNT)).toEqual([]);
  const minutesTold = replicas.map(({ log }) =>
    log.flatMap(({ event, seconds }) =>
      event === 'clock-differs' ? [Math.round(Number(seconds) / 60)] : [],
    ),
  );
  expect(minutesTold).toEqual([[10], [-10]]);
  expect(replicas.flatMap(({ noise }) => noise)).toEqual([]);
});
