import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Connections } from '../connections.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import { isHolderGone, isMachineCertain, PROCESS_NAME } from '../process-name.ts';
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

/** What every use case works with, whatever it does. */
export function commonParts({ ledger, clock, logger, isShared }: Wired) {
  return {
    ledger,
    clock,
    logger,
    newId: () => randomUUID(),
    processName: PROCESS_NAME,
    // Replicas on a shared ledger may live in containers that all call themselves alike.
    isHolderGone: isShared && !isMachineCertain ? () => false : isHolderGone,
  };
}
