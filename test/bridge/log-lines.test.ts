import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { buildSalesOrder } from '../fixtures/otto/index.ts';
import { startHttpWorld } from './http/http-world.ts';

const EVENT = /^[a-z]+(-[a-z0-9]+)+$/;

function recorder() {
  const lines: string[] = [];
  return { lines, logger: createPinoLogger('debug', { write: (line) => void lines.push(line) }) };
}

const lineSchema = z.looseObject({
  level: z.union([z.literal(20), z.literal(30), z.literal(40), z.literal(50)]),
  time: z.iso.datetime({ precision: 3 }),
  event: z.string().regex(EVENT),
});

it('writes one line of JSON for each fact: level, time, event and its fields', () => {
  const { lines, logger } = recorder();
  logger.debug('shop-call-answered', { statusCode: 200 });
  logger.info('service-started');
  logger.warn('otto-call-retried', { route: 'GET /v4/orders\nx', waitMs: 5 });
  logger.error('job-crashed', { reason: 'no' });
  expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(
    true,
  );
  const parsed = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  expect(parsed.map(({ level }) => level)).toEqual([20, 30, 40, 50]);
  expect(parsed[0]).toMatchObject({ event: 'shop-call-answered', statusCode: 200 });
  expect(Object.keys(parsed[1] ?? {})).toEqual(['level', 'time', 'event']);
});

it('keeps out of a line what nobody may read, should it come in by mistake', () => {
  const { lines, logger } = recorder();
  const secret = 'geheim-4711';
  const names = ['password', 'clientSecret', 'consumerKey', 'token', 'authorization'];
  for (const name of [...names, 'heartbeatUrl', 'setupCode']) {
    logger.error('something-failed', { [name]: secret, accountId: 'main' });
  }
  expect(lines.join('')).not.toContain(secret);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ password: '•••', accountId: 'main' });
});

it('gives every line of a working service an event name, a level and a time', async () => {
  const world = await startHttpWorld();
  for (const seed of [1, 2]) world.otto.addOrder(buildSalesOrder({ seed }));
  world.otto.faults.answerWith(500, { times: 1, on: 'order-list' });
  await world.importAll();
  await world.api.call('/api/v1/orders');
  await world.api.call('/api/v1/none');
  await world.service.stop();
  expect(world.log.length).toBeGreaterThan(20);
  for (const line of world.log) expect(() => lineSchema.parse(line)).not.toThrow();
});

it('names every event in the source as noun and verb, in words that are kept', async () => {
  const folder = join(import.meta.dirname, '../../src/bridge');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const strange: string[] = [];
  let found = 0;
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, event = ''] of text.matchAll(
      /logger\s*\.(?:debug|info|warn|error)\(\s*'([^']*)'/g,
    )) {
      found += 1;
      if (!EVENT.test(event)) strange.push(`${name}: ${event}`);
    }
  }
  expect(found).toBeGreaterThan(50);
  expect(strange).toEqual([]);
});
