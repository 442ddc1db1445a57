import { expect, it } from 'vitest';
import { startHttpWorld } from './http-world.ts';

const RUNS = '/api/v1/import-runs';

it('describes a problem the same way in both languages, in words of each', async () => {
  const { api } = await startHttpWorld();
  const german = await api.problem('/api/v1/none', { headers: { 'Accept-Language': 'de' } });
  const english = await api.problem('/api/v1/none', { headers: { 'Accept-Language': 'en-US' } });
  expect(german).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'path-unknown',
    detail: 'Diese Adresse gibt es in der Brücke nicht.',
  });
  expect(english).toEqual({ ...german, detail: 'The bridge has no such address.' });
});

it('speaks the language of the settings to who names none, English to who names others', async () => {
  const { api } = await startHttpWorld();
  const languageFor = async (accept: string) =>
    (await api.call('/api/v1/none', { headers: { 'Accept-Language': accept } })).headers.get(
      'content-language',
    );
  expect(await languageFor('*')).toBe('de');
  expect(await languageFor('fr, it')).toBe('en');
  expect(await languageFor('fr, en;q=0.5, de;q=0.4')).toBe('en');
});

it('names every field that is wrong, and why', async () => {
  const { api } = await startHttpWorld();
  const body = { accountIds: ['main', 7, 'UPPER'], since: 'yesterday', rehearse: 'yes', extra: 1 };
  const problem = await api.problem(RUNS, { body });
  expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
  expect(problem.errors).toEqual([
    { in: 'body', field: 'accountIds.1', problem: 'a text is expected' },
    { in: 'body', field: 'accountIds.2', problem: 'malformed' },
    { in: 'body', field: 'since', problem: 'a moment such as 2026-01-31T08:00:00Z is expected' },
    { in: 'body', field: 'rehearse', problem: 'true or false is expected' },
    { in: 'body', field: 'extra', problem: 'unknown field' },
  ]);
  const german = await api.problem(RUNS, { body, headers: { 'Accept-Language': 'de' } });
  expect(german.errors?.map(({ problem: text }) => text)).toEqual([
    'ein Text wird erwartet',
    'hat nicht die richtige Form',
    'ein Zeitpunkt wie 2026-01-31T08:00:00Z wird erwartet',
    'true oder false wird erwartet',
    'unbekanntes Feld',
  ]);
});

it.each([
  ['/api/v1/import-runs?limit=0', 'query', 'limit'],
  ['/api/v1/import-runs?limit=201', 'query', 'limit'],
  ['/api/v1/import-runs?limit=ten', 'query', 'limit'],
  ['/api/v1/import-runs?limit=1.5', 'query', 'limit'],
  ['/api/v1/import-runs?limit=1&limit=2', 'query', 'limit'],
  ['/api/v1/import-runs?page=2', 'query', 'page'],
  ['/api/v1/import-runs/not-a-uuid', 'path', 'importRunId'],
  ['/api/v1/import-runs/7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11/lines?after=-1', 'query', 'after'],
  ['/api/v1/import-runs/7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11/lines?after=1e12', 'query', 'after'],
  ['/api/v1/orders?phase=ANNOUNCED', 'query', 'phase'],
  ['/api/v1/orders?importState=gone', 'query', 'importState'],
  ['/api/v1/orders?accountId=%F0%9F%9B%92', 'query', 'accountId'],
  [`/api/v1/orders?cursor=${'x'.repeat(1_001)}`, 'query', 'cursor'],
  [`/api/v1/orders/main/${'x'.repeat(101)}`, 'path', 'salesOrderId'],
  ['/api/v1/orders/main/a%00b', 'path', 'salesOrderId'],
  ['/api/v1/orders/main/%3Cscript%3E', 'path', 'salesOrderId'],
  ['/api/v1/payments?changedSince=2026-02-30T00:00:00Z', 'query', 'changedSince'],
  ['/api/v1/incidents?state=all', 'query', 'state'],
  ['/api/v1/accounts?secrets=true', 'query', 'secrets'],
])('refuses %s', async (path, part, field) => {
  const { api } = await startHttpWorld();
  const problem = await api.problem(path);
  expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
  expect(problem.errors).toMatchObject([{ in: part, field }]);
  expect(problem.errors?.[0]?.problem).not.toBe('');
});

it.each([
  [{ accountIds: [] }, 'accountIds'],
  [{ accountIds: Array.from({ length: 101 }, () => 'main') }, 'accountIds'],
  [{ accountIds: 'main' }, 'accountIds'],
  [{ accountIds: ['x'.repeat(33)] }, 'accountIds.0'],
  [{ since: null }, 'since'],
  [{ since: '2026-01-31' }, 'since'],
  [[], ''],
])('refuses the body %j', async (body, field) => {
  const { api } = await startHttpWorld();
  const problem = await api.problem(RUNS, { body });
  expect(problem.errors).toMatchObject([{ in: 'body', field }]);
});

it('refuses bodies that are no JSON, not declared as JSON, or too large', async () => {
  const { api } = await startHttpWorld();
  const codeOf = async (body: string, headers: Record<string, string> = {}) => {
    const { status, code, detail } = await api.problem(RUNS, { body, headers });
    expect(detail).not.toContain('cs_');
    return `${status} ${code}`;
  };
  expect(await codeOf('{"accountIds": cs_secret}')).toBe('400 request-unreadable');
  expect(await codeOf('"text"')).toBe('400 request-unreadable');
  expect(await codeOf('a=b', { 'Content-Type': 'application/x-www-form-urlencoded' })).toBe(
    '415 media-type-unknown',
  );
  expect(await codeOf('{}', { 'Content-Type': 'text/plain' })).toBe('415 media-type-unknown');
  expect(await codeOf('{}', { 'Content-Type': 'application/json; charset=x' })).toBe(
    '415 media-type-unknown',
  );
  const large = JSON.stringify({ since: 'x'.repeat(101 * 1_024) });
  expect(await codeOf(large)).toBe('413 body-too-large');
});

it('stays short however much is wrong', async () => {
  const { api } = await startHttpWorld();
  const fields = Array.from({ length: 3_000 }, (_, at) => [`${'k'.repeat(5)}${at}`, at]);
  const problem = await api.problem(RUNS, { body: Object.fromEntries(fields) });
  expect(problem.errors).toHaveLength(20);
  const long = await api.problem(RUNS, { body: { ['k'.repeat(50_000)]: 1 } });
  expect(long.errors?.[0]?.field).toHaveLength(100);
});

it('says what is possible at a path', async () => {
  const { api } = await startHttpWorld();
  const answer = await api.call(RUNS, { method: 'DELETE' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST, GET');
  expect(answer.json).toMatchObject({ code: 'method-not-allowed' });
});

it('keeps the words of a fault nobody foresaw to the log', async () => {
  const world = await startHttpWorld();
  await world.bridge.ledger.close();
  const problem = await world.api.problem('/api/v1/payments');
  expect(problem).toMatchObject({ status: 500, code: 'internal-fault' });
  expect(problem.detail).not.toMatch(/database|driver|destroyed/i);
  expect(world.log).toContainEqual(
    expect.objectContaining({ event: 'http-request-failed', statusCode: 500 }),
  );
});
