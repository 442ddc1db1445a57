import pg from 'pg';

/** Connections to a database that goes with its test, maybe before the last word of one of them. */
export function quietPool(connectionString: string, max = 2): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}
