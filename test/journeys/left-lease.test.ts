import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { importLeaseName } from '../../src/bridge/order-import/run-import.ts';
import { PROCESS_NAME } from '../../src/bridge/process-name.ts';
import { HOUR, startWorld, type World } from './support/world.ts';

const [MACHINE] = PROCESS_NAME.split(':');

async function leaveLease(world: World, holder: string) {
  const now = world.clock.now();
  const expiresAt = new Date(now.getTime() + HOUR).toISOString();
  const lease = { now: now.toISOString(), expiresAt };
  await world.bridge.ledger.acquireLease(importLeaseName('main'), holder, lease);
}

const request = {
  accountId: 'main',
  cause: 'command',
  holderKind: 'command',
  signal: new AbortController().signal,
} as const;

it('imports at once after a command of this machine was killed in the middle', async () => {
  const world = await startWorld();
  world.order();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await leaveLease(world, `command:${MACHINE}:${pid}:killed`);
  expect(await world.bridge.importOrders(request)).toMatchObject({
    ran: true,
    counters: { created: 1 },
  });
});

it('waits for a run of another machine, which may be alive', async () => {
  const world = await startWorld();
  await leaveLease(world, `command:another-machine:1:alive`);
  expect(await world.bridge.importOrders(request)).toEqual({ ran: false, why: 'already-running' });
});

it('imports at once on a shared PostgreSQL, too, after a replica of this machine was killed', async () => {
  const world = await startWorld({ database: 'postgres' });
  world.order();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await leaveLease(world, `service:${MACHINE}:${pid}:killed`);
  expect(await world.bridge.importOrders(request)).toMatchObject({ ran: true });
});
