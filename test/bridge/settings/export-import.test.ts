import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exportSettings,
  type SettingsExport,
} from '../../../src/bridge/settings/export-settings.ts';
import { importSettings } from '../../../src/bridge/settings/import-settings.ts';
import {
  defaultSettings,
  type Settings,
  settingsSchema,
} from '../../../src/bridge/settings/settings-schema.ts';
import { openClientSecret, openShop } from '../../../src/bridge/settings/stored-secrets.ts';
import { allWordsOf, configFault } from './config-fault.ts';
import { activeAccount, draftAccount, newKey, wholeSettings } from './make-settings.ts';

const exportedAt = new Date('2026-01-31T09:00:00.000Z');
const passphrase = 'Grüne Äpfel im Regal';
const current = defaultSettings();

function clientSecretOf(settings: Settings, id: string, key = newKey()): string {
  const account = settings.accounts.find((candidate) => candidate.id === id);
  return openClientSecret(account ?? draftAccount(id), key).reveal();
}

describe('an export with a passphrase', () => {
  it('brings everything to a bridge with another key, whatever the secrets are', async () => {
    const accounts = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z0-9-]{1,32}$/),
        secret: fc.string({ minLength: 1 }),
        language: fc.constantFrom('de' as const, 'en' as const),
      }),
      { selector: (account) => account.id, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(accounts, async (written) => {
        const [from, to] = [newKey(), newKey()];
        const settings: Settings = {
          ...wholeSettings(from),
          accounts: written.map(({ id, secret, language }) => ({
            ...activeAccount(id, from, secret),
            rules: { language },
          })),
        };
        const document = await exportSettings(settings, { key: from, exportedAt, passphrase });
        const text = JSON.stringify(document, null, 2);
        const imported = await importSettings(text, { current, key: to, passphrase });

        expect(imported.missingSecrets).toEqual([]);
        expect(openShop(imported.settings, to).consumerSecret.reveal()).toBe('cs_9876543210');
        for (const { id, secret } of written) {
          expect(clientSecretOf(imported.settings, id, to)).toBe(secret);
        }
        const again = await exportSettings(imported.settings, { key: to, exportedAt });
        expect(again.settings).toEqual(document.settings);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('shows neither secrets nor sealed values of the settings', async () => {
    const key = newKey();
    const settings = wholeSettings(key);
    const text = JSON.stringify(await exportSettings(settings, { key, exportedAt, passphrase }));
    expect(text).not.toMatch(/ck_0123456789|cs_9876543210|secret of main/);
    expect(text).not.toContain(settings.accounts[0]?.clientSecret?.sealed);
    expect(text).toContain('"kind":"otto-market-bridge-settings"');
  });

  it('opens when the umlauts of the passphrase were typed on another system', async () => {
    const key = newKey();
    const document = await exportSettings(wholeSettings(key), {
      key,
      exportedAt,
      passphrase: passphrase.normalize('NFD'),
    });
    const result = await importSettings(document, { current, key, passphrase });
    expect(result.missingSecrets).toEqual([]);
  });

  it('does not open with a wrong passphrase, and no word of the error helps', async () => {
    const key = newKey();
    const document = await exportSettings(wholeSettings(key), { key, exportedAt, passphrase });
    const fault = await configFault(() =>
      importSettings(document, { current, key, passphrase: 'Rote Birnen im Regal' }),
    );
    expect(fault.code).toBe('passphrase-wrong');
    expect(fault.message).toContain('Nothing was changed');
    expect(allWordsOf(fault)).not.toMatch(/Birnen|ck_0|cs_9/);
  });

  it('does not open when somebody put another shop address into it', async () => {
    const key = newKey();
    const document = await exportSettings(wholeSettings(key), { key, exportedAt, passphrase });
    const text = JSON.stringify(document).replace('https://shop.example', 'https://evil.example');
    const fault = await configFault(() => importSettings(text, { current, key, passphrase }));
    expect(fault.code).toBe('passphrase-wrong');
  });

  it('needs a passphrase of some length', async () => {
    const key = newKey();
    const short = () =>
      exportSettings(wholeSettings(key), { key, exportedAt, passphrase: 'short' });
    expect((await configFault(short)).code).toBe('passphrase-too-short');
  });

  it('is not made with a key that does not open the settings', async () => {
    const wrong = () =>
      exportSettings(wholeSettings(newKey()), { key: newKey(), exportedAt, passphrase });
    expect((await configFault(wrong)).code).toBe('secret-not-openable');
  });
});

describe('an import without secrets', () => {
  async function exported(settings: Settings): Promise<SettingsExport> {
    return exportSettings(settings, { key: newKey(), exportedAt });
  }

  it('keeps the present secrets of the same shop and the same account', async () => {
    const key = newKey();
    const present = wholeSettings(key);
    const renamed: Settings = {
      ...present,
      accounts: present.accounts.map((account) => ({ ...account, name: 'New name' })),
    };
    const result = await importSettings(await exported(renamed), { current: present, key });
    expect(result).toEqual({ settings: renamed, missingSecrets: [] });
  });

  it('lists what is missing on a new bridge, and makes the account a draft', async () => {
    const key = newKey();
    const result = await importSettings(await exported(wholeSettings(key)), { current, key });
    expect(result.missingSecrets).toEqual([
      'shop.consumerKey',
      'shop.consumerSecret',
      'accounts.main.clientSecret',
    ]);
    expect(result.settings.accounts[0]).toMatchObject({ state: 'draft', clientSecret: null });
    expect(settingsSchema.parse(result.settings)).toEqual(result.settings);
    expect((await configFault(() => openShop(result.settings, key))).code).toBe('secret-missing');
  });

  it('never hands a present secret to another address or another client', async () => {
    const key = newKey();
    const present = wholeSettings(key);
    const elsewhere: Settings = {
      ...present,
      shop: present.shop && { ...present.shop, url: 'https://other.example' },
      accounts: present.accounts.map((account) => ({
        ...account,
        environment: { baseUrl: 'https://other.example' },
      })),
    };
    const result = await importSettings(await exported(elsewhere), { current: present, key });
    expect(result.missingSecrets).toHaveLength(3);
  });

  it('treats secrets that came without their passphrase as left out', async () => {
    const key = newKey();
    const document = await exportSettings(wholeSettings(key), { key, exportedAt, passphrase });
    const result = await importSettings(document, { current, key });
    expect(result.missingSecrets).toHaveLength(3);
  });
});

describe('a file that can not be imported', () => {
  const key = newKey();
  const file = {
    kind: 'otto-market-bridge-settings',
    formatVersion: 1,
    exportedAt: exportedAt.toISOString(),
    settings: { formatVersion: 1 },
  };

  it.each([
    ['of another kind', { ...file, kind: 'something' }, 'import-broken', 'kind'],
    ['with an unknown key', { ...file, colour: 'hush' }, 'import-broken', 'colour'],
    [
      'with unknown settings',
      { ...file, settings: { formatVersion: 1, size: 'hush' } },
      'import-broken',
      'settings: Unrecognized key: "size"',
    ],
    ['that is no JSON', '{"kind": hush', 'import-broken', 'not valid JSON'],
    ['that is a bare settings.json', defaultSettings(), 'import-broken', 'kind'],
    ['of a newer bridge', { ...file, formatVersion: 2, hush: 1 }, 'import-newer', ''],
    ['with newer settings', { ...file, settings: { formatVersion: 9 } }, 'import-newer', ''],
  ])('%s is refused and the error says why', async (_, document, code, problem) => {
    const fault = await configFault(() => importSettings(document, { current, key }));
    expect(fault.code).toBe(code);
    expect(String(fault.params.problems ?? '')).toContain(problem);
    expect(fault.message).toContain('Nothing was changed');
    expect(allWordsOf(fault)).not.toContain('hush');
  });

  it.each([2 ** 30, 2 ** 15 + 1])(
    'with a scrypt cost of %d is refused before it costs',
    async (N) => {
      const kdf = { name: 'scrypt', N, r: 8, p: 1, salt: 'A'.repeat(24) };
      const document = { ...file, secrets: { kdf, sealed: 'AAAA' } };
      const fault = await configFault(() => importSettings(document, { current, key, passphrase }));
      expect(fault.params.problems).toContain('secrets.kdf.N');
    },
  );
});
