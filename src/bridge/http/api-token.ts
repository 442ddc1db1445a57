import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
// The data folder's own ways of reading and writing, so that the token is as safe there as the rest.
import { exclusivelyIn, readTextFile } from '../settings/data-folder.ts';
import { writeDurably } from '../settings/durable-file.ts';
import { Secret } from '../settings/secret.ts';
import { notWritable } from '../settings/settings-fault.ts';

export const API_TOKEN_FILE = 'api-token';
const TOKEN_BYTES = 32;

/** What `randomBytes` gives and what an owner may put there instead: long enough, no spaces. */
const USABLE = /^[A-Za-z0-9._~+/-]{32,500}=*$/;

export type ApiToken = { token: Secret; path: string; isNew: boolean };

/**
 * The token of the web service, from a file that only the bridge's user can read: whoever can read
 * the data folder may use the service, as the command line does. Made at the first start; made anew
 * when the file is gone or emptied, which is how an owner withdraws a token.
 *
 * @throws ConfigError `settings-unreadable`, `settings-not-writable`
 */
export async function loadApiToken(dataFolder: string): Promise<ApiToken> {
  const path = join(dataFolder, API_TOKEN_FILE);
  return exclusivelyIn(dataFolder, async () => {
    const present = (await readTextFile(path))?.trim() ?? '';
    if (USABLE.test(present)) return { token: new Secret(present), path, isNew: false };
    const made = randomBytes(TOKEN_BYTES).toString('base64url');
    try {
      await writeDurably(path, `${made}\n`);
    } catch (fault) {
      throw notWritable(path, fault);
    }
    return { token: new Secret(made), path, isNew: true };
  });
}
