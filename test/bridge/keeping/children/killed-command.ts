/**
 * Runs a command of the bridge and kills itself with SIGKILL before the given step: `file:3` is the third
 * change of a file, `query:57` a statement to a database. With `never` it prints how many there were.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

const [step = '', ...argv] = process.argv.slice(2);
const steps = { file: 0, query: 0 };

function counted<This, Rest extends unknown[], Result>(
  kind: keyof typeof steps,
  call: (this: This, ...rest: Rest) => Result,
): (this: This, ...rest: Rest) => Result {
  return function (this: This, ...rest: Rest) {
    steps[kind] += 1;
    if (step === `${kind}:${steps[kind]}`) process.kill(process.pid, 'SIGKILL');
    return call.apply(this, rest);
  };
}

for (const name of ['prepare', 'exec'] as const) {
  Object.defineProperty(DatabaseSync.prototype, name, {
    value: counted('query', DatabaseSync.prototype[name]),
  });
}
Object.defineProperty(pg.Client.prototype, 'query', {
  value: counted('query', pg.Client.prototype.query),
});
for (const name of ['rename', 'rm', 'mkdir', 'copyFile', 'writeFile']) {
  const original: (...rest: unknown[]) => unknown = Reflect.get(fs.promises, name);
  Object.defineProperty(fs.promises, name, { value: counted('file', original) });
}
syncBuiltinESMExports();

const { runCli } = await import('../../../../src/bridge/cli/run-cli.ts');
const exitCode = await runCli(argv, {
  out: () => undefined,
  err: (text) => process.stderr.write(text),
  environment: process.env,
  isTerminal: false,
  columns: 200,
  askHidden: async () => '',
  signal: new AbortController().signal,
});
console.log(JSON.stringify({ steps, exitCode }));
