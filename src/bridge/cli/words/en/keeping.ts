import type { HelpWords } from '../help-words.ts';
import type {
  KeepingAnswers,
  KeepingCommandName,
  KeepingOptionName,
  KeepingValueName,
} from '../keeping-cli-words.ts';

export const keeping: KeepingAnswers = {
  mayTakeMinutes: 'Every row is copied and compared; with very many orders this takes minutes …',
  backedUp: (folder, orders, rows) =>
    `Backed up and checked: ${folder} (orders: ${orders}, rows in all: ${rows}).`,
  key: {
    none: 'The key to the credentials is not in it. Keep it elsewhere (secret.key in the data folder, or BRIDGE_SECRET_KEY), or back up with --with-key.',
    plain:
      'The key to the credentials is in it, unsealed: whoever can read this folder can open them.',
    sealed:
      'The key to the credentials is in it, sealed with your passphrase. Without that it does not open.',
  },
  restored: (place, madeAt, orders) =>
    `Restored and checked: as of ${madeAt}, to ${place} (orders: ${orders}).`,
  keptIn: (folder) => `What was there before is in ${folder}.`,
  since:
    'What happened since then, the next imports find: new and changed orders at OTTO, and the shop orders that exist already. What they no longer list, the nightly comparison finds. Users, passwords and access keys are those of then again.',
  compareAtOnce: 'Start the bridge, or compare at once:',
  noStart: (place) =>
    `✗ No bridge starts on it yet: the key to the credentials is missing or not usable (${place}).`,
  keyOfThen:
    'Put the key of then there, or into BRIDGE_SECRET_KEY: 32 bytes as 64 hex digits or as Base64. If it is lost, put a new one there (openssl rand -hex 32) and enter the credentials anew:',
  keyOfNone:
    'No credentials were stored with a key. Put a usable one there (32 bytes as 64 hex digits or as Base64), or take the unusable one away: then the bridge makes a new one when it starts.',
  secretsClosed: (count) => `✗ Credentials that the key here does not open: ${count}.`,
  keyBack:
    'Put the key of then into the data folder as secret.key, or into BRIDGE_SECRET_KEY, or enter them anew:',
  moved: (from, to, orders, rows) =>
    `Moved and compared: from ${from} to ${to} (orders: ${orders}, rows in all: ${rows}).`,
  movedBefore: 'Everything was there already; now the move is complete.',
  next: {
    postgres:
      'Now start the bridge with this address in DATABASE_URL. The old data is unchanged and only marked as moved: no bridge starts on it any more.',
    sqlite:
      'Now start the bridge without DATABASE_URL. The data in PostgreSQL is unchanged and only marked as moved: no bridge starts on it any more.',
  },
  keyStays: {
    environment: () =>
      'The key to the credentials stays where it is: in BRIDGE_SECRET_KEY. Every bridge on this data needs the same one.',
    file: (path) =>
      `The key to the credentials stays where it is: in ${path}. Every other bridge on this data needs the same one, as a file or in BRIDGE_SECRET_KEY.`,
  },
};

export const keepingCommands: Record<KeepingCommandName, string> = {
  backup: 'back everything up, also while the bridge runs, and check the backup',
  restore: 'restore a backup; what is there is kept beside it',
  move: 'move the data into an empty PostgreSQL database, or back from there',
};

export const keepingExamples: HelpWords['example'] = {
  backup: [
    ['every night, into a folder of its own in there', 'backup /backups'],
    ['with the key to the credentials, with a passphrase', 'backup /backups --with-key'],
  ],
  restore: [['', 'restore /backups/bridge-backup-2026-01-31-080000 --yes']],
  move: [
    [
      'to PostgreSQL; the password is in PGPASSWORD',
      'move --to postgres://bridge@db.example:5432/bridge',
    ],
    ['back to the data folder', 'move --to sqlite'],
  ],
};

export const keepingOptions: Record<KeepingOptionName, string> = {
  backupFolder: 'folder of the backup; if it exists, the backup gets one by day and time in it',
  withKey: 'the key to the credentials as well, if wanted with a passphrase',
  keyPassphrase:
    'passphrase for the key, brings it along; better by BRIDGE_PASSPHRASE or typed in when asked',
  backupToRestore: 'folder of a backup',
  restoreYes: 'put it in the place of what is there already',
  restorePassphrase:
    'passphrase of the key in the backup; better by BRIDGE_PASSPHRASE or typed in when asked',
  moveTo: 'where to: the address of an empty database (postgres://…), or sqlite for back',
};

export const keepingValues: Record<KeepingValueName, string> = {
  folder: 'folder',
  target: 'target',
};
