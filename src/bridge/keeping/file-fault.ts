import { ConfigError } from '../errors.ts';

/** A fault of the file system or of SQLite's writing, such as a full disk. */
export function isFileFault(fault: unknown): boolean {
  if (!(fault instanceof Error) || fault instanceof ConfigError || !('code' in fault)) return false;
  return 'syscall' in fault || fault.code === 'ERR_SQLITE_ERROR';
}
