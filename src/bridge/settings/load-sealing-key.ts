import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { KEY_BYTES } from './aes-gcm.ts';
import { ensureDataFolder, exclusivelyIn, KEY_FILE, readTextFile } from './data-folder.ts';
import { type WriteDurably, writeDurably } from './durable-file.ts';
import { parseSealingKey, type SealingKey } from './sealing-key.ts';
import { notWritable } from './settings-fault.ts';
import type { Settings } from './settings-schema.ts';
import { sealedSecrets } from './stored-secrets.ts';

export const KEY_VARIABLE = 'BRIDGE_SECRET_KEY';

/**
 * The key of this installation: from BRIDGE_SECRET_KEY, else from `secret.key` in the data folder,
 * which is made once, when nothing is sealed yet.
 *
 * @param settings as loaded: a missing key is only replaced by a new one when nothing needs the old
 * @throws ConfigError `secret-key-invalid`, `secret-key-missing`, `settings-unreadable`,
 *   `settings-not-writable`
 */
export async function loadSealingKey(options: {
  dataFolder: string;
  environment: { [KEY_VARIABLE]?: string | undefined };
  settings: Settings;
  write?: WriteDurably;
}): Promise<SealingKey> {
  const given = options.environment[KEY_VARIABLE];
  if (given !== undefined && given.trim() !== '') return parsed(given, KEY_VARIABLE);

  const path = join(options.dataFolder, KEY_FILE);
  const text = await readTextFile(path);
  if (text !== undefined) return parsed(text, path);

  if (sealedSecrets(options.settings).size > 0) {
    throw new ConfigError(
      'secret-key-missing',
      `The settings hold sealed secrets, but their key is gone: there is no ${path}, and ${KEY_VARIABLE} is not set. Put the key back; without it all secrets must be entered anew.`,
      { params: { path, variable: KEY_VARIABLE } },
    );
  }
  await ensureDataFolder(options.dataFolder);
  return exclusivelyIn(options.dataFolder, async () => {
    const madeMeanwhile = await readTextFile(path);
    const madeNow = randomBytes(KEY_BYTES).toString('base64');
    if (madeMeanwhile === undefined) await save(path, madeNow, options.write ?? writeDurably);
    return parsed(madeMeanwhile ?? madeNow, path);
  });
}

async function save(path: string, text: string, write: WriteDurably): Promise<void> {
  try {
    await write(path, `${text}\n`);
  } catch (fault) {
    throw notWritable(path, fault);
  }
}

function parsed(text: string, origin: string): SealingKey {
  const key = parseSealingKey(text, origin);
  if (key !== undefined) return key;
  throw new ConfigError(
    'secret-key-invalid',
    `The key in ${origin} is not usable: it has to be ${KEY_BYTES} bytes, written as 64 hex digits or as base64. It was left as it is; put the right one there.`,
    { params: { origin } },
  );
}
