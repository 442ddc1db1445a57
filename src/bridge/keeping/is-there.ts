import { stat } from 'node:fs/promises';

/** Whether there is a file or folder that can be seen. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
