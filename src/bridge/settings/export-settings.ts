import { z } from 'zod';
import { passphraseSealedSchema, sealWithPassphrase } from './passphrase-seal.ts';
import type { SealingKey } from './sealing-key.ts';
import type { Settings } from './settings-schema.ts';
import { mapSecrets, sealedSecrets } from './stored-secrets.ts';

export const EXPORT_KIND = 'otto-market-bridge-settings';
export const EXPORT_FORMAT_VERSION = 1;

/** All settings in one file. `settings` holds null wherever a secret belongs. */
export const settingsExportSchema = z.strictObject({
  kind: z.literal(EXPORT_KIND),
  formatVersion: z.literal(EXPORT_FORMAT_VERSION),
  exportedAt: z.iso.datetime(),
  /** parsed on import, after migration */
  settings: z.unknown(),
  /** text: JSON of position → secret; bound to `settings`, so that an altered file does not open */
  secrets: z.exactOptional(passphraseSealedSchema),
});

export type SettingsExport = z.output<typeof settingsExportSchema>;

/**
 * @param options.passphrase without it the secrets are left out
 * @throws ConfigError `secret-not-openable`, `passphrase-too-short`
 */
export async function exportSettings(
  settings: Settings,
  options: { key: SealingKey; exportedAt: Date; passphrase?: string | undefined },
): Promise<SettingsExport> {
  const { key, passphrase } = options;
  const document: SettingsExport = {
    kind: EXPORT_KIND,
    formatVersion: EXPORT_FORMAT_VERSION,
    exportedAt: options.exportedAt.toISOString(),
    settings: mapSecrets(settings, () => null),
  };
  if (passphrase === undefined) return document;

  const secrets: Record<string, string> = {};
  for (const [position, sealed] of sealedSecrets(settings)) {
    secrets[position] = key.open(position, sealed).reveal();
  }
  const boundTo = exportBinding(document);
  return {
    ...document,
    secrets: await sealWithPassphrase(passphrase, boundTo, JSON.stringify(secrets)),
  };
}

/** What the secrets of an export are bound to: nobody can send them to another address. */
export function exportBinding(document: SettingsExport): string {
  const { kind, formatVersion, exportedAt, settings } = document;
  return JSON.stringify([kind, formatVersion, exportedAt, settings]);
}
