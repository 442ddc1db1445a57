import type { KeepingCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_CHANGED = 'Nothing was changed.';

/** Backups, restoring them, and moving the data. */
export const keeping = {
  'backup-exists': (g) => ({
    what: `There is something at ${g.text('path')} already.`,
    follows: 'Nothing was backed up and nothing overwritten.',
    todo: 'Name a folder that does not exist yet, or one in which the backup gets a folder of its own.',
  }),
  'backup-in-backup': (g) => ({
    what: `${g.text('path')} is a backup itself.`,
    follows: 'Nothing was backed up and nothing overwritten.',
    todo: 'Name a folder beside it, or the one in which it lies.',
  }),
  'backup-in-data-folder': (g) => ({
    what: `${g.text('path')} is the bridge’s data folder.`,
    follows: 'Nothing was backed up: what happens to the data would happen to its backup, too.',
    todo: 'Name a folder elsewhere, best on another disk.',
  }),
  'backup-not-there': (g) => ({
    what: `There is no whole backup at ${g.text('path')}.`,
    follows: NOTHING_CHANGED,
    todo: 'Name the folder of a backup, with manifest.json in it. A folder with “.unfinished” in its name was left by one that was cut off, and can be deleted.',
  }),
  'backup-parent-missing': (g) => ({
    what: `There is no folder ${g.text('path')}.`,
    follows: 'Nothing was backed up.',
    todo: 'Make it first, or name one that is there.',
  }),
  'backup-damaged': (g) => ({
    what: `The backup ${g.text('path')} is damaged: ${g.text('part')}${andMore(g)}.`,
    follows: NOTHING_CHANGED,
    todo: 'Take another backup. If you copied or transferred this one, do it once more.',
  }),
  'backup-newer': (g) => ({
    what: `The backup ${g.text('path')} comes from a newer version of the bridge${g.has('version') ? ` (${g.text('version')})` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Update this bridge first.',
  }),
  'backup-passphrase-needed': () => ({
    what: 'The key in the backup is sealed with a passphrase, and the key here does not open the credentials.',
    follows: NOTHING_CHANGED,
    todo: 'Hand the passphrase over in the environment variable BRIDGE_PASSPHRASE, or type it in when asked.',
  }),
  'backup-passphrase-wrong': () => ({
    what: 'The key in the backup does not open with this passphrase.',
    follows: NOTHING_CHANGED,
    todo: 'Try the passphrase that was chosen for the backup.',
  }),
  'copy-differs': (g) => ({
    what: `The copy is not what was read (${g.text('tables')}${andMore(g)}).`,
    follows: 'It is not used.',
    todo: 'Try again. If it stays like this, check this machine’s disk and memory.',
  }),
  'copy-newer': (g) => ({
    what: `A newer version of the bridge added something to the ledger that this one would leave behind (step ${g.text('problem')}).`,
    follows: NOTHING_CHANGED,
    todo: 'Call the same command with the newer version.',
  }),
  'restore-would-replace': (g) => ({
    what: `There is data of the bridge at ${g.text('place')} already.`,
    follows: `${NOTHING_CHANGED} When a backup is restored, what was there is kept beside it.`,
    todo: 'If the backup is to take its place, call the command with --yes.',
  }),
  'placing-unfinished': (g) => ({
    what: `In the data folder ${g.text('dataFolder')} restoring a backup, or a move, was cut off in the middle.`,
    follows: 'No bridge starts here until it is finished. What was there before is kept.',
    todo: 'Call the same command once more: it goes on where it was cut off.',
  }),
  'database-foreign': (g) => ({
    what: `There are tables of another program at ${g.text('place')}: ${g.text('tables')}${andMore(g)}.`,
    follows: `${NOTHING_CHANGED} The bridge does not put its data between those of others.`,
    todo: 'Make an empty database for the bridge alone, and name that one.',
  }),
  'database-in-use': (g) => ({
    what: `A bridge is still at work in the database (connections: ${g.number('connections')}).`,
    follows: NOTHING_CHANGED,
    todo: 'Stop the bridge on all machines and try again.',
  }),
  'database-not-answering': (g) => ({
    what: `The database (PostgreSQL) does not answer, or the connection to it broke in the middle (${g.text('problem')}).`,
    follows: 'Nothing half done was left behind.',
    todo: 'Check whether PostgreSQL is running and can be reached at DATABASE_URL, and try again.',
  }),
  'work-in-hand': (g) => ({
    what: `A run of the bridge has not ended yet: ${g.text('work')}.`,
    follows: NOTHING_CHANGED,
    todo: `Wait until it is done${g.has('at') ? `, until ${g.moment('at')} at the latest` : ''}, and try again.`,
  }),
  'move-nowhere': (g) => ({
    what:
      g.text('database') === 'postgres'
        ? 'The data is in PostgreSQL already (DATABASE_URL).'
        : `The data is in the data folder already (${g.text('place')}).`,
    follows: NOTHING_CHANGED,
    todo: 'To another machine, or to another database of the same kind, it gets with backup and restore.',
  }),
  'move-target-unreadable': () => ({
    what: 'The target is not a readable address of a database.',
    follows: NOTHING_CHANGED,
    todo: 'Write it like this: postgres://user@server:5432/database, with the password in the environment variable PGPASSWORD; or sqlite, for the way back.',
  }),
  'move-target-not-empty': (g) => ({
    what: `The target ${g.text('place')} is not empty (${g.text('table')}).`,
    follows: `${NOTHING_CHANGED} The bridge overwrites nothing there.`,
    todo: 'Take an empty database, or a data folder without a ledger.',
  }),
  'move-target-unusable': (g) => ({
    what: `Moving to ${g.text('place')} did not work (${g.text('problem')}).`,
    follows: 'The data so far is unchanged and still holds; nothing was left at the target.',
    todo: 'Check whether the database is running, whether its user may create tables there, and whether there is disk space. Then try again.',
  }),
  'nothing-to-move': (g) => ({
    what: `There is no data of a bridge at ${g.text('place')}.`,
    follows: NOTHING_CHANGED,
    todo: 'Check whether BRIDGE_DATA and DATABASE_URL point at the bridge that is to be moved.',
  }),
  'data-folder-still-in-use': (g) => ({
    what: `A bridge is still at work on the data folder ${g.text('dataFolder')}${g.has('processId') ? ` (process ${g.text('processId')} on ${g.text('host')}, started ${g.moment('startedAt')})` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Stop it and call the command once more.',
  }),
  'data-moved': (g) => ({
    what: `This data was moved${g.has('at') ? ` on ${g.moment('at')}` : ''}, to ${g.text('place')}.`,
    follows: 'What is here is as it was then; that is why nothing was started and nothing changed.',
    todo: 'If the data is in PostgreSQL now, start the bridge with its address in DATABASE_URL; if it is back in the data folder, without DATABASE_URL.',
  }),
} as const satisfies Record<KeepingCode, Say>;

/** For lists of which only the first few are named. */
function andMore(g: Gaps): string {
  return g.has('more') && g.text('more') !== '0' ? ` and ${g.number('more')} more` : '';
}
