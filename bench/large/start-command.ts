import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const PACKAGE = new URL('../../package.json', import.meta.url);
const packageSchema = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

/** As in the image and the unit of docs/deployment.md. */
export const START_ENVIRONMENT = {
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: '1',
  // The C library's own threshold rises with what is freed, and memory with it.
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** What `npm start` has Node run. */
export type StartCommand = {
  /** of Node itself: how it deals with memory */
  options: string[];
  /** the program's file and what it is told */
  program: string[];
};

/** Reads it where npm does, in package.json. */
export async function startCommand(): Promise<StartCommand> {
  const { scripts } = packageSchema.parse(JSON.parse(await readFile(PACKAGE, 'utf8')));
  const [, ...parts] = scripts.start.split(' ');
  const at = parts.findIndex((part) => !part.startsWith('--'));
  return { options: parts.slice(0, at), program: parts.slice(at) };
}
