import { loadConfig } from '../../config.ts';
import { startService } from '../../service.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPatiently } from '../open-patiently.ts';
import { unlessStopped } from '../unless-stopped.ts';

/** `start`: runs until it is told to stop. */
export async function startCommand(context: CliContext): Promise<ExitCode> {
  const { io, words } = context;
  const config = loadConfig(io.environment);
  const bridge = await openPatiently(context, config);
  if (bridge === undefined) return EXIT.ok;
  // Node tells of it in its own words besides, and ends the process; who reads the log by lines sees it too.
  const tellCrash = ({ name, message }: Error) =>
    bridge.logger.error('process-crashed', { reason: `${name}: ${message}` });
  process.on('uncaughtExceptionMonitor', tellCrash);
  try {
    const starting = bridge.settings
      .load()
      .then(async ({ accounts }) => ({ accounts, service: await startService(bridge, config) }));
    const started = await unlessStopped(starting, io.signal);
    if (started === undefined) {
      context.say(words.stopping);
      return EXIT.ok;
    }
    const { accounts, service } = started;
    const setupCode = service.setupCode?.reveal();
    context.json({ url: service.url, ...(setupCode === undefined ? {} : { setupCode }) });
    context.say(words.listening(service.url));
    if (setupCode !== undefined) context.say(words.access.setUp(service.url, setupCode));
    const active = accounts.filter(({ state }) => state === 'active').length;
    context.say(active === 0 ? words.nothingScheduled : words.scheduled(active));
    await stopped(io.signal);
    context.say(words.stopping);
    await service.stop();
    return EXIT.ok;
  } finally {
    process.off('uncaughtExceptionMonitor', tellCrash);
    await bridge.close();
  }
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
