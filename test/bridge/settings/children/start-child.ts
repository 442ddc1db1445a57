import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COMPILED_CODE } from '../../../compiled-code.ts';

/** A real process of its own running one of the scripts in this folder. */
export type Child = {
  process: ChildProcess;
  /** the lines printed so far */
  lines: string[];
  /** resolves with the printed line, or rejects when the child ends before it */
  printed(line: string): Promise<void>;
  ended: Promise<number | null>;
};

/** @param nodeOptions for Node itself; `shell`: a command line that ends by running "$@" */
export function startChild(
  script: string,
  args: string[],
  options: { nodeOptions?: string[]; shell?: string } = {},
): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const node = [process.execPath, ...(options.nodeOptions ?? []), path, ...args];
  const shell = options.shell ?? 'exec "$@"';
  const child = spawn('/bin/bash', ['-c', shell, 'bash', ...node], {
    env: { ...process.env, ...COMPILED_CODE },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = `${rest}${text}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    process: child,
    lines,
    ended,
    printed: (line) =>
      new Promise((resolve, reject) => {
        const look = () => lines.includes(line) && resolve();
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without printing ${line}`)));
      }),
  };
}
