import { MINUTE, SECOND } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Bridge } from '../create-bridge.ts';
import { codeOfAway, READ_ONLY } from '../database-fault.ts';
import { listen } from '../http/listen.ts';
import { createWaitingApp } from '../http/waiting-app.ts';
import { ledgerPlace } from '../ledger/ledger-location.ts';
import { postgresAddress } from '../ledger/postgres-session.ts';
import { createPinoLogger } from '../pino-logger.ts';
import { assertWritable } from '../self-check/self-check.ts';
import { systemClock } from '../system-clock.ts';
import { type CliContext, openFor } from './cli-context.ts';
import { unlessStopped } from './unless-stopped.ts';

const TRY_EVERY_MS = 2 * SECOND;
/** Whoever looks at the console or the log later sees it as well. */
const SAY_EVERY_MS = 5 * MINUTE;

/**
 * Opens the bridge for the service. Replicas and their PostgreSQL may start in any order: while it does
 * not answer, or can only be read, the process waits for it, is healthy, and says at /readyz that it is not ready.
 *
 * @returns undefined when it was told to stop before
 * @throws ConfigError `address-not-usable`, `ledger-not-writable`, what opening the bridge throws
 */
export async function openPatiently(
  context: CliContext,
  config: Config,
): Promise<Bridge | undefined> {
  const { io } = context;
  if (config.ledger.kind === 'sqlite') return openFor(io, config, 'info');
  const { url } = config.ledger;
  const waiting = await listen(createWaitingApp(context.language), config);
  let saidAt = Number.NEGATIVE_INFINITY;
  try {
    while (!io.signal.aborted) {
      try {
        const bridge = await unlessStopped(openToWrite(context, config), io.signal);
        if (bridge) return bridge;
      } catch (error) {
        const code = codeOfAway(error);
        if (code === undefined) throw error;
        if (performance.now() - saidAt >= SAY_EVERY_MS) {
          saidAt = performance.now();
          const address = postgresAddress(url);
          const isReadable = code === READ_ONLY;
          context.say(context.words.waitingForLedger({ ...address, isReadable }));
          createPinoLogger(config.logLevel ?? 'info').warn('ledger-awaited', { code, ...address });
        }
        await systemClock.sleep(TRY_EVERY_MS, io.signal).catch(() => undefined);
      }
    }
    context.say(context.words.stopping);
    return undefined;
  } finally {
    await waiting.stop();
  }
}

/** A ledger that takes nothing is closed again, so that each try begins anew. */
async function openToWrite({ io }: CliContext, config: Config): Promise<Bridge> {
  const bridge = await openFor(io, config, 'info');
  try {
    const { ledger, clock } = bridge;
    await assertWritable({ ledger, place: ledgerPlace(config.ledger) }, clock.now().toISOString());
    return bridge;
  } catch (error) {
    await bridge.close();
    throw error;
  }
}
