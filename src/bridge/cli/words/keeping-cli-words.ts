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
  secretsClosed: (count: number) => string;
  moved: (from: string, to: string, orders: string, rows: string) => string;
  movedBefore: string;
  next: Record<'postgres' | 'sqlite', string>;
  keyStays: Record<'environment' | 'file', (path: string) => string>;
};
