import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { processableTwoEqualPieces } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

const ORDERS = '/api/v1/orders';
const REPORTS = '/api/v1/jobs/reports/schedule';

it('says nothing again that the asker has, until something changed', async () => {
  const { api, otto, importAll } = await startHttpWorld();
  const first = await api.call(ORDERS);
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await api.call(ORDERS, { headers: { 'If-None-Match': tag } });
  expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);

  otto.addOrder(processableTwoEqualPieces());
  await importAll();
  const changed = await api.call(ORDERS, { headers: { 'If-None-Match': tag } });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(tag);
});

it('tells the languages of an answer apart', async () => {
  const { api } = await startHttpWorld();
  const tagIn = async (language: string) =>
    (await api.call('/api/v1/jobs', { headers: { 'Accept-Language': language } })).headers.get(
      'etag',
    );
  expect(await tagIn('de')).not.toBe(await tagIn('en'));
  const { headers } = await api.call('/api/v1/jobs');
  expect(headers.get('vary')).toContain('Accept-Language');
});

it('asks for a log-in before it says that nothing changed', async () => {
  const { api } = await startHttpWorld();
  const tag = (await api.call(ORDERS)).headers.get('etag') ?? '';
  const stranger = { token: null, headers: { 'If-None-Match': tag } };
  expect((await api.problem(ORDERS, stranger)).status).toBe(401);
});

it('lets nobody keep a problem, an answer to a change, or what an operation keeps to itself', async () => {
  const { api } = await startHttpWorld();
  const change = { method: 'PUT', body: { schedule: null } };
  const session = await api.call('/api/v1/session');
  expect(session.headers.get('etag')).toBeNull();
  for (const answer of [session, await api.call('/api/v1/none'), await api.call(REPORTS, change)]) {
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  const kept = Object.entries<Operation>(API_OPERATIONS)
    .filter(([, { method, noStore }]) => method === 'get' && !noStore)
    .map(([name]) => name);
  // These show personal data or secrets: named here so that nobody takes their mark away unseen.
  for (const name of ['getSession', 'getRawAnswers', 'getOrderAddresses']) {
    expect(kept).not.toContain(name);
  }
});

it('gives the version of what can be changed as its tag', async () => {
  const { api } = await startHttpWorld();
  const answer = await api.call(REPORTS, { method: 'PUT', body: { schedule: '0 12 * * *' } });
  const { version } = API_OPERATIONS.changeJobSchedule.answer.parse(answer.json);
  expect(answer.headers.get('etag')).toBe(`"${version}"`);
});
