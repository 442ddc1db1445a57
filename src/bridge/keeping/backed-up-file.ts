import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackedUpFile } from './manifest.ts';

/** A file of a backup as its manifest describes it; read piece by piece. */
export async function describeFile(
  folder: string,
  name: BackedUpFile['name'],
): Promise<BackedUpFile> {
  const path = join(folder, name);
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  const { size } = await stat(path);
  return { name, bytes: size, sha256: digest.digest('hex') };
}
