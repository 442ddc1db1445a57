import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureDataFolder } from '../../../src/bridge/settings/data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('makes a data folder and those above it, for its owner alone', async () => {
  const path = join(await temporaryFolder(), 'a', 'b', 'c');
  await ensureDataFolder(path);
  await ensureDataFolder(path);
  expect((await stat(path)).mode & 0o077).toBe(0);
});

it('lets two make the same folders at the same moment', async () => {
  const path = join(await temporaryFolder(), 'a', 'b', 'c');
  await Promise.all([1, 2, 3, 4].map(() => ensureDataFolder(path)));
  expect((await stat(path)).isDirectory()).toBe(true);
});

it('says so where a file is in the way', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a', 'b'), 'mine');
  for (const path of [join(folder, 'a', 'b'), join(folder, 'a', 'b', 'c')]) {
    await expect(ensureDataFolder(path)).rejects.toMatchObject({ code: 'settings-not-writable' });
  }
});

it.runIf(process.platform === 'linux')(
  'comes to an end where the system lets nobody make a folder',
  async () => {
    for (const path of ['/proc/bridge', '/proc/bridge/data']) {
      await expect(ensureDataFolder(path)).rejects.toMatchObject({ code: 'settings-not-writable' });
    }
  },
);
