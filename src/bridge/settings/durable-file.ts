import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

export type WriteDurably = (path: string, text: string) => Promise<void>;

const OWNER_ONLY = 0o600;
const FOLDER_SYNC_UNKNOWN = new Set(['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOTSUP', 'ENOSYS']);

/**
 * Replaces a file by one that is whole and forced to disk, readable by its owner only. Whatever
 * goes wrong, and whenever the process is killed, the path holds the former text or the new one.
 */
export const writeDurably: WriteDurably = async (path, text) => {
  await writeFileAtomic(path, undefined, {
    mode: OWNER_ONLY,
    // The package's own write does not notice that a nearly full disk took only a part of the
    // text, and would rename that part into place. Node's writeFile does, and throws ENOSPC.
    tmpfileCreated: (temporaryPath) => writeFile(temporaryPath, text),
  });
  await syncFolder(dirname(path));
};

/** Removes what killed writers left beside the files of these names. Call it under their lock. */
export async function sweepTemporaryFiles(folder: string, fileNames: string[]): Promise<void> {
  for (const found of await readdir(folder)) {
    const owner = fileNames.find((name) => found.startsWith(`${name}.`));
    if (owner === undefined || !/^\.\d+$/.test(found.slice(owner.length))) continue;
    await rm(join(folder, found), { force: true });
  }
}

/** Makes renames in a folder outlast a power cut; where a platform has no such call there is nothing to do. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (!FOLDER_SYNC_UNKNOWN.has(code)) throw fault;
  }
}
