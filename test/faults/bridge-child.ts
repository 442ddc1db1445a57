/**
 * A bridge in a process of its own, to be killed: it does what its parent asks, one thing after the other,
 * each time as a process that has just started, against fakes that live in the parent.
 */
import { flushCompileCache } from 'node:module';
import type { Clock } from '../../src/bridge/clock.ts';
import { type Bridge, openBridge } from '../../src/bridge/create-bridge.ts';
import { openLedger } from '../../src/bridge/ledger/ledger.ts';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { createFakeClock } from '../bridge/fake-clock.ts';
import { type ChildJob, jobSchema } from './child-job.ts';
import { watchedDialect } from './watched-dialect.ts';

process.on('message', (message: unknown) => {
  carryOut(jobSchema.parse(message)).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ problem: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
flushCompileCache();
process.send?.('ready');

async function carryOut({ config, work, request, now, diesAtQuery }: ChildJob): Promise<unknown> {
  let queries = 0;
  const around = { isOn: false };
  const quiet = { ...config, logLevel: 'silent' as const };
  const bridge = await openBridge(quiet, {
    clock: telling(createFakeClock(now, { autoAdvance: true })),
    logger: createPinoLogger('silent'),
    environment: {},
    openLedger: (location) =>
      openLedger(location, {
        around: (dialect) =>
          watchedDialect(dialect, async () => {
            if (!around.isOn) return;
            if (queries === diesAtQuery) process.kill(process.pid, 'SIGKILL');
            queries += 1;
          }),
      }),
  });
  around.isOn = true;
  try {
    return await does(bridge, work, { ...request, signal: new AbortController().signal });
  } finally {
    await bridge.close();
  }
}

/** Time passes for the fakes, too. */
function telling(clock: Clock): Clock {
  return {
    now: clock.now,
    sleep: (ms, signal) => {
      process.send?.({ sleptMs: ms });
      return clock.sleep(ms, signal);
    },
  };
}

/** The request was typed where it was made; on its way here it was JSON. */
function does(bridge: Bridge, work: ChildJob['work'], request: object): Promise<unknown> {
  const method = work === 'readReceipts' ? bridge.receipts.read : bridge[work];
  return Reflect.apply(method, bridge, [request]);
}
