/** Commands about keeping the data: backup, restore, move. */
export type KeepingCommandName = 'backup' | 'restore' | 'move';

export type KeepingOptionName =
  | 'backupFolder'
  | 'withKey'
  | 'keyPassphrase'
  | 'backupToRestore'
  | 'restoreYes'
  | 'restorePassphrase'
  | 'moveTo';

export type KeepingValueName = 'folder' | 'target';

/** What these commands answer. */
export type KeepingAnswers = {
  /** while somebody watches */
  mayTakeMinutes: string;
  /** numbers as the language writes them */
  backedUp: (folder: string, orders: string, rows: string) => string;
  key: Record<'none' | 'plain' | 'sealed', string>;
  restored: (place: string, madeAt: string, orders: string) => string;
  keptIn: (folder: string) => string;
  /** what happened since the backup */
  since: string;
  compareAtOnce: string;
  /** the key is missing or none; by its place */
  noStart: (place: string) => string;
  /** what to do about it: where it opened something, with commands to follow; where there is nothing to open */
  keyOfThen: string;
  keyOfNone: string;
  secretsClosed: (count: number) => string;
  /** what to do about it where the key is a usable one */
  keyBack: string;
  moved: (from: string, to: string, orders: string, rows: string) => string;
  movedBefore: string;
  next: Record<'postgres' | 'sqlite', string>;
  keyStays: Record<'environment' | 'file', (path: string) => string>;
};
