import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WriteDurably, writeDurably } from '../../../src/bridge/settings/durable-file.ts';
import { tryLock } from '../../../src/bridge/settings/os-lock.ts';
import { defaultSettings, type Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { openFileSettings } from '../../../src/bridge/settings/settings-store.ts';
import { allWordsOf, configFault } from './config-fault.ts';
import { draftAccount, newKey, wholeSettings } from './make-settings.ts';
import { temporaryFolder } from './temporary-folder.ts';

const inEnglish = (current: Settings): Settings => ({ ...current, language: 'en' });

function failingFor(fileName: string): WriteDurably {
  return async (path, text) => {
    if (path.endsWith(fileName)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    await writeDurably(path, text);
  };
}

describe('settings in a file', () => {
  it('are the defaults while there is no file, and loading makes none', async () => {
    const folder = await temporaryFolder();
    const store = await openFileSettings(join(folder, 'data'));
    expect(await store.load()).toEqual(defaultSettings());
    expect(await readdir(join(folder, 'data'))).not.toContain('settings.json');
  });

  it('are found again by another process after a change, secrets sealed', async () => {
    const folder = await temporaryFolder();
    const settings = wholeSettings(newKey());
    const saved = await (await openFileSettings(folder)).update(() => settings);
    expect(saved).toEqual(settings);
    expect(await (await openFileSettings(folder)).load()).toEqual(settings);

    const text = await readFile(join(folder, 'settings.json'), 'utf8');
    expect(text).not.toMatch(/ck_0123456789|cs_9876543210|secret of main/);
    expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
  });

  it('keep the version before beside them', async () => {
    const folder = await temporaryFolder();
    const store = await openFileSettings(folder);
    await store.update((current) => ({ ...current, accounts: [draftAccount('first')] }));
    const before = await readFile(join(folder, 'settings.json'), 'utf8');
    await store.update(inEnglish);
    expect(await readFile(join(folder, 'settings.previous.json'), 'utf8')).toBe(before);
    expect((await stat(join(folder, 'settings.previous.json'))).mode & 0o777).toBe(0o600);
  });

  it('are not written again by a change that changes nothing', async () => {
    const folder = await temporaryFolder();
    const store = await openFileSettings(folder);
    await store.update(inEnglish);
    await store.update(inEnglish);
    expect(await readdir(folder)).not.toContain('settings.previous.json');
  });

  it('follow what another process saved meanwhile', async () => {
    const folder = await temporaryFolder();
    const [one, other] = [await openFileSettings(folder), await openFileSettings(folder)];
    await one.update((current) => ({ ...current, accounts: [draftAccount('one')] }));
    await other.update(inEnglish);
    expect(await one.load()).toMatchObject({ language: 'en', accounts: [{ id: 'one' }] });
  });

  it('lose no change of many made at once through two stores', async () => {
    const folder = await temporaryFolder();
    const stores = [await openFileSettings(folder), await openFileSettings(folder)];
    const ids = Array.from({ length: 20 }, (_, index) => `account-${index}`);
    await Promise.all(
      ids.map((id, index) =>
        stores[index % 2]?.update((current) => ({
          ...current,
          accounts: [...current.accounts, draftAccount(id)],
        })),
      ),
    );
    const found = (await stores[0]?.load())?.accounts.map((account) => account.id);
    expect(found?.toSorted()).toEqual(ids.toSorted());
  });

  it('are not changed by whoever was given a copy', async () => {
    const store = await openFileSettings(await temporaryFolder());
    (await store.load()).accounts.push(draftAccount('smuggled'));
    await store.update(inEnglish);
    expect((await store.load()).accounts).toEqual([]);
  });
});

describe('a change that fails', () => {
  it.each(['settings.json', 'settings.previous.json'])(
    'because %s does not fit on the disk leaves file and memory as they were',
    async (fileName) => {
      const folder = await temporaryFolder();
      const before = await (await openFileSettings(folder)).update(() => wholeSettings(newKey()));
      const store = await openFileSettings(folder, { write: failingFor(fileName) });

      const fault = await configFault(() => store.update(inEnglish));
      expect(fault.code).toBe('settings-not-writable');
      expect(fault.params).toEqual({ path: join(folder, fileName), reason: 'ENOSPC' });
      expect(fault.message).toContain('kept whole');
      expect(await store.load()).toEqual(before);
      expect(await (await openFileSettings(folder)).load()).toEqual(before);
    },
  );

  it('does not keep later ones from succeeding', async () => {
    const folder = await temporaryFolder();
    let full = true;
    const store = await openFileSettings(folder, {
      write: (path, text) => (full ? failingFor('')(path, text) : writeDurably(path, text)),
    });
    await configFault(() => store.update(inEnglish));
    full = false;
    expect((await store.update(inEnglish)).language).toBe('en');
  });

  it('because it would be invalid is refused by field, without the value', async () => {
    const store = await openFileSettings(await temporaryFolder());
    const plain = { ...draftAccount('main'), id: 'Hush Hush' };
    const fault = await configFault(() =>
      store.update((current) => ({ ...current, accounts: [plain] })),
    );
    expect(fault.code).toBe('settings-invalid');
    expect(fault.message).toContain('accounts.0.id');
    expect(allWordsOf(fault)).not.toContain('Hush');
    expect(await store.load()).toEqual(defaultSettings());
  });

  it('because the change itself throws lets that rise and writes nothing', async () => {
    const folder = await temporaryFolder();
    const store = await openFileSettings(folder);
    const refuse = () => {
      throw new Error('no such account');
    };
    await expect(store.update(refuse)).rejects.toThrow('no such account');
    expect(await readdir(folder)).not.toContain('settings.json');
    await store.update(inEnglish);
  });

  it('because another process holds the lock says so and can be tried again', async () => {
    const folder = await temporaryFolder();
    const store = await openFileSettings(folder, { lockWaitMs: 50 });
    const lock = tryLock(join(folder, 'settings.lock'));
    expect((await configFault(() => store.update(inEnglish))).code).toBe('settings-locked');
    lock?.release();
    expect((await store.update(inEnglish)).language).toBe('en');
  });
});

describe('a data folder that can not be used', () => {
  it('is named when it is a file', async () => {
    const path = join(await temporaryFolder(), 'data');
    await writeFile(path, '');
    const fault = await configFault(() => openFileSettings(path));
    expect(fault.code).toBe('settings-not-writable');
    expect(fault.params.path).toBe(path);
  });

  it('is named when its lock can not be taken', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'settings.lock'));
    const fault = await configFault(() => openFileSettings(folder));
    expect(fault.code).toBe('settings-not-writable');
    expect(fault.message).toContain(join(folder, 'settings.lock'));
  });

  it('is tidied of what killed writers left, and of nothing else', async () => {
    const folder = await temporaryFolder();
    const left = ['settings.json.123', 'settings.previous.json.4', 'secret.key.5'];
    const others = ['settings.json.bak', 'notes.txt', 'ledger.db.7'];
    for (const name of [...left, ...others]) await writeFile(join(folder, name), '');
    await openFileSettings(folder);
    expect(await readdir(folder)).toEqual([...others, 'settings.lock'].toSorted());
  });
});
