import { expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { openSharedSettings } from '../../../src/bridge/settings/settings-store.ts';
import type { TextStore } from '../../../src/bridge/settings/text-store-adapter.ts';
import { configFault } from './config-fault.ts';
import { draftAccount } from './make-settings.ts';

/** What a database row with a version column does. */
function textStore(
  text?: string,
): TextStore & { row: { text: string; version: number } | undefined; writes: number } {
  return {
    row: text === undefined ? undefined : { text, version: 1 },
    writes: 0,
    async read() {
      return this.row && { ...this.row };
    },
    async write(newText, expectedVersion) {
      if (this.row?.version !== expectedVersion) {
        return undefined;
      }
      this.row = { text: newText, version: (expectedVersion ?? 0) + 1 };
      this.writes += 1;
      return this.row.version;
    },
  };
}

const inEnglish = (current: Settings): Settings => ({ ...current, language: 'en' });

it('are the defaults while the store is empty', async () => {
  expect(await openSharedSettings(textStore()).load()).toEqual(defaultSettings());
});

it('lose no change of several replicas that write at once', async () => {
  const shared = textStore();
  const replicas = [1, 2, 3].map(() => openSharedSettings(shared));
  const ids = Array.from({ length: 9 }, (_, index) => `account-${index}`);
  await Promise.all(
    ids.map((id, index) =>
      replicas[index % 3]?.update((current) => ({
        ...current,
        accounts: [...current.accounts, draftAccount(id)],
      })),
    ),
  );
  const found = (await replicas[0]?.load())?.accounts.map((account) => account.id);
  expect(found?.toSorted()).toEqual(ids);
});

it('apply the change again to what another replica saved in between', async () => {
  const shared = textStore();
  const store = openSharedSettings(shared);
  let calls = 0;
  const saved = await store.update((current) => {
    calls += 1;
    if (calls === 1) {
      const meanwhile = { ...current, accounts: [draftAccount('meanwhile')] };
      shared.row = { text: JSON.stringify(meanwhile), version: 5 };
    }
    return inEnglish(current);
  });
  expect(calls).toBe(2);
  expect(saved).toMatchObject({ language: 'en', accounts: [{ id: 'meanwhile' }] });
});

it('tell the writer when others are always faster', async () => {
  const shared = textStore();
  shared.write = async () => undefined;
  const store = openSharedSettings(shared);
  expect((await configFault(() => store.update(inEnglish))).code).toBe(
    'settings-changed-meanwhile',
  );
  expect(await store.load()).toEqual(defaultSettings());
});

it('let a fault of the store rise and stay as they were', async () => {
  const shared = textStore();
  const store = openSharedSettings(shared);
  const { write } = shared;
  shared.write = async () => {
    throw new Error('connection lost');
  };
  await expect(store.update(inEnglish)).rejects.toThrow('connection lost');
  expect(await store.load()).toEqual(defaultSettings());
  shared.write = write;
  expect((await store.update(inEnglish)).language).toBe('en');
});

it('are not written again by a change that changes nothing', async () => {
  const shared = textStore();
  const store = openSharedSettings(shared);
  await store.update(inEnglish);
  await store.update(inEnglish);
  expect(shared.writes).toBe(1);
});

it('are never overwritten when they are broken or newer', async () => {
  const broken = openSharedSettings(textStore('{"format'));
  const newer = openSharedSettings(textStore('{"formatVersion":2}'));
  const fault = await configFault(() => broken.update(inEnglish));
  expect(fault.code).toBe('settings-broken');
  expect(fault.params.path).toBe('the settings in the database');
  expect((await configFault(() => newer.load())).code).toBe('settings-newer');
});

it('are read once for all who ask at one moment, and anew for who asks after a change', async () => {
  const shared = textStore();
  let reads = 0;
  const settings = openSharedSettings({
    async read() {
      reads += 1;
      return shared.read();
    },
    write: (text, version) => shared.write(text, version),
  });
  const [one, two, three] = await Promise.all([settings.load(), settings.load(), settings.load()]);
  expect(reads).toBe(1);
  expect(one).toEqual(three);
  expect(one).not.toBe(two); // each has a copy of its own
  const before = settings.load();
  const changed = settings.update(inEnglish);
  const after = settings.load();
  expect((await before).language).toBe(defaultSettings().language);
  expect((await changed).language).toBe('en');
  expect((await after).language).toBe('en');
});
