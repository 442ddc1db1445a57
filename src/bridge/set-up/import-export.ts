import { ConfigError } from '../errors.ts';
import { exportSettings, type SettingsExport } from '../settings/export-settings.ts';
import { applyImport, openImport } from '../settings/import-settings.ts';
import { KEY_VARIABLE } from '../settings/load-sealing-key.ts';
import { readExport } from '../settings/read-export.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { mapSecrets } from '../settings/stored-secrets.ts';
import { requireSound, requireVersion } from './change-settings.ts';
import type { DescribeChanges, ToldChange } from './describe-changes.ts';
import type { SetUpParts } from './ports.ts';
import { versionOf } from './version-of.ts';

type TransferParts = Pick<SetUpParts, 'settings' | 'key' | 'clock'> & { describe: DescribeChanges };

/** What an import changes, or would. */
export type TransferResult = {
  version: string;
  exportedAt: string;
  holdsSecrets: boolean;
  opensSecrets: boolean;
  changes: ToldChange[];
  /** positions nobody could fill */
  missingSecrets: string[];
  isSaved: boolean;
};

/** @throws ConfigError `passphrase-too-short`, `secret-not-openable` */
export async function exportAll(
  { settings, key, clock }: TransferParts,
  passphrase: string | undefined,
): Promise<{ fileName: string; document: SettingsExport }> {
  const exportedAt = clock.now();
  const document = await exportSettings(await settings.load(), { key, exportedAt, passphrase });
  const day = exportedAt.toISOString().slice(0, 10);
  return { fileName: `otto-market-bridge-${day}.json`, document };
}

/**
 * Lays an exported document over the settings, or tells what that would change.
 *
 * @param asked.ifMatch version of the preview; only asked for where it is saved
 * @throws ConfigError `import-broken`, `import-newer`, `passphrase-wrong`, `version-missing`,
 *   `version-stale`; FieldsRefusedError
 */
export async function importAll(
  { settings: store, key, describe }: TransferParts,
  asked: {
    document: unknown;
    passphrase: string | undefined;
    ifMatch: string | undefined;
    save: boolean;
  },
): Promise<TransferResult> {
  const passphrase = asked.passphrase === '' ? undefined : asked.passphrase;
  const { envelope } = readExport(asked.document);
  const opened = await openImport(asked.document, passphrase);
  let before: Settings | undefined;
  let missingSecrets: string[] = [];
  const apply = (current: Settings): Settings => {
    if (asked.save) requireVersion(asked.ifMatch, versionOf(current));
    before = structuredClone(current);
    const result = applyImport(opened, current, key);
    missingSecrets = result.missingSecrets;
    return requireSound(result.settings, []);
  };
  const after = asked.save ? await store.update(apply) : apply(await store.load());
  const base = before ?? after;
  const holdsSecrets = envelope.secrets !== undefined;
  return {
    version: versionOf(asked.save ? after : base),
    exportedAt: envelope.exportedAt,
    holdsSecrets,
    opensSecrets: holdsSecrets && passphrase !== undefined,
    changes: await describe(base, after),
    missingSecrets,
    isSaved: asked.save,
  };
}

export type KeyView = {
  origin: 'file' | 'environment';
  place: string;
  secrets: { position: string; state: 'ok' | 'missing' | 'not-openable' }[];
};

/** Where the key of the sealed secrets comes from, and which of them it opens. */
export async function viewDataKey({ settings, key }: TransferParts): Promise<KeyView> {
  const secrets: KeyView['secrets'] = [];
  mapSecrets(await settings.load(), (position, sealed) => {
    secrets.push({ position, state: sealed === null ? 'missing' : opens(position, sealed) });
    return sealed;
  });
  const origin = key.origin === KEY_VARIABLE ? 'environment' : 'file';
  return { origin, place: key.origin, secrets };

  function opens(position: string, sealed: Parameters<typeof key.open>[1]): 'ok' | 'not-openable' {
    try {
      key.open(position, sealed);
      return 'ok';
    } catch (error) {
      if (error instanceof ConfigError) return 'not-openable';
      throw error;
    }
  }
}
