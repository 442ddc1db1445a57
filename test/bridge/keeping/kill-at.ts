import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { COMPILED_CODE } from '../../compiled-code.ts';

const SCRIPT = fileURLToPath(new URL('children/killed-command.ts', import.meta.url));
const endSchema = z.object({
  steps: z.object({ file: z.int(), query: z.int() }),
  exitCode: z.int(),
});

type Steps = z.output<typeof endSchema>['steps'];

/** How one command as a process of its own ended: with its steps, or killed. */
export async function runKilled(
  step: string,
  argv: string[],
  environment: Record<string, string | undefined>,
): Promise<z.output<typeof endSchema> | 'killed'> {
  const child = spawn(process.execPath, [SCRIPT, step, ...argv], {
    env: { PATH: process.env.PATH, ...COMPILED_CODE, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  return signal === 'SIGKILL' ? 'killed' : endSchema.parse(JSON.parse(out));
}

/**
 * Some queries from the first to the last one, and the last changes of files, where things fall into
 * place. `KILL_ALL=1` takes every one.
 */
export function chosenSteps(steps: Steps, queries: number, files: number): string[] {
  const all = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const isAll = process.env.KILL_ALL !== undefined;
  const every = isAll ? 1 : Math.ceil(steps.query / queries);
  return [
    ...all(steps.query)
      .filter((step) => step % every === 0 || step === steps.query)
      .map((step) => `query:${step}`),
    ...all(steps.file)
      .filter((step) => isAll || step > steps.file - files)
      .map((step) => `file:${step}`),
  ];
}
