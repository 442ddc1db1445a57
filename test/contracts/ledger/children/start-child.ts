import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { LedgerLocation } from '../../../../src/bridge/ledger/database.ts';
import { COMPILED_CODE } from '../../../compiled-code.ts';

export type Child = {
  process: ChildProcess;
  /** every line printed so far */
  lines: string[];
  /** resolves when a line was printed that starts like this */
  printed(start: string): Promise<string>;
  /** the process has ended and all it printed was read */
  ended: Promise<void>;
};

/** A real process of its own that works on the ledger; killed at the latest when the test is over. */
export function startChild(script: string, location: LedgerLocation, ...args: string[]): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, JSON.stringify(location), ...args], {
    env: { ...process.env, ...COMPILED_CODE },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => undefined);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    lines,
    ended,
    printed: (start) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.find((printed) => printed.startsWith(start));
          if (line !== undefined) resolve(line);
        };
        reader.on('line', look);
        look();
        void ended.then(() => reject(new Error(`The child ended without printing ${start}`)));
      }),
  };
}

/** Lets several processes do the same at the same moment; what each of them said about it. */
export async function contend(
  location: LedgerLocation,
  deed: string,
  names: string[],
): Promise<string[]> {
  const children = names.map((name) => startChild('contender.ts', location, deed, name));
  await Promise.all(children.map((child) => child.printed('ready')));
  for (const child of children) child.process.stdin?.write('go\n');
  const said = await Promise.all(children.map((child) => child.printed('result ')));
  await Promise.all(children.map((child) => child.ended));
  return said.map((line) => line.slice('result '.length));
}
