import { join } from 'node:path';
import { KEY_FILE, readTextFile } from '../settings/data-folder.ts';
import { KEY_VARIABLE } from '../settings/load-sealing-key.ts';
import { parseSealingKey } from '../settings/sealing-key.ts';
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

/** Positions of the secrets that a key does not open; all of them where there is no usable key. */
export function closedSecrets(settings: Settings, keyText: string | undefined): string[] {
  const key = keyText === undefined ? undefined : parseSealingKey(keyText, 'backup');
  return key ? closedTo(key, settings) : [...sealedSecrets(settings).keys()];
}
