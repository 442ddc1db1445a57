import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../src/bridge/errors.ts';
import { SETTINGS_FILE } from '../../src/bridge/settings/data-folder.ts';
import { exportSettings } from '../../src/bridge/settings/export-settings.ts';
import { applyImport } from '../../src/bridge/settings/import-settings.ts';
import { parseSettingsText, settingsText } from '../../src/bridge/settings/parse-settings.ts';
import { readExport } from '../../src/bridge/settings/read-export.ts';
import { parseSealingKey } from '../../src/bridge/settings/sealing-key.ts';
import { listSettings, withoutSecrets } from '../../src/bridge/settings/setting-names.ts';
import { FORMAT_VERSION, type Settings } from '../../src/bridge/settings/settings-schema.ts';
import { openFileSettings } from '../../src/bridge/settings/settings-store.ts';
import { openClientSecret, openShop } from '../../src/bridge/settings/stored-secrets.ts';
import { activeAccount, newKey, wholeSettings } from '../bridge/settings/make-settings.ts';
import { checkFault, checkWords, FUZZ_TIMEOUT_MS, fuzz } from './fuzz.ts';
import { brokenBodies } from './inputs.ts';
import { MARK } from './mutate.ts';

const key = newKey();
const SEALED = 'U2VhbGVkT25seUhlcmU=';
const settings = settingsOf();

/** Whole settings; whatever is secret in them says the marker once it is opened. */
function settingsOf(): Settings {
  const usual = wholeSettings(key);
  const account = { ...activeAccount('second', key, MARK), startAt: '2026-01-31T00:00:00Z' };
  return { ...usual, accounts: [...usual.accounts, account] };
}

/** What holds of settings that were taken. */
function checkSettings(taken: Settings): void {
  if (taken.formatVersion !== FORMAT_VERSION) throw new Error('of another version');
  const again = parseSettingsText(settingsText(taken));
  if (!again.ok) throw new Error(`can't be read again: ${again.problems.join()}`);
  if (settingsText(again.settings) !== settingsText(taken)) throw new Error('reads as another');
  const ids = taken.accounts.map(({ id }) => id);
  if (ids.includes('') || new Set(ids).size !== ids.length) throw new Error('accounts of one id');
  listSettings(taken);
  const openings = [
    () => openShop(taken, key),
    ...taken.accounts.map((account) => () => openClientSecret(account, key)),
  ];
  for (const open of openings) {
    try {
      open();
    } catch (fault) {
      checkFault(fault, [ConfigError]);
    }
  }
  const shown = JSON.stringify(withoutSecrets(opened(taken)));
  if (shown.includes(SEALED)) throw new Error('shows a secret');
}

/** The same with one text for all that is sealed, which may not be shown either. */
function opened(taken: Settings): Settings {
  const accounts = taken.accounts.map((account) => ({
    ...account,
    clientSecret: account.clientSecret && { sealed: SEALED },
  }));
  const sealed = { consumerKey: { sealed: SEALED }, consumerSecret: { sealed: SEALED } };
  return { ...taken, accounts, shop: taken.shop && { ...taken.shop, ...sealed } };
}

describe('settings of whatever text', () => {
  it('are whole settings, or problems that quote none of it', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const exported = await exportSettings(settings, { key, exportedAt: new Date(0) });
    const bases = [
      { body: settings },
      { body: { ...settings, formatVersion: 99 } },
      { body: exported },
      { body: { ...exported, formatVersion: 2 } },
    ];
    await fuzz('settings-texts', brokenBodies(bases), ({ bytes }) => {
      const text = bytes.toString('utf8');
      const parsed = parseSettingsText(text);
      if (parsed.ok) checkSettings(parsed.settings);
      // Keys that nobody knows are named, so that they can be found; no value is.
      else checkWords(parsed.problems.slice(0, 10).join('; ').slice(0, 1_000), keysIn(text));
      try {
        const { envelope, settings: brought } = readExport(text);
        if (envelope.secrets !== undefined) return;
        const { settings: merged } = applyImport(
          { settings: brought, secrets: new Map() },
          settings,
          key,
        );
        // What does not fit together is refused when it is saved.
        const saved = parseSettingsText(settingsText(merged));
        if (saved.ok) checkSettings(saved.settings);
        else checkWords(saved.problems.slice(0, 10).join('; ').slice(0, 1_000), keysIn(text));
      } catch (fault) {
        checkFault(fault, [ConfigError], keysIn(text));
      }
      parseSealingKey(text, 'the test');
    });
  });

  it('are opened from a file, or refused and left as they are', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzzed-settings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, SETTINGS_FILE);
    const huge = { body: { ...settings, huge: 'x'.repeat(500_000) } };
    const bases = [{ body: settings }, huge];
    await fuzz('settings-files', brokenBodies(bases), async ({ bytes }) => {
      writeFileSync(path, bytes);
      try {
        const store = await openFileSettings(folder);
        const saved = await store.update((current) => ({ ...current, language: 'en' }));
        checkSettings(saved);
      } catch (fault) {
        checkFault(fault, [ConfigError], keysIn(bytes.toString('utf8')));
      }
    });
  });
});

/** The names of fields in a text, which may be told. */
function keysIn(text: string): string {
  return (text.match(/"[^"]*"\s*:/g) ?? []).filter((name) => name.includes(MARK)).join();
}
