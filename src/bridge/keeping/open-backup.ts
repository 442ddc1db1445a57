import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { unknownMigrations } from '../ledger/copy/migrate-side.ts';
import { readTextFile } from '../settings/data-folder.ts';
import { parseSettingsText } from '../settings/parse-settings.ts';
import { openWithPassphrase } from '../settings/passphrase-seal.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { describeFile } from './backed-up-file.ts';
import { backupDamaged } from './faults.ts';
import {
  BACKUP_FORMAT_VERSION,
  KEY_COPY,
  keyBinding,
  LEDGER_COPY,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  SEALED_KEY_COPY,
  SETTINGS_COPY,
  sealedKeySchema,
  versionedSchema,
} from './manifest.ts';

/** A backup whose files are those that were written. */
export type OpenedBackup = {
  folder: string;
  manifest: Manifest;
  settings: Settings;
  hasKey: 'no' | 'plain' | 'sealed';
};

/**
 * Reads a backup and compares every file with its manifest; the ledger's inside is looked through when
 * it is copied. Changes nothing.
 *
 * @param path its folder, or a file in it
 * @throws ConfigError `backup-not-there`, `backup-newer`, `backup-damaged`
 */
export async function openBackup(path: string): Promise<OpenedBackup> {
  const folder = await folderOf(path);
  const manifest = await readManifest(folder);
  const unknown = unknownMigrations(manifest.migrations);
  if (unknown.length > 0) throw newer(folder, manifest.bridgeVersion);
  for (const file of manifest.files) {
    const found = await describeFile(folder, file.name).catch(() => undefined);
    if (found?.sha256 !== file.sha256 || found.bytes !== file.bytes) {
      throw backupDamaged(folder, file.name);
    }
  }
  const names = manifest.files.map(({ name }) => name);
  for (const name of [LEDGER_COPY, SETTINGS_COPY] as const) {
    if (!names.includes(name)) throw backupDamaged(folder, name);
  }
  const parsed = parseSettingsText(await readCopy(folder, SETTINGS_COPY));
  if (!parsed.ok && parsed.fault === 'newer') throw newer(folder, manifest.bridgeVersion);
  if (!parsed.ok) throw backupDamaged(folder, SETTINGS_COPY);
  const hasKey = names.includes(SEALED_KEY_COPY)
    ? 'sealed'
    : names.includes(KEY_COPY)
      ? 'plain'
      : 'no';
  return { folder, manifest, settings: parsed.settings, hasKey };
}

/** The settings of a backup as they lie there. */
export function settingsIn({ folder }: OpenedBackup): Promise<string> {
  return readCopy(folder, SETTINGS_COPY);
}

/**
 * The text of the key in a backup.
 *
 * @returns undefined when there is none, or a sealed one and no passphrase
 * @throws ConfigError `backup-passphrase-wrong`
 */
export async function keyIn(
  { folder, manifest, hasKey }: OpenedBackup,
  passphrase: string | undefined,
): Promise<string | undefined> {
  if (hasKey === 'no') return undefined;
  if (hasKey === 'plain') return readCopy(folder, KEY_COPY);
  if (passphrase === undefined) return undefined;
  const { key } = sealedKeySchema.parse(JSON.parse(await readCopy(folder, SEALED_KEY_COPY)));
  const text = await openWithPassphrase(passphrase, keyBinding(manifest.madeAt), key);
  if (text !== undefined) return text;
  throw new ConfigError('backup-passphrase-wrong', 'The key of the backup does not open');
}

async function folderOf(path: string): Promise<string> {
  const full = resolve(path);
  const found = await stat(full).catch(() => undefined);
  return found?.isFile() ? dirname(full) : full;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readTextFile(join(folder, MANIFEST_FILE)).catch(() => undefined);
  if (text === undefined) {
    throw new ConfigError('backup-not-there', `There is no whole backup in ${folder}`, {
      params: { path: folder },
    });
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw backupDamaged(folder, MANIFEST_FILE);
  }
  const versioned = versionedSchema.safeParse(document);
  if (!versioned.success) throw backupDamaged(folder, MANIFEST_FILE);
  const { formatVersion, bridgeVersion } = versioned.data;
  if (formatVersion > BACKUP_FORMAT_VERSION) throw newer(folder, String(bridgeVersion ?? ''));
  const parsed = manifestSchema.safeParse(document);
  if (!parsed.success) throw backupDamaged(folder, MANIFEST_FILE);
  return parsed.data;
}

function newer(folder: string, version: string): ConfigError {
  return new ConfigError('backup-newer', `The backup ${folder} is of a newer version`, {
    params: { path: folder, version },
  });
}

async function readCopy(folder: string, name: string): Promise<string> {
  const text = await readTextFile(join(folder, name));
  if (text === undefined) throw backupDamaged(folder, name);
  return text;
}
