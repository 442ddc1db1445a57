import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import { type Fence, fenceOfWork } from '../fence.ts';
import { isWrite, tablesOf } from './write-queries.ts';

/**
 * A database whose writes obey the fence of the work they are part of, whoever writes the query.
 *
 * @param written hears which tables were written, once it stands
 */
export function fencedDialect(
  inner: Dialect,
  kind: 'sqlite' | 'postgres',
  written: (tables: Iterable<string>) => void,
): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createDriver: () => fencedDriver(inner.createDriver(), { check: CHECKS[kind], written }),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
  };
}

/** PostgreSQL keeps the row from being taken over until the commit; SQLite has one writer anyway. */
const CHECKS = {
  sqlite: 'select 1 from leases where name = ? and holder = ? and fence = ?',
  postgres: 'select 1 from leases where name = $1 and holder = $2 and fence = $3 for share',
};

type Rules = { check: string; written: (tables: Iterable<string>) => void };

function fencedDriver(driver: Driver, rules: Rules): Driver {
  const connections = new WeakMap<DatabaseConnection, FencedConnection>();
  const fenced = (connection: DatabaseConnection): FencedConnection => {
    if (connection instanceof FencedConnection) return connection;
    const known = connections.get(connection) ?? new FencedConnection(driver, connection, rules);
    connections.set(connection, known);
    return known;
  };
  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options) => fenced(await driver.acquireConnection(options)),
    beginTransaction: (connection, settings) => fenced(connection).begin(settings),
    commitTransaction: (connection) => fenced(connection).commit(),
    rollbackTransaction: (connection) => fenced(connection).rollBack(),
    releaseConnection: (connection, options) =>
      driver.releaseConnection(fenced(connection).inner, options),
    destroy: (options) => driver.destroy(options),
  };
}

type Settings = Parameters<Driver['beginTransaction']>[1];

class FencedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #driver: Driver;
  readonly #rules: Rules;
  /** of the transaction under way: whether the lease was found to be held, and what it wrote */
  #transaction: { isHeld: boolean; tables: Set<string> } | undefined;

  constructor(driver: Driver, inner: DatabaseConnection, rules: Rules) {
    this.inner = inner;
    this.#driver = driver;
    this.#rules = rules;
  }

  async begin(settings: Settings): Promise<void> {
    await this.#driver.beginTransaction(this.inner, settings);
    this.#transaction = { isHeld: false, tables: new Set() };
  }

  async commit(): Promise<void> {
    const tables = this.#transaction?.tables ?? [];
    this.#transaction = undefined;
    await this.#driver.commitTransaction(this.inner);
    this.#rules.written(tables);
  }

  /**
   * Never throws: what went wrong before is what counts. A connection that can't even roll back is broken,
   * so that nothing of its transaction stands; pools throw it away, and a file refuses the next transaction.
   */
  async rollBack(): Promise<void> {
    this.#transaction = undefined;
    await this.#driver.rollbackTransaction(this.inner).catch(() => undefined);
  }

  readonly executeQuery: DatabaseConnection['executeQuery'] = async (query, options) => {
    if (!isWrite(query)) return this.inner.executeQuery(query, options);
    const fence = fenceOfWork();
    if (this.#transaction) {
      if (fence && !this.#transaction.isHeld) await this.#assertHeld(fence);
      this.#transaction.isHeld ||= fence !== undefined;
      for (const table of tablesOf(query)) this.#transaction.tables.add(table);
      return this.inner.executeQuery(query, options);
    }
    if (!fence) {
      const result = await this.inner.executeQuery<never>(query, options);
      this.#rules.written(tablesOf(query));
      return result;
    }
    return this.#writeFenced(fence, query, options);
  };

  readonly streamQuery: DatabaseConnection['streamQuery'] = (query, chunkSize, options) =>
    this.inner.streamQuery(query, chunkSize, options);

  /** A write by itself needs a transaction too, so that the lease is held until it stands. */
  async #writeFenced(
    fence: Fence,
    query: CompiledQuery,
    options: Parameters<DatabaseConnection['executeQuery']>[1],
  ) {
    await this.begin({});
    try {
      await this.#assertHeld(fence);
      const result = await this.inner.executeQuery<never>(query, options);
      await this.commit();
      return result;
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  async #assertHeld({ lease, lost }: Fence): Promise<void> {
    const { name, holder, fence } = lease;
    const check = CompiledQuery.raw(this.#rules.check, [name, holder, fence]);
    const { rows } = await this.inner.executeQuery(check);
    if (rows.length === 0) throw lost();
  }
}
