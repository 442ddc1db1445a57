import { type Clock, SECOND } from '../clock.ts';
import { isPassingDatabaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerTables } from '../ledger/tables.ts';
import type { Logger } from '../logger.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** How long a change by another process (the command line, a replica) may go unnoticed that nobody told. */
export const LOOK_EVERY_MS = 30 * SECOND;
const SETTINGS_TABLE = 'settings_documents' satisfies keyof LedgerTables;

export type SettingsFollower = {
  /** the settings as last read */
  current(): Settings;
  /** reads them now: after a change of our own */
  refresh(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Keeps something in line with the settings, whoever changes them. Settings that can't be read are
 * logged once, and again when what passes by itself turns into what does not; the last good ones stay in force.
 *
 * @throws what reading or applying them for the first time throws
 */
export async function followSettings(parts: {
  settings: Pick<SettingsStore, 'load'>;
  apply: (settings: Settings) => Promise<void>;
  /** tells of what was written to the ledger, where settings may lie among the rest */
  hearNews: Ledger['hearNews'];
  clock: Clock;
  logger: Logger;
}): Promise<SettingsFollower> {
  const { clock, logger } = parts;
  const stopping = new AbortController();
  let current = await parts.settings.load();
  await parts.apply(current);
  let applied = current;
  let logged: 'nothing' | 'warn' | 'error' = 'nothing';
  let last: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopping.signal.aborted) return;
    try {
      current = await parts.settings.load();
      if (JSON.stringify(current) !== JSON.stringify(applied)) await parts.apply(current);
      applied = current;
      if (logged !== 'nothing') logger.info('settings-followed-again');
      logged = 'nothing';
    } catch (error) {
      const level = isPassingDatabaseFault(error) ? 'warn' : 'error';
      if (logged === 'error' || logged === level) return;
      logged = level;
      const code = error instanceof ConfigError ? error.code : undefined;
      const reason = error instanceof Error ? error.message : String(error);
      logger[level]('settings-not-followed', { code, reason });
    }
  }

  /** One look at a time, in the order they were asked for. */
  function refresh(): Promise<void> {
    last = last.then(look);
    return last;
  }

  async function lookNowAndThen(): Promise<void> {
    for (;;) {
      await clock.sleep(LOOK_EVERY_MS, stopping.signal);
      await refresh();
    }
  }

  const hearNoMore = parts.hearNews((written) => {
    if (!written || written.has(SETTINGS_TABLE)) void refresh();
  });
  const looking = lookNowAndThen().catch(() => undefined); // the sleep ends by the abort alone
  return {
    current: () => current,
    refresh,
    async stop() {
      stopping.abort();
      hearNoMore();
      await Promise.all([looking, last]);
    },
  };
}
