import { askHidden } from './cli/ask-hidden.ts';
import { runCli } from './cli/run-cli.ts';

const stop = new AbortController();
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** Only the first one: what nobody listens to any more ends the process, whichever of them comes next. */
function stopOnce(signal: NodeJS.Signals): void {
  for (const each of SIGNALS) process.off(each, stopOnce);
  stop.abort(new Error(signal));
}
for (const signal of SIGNALS) process.on(signal, stopOnce);

// `| head` closes the pipe when it has seen enough: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** A side that hangs may keep a connection open; the work is over, and nothing of it is waited for any more. */
const LEFT_OPEN_MS = 250;

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  environment: process.env,
  isTerminal: process.stdout.isTTY === true && process.stdin.isTTY === true,
  columns: process.stdout.columns,
  askHidden,
  signal: stop.signal,
});
if (stop.signal.aborted) setTimeout(() => process.exit(), LEFT_OPEN_MS).unref();
