import { join } from 'node:path';
import { KEY_FILE, readTextFile } from '../settings/data-folder.ts';
import { KEY_VARIABLE, loadSealingKey } from '../settings/load-sealing-key.ts';
import { parseSettingsText } from '../settings/parse-settings.ts';
import { parseSealingKey } from '../settings/sealing-key.ts';
import { unusableSettings } from '../settings/settings-fault.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { closedTo, sealedSecrets } from '../settings/stored-secrets.ts';

export type KeyPlace = {
  dataFolder: string;
  environment: { [KEY_VARIABLE]?: string | undefined };
};

/** The text of the key that seals a bridge's secrets, and where it comes from. */
export async function findKey({
  dataFolder,
  environment,
}: KeyPlace): Promise<{ text: string | undefined; origin: 'environment' | 'file' }> {
  const given = environment[KEY_VARIABLE];
  if (given !== undefined && given.trim() !== '') return { text: given, origin: 'environment' };
  return { text: await readTextFile(join(dataFolder, KEY_FILE)), origin: 'file' };
}

/**
 * Sees to it that a bridge can start with these settings and the key that is there.
 *
 * @param path where the settings lie
 * @throws ConfigError what that start would throw: `settings-broken`, `settings-newer`,
 *   `secret-key-invalid`, `secret-key-missing`
 */
export async function refuseUnusable(
  place: KeyPlace,
  settings: string,
  path: string,
): Promise<void> {
  const parsed = parseSettingsText(settings);
  if (!parsed.ok) throw unusableSettings(parsed, { path, kept: 'Nothing was moved.' });
  await loadSealingKey({ ...place, settings: parsed.settings });
}

/** Positions of the secrets that a key does not open; all of them where there is no usable key. */
export function closedSecrets(settings: Settings, keyText: string | undefined): string[] {
  const key = keyText === undefined ? undefined : parseSealingKey(keyText, 'backup');
  return key ? closedTo(key, settings) : [...sealedSecrets(settings).keys()];
}
