import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o700;

/**
 * Makes a folder and those above it that are missing. Node's own recursive `mkdir` never ends where a
 * file system refuses new names by saying that the path is not there, as /proc does.
 */
export async function makeFolders(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (fault) {
    const isMissing = fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
    if (!isMissing || dirname(path) === path) throw fault;
    await makeFolders(dirname(path));
    await makeFolder(path);
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: OWNER_ONLY }).catch(async (fault: unknown) => {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) throw fault;
  });
}
