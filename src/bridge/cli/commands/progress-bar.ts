import { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { ImportCounters } from '../../ledger/import-runs.ts';
import type { CliContext } from '../cli-context.ts';

/** How far an import is; undefined where nobody sits at a terminal. */
export function progressBar(
  context: CliContext,
): { show(counters: ImportCounters): void; stop(): void } | undefined {
  const { io, isJson } = context;
  if (isJson || !io.isTerminal) return undefined;
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      io.err(String(chunk));
      done();
    },
  });
  const bar = new SingleBar({
    format: ' {bar} {value}/{total}',
    // The package asks the stream whether it is a terminal.
    stream: Object.assign(stream, { isTTY: true }),
    hideCursor: true,
    clearOnComplete: true,
    barsize: Math.min(40, context.width - 20),
  });
  bar.start(0, 0);
  return {
    show: ({ seen, ...done }) => {
      bar.setTotal(seen);
      bar.update(Object.values(done).reduce((sum, count) => sum + count, 0));
    },
    stop: () => bar.stop(),
  };
}
