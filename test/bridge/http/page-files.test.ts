import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../settings/temporary-folder.ts';
import { startHttpWorld } from './http-world.ts';
import { buildPage, SCRIPT } from './page-build.ts';
import { rawRequest } from './raw-request.ts';

async function startPageWorld() {
  const pageFolder = await buildPage();
  const world = await startHttpWorld(undefined, undefined, { pageFolder });
  return { ...world, pageFolder };
}

it.each([
  ['/', './'],
  ['/today', './'],
  ['/orders/main/4a5b', '../../'],
  ['/settings/shop', '../'],
  ['/orders/', '../'],
  ['/apis', './'],
  [`/${'deep/'.repeat(30)}`, '../'.repeat(8)],
])('answers %s with the page, whose base is %s', async (path, base) => {
  const { api } = await startPageWorld();
  const { status, text, headers } = await api.call(path, { token: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(text).toContain(`<head><base href="${base}"><meta charset`);
});

it('lets the page load its own files alone, and everything else nothing', async () => {
  const { api } = await startPageWorld();
  const policyOf = async (path: string) =>
    (await api.call(path, { token: null })).headers.get('content-security-policy') ?? '';
  const page = (await policyOf('/today')).split(';');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("script-src 'self'");
  expect(page).toContain("connect-src 'self'");
  expect(page).toContain("base-uri 'self'");
  expect(page).toContain("frame-ancestors 'none'");
  expect(page.join(';')).not.toMatch(/unsafe-eval|https?:|script-src[^;]*inline/);
  for (const path of ['/api/v1/orders', '/healthz', '/api/v1/openapi.json']) {
    expect(await policyOf(path)).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
  }
});

it('leaves what belongs to programs to them', async () => {
  const { api } = await startPageWorld();
  for (const path of ['/api', '/api/v2/orders', '/webhooks/others', '/healthz/more']) {
    const { headers, status } = await api.call(path);
    expect([path, status, headers.get('content-type')]).toEqual([
      path,
      404,
      'application/problem+json; charset=utf-8',
    ]);
  }
  expect((await api.problem('/today', { method: 'POST', body: {} })).status).toBe(404);
});

it('keeps files for good whose names tell their content, and asks again for all others', async () => {
  const { api } = await startPageWorld();
  const cacheOf = async (path: string) =>
    (await api.call(path, { token: null })).headers.get('cache-control');
  expect(await cacheOf('/assets/index-a1b2c3d4.js')).toBe('public, max-age=31536000, immutable');
  expect(await cacheOf('/icon.svg')).toBe('private, no-cache');
  expect(await cacheOf('/today')).toBe('private, no-cache');
  const first = await api.call('/today', { token: null });
  const again = await api.call('/today', {
    token: null,
    headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
  });
  expect([again.status, again.text]).toEqual([304, '']);
});

it('sends scripts compressed to whoever takes that, the build’s own form before one made here', async () => {
  const { service } = await startPageWorld();
  const read = async (path: string, encoding: string) => {
    const headers = { 'Accept-Encoding': encoding };
    const { body, headers: got } = await rawRequest(`${service.url}${path}`, headers);
    return { body, encoding: got['content-encoding'], vary: got.vary };
  };
  const zipped = await read('/assets/index-a1b2c3d4.js', 'gzip, br');
  expect(zipped.encoding).toBe('gzip');
  expect(zipped.vary).toContain('Accept-Encoding');
  expect(gunzipSync(zipped.body).toString()).toBe(SCRIPT);
  const made = await read('/assets/list-e5f6.js', 'gzip');
  expect(gunzipSync(made.body).toString()).toBe('made by the build');
  const plain = await read('/assets/list-e5f6.js', 'identity');
  expect([plain.encoding, plain.body.toString()]).toEqual([undefined, 'plain']);
});

it.each([
  '/assets/none.js',
  '/assets/index-a1b2c3d4.js.map',
  '/assets/list-e5f6.js.gz',
  '/assets/..%2f..%2fsettings.json',
  '/assets/%2e%2e/index.html',
])('has no file %s', async (path) => {
  const { service } = await startPageWorld();
  const { status } = await rawRequest(`${service.url}${path}`);
  expect(status).toBe(404);
});

it.each(['/.vite/manifest.json', '/../package.json', '/..%2f..%2fpackage.json', '/index.html'])(
  'shows the page, not a file, at %s',
  async (path) => {
    const { service } = await startPageWorld();
    const { text } = await rawRequest(`${service.url}${path}`);
    expect(text).toContain('<base href=');
  },
);

it('notices a new build without a restart', async () => {
  const { api, pageFolder } = await startPageWorld();
  await api.call('/today', { token: null });
  await writeFile(join(pageFolder, 'index.html'), '<head></head>new');
  await writeFile(join(pageFolder, 'assets/new-1.js'), 'new');
  await utimes(join(pageFolder, 'index.html'), 1, 1);
  expect((await api.call('/today', { token: null })).text).toBe('<head><base href="./"></head>new');
  expect((await api.call('/assets/new-1.js', { token: null })).text).toBe('new');
});

it('says in both languages how to build a page that is not there, and finds it once it is', async () => {
  const missing = await temporaryFolder();
  const { api } = await startHttpWorld(undefined, undefined, { pageFolder: missing });
  const german = await api.call('/', { token: null, headers: { 'Accept-Language': 'de' } });
  expect(german.status).toBe(503);
  expect(german.text).toContain('<html lang="de">');
  expect(german.text).toContain('npm run build');
  expect((await api.call('/today', { token: null })).text).toContain('has not been built yet');
  await writeFile(join(missing, 'index.html'), '<head></head>');
  expect((await api.call('/', { token: null })).status).toBe(200);
  await rm(join(missing, 'index.html'));
});
