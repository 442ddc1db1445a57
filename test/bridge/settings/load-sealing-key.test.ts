import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSealingKey } from '../../../src/bridge/settings/load-sealing-key.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { startChild } from './children/start-child.ts';
import { allWordsOf, configFault } from './config-fault.ts';
import { newKey, wholeSettings } from './make-settings.ts';
import { temporaryFolder } from './temporary-folder.ts';

const settings = defaultSettings();
const environment = {};

it('makes the key once, readable by its owner only, and finds it again', async () => {
  const dataFolder = await temporaryFolder();
  const made = await loadSealingKey({ dataFolder, environment, settings });
  const found = await loadSealingKey({ dataFolder, environment, settings });

  expect(found.open('a', made.seal('a', new Secret('text'))).reveal()).toBe('text');
  expect((await stat(join(dataFolder, 'secret.key'))).mode & 0o777).toBe(0o600);
});

it('prefers the key of the environment and then makes no file', async () => {
  const dataFolder = await temporaryFolder();
  const BRIDGE_SECRET_KEY = randomBytes(32).toString('base64');
  const key = await loadSealingKey({ dataFolder, environment: { BRIDGE_SECRET_KEY }, settings });

  expect(key.origin).toBe('BRIDGE_SECRET_KEY');
  expect(await readdir(dataFolder)).toEqual([]);
});

it('refuses an unusable key of the environment without showing it', async () => {
  const dataFolder = await temporaryFolder();
  const environment = { BRIDGE_SECRET_KEY: 'hush-hush' };
  const fault = await configFault(() => loadSealingKey({ dataFolder, environment, settings }));

  expect(fault.code).toBe('secret-key-invalid');
  expect(fault.message).toContain('BRIDGE_SECRET_KEY');
  expect(allWordsOf(fault)).not.toContain('hush');
});

it('refuses a damaged key file and leaves it as it is', async () => {
  const dataFolder = await temporaryFolder();
  await writeFile(join(dataFolder, 'secret.key'), 'half a k');
  const fault = await configFault(() => loadSealingKey({ dataFolder, environment, settings }));

  expect(fault.code).toBe('secret-key-invalid');
  expect(await readFile(join(dataFolder, 'secret.key'), 'utf8')).toBe('half a k');
});

it('never replaces a lost key while secrets are sealed with it', async () => {
  const dataFolder = await temporaryFolder();
  const sealed = wholeSettings(newKey());
  const fault = await configFault(() =>
    loadSealingKey({ dataFolder, environment, settings: sealed }),
  );

  expect(fault.code).toBe('secret-key-missing');
  expect(await readdir(dataFolder)).toEqual([]);
});

it('says so when the key file cannot be read or written', async () => {
  const unreadable = await temporaryFolder();
  await mkdir(join(unreadable, 'secret.key'));
  const reading = await configFault(() =>
    loadSealingKey({ dataFolder: unreadable, environment, settings }),
  );
  expect(reading.code).toBe('settings-unreadable');

  const dataFolder = await temporaryFolder();
  const write = async () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const writing = await configFault(() =>
    loadSealingKey({ dataFolder, environment, settings, write }),
  );
  expect(writing.code).toBe('settings-not-writable');
  expect(writing.params.reason).toBe('ENOSPC');
});

it('gives processes that start at the same moment the same key', async () => {
  const dataFolder = await temporaryFolder();
  const children = [1, 2, 3, 4].map(() => startChild('make-key.ts', [dataFolder]));
  await Promise.all(children.map((child) => child.ended));

  const key = await loadSealingKey({ dataFolder, environment, settings });
  for (const child of children) {
    expect(key.open('here', { sealed: child.lines[0] ?? '' }).reveal()).toBe('text');
  }
});
