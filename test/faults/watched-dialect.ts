import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** Before a query or a commit goes to the database, and when a commit is done and nobody knows it yet. */
export type QueryMoment = 'query' | 'commit' | 'committed';

/** Hears of each moment before it passes; what it throws is what the database answers. */
export type QueryWatch = (moment: QueryMoment, connection: DatabaseConnection) => Promise<void>;

/** A database of which every query can be disturbed, between the ledger and its driver. */
export function watchedDialect(inner: Dialect, watch: QueryWatch): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createDriver: () => watchedDriver(inner.createDriver(), watch),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
  };
}

function watchedDriver(driver: Driver, watch: QueryWatch): Driver {
  const connections = new WeakMap<DatabaseConnection, WatchedConnection>();
  const watched = (inner: DatabaseConnection): WatchedConnection => {
    if (inner instanceof WatchedConnection) return inner;
    const known = connections.get(inner) ?? new WatchedConnection(inner, watch);
    connections.set(inner, known);
    return known;
  };
  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options) => watched(await driver.acquireConnection(options)),
    beginTransaction: (connection, settings) =>
      driver.beginTransaction(watched(connection).inner, settings),
    commitTransaction: async (connection) => {
      const { inner } = watched(connection);
      await watch('commit', inner);
      await driver.commitTransaction(inner);
      await watch('committed', inner);
    },
    rollbackTransaction: (connection) => driver.rollbackTransaction(watched(connection).inner),
    releaseConnection: (connection, options) =>
      driver.releaseConnection(watched(connection).inner, options),
    destroy: (options) => driver.destroy(options),
  };
}

class WatchedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #watch: QueryWatch;

  constructor(inner: DatabaseConnection, watch: QueryWatch) {
    this.inner = inner;
    this.#watch = watch;
  }

  readonly executeQuery: DatabaseConnection['executeQuery'] = async (query, options) => {
    await this.#watch('query', this.inner);
    return this.inner.executeQuery(query, options);
  };

  readonly streamQuery: DatabaseConnection['streamQuery'] = (query, chunkSize, options) =>
    this.inner.streamQuery(query, chunkSize, options);
}
