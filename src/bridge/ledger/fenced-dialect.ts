import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import { type Fence, fenceOfWork } from '../fence.ts';

/** A database whose writes obey the fence of the work they are part of, whoever writes the query. */
export function fencedDialect(inner: Dialect, kind: 'sqlite' | 'postgres'): Dialect {
  return {
    createAdapter: () => inner.createAdapter(),
    createDriver: () => fencedDriver(inner.createDriver(), CHECKS[kind]),
    createIntrospector: (db) => inner.createIntrospector(db),
    createQueryCompiler: () => inner.createQueryCompiler(),
  };
}

/** PostgreSQL keeps the row from being taken over until the commit; SQLite has one writer anyway. */
const CHECKS = {
  sqlite: 'select 1 from leases where name = ? and holder = ? and fence = ?',
  postgres: 'select 1 from leases where name = $1 and holder = $2 and fence = $3 for share',
};

function fencedDriver(driver: Driver, check: string): Driver {
  const connections = new WeakMap<DatabaseConnection, FencedConnection>();
  const fenced = (connection: DatabaseConnection): FencedConnection => {
    if (connection instanceof FencedConnection) return connection;
    const known = connections.get(connection) ?? new FencedConnection(driver, connection, check);
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
  readonly #check: string;
  /** of the transaction under way: whether the lease was found to be held */
  #transaction: { isHeld: boolean } | undefined;

  constructor(driver: Driver, inner: DatabaseConnection, check: string) {
    this.inner = inner;
    this.#driver = driver;
    this.#check = check;
  }

  async begin(settings: Settings): Promise<void> {
    await this.#driver.beginTransaction(this.inner, settings);
    this.#transaction = { isHeld: false };
  }

  async commit(): Promise<void> {
    this.#transaction = undefined;
    await this.#driver.commitTransaction(this.inner);
  }

  async rollBack(): Promise<void> {
    this.#transaction = undefined;
    await this.#driver.rollbackTransaction(this.inner);
  }

  readonly executeQuery: DatabaseConnection['executeQuery'] = async (query, options) => {
    const fence = fenceOfWork();
    if (!fence || !isWrite(query)) return this.inner.executeQuery(query, options);
    if (this.#transaction) {
      if (!this.#transaction.isHeld) await this.#assertHeld(fence);
      this.#transaction.isHeld = true;
      return this.inner.executeQuery(query, options);
    }
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
  };

  readonly streamQuery: DatabaseConnection['streamQuery'] = (query, chunkSize, options) =>
    this.inner.streamQuery(query, chunkSize, options);

  async #assertHeld({ lease, lost }: Fence): Promise<void> {
    const { name, holder, fence } = lease;
    const check = CompiledQuery.raw(this.#check, [name, holder, fence]);
    const { rows } = await this.inner.executeQuery(check);
    if (rows.length === 0) throw lost();
  }
}

const WRITES: readonly string[] = ['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'];

function isWrite({ query, sql }: CompiledQuery): boolean {
  if (query.kind !== 'RawNode') return WRITES.includes(query.kind);
  return !/^\s*(select|begin|commit|rollback|savepoint|release|pragma|set|show)\b/i.test(sql);
}
