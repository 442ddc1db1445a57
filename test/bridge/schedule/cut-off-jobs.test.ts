import { type LookupFunction, Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import {
  codeOfAway,
  databaseFault,
  isPassingDatabaseFault,
} from '../../../src/bridge/database-fault.ts';
import { ConfigError } from '../../../src/bridge/errors.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import type { LogFields, Logger } from '../../../src/bridge/logger.ts';
import { ImportStopped } from '../../../src/bridge/order-import/run-faults.ts';
import { createImportDesk } from '../../../src/bridge/schedule/import-desk.ts';
import { createJobDesk } from '../../../src/bridge/schedule/job-desk.ts';
import { preparedLocation } from '../../databases.ts';
import { databaseAdmin } from '../../postgres/admin.ts';

type Line = [level: keyof Logger, event: string, fields: LogFields | undefined];

function listeningLogger(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const hear =
    (level: keyof Logger) =>
    (event: string, fields?: LogFields): void =>
      void lines.push([level, event, fields]);
  const [debug, info, warn, error] = [hear('debug'), hear('info'), hear('warn'), hear('error')];
  return { logger: { debug, info, warn, error }, lines };
}

async function shortWork() {
  const location = await preparedLocation('postgres');
  if (location.kind !== 'postgres') throw new TypeError('not a PostgreSQL');
  const { url } = location;
  const database = await openDatabase(location);
  onTestFinished(() => database.destroy());
  /** a transaction in whose middle PostgreSQL ends every connection, as when it is restarted */
  return () =>
    database.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await databaseAdmin(url).cutConnections();
      await sql`select 1`.execute(trx);
    });
}

it('a job that a restart of PostgreSQL cuts off is a warning, as the next one heals it; any other crash an error', async () => {
  const { logger, lines } = listeningLogger();
  const jobs = createJobDesk({ logger });
  await jobs.run('receipts', await shortWork());
  await jobs.run('returns', async () => {
    throw new Error('nobody foresaw it');
  });
  expect(lines).toEqual([
    ['warn', 'job-cut-off', { job: 'receipts', reason: expect.any(String) }],
    ['error', 'job-crashed', { job: 'returns', reason: 'nobody foresaw it' }],
  ]);
});

it('a job that another process overtook while it was frozen is a warning', async () => {
  const { logger, lines } = listeningLogger();
  const jobs = createJobDesk({ logger });
  await jobs.run('notices', async () => {
    throw new ImportStopped('bridge', { code: 'lease-lost', params: {} }, undefined);
  });
  expect(lines).toEqual([['warn', 'job-cut-off', { job: 'notices', reason: expect.any(String) }]]);
});

it('an import that a restart of PostgreSQL cuts off is a warning too', async () => {
  const { logger, lines } = listeningLogger();
  const work = await shortWork();
  const desk = createImportDesk({
    importOrders: () => work().then(() => Promise.reject(new Error('it went through'))),
    ledger: { loadImportRun: async () => undefined, listImportRuns: async () => [] },
    logger,
  });
  const wish = {
    accountId: 'main',
    cause: 'schedule',
    since: undefined,
    isRehearsal: false,
  } as const;
  await expect(desk.place([wish])).rejects.toThrow();
  await desk.stop();
  expect(lines.map(([level, event]) => [level, event])).toEqual([['warn', 'import-run-cut-off']]);
});

it.each([
  ['57P01', true],
  ['53300', true],
  ['25P03', true],
  ['25006', true],
  ['53100', false],
  ['23505', false],
  ['08P01', true],
])('%s of PostgreSQL passes by itself: %s', (code, passes) => {
  expect(isPassingDatabaseFault(Object.assign(new Error('no'), { code }))).toBe(passes);
});

function faultWith(fields: object): Error {
  return Object.assign(new Error('a fault'), fields);
}

it.each([
  ['a file that can not be written any further', { code: 'ENOSPC', syscall: 'write' }],
  ['a disk that can not be read', { code: 'EIO', syscall: 'read' }],
  ['a file that is not there', { code: 'ENOENT', syscall: 'open', path: 'ledger.sqlite' }],
])('%s is no PostgreSQL that is gone', (_what, fields) => {
  expect(databaseFault(faultWith(fields))).toBeUndefined();
  expect(isPassingDatabaseFault(faultWith(fields))).toBe(false);
});

it.each([
  ['a connection that is reset', { code: 'ECONNRESET', syscall: 'read' }],
  ['one that is reset while it is encrypted', { code: 'ECONNRESET' }],
  ['a Unix socket that is not there', { code: 'ENOENT', syscall: 'connect' }],
  ['a name that is not known', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
])('%s is a PostgreSQL that is gone', (_what, fields) => {
  expect(databaseFault(faultWith(fields))?.code).toBe('database-not-answering');
});

it.each([
  ['a pooler that reaches no server', { code: '08P01' }, '08P01'],
  [
    'a connection that ends without a word',
    { message: 'Connection terminated' },
    'connection-terminated',
  ],
  ['a database that is not made yet', { code: '3D000' }, '3D000'],
  ['a server that only reads for now', { code: '25006' }, '25006'],
  ['a wrong password', { code: '28P01' }, undefined],
  ['a full disk', { code: '53100' }, undefined],
])('who starts on %s is told: %o is %s', (_what, fields, code) => {
  const cause = faultWith(fields);
  expect(codeOfAway(new ConfigError('ledger-not-usable', 'no', { cause }))).toBe(code);
});

it('a server that has several addresses and answers at none is away', async () => {
  const refused = await new Promise<Error>((resolve) => {
    const lookup: LookupFunction = (_name, _options, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]);
    new Socket().once('error', resolve).connect({ host: 'db', port: 1, lookup });
  });
  expect(refused).toBeInstanceOf(AggregateError);
  expect(databaseFault(refused)?.code).toBe('database-not-answering');
});
