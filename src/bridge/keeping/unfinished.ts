import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isHolderGone, PROCESS_NAME } from '../process-name.ts';

const MARK = '.unfinished-';

/** A name for what is being made: nobody takes it for the whole, and it is told whose it is. */
export function unfinishedName(name: string): string {
  return `${name}${MARK}${PROCESS_NAME.replace(':', '-')}`; // some file systems refuse a colon
}

/** Removes what processes of this machine left that ended in the middle. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, machine, processId] = /\.unfinished-(.+)-(\d+)$/.exec(name) ?? [];
    if (machine === undefined || !isHolderGone(`keeping:${machine}:${processId}`)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** For names of folders: a moment without characters that some file systems refuse. */
export function momentName(moment: Date): string {
  return moment.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
}
