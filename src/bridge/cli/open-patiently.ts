import { MINUTE, SECOND } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Bridge } from '../create-bridge.ts';
import { codeOfAway } from '../database-fault.ts';
import { listen } from '../http/listen.ts';
import { createWaitingApp } from '../http/waiting-app.ts';
import { postgresAddress } from '../ledger/postgres-session.ts';
import { createPinoLogger } from '../pino-logger.ts';
import { systemClock } from '../system-clock.ts';
import { type CliContext, openFor } from './cli-context.ts';
import { unlessStopped } from './unless-stopped.ts';

const TRY_EVERY_MS = 2 * SECOND;
/** Whoever looks at the console or the log later sees it as well. */
const SAY_EVERY_MS = 5 * MINUTE;

/**
 * Opens the bridge for the service. Replicas and their PostgreSQL may start in any order: while it does
 * not answer, the process waits for it, is healthy, and says at /readyz that it is not ready.
 *
 * @returns undefined when it was told to stop before
 * @throws ConfigError `address-not-usable`, what opening the bridge throws
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
        const bridge = await unlessStopped(openFor(io, config, 'info'), io.signal);
        if (bridge) return bridge;
      } catch (error) {
        const code = codeOfAway(error);
        if (code === undefined) throw error;
        if (performance.now() - saidAt >= SAY_EVERY_MS) {
          saidAt = performance.now();
          const address = postgresAddress(url);
          context.say(context.words.waitingForLedger(address));
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
