import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import {
  defaultSettings,
  FORMAT_REVISION,
  type Settings,
  settingsFormSchema,
} from '../../../src/bridge/settings/settings-schema.ts';
import {
  openFileSettings,
  openSharedSettings,
} from '../../../src/bridge/settings/settings-store.ts';
import { configFault } from './config-fault.ts';
import { draftAccount } from './make-settings.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Settings as the next version may write them: keys that this one does not know, in every place. */
function newerDocument(formatRevision = FORMAT_REVISION + 1): Record<string, unknown> {
  const settings = defaultSettings();
  return {
    ...settings,
    formatRevision,
    parcels: { isOn: true, labels: ['A', 'B'] },
    schedules: { ...settings.schedules, parcels: '* * * * *' },
    accounts: [
      { ...draftAccount('one'), parcelsOf: 'one' },
      { ...draftAccount('two'), parcelsOf: 'two' },
    ],
  };
}

function sharedStore(document: unknown) {
  const kept = { text: JSON.stringify(document), version: 1 };
  const store = openSharedSettings({
    read: async () => ({ ...kept }),
    write: async (text, expected) => {
      if (expected !== kept.version) return undefined;
      kept.text = text;
      kept.version += 1;
      return kept.version;
    },
  });
  return { store, kept: (): unknown => JSON.parse(kept.text) };
}

const inEnglish = (current: Settings): Settings => ({ ...current, language: 'en' });

it('are read without the keys that only a newer version knows', async () => {
  const { store } = sharedStore(newerDocument());
  const accounts = [draftAccount('one'), draftAccount('two')];
  expect(await store.load()).toEqual({ ...defaultSettings(), accounts });
});

it('keep those keys, and what wrote them, when this version changes something', async () => {
  const { store, kept } = sharedStore(newerDocument());
  expect(await store.update(inEnglish)).toMatchObject({ language: 'en' });
  expect(kept()).toEqual({ ...newerDocument(), language: 'en' });
});

it('keep the keys of each account when another one goes', async () => {
  const { store, kept } = sharedStore(newerDocument());
  await store.update((current) => ({ ...current, accounts: current.accounts.slice(1) }));
  expect(kept()).toMatchObject({ accounts: [{ id: 'two', parcelsOf: 'two' }] });
});

it('keep them in a file as in a database', async () => {
  const dataFolder = await temporaryFolder();
  const path = join(dataFolder, 'settings.json');
  await writeFile(path, JSON.stringify(newerDocument()));
  const store = await openFileSettings(dataFolder);
  await store.update(inEnglish);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...newerDocument(), language: 'en' });
});

it('are broken when a key is unknown that no newer version wrote', async () => {
  const { store } = sharedStore(newerDocument(FORMAT_REVISION));
  expect((await configFault(() => store.load())).code).toBe('settings-broken');
});

it('are broken when a newer version wrote a value that this one can not use', async () => {
  const { store } = sharedStore({ ...newerDocument(), language: 'fr' });
  expect((await configFault(() => store.load())).code).toBe('settings-broken');
});

it('are of another revision as soon as the schema has another key', () => {
  const keys = keysOf(z.toJSONSchema(settingsFormSchema, { io: 'input', unrepresentable: 'any' }));
  // New keys? Raise FORMAT_REVISION, so that older versions beside this one keep them.
  expect([FORMAT_REVISION, keys]).toMatchSnapshot();
});

/** Every key of a JSON schema, with its place. */
function keysOf(schema: unknown, place = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, part]) => {
    if (name !== 'properties') return keysOf(part, place);
    return Object.entries(part ?? {}).flatMap(([key, inner]) => [
      `${place}${key}`,
      ...keysOf(inner, `${place}${key}.`),
    ]);
  });
}
