import type { Clock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

/** What the use cases are wired from. */
export type Wired = {
  /** whether replicas on other machines may share ledger and settings */
  isShared: boolean;
  settings: SettingsStore;
  ledger: Ledger;
  connections: Connections;
  clock: Clock;
  logger: Logger;
};
