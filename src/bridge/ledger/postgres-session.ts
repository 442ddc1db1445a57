import { Socket } from 'node:net';
import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { SECOND } from '../clock.ts';

/** How a bridge is told among the connections of a PostgreSQL. */
export const APPLICATION_NAME = 'otto-market-bridge';

/** Every time limit of a session, ours and the server's; docs/scaling.md names them, ADR 0021 says why. */
export const SESSION_LIMITS = {
  /**
   * The server ends a session that leaves its transaction open for so long without a word, as of a process
   * that is frozen: the rows it holds keep others waiting. Shorter than a lease, far longer than we ever pause.
   */
  idleInTransactionMs: 30 * SECOND,
  /** The server asks a silent peer whether it is there, and takes it for gone after a minute. */
  serverKeepAlive: { idleMs: 30 * SECOND, intervalMs: 10 * SECOND, count: 3 },
  /** The same for what the server sent and nobody acknowledged. */
  serverUnacknowledgedMs: 60 * SECOND,
  /**
   * We ask a silent server from then on; the system gives it up ten seconds later. Where something that we
   * sent is not acknowledged Linux does not ask, but sends it again for a quarter of an hour: see `silentMs`.
   */
  keepAliveMs: 10 * SECOND,
  /**
   * A server that says nothing for so long, whatever was asked of it, is given up with the connection. Our
   * queries take moments, those that wait for the rows of a frozen process half a minute.
   */
  silentMs: 60 * SECOND,
  /** To get a connection: a new one, or one of those in use. */
  connectMs: 15 * SECOND,
  /** To say goodbye; a server that hangs is left without. */
  goodbyeMs: SECOND / 2,
} as const;

export type SessionNeeds = {
  /** how the sessions are called at the server */
  name: string;
  connections: number;
  /** 0 = a transaction may stay open however long nothing is asked in it */
  idleInTransactionMs: number;
};

export type SessionPool = PostgresPool & {
  /**
   * gives up every connection, those that are open too, on which the server says nothing for so long;
   * unless it is called, a query takes as long as it takes
   */
  limitSilence(silentMs: number): void;
};

/** Connections that are made as they are needed; their end is a matter of a moment, whatever the server does. */
export function postgresPool(url: string, needs: SessionNeeds): SessionPool {
  const sockets = trackSockets();
  const pool = new pg.Pool({
    ...connectionOptions(url, needs.name),
    stream: sockets.make,
    max: needs.connections,
    onConnect: (client) => setLimits(client, needs.idleInTransactionMs),
  });
  // A connection that dies while idle is replaced by the pool, one that dies between two queries fails the
  // next of them; unheard, either event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    options: pool.options,
    connect: () => pool.connect(),
    end: () => sockets.closedAfter(pool.end()),
    limitSilence: sockets.limitSilence,
  };
}

/** A connection by itself, e.g. to listen on. */
export type PostgresSession = { client: pg.Client; connect(): Promise<void>; end(): Promise<void> };

export function postgresSession(url: string, name: string): PostgresSession {
  const sockets = trackSockets();
  const client = new pg.Client({ ...connectionOptions(url, name), stream: sockets.make });
  client.on('error', () => undefined);
  return {
    client,
    async connect() {
      await client.connect();
      await setLimits(client, SESSION_LIMITS.idleInTransactionMs);
    },
    end: () => sockets.closedAfter(client.end()),
  };
}

/** Where a PostgreSQL is, to be shown: as pg reads the address, without who asks and with what password. */
export type PostgresAddress = { host: string; port: number; database: string };

/** @throws TypeError when it is no readable address */
export function postgresAddress(url: string): PostgresAddress {
  const { host, port, database = '' } = new pg.Client({ connectionString: url });
  return { host, port, database };
}

function connectionOptions(url: string, name: string) {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: SESSION_LIMITS.connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: SESSION_LIMITS.keepAliveMs,
  };
}

/**
 * Asked of the server once we are connected: a pooler in between refuses a start with parameters it does not
 * know, and passes a query on. A new connection is one for pg once the server let us in, so that the time
 * limit for connecting has to be set again.
 */
async function setLimits(client: pg.ClientBase, idleInTransactionMs: number): Promise<void> {
  const { serverKeepAlive: alive, serverUnacknowledgedMs } = SESSION_LIMITS;
  const limits = {
    idle_in_transaction_session_timeout: `${idleInTransactionMs}ms`,
    tcp_keepalives_idle: `${alive.idleMs / SECOND}s`,
    tcp_keepalives_interval: `${alive.intervalMs / SECOND}s`,
    tcp_keepalives_count: `${alive.count}`,
    tcp_user_timeout: `${serverUnacknowledgedMs}ms`,
  };
  const values = Object.entries(limits).flat();
  const calls = Object.keys(limits).map(
    (_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, false)`,
  );
  // pg knows a limit for one query; its types know it for all queries alone.
  const query = {
    text: `select ${calls.join(', ')}`,
    values,
    query_timeout: SESSION_LIMITS.connectMs,
  };
  await client.query(query);
}

/** Goodbyes wait for the server to close as well, which one that hangs never does. */
function trackSockets(): {
  make: () => Socket;
  limitSilence: (silentMs: number) => void;
  closedAfter: (goodbye: Promise<unknown>) => Promise<void>;
} {
  const open = new Set<Socket>();
  let limitMs = 0; // none
  return {
    make() {
      const socket = new Socket();
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      socket.once('timeout', () => {
        socket.destroy(new Error('Connection terminated: the server was silent for too long'));
      });
      return socket.setTimeout(limitMs);
    },
    limitSilence(silentMs) {
      limitMs = silentMs;
      for (const socket of open) socket.setTimeout(limitMs);
    },
    async closedAfter(goodbye) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const waiting = setTimeout(resolve, SESSION_LIMITS.goodbyeMs);
      try {
        await Promise.race([goodbye.then(() => allClosed(open)), late]);
      } finally {
        clearTimeout(waiting);
        for (const socket of open) socket.destroy();
      }
    },
  };
}

async function allClosed(sockets: ReadonlySet<Socket>): Promise<void> {
  await Promise.all(
    [...sockets].map((socket) => new Promise((done) => socket.once('close', done))),
  );
}
