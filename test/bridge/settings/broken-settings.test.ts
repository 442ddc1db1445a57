import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { openFileSettings } from '../../../src/bridge/settings/settings-store.ts';
import { allWordsOf, configFault } from './config-fault.ts';
import { temporaryFolder } from './temporary-folder.ts';

const whole = JSON.stringify(defaultSettings());

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

it.each([
  ['cut off', '{"formatVersion":1,"accounts":[{"id":"hush', 'not valid JSON'],
  ['empty', '', 'not valid JSON'],
  ['not an object', '[]', 'expected object'],
  ['without a format version', '{}', 'formatVersion'],
  ['of a wrong type', '{"formatVersion":1,"language":"hush"}', 'language'],
  ['with an unknown key', '{"formatVersion":1,"languages":"hush"}', 'languages'],
])('a file that is %s stops the start, says why and stays as it is', async (_, text, problem) => {
  const folder = await folderWith({ 'settings.json': text });
  const fault = await configFault(() => openFileSettings(folder));

  expect(fault.code).toBe('settings-broken');
  expect(fault.params.path).toBe(join(folder, 'settings.json'));
  expect(fault.params.problems).toContain(problem);
  expect(allWordsOf(fault)).not.toContain('hush');
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(text);
  expect((await readdir(folder)).toSorted()).toEqual(['settings.json', 'settings.lock']);
});

it('a file of a newer version stops the start and stays as it is', async () => {
  const text = '{"formatVersion":7,"colour":"red"}';
  const folder = await folderWith({ 'settings.json': text });
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.code).toBe('settings-newer');
  expect(fault.message).toMatch(/formatVersion 7.*install that version again/);
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(text);
});

it('a file that can not be read stops the start', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'settings.json'));
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.code).toBe('settings-unreadable');
  expect(fault.params).toEqual({ path: join(folder, 'settings.json'), reason: 'EISDIR' });
});

it('points to the version before when that one is whole', async () => {
  const folder = await folderWith({ 'settings.json': '{', 'settings.previous.json': whole });
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.params.previous).toBe(join(folder, 'settings.previous.json'));
  expect(fault.message).toContain(`copy ${join(folder, 'settings.previous.json')} over it`);
});

it('does not recommend a version before that is broken too', async () => {
  const folder = await folderWith({ 'settings.json': '{', 'settings.previous.json': '[' });
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.message).toContain('not usable either');
});

it('a file that vanished is not taken for a new bridge', async () => {
  const folder = await folderWith({ 'settings.previous.json': whole });
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.code).toBe('settings-missing');
  expect(await readFile(join(folder, 'settings.previous.json'), 'utf8')).toBe(whole);
});

it('a file that breaks while the bridge runs is never overwritten by a change', async () => {
  const folder = await folderWith({ 'settings.json': whole });
  const store = await openFileSettings(folder);
  await writeFile(join(folder, 'settings.json'), '{"format');
  const english = () => store.update((current) => ({ ...current, language: 'en' }));
  expect((await configFault(() => store.load())).code).toBe('settings-broken');
  expect((await configFault(english)).code).toBe('settings-broken');
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('{"format');

  await rm(join(folder, 'settings.json'));
  expect((await english()).language).toBe('en');
});

it('names a field that nobody knows shortly, however long its name is', async () => {
  const unknown = `{"${'x'.repeat(10_000)}":1,${whole.slice(1)}`;
  const folder = await folderWith({ 'settings.json': unknown });
  const fault = await configFault(() => openFileSettings(folder));
  expect(fault.code).toBe('settings-broken');
  expect(fault.message.length).toBeLessThan(1_000);
});
