import type { KeepingCode } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';

const BACKUP = { path: '/backups/bridge-backup-2026-01-31-080000' };
const POSTGRES = { place: 'postgres://bridge@db.example:5432/bridge' };

/** Every code about backups and moves with what its source hands over. */
export const KEEPING: Record<KeepingCode, Params> = {
  'backup-damaged': { ...BACKUP, part: 'sales_orders, events, skus', more: 47 },
  'backup-exists': BACKUP,
  'backup-in-backup': BACKUP,
  'backup-in-data-folder': { path: '/var/lib/otto-bridge' },
  'backup-newer': { ...BACKUP, version: '9.0.0' },
  'backup-not-there': BACKUP,
  'backup-parent-missing': { path: '/backups/shop' },
  'backup-passphrase-needed': {},
  'backup-passphrase-wrong': {},
  'copy-differs': { tables: 'sales_orders, events', more: 0 },
  'copy-newer': { problem: '0009-parcels' },
  'data-folder-still-in-use': {
    dataFolder: '/var/lib/otto-bridge',
    processId: 4711,
    host: 'server',
    startedAt: '2026-01-31T08:00:00.000Z',
  },
  'data-moved': { ...POSTGRES, at: '2026-01-31T08:00:00.000Z' },
  'database-foreign': { ...POSTGRES, tables: 'customers, invoices, articles', more: 4 },
  'database-in-use': { connections: 2 },
  'database-not-answering': { problem: '57P01' },
  'move-nowhere': { ...POSTGRES, database: 'postgres' },
  'move-target-not-empty': { ...POSTGRES, table: 'sales_orders' },
  'move-target-unreadable': {},
  'move-target-unusable': { ...POSTGRES, problem: 'connect ECONNREFUSED 127.0.0.1:5432' },
  'nothing-to-move': { place: '/var/lib/otto-bridge/ledger.sqlite' },
  'placing-unfinished': { dataFolder: '/var/lib/otto-bridge' },
  'restore-would-replace': { place: '/var/lib/otto-bridge/ledger.sqlite' },
  'work-in-hand': {
    work: 'import:main',
    holder: 'command:server:4711:a1',
    at: '2026-01-31T08:03:00.000Z',
  },
};
