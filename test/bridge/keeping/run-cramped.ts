import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILED_CODE } from '../../compiled-code.ts';

const SCRIPT = fileURLToPath(new URL('children/killed-command.ts', import.meta.url));

/** In POSIX `ulimit -f` counts blocks of so many bytes. */
const BLOCK = 512;

/**
 * Runs one command as a process of its own whose files can't grow beyond some bytes: the kernel refuses
 * the rest of a write, as on a disk that is full.
 */
export async function runCramped(
  mostBytes: number,
  argv: string[],
  environment: Record<string, string | undefined>,
): Promise<{ exitCode: number; text: string }> {
  const blocks = String(Math.floor(mostBytes / BLOCK));
  const limited = ['-c', 'ulimit -f "$0" && exec "$@"', blocks, process.execPath, SCRIPT, 'never'];
  const child = spawn('sh', [...limited, ...argv], {
    env: { PATH: process.env.PATH, ...COMPILED_CODE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const { exitCode } = JSON.parse(written.out);
  return { exitCode, text: written.err.replace(/\s+/g, ' ').trim() };
}
