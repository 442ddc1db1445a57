import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** a folder on a disk so small that it can be filled; empty = this machine lets nobody mount one */
    smallDisk: string;
  }
}

const SIZE = '48m';
const CHUNK = Buffer.alloc(1 << 20);

/** Mounts a small disk in memory for the run, where that is allowed: it takes root. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0777`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    rmdirSync(folder);
    console.info('No small disk can be mounted here: SQLite is told that its file may not grow.');
    project.provide('smallDisk', '');
    return () => undefined;
  }
  project.provide('smallDisk', folder);
  return () => {
    // A child that was killed may still be letting go of its files.
    execFileSync('umount', ['-l', folder]);
    rmdirSync(folder);
  };
}

/** Takes every byte that is left on the disk. @returns gives them back */
export function fillDisk(folder: string): () => void {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  try {
    for (let size = CHUNK.length; size >= 1; ) {
      try {
        if (writeSync(file, CHUNK, 0, size) < size) size = Math.floor(size / 2);
      } catch {
        size = Math.floor(size / 16);
      }
    }
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast, { force: true });
}

/** Lets nobody write into a folder, root included where root may mount. @returns lets them again */
export function makeReadOnly(folder: string): () => void {
  execFileSync('mount', ['--bind', folder, folder]);
  execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
  return () => execFileSync('umount', [folder]);
}
