import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { openLedger } from '../../src/bridge/ledger/ledger.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * where test files ask for a database: POST makes an empty one, POST /ledger one with an empty
     * ledger in it, PUT /<name> puts such a one in a database's place, POST /restart starts the server again, DELETE /<name> takes one away
     */
    databaseDesk: string;
  }
}

/** One PostgreSQL for the whole run, started when the first test asks for a database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | undefined;
  let withLedger: Promise<string> | undefined;
  const desk = createServer((request, response) => {
    started ??= startPostgres();
    started
      .then(async (postgres) => {
        if (request.method === 'POST' && request.url === '/restart') {
          await postgres.restart();
          return '';
        }
        if (request.method === 'POST' && request.url === '/ledger') {
          withLedger ??= makeTemplate(postgres);
          return postgres.createDatabase(await withLedger);
        }
        if (request.method === 'POST') return postgres.createDatabase();
        const name = request.url?.slice(1) ?? '';
        await postgres.dropDatabase(name);
        if (request.method === 'PUT') {
          withLedger ??= makeTemplate(postgres);
          return postgres.createDatabase(await withLedger, name);
        }
        return '';
      })
      .then(
        (url) => response.end(url),
        (fault) => response.writeHead(500).end(String(fault)),
      );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  const address = desk.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  project.provide('databaseDesk', `http://127.0.0.1:${port}/`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    const postgres = await started?.catch(() => undefined);
    await postgres?.stop();
  };
}

/** The name of a database with an empty ledger in it, which nobody else connects to. */
async function makeTemplate(postgres: PostgresServer): Promise<string> {
  const url = await postgres.createDatabase();
  await (await openLedger({ kind: 'postgres', url })).close();
  return new URL(url).pathname.slice(1);
}
