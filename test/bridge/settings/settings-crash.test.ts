import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSettingsText, settingsText } from '../../../src/bridge/settings/parse-settings.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { openFileSettings } from '../../../src/bridge/settings/settings-store.ts';
import { startChild } from './children/start-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SEED = 20_260_131;
const KILLS = 15;

async function countIn(path: string): Promise<{ count: number; accounts: number }> {
  const parsed = parseSettingsText(await readFile(path, 'utf8'));
  if (!parsed.ok) return expect.fail(`${path}: ${parsed.problems.join('; ')}`);
  const { accounts } = parsed.settings;
  return { count: Number(accounts[0]?.name), accounts: accounts.length };
}

it('a writer killed at any moment leaves a whole version, and none it had reported as saved is lost', async () => {
  const folder = await temporaryFolder();
  const delays = fc.sample(fc.integer({ min: 0, max: 60 }), { seed: SEED, numRuns: KILLS });
  let last = 0;
  for (const delayMs of delays) {
    const child = startChild('count-up.ts', [folder]);
    await child.printed(String(last + 1));
    await pause(delayMs);
    child.process.kill('SIGKILL');
    await child.ended;

    const reported = Number(child.lines.at(-1));
    const now = await countIn(join(folder, 'settings.json'));
    expect([reported, reported + 1]).toContain(now.count);
    expect(now.accounts).toBe(1 + (now.count % 40));
    if (now.count > 1) {
      const before = await countIn(join(folder, 'settings.previous.json'));
      expect([now.count - 1, now.count]).toContain(before.count);
    }
    last = now.count;
  }
  const store = await openFileSettings(folder);
  expect(Number((await store.load()).accounts[0]?.name)).toBe(last);
}, 60_000);

it('processes changing the settings at the same time lose nothing', async () => {
  const folder = await temporaryFolder();
  const prefixes = ['service', 'cli', 'other'];
  const children = prefixes.map((prefix) => startChild('add-accounts.ts', [folder, prefix, '20']));
  expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0]);

  const found = (await (await openFileSettings(folder)).load()).accounts.map(({ id }) => id);
  const expected = prefixes.flatMap((prefix) =>
    Array.from({ length: 20 }, (_, index) => `${prefix}-${index + 1}`),
  );
  expect(found.toSorted()).toEqual(expected.toSorted());
}, 60_000);

it('a disk that takes only a part of the text leaves the former version in place', async () => {
  const folder = await temporaryFolder();
  const before = settingsText(defaultSettings());
  await writeFile(join(folder, 'settings.json'), before);

  // A file may grow to 8 KiB: the kernel takes that much of the text and says so only by a count.
  const child = startChild('write-too-much.ts', [folder], { shell: 'ulimit -f 8; exec "$@"' });
  await child.ended;

  expect(child.lines).toEqual(['settings-not-writable EFBIG']);
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(before);
});
