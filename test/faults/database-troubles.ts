import { CompiledQuery, type DatabaseConnection } from 'kysely';
import type { LedgerLocation } from '../../src/bridge/ledger/database.ts';
import { databaseAdmin } from '../postgres/admin.ts';
import { fillDisk } from './small-disk.ts';
import type { QueryMoment } from './watched-dialect.ts';

/** What may befall a database; each of them is something else on SQLite and on PostgreSQL. */
export const DATABASE_TROUBLES = ['stops', 'writes nothing', 'cuts off', 'loses a commit'] as const;
export type DatabaseTrouble = (typeof DATABASE_TROUBLES)[number];

/** Begins at a query. May throw what the database then says; returns false when it waits for a later moment. */
export type Strike = (moment: QueryMoment, connection: DatabaseConnection) => Promise<boolean>;

export type DatabaseStrike = {
  /** for the story */
  name: string;
  strike: Strike;
  heal(): Promise<void>;
};

export type ServerDesk = { restart(): Promise<void> } | undefined;

export function databaseStrike(
  location: LedgerLocation,
  trouble: DatabaseTrouble,
  { smallDisk, server }: { smallDisk: string; server: ServerDesk },
): DatabaseStrike {
  return location.kind === 'sqlite'
    ? onFile(trouble, smallDisk)
    : onServer(location.url, trouble, server);
}

const MOST_PAGES = 4_294_967_294;

function onFile(trouble: DatabaseTrouble, smallDisk: string): DatabaseStrike {
  switch (trouble) {
    case 'stops':
    case 'cuts off':
      return smallDisk === '' ? mayNotGrow() : fullDisk(smallDisk);
    case 'writes nothing':
      return pragma('the ledger is read-only', 'query_only = 1', 'query_only = 0');
    default:
      return {
        name: 'the disk fails at a commit',
        strike: async (moment) => {
          if (moment !== 'commit') return false;
          throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
        },
        heal: async () => undefined,
      };
  }
}

function fullDisk(folder: string): DatabaseStrike {
  let empty = () => {};
  return {
    name: 'the disk is full',
    strike: async () => {
      empty = fillDisk(folder);
      return true;
    },
    heal: async () => empty(),
  };
}

function mayNotGrow(): DatabaseStrike {
  return pragma('the ledger may not grow', 'max_page_count = 1', `max_page_count = ${MOST_PAGES}`);
}

function pragma(name: string, begin: string, end: string): DatabaseStrike {
  let struck: DatabaseConnection | undefined;
  return {
    name,
    strike: async (_moment, connection) => {
      struck = connection;
      await connection.executeQuery(CompiledQuery.raw(`PRAGMA ${begin}`));
      return true;
    },
    heal: async () => {
      // One that was closed meanwhile takes its setting with it.
      await struck?.executeQuery(CompiledQuery.raw(`PRAGMA ${end}`)).catch(() => undefined);
    },
  };
}

function onServer(url: string, trouble: DatabaseTrouble, server: ServerDesk): DatabaseStrike {
  const admin = databaseAdmin(url);
  switch (trouble) {
    case 'stops':
      if (!server) return onServer(url, 'cuts off', server);
      return {
        name: 'PostgreSQL is restarted',
        strike: async () => {
          await server.restart();
          return true;
        },
        heal: async () => undefined,
      };
    case 'writes nothing':
      return {
        name: 'PostgreSQL takes no writes',
        strike: async () => {
          await admin.setReadOnly(true);
          return true;
        },
        heal: () => admin.setReadOnly(false),
      };
    case 'cuts off':
      return {
        name: 'PostgreSQL cuts every connection',
        strike: async () => {
          await admin.cutConnections();
          return true;
        },
        heal: async () => undefined,
      };
    default:
      return {
        name: 'PostgreSQL commits, and nobody hears of it',
        strike: async (moment) => {
          if (moment !== 'committed') return false;
          await admin.cutConnections();
          throw new Error('Connection terminated unexpectedly');
        },
        heal: async () => undefined,
      };
  }
}
