import { hostname } from 'node:os';

/** This machine and process, for leases; a colon parts the two, so a name never holds one. */
export const PROCESS_NAME = `${hostname().replaceAll(':', '-')}:${process.pid}`;

/**
 * True when a lease's holder ("kind:machine:pid:id") is a process of this machine that ended. Says
 * nothing of other machines: their leases run out by themselves.
 */
export function isHolderGone(holder: string): boolean {
  const [, machine, pid] = holder.split(':');
  const [ownMachine] = PROCESS_NAME.split(':');
  if (machine !== ownMachine || !/^\d+$/.test(pid ?? '')) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
