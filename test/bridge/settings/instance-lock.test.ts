import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { holdInstanceLock } from '../../../src/bridge/settings/instance-lock.ts';
import { startChild } from './children/start-child.ts';
import { configFault } from './config-fault.ts';
import { temporaryFolder } from './temporary-folder.ts';

const clock = { now: () => new Date('2026-01-31T09:00:00.000Z') };

it('refuses a second bridge on the same folder, naming the folder and the first one', async () => {
  const folder = await temporaryFolder();
  const lock = await holdInstanceLock(folder, clock);
  const fault = await configFault(() => holdInstanceLock(folder, clock));

  expect(fault.code).toBe('data-folder-in-use');
  expect(fault.params).toMatchObject({
    dataFolder: folder,
    processId: process.pid,
    startedAt: '2026-01-31T09:00:00.000Z',
  });
  expect(fault.message).toContain(`process ${process.pid}`);
  await lock.release();
});

it('lets the next one in after release, which may be called twice', async () => {
  const folder = await temporaryFolder();
  const first = await holdInstanceLock(folder, clock);
  await first.release();
  const second = await holdInstanceLock(folder, clock);
  await first.release();
  expect((await configFault(() => holdInstanceLock(folder, clock))).code).toBe(
    'data-folder-in-use',
  );
  await second.release();
  expect(await readdir(folder)).toEqual(['instance.lock']);
});

it('writes nothing into its lock file, so that it can be taken on a full disk', async () => {
  const folder = await temporaryFolder();
  const lock = await holdInstanceLock(folder, clock);
  expect((await stat(join(folder, 'instance.lock'))).size).toBe(0);
  expect((await readdir(folder)).toSorted()).toEqual(['instance.json', 'instance.lock']);
  await lock.release();
});

it('keeps other folders free', async () => {
  const locks = [
    await holdInstanceLock(await temporaryFolder(), clock),
    await holdInstanceLock(await temporaryFolder(), clock),
  ];
  for (const lock of locks) await lock.release();
});

it('is held by a living process, through garbage collections, and freed when that is killed', async () => {
  const folder = await temporaryFolder();
  const child = startChild('hold-instance-lock.ts', [folder], { nodeOptions: ['--expose-gc'] });
  await child.printed('held');
  await pause(200);

  const fault = await configFault(() => holdInstanceLock(folder, clock));
  expect(fault.params).toMatchObject({
    processId: child.process.pid,
    startedAt: '2026-01-31T08:00:00.000Z',
  });

  child.process.kill('SIGKILL');
  await child.ended;
  await (await holdInstanceLock(folder, clock)).release();
});

it('still refuses when the note about the holder is unreadable', async () => {
  const folder = await temporaryFolder();
  const lock = await holdInstanceLock(folder, clock);
  await writeFile(join(folder, 'instance.json'), '{"processId":');
  const fault = await configFault(() => holdInstanceLock(folder, clock));
  expect(fault.params).toEqual({ dataFolder: folder });
  expect(fault.message).toContain('another process');
  await lock.release();
});

it('holds nothing when its note can not be written', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'instance.json'));
  for (const _ of [1, 2]) {
    const fault = await configFault(() => holdInstanceLock(folder, clock));
    expect(fault.code).toBe('settings-not-writable');
  }
});
