import pg from 'pg';

/** What the owner of a PostgreSQL server may do to a database on it, whoever is connected to it. */
export type DatabaseAdmin = {
  /** ends every connection to the database */
  cutConnections(): Promise<void>;
  /** as when another machine took over and this one only follows: nothing can be written */
  setReadOnly(isReadOnly: boolean): Promise<void>;
};

/** @param url the database's address */
export function databaseAdmin(url: string): DatabaseAdmin {
  const name = new URL(url).pathname.slice(1);
  const server = new URL(url);
  server.pathname = '/postgres';
  const ask = async (...queries: string[]) => {
    const client = new pg.Client({ connectionString: server.href });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (const query of queries) await client.query(query);
    } finally {
      await client.end();
    }
  };
  const cut = `select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = ${pg.escapeLiteral(name)}`;
  const alter = `alter database ${pg.escapeIdentifier(name)}`;
  return {
    cutConnections: () => ask(cut),
    setReadOnly: (isReadOnly) =>
      ask(
        isReadOnly
          ? `${alter} set default_transaction_read_only = on`
          : `${alter} reset default_transaction_read_only`,
        cut,
      ),
  };
}
