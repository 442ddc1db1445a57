import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { missingForActive } from './account-schema.ts';
import { exportBinding, type SettingsExport } from './export-settings.ts';
import { openWithPassphrase } from './passphrase-seal.ts';
import { readExport } from './read-export.ts';
import type { SealingKey } from './sealing-key.ts';
import { Secret } from './secret.ts';
import type { Settings } from './settings-schema.ts';
import { clientSecretPosition, mapSecrets, sealedSecrets } from './stored-secrets.ts';

/** An export that was read and, with its passphrase, opened. */
export type OpenedImport = { settings: Settings; secrets: Map<string, Secret> };

/** `missingSecrets`: positions that nobody could fill, e.g. `accounts.main.clientSecret` */
export type ImportResult = { settings: Settings; missingSecrets: string[] };

const secretsSchema = z.record(z.string(), z.string());

/**
 * Reads an export and lays it over the present settings; the caller saves the result.
 *
 * @param document the file's JSON text, or what was parsed from it
 * @throws ConfigError `import-broken`, `import-newer`, `passphrase-wrong`
 */
export async function importSettings(
  document: unknown,
  options: { current: Settings; key: SealingKey; passphrase?: string | undefined },
): Promise<ImportResult> {
  return applyImport(await openImport(document, options.passphrase), options.current, options.key);
}

/** The slow half; needs neither the present settings nor the key. */
export async function openImport(document: unknown, passphrase?: string): Promise<OpenedImport> {
  const { envelope, settings } = readExport(document);
  return { settings, secrets: await openSecrets(envelope, passphrase) };
}

/**
 * The pure half, fit for `SettingsStore.update`. A secret that the file does not bring is kept
 * from the present settings when it would go to the same place: same shop address, or same account
 * id, environment and client id. An account left without its secret becomes a draft.
 */
export function applyImport(
  opened: OpenedImport,
  current: Settings,
  key: SealingKey,
): ImportResult {
  const present = sealedSecrets(current);
  const before = destinations(current);
  const after = destinations(opened.settings);
  const missingSecrets: string[] = [];

  const filled = mapSecrets(opened.settings, (position) => {
    const brought = opened.secrets.get(position);
    if (brought !== undefined) return key.seal(position, brought);
    const kept = before.get(position) === after.get(position) ? present.get(position) : undefined;
    if (kept === undefined) missingSecrets.push(position);
    return kept ?? null;
  });
  const accounts = filled.accounts.map((account) =>
    missingForActive(account).length === 0 ? account : { ...account, state: 'draft' as const },
  );
  return { settings: { ...filled, accounts }, missingSecrets };
}

async function openSecrets(
  envelope: SettingsExport,
  passphrase: string | undefined,
): Promise<Map<string, Secret>> {
  const secrets = new Map<string, Secret>();
  if (envelope.secrets === undefined || passphrase === undefined) return secrets;
  const text = await openWithPassphrase(passphrase, exportBinding(envelope), envelope.secrets);
  if (text === undefined) {
    throw new ConfigError(
      'passphrase-wrong',
      'The secrets in the file do not open: the passphrase is wrong, or the file was altered after its export. Nothing was changed.',
    );
  }
  for (const [position, secret] of Object.entries(secretsSchema.parse(JSON.parse(text)))) {
    secrets.set(position, new Secret(secret));
  }
  return secrets;
}

/** Whom each secret is shown to, by position. */
function destinations(settings: Settings): Map<string, string> {
  const found = new Map<string, string>();
  mapSecrets({ ...settings, accounts: [] }, (position) => {
    found.set(position, settings.shop?.url ?? '');
    return null;
  });
  for (const { id, environment, tokenPath, clientId } of settings.accounts) {
    found.set(clientSecretPosition(id), JSON.stringify([environment, tokenPath, clientId]));
  }
  return found;
}
