import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tryLock, waitForLock } from '../../../src/bridge/settings/os-lock.ts';
import { configFault } from './config-fault.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NOBODY = 65_534;

/** Root may write everywhere; an ordinary user may not. */
function asOrdinaryUser<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

it('is held by one at a time and passed on by release', async () => {
  const path = join(await temporaryFolder(), 'some.lock');
  const first = tryLock(path);
  expect(tryLock(path)).toBeUndefined();
  const waiting = waitForLock(path);
  first?.release();
  const next = await waiting;
  first?.release();
  expect(tryLock(path)).toBeUndefined();
  next.release();
});

it('is refused where the lock file may only be read, because nothing would be locked then', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'some.lock');
  await writeFile(path, '', { mode: 0o444 });
  await chmod(folder, 0o755);
  const fault = await configFault(() => asOrdinaryUser(() => tryLock(path)));
  expect(fault.code).toBe('settings-not-writable');
  expect(fault.params.reason).toContain('readonly');
});

it('is refused where a file of another kind lies in its place', async () => {
  const path = join(await temporaryFolder(), 'some.lock');
  await writeFile(path, 'this is no database'.repeat(100));
  expect((await configFault(() => tryLock(path))).code).toBe('settings-not-writable');
});
