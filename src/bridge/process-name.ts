import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const processSpace = readProcessSpace();

/**
 * Whether two processes that name the same machine surely see each other: containers may all call
 * themselves alike, but no two have their processes in the same space.
 */
export const isMachineCertain = processSpace !== undefined;

const MACHINE = [hostname().replaceAll(':', '-'), processSpace ?? []].flat().join('~');

/** This machine and process, for leases; a colon parts the two, so a name never holds one. */
export const PROCESS_NAME = `${MACHINE}:${process.pid}`;

/**
 * True when a lease's holder ("kind:machine:pid:id") is a process of this machine that ended. Says
 * nothing of other machines: their leases run out by themselves.
 */
export function isHolderGone(holder: string): boolean {
  const [, machine, pid] = holder.split(':');
  if (machine !== MACHINE || !/^\d+$/.test(pid ?? '')) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** The running kernel and the space of process ids in it; undefined where the system does not tell. */
function readProcessSpace(): string | undefined {
  try {
    const kernel = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const space = readlinkSync('/proc/self/ns/pid');
    if (kernel === '' || space === '') return undefined;
    return createHash('sha256').update(`${kernel} ${space}`).digest('hex').slice(0, 12);
  } catch {
    return undefined;
  }
}
