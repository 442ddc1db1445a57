import type { Fingerprint } from '../ledger/copy/fingerprint.ts';
import type { KeyPlace } from './key-of.ts';
import type { OpenedBackup } from './open-backup.ts';
import type { DataPlace } from './snapshot.ts';
import { momentName } from './unfinished.ts';

export type RestoreRequest = {
  backup: OpenedBackup;
  to: DataPlace;
  environment: KeyPlace['environment'];
  /** text of the key in the backup; undefined = there is none, or it stays closed */
  key: string | undefined;
  /** what is there may be replaced; it is kept aside all the same */
  mayReplace: boolean;
  bridgeVersion: string;
  now: Date;
  signal?: AbortSignal | undefined;
};

/** What was found whole and is ready to be put in place. */
export type Staged = {
  /** holds a copy of the backup's ledger, brought up to date */
  folder: string;
  fingerprint: Fingerprint;
  /** text of the key to put in place; undefined = the present one stays */
  newKey: string | undefined;
};

/** For what was there before. */
export function keptName(now: Date): string {
  return `before-restore-${momentName(now)}`;
}
