import type { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, type QueryExecutorProvider, SqliteDialect } from 'kysely';
import type { LedgerLocation } from '../ledger-location.ts';
import { postgresPool } from '../postgres-session.ts';

/** A ledger that rows are copied from or to: a connection, or a transaction on it. */
export type Side = { kind: LedgerLocation['kind']; db: QueryExecutorProvider };

/** How the copier is told from a bridge among the connections of a PostgreSQL. */
const APPLICATION_NAME = 'ledger-copy';

/** A PostgreSQL as it is: nothing is made or brought up to date. */
export function openPostgres(url: string): Kysely<unknown> {
  // Its transactions are open for as long as the other side is read, written and looked through.
  const pool = postgresPool(url, {
    name: APPLICATION_NAME,
    connections: 1,
    idleInTransactionMs: 0,
  });
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** Kysely on an SQLite file that is open already, within whatever transaction it is in. */
export function kyselyOn(database: DatabaseSync): Kysely<unknown> {
  return new Kysely({
    dialect: new SqliteDialect({
      database: {
        close: () => undefined, // whoever opened it closes it
        prepare: (sql) => {
          const statement = database.prepare(sql);
          return {
            reader: statement.columns().length > 0,
            all: (parameters) => statement.all(...bindable(parameters)),
            run: (parameters) => statement.run(...bindable(parameters)),
            iterate: (parameters) => statement.iterate(...bindable(parameters)),
          };
        },
      },
    }),
  });
}

function bindable(parameters: readonly unknown[]): (string | number | bigint | null)[] {
  return parameters.map((value) =>
    typeof value === 'number' || typeof value === 'bigint' || value === null
      ? value
      : String(value),
  );
}
