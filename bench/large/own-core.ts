import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Frees a core of this machine for the bridge: this process, and what it starts from now on, leaves it.
 * Needs Linux with `taskset`, and two cores.
 *
 * @returns the number of the core, or undefined where none could be freed
 */
export async function freeCore(): Promise<number | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const cores = coresOf(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '');
  const [own, ...others] = cores.toReversed();
  if (own === undefined || others.length === 0) return undefined;
  const isMoved = await promisify(execFile)('taskset', [
    ...['--all-tasks', '--cpu-list', '--pid', others.join(',')],
    String(process.pid),
  ]).then(
    () => true,
    () => false,
  );
  return isMoved ? own : undefined;
}

/** The same command on this core alone, all its threads. */
export function onCore(core: number | undefined, command: string[]): string[] {
  return core === undefined ? command : ['taskset', '--cpu-list', String(core), ...command];
}

/** @param list as Linux writes it, e.g. `0-3,6` */
function coresOf(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    if (!range || first === undefined || last === undefined) return [];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
