import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { usualCredentials } from '../../fakes/otto/index.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const PASSPHRASE = 'correct horse battery';
const EXPORT = '/api/v1/settings/export';
const IMPORT = '/api/v1/settings/import';

const exported = async ({ api }: HttpWorld, passphrase?: string) =>
  (await api.read(API_OPERATIONS.exportSettings, EXPORT, { body: { passphrase } })).document;
const preview = ({ api }: HttpWorld, body: unknown) =>
  api.read(API_OPERATIONS.previewSettingsImport, `${IMPORT}/preview`, { body });

describe('an export', () => {
  it('holds every setting and no secret, unless a passphrase seals them', async () => {
    const world = await startHttpWorld();
    const answer = await world.api.call(EXPORT, { body: {} });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.json).toMatchObject({ fileName: 'otto-market-bridge-2026-03-20.json' });
    expect(await exported(world)).not.toHaveProperty('secrets');
    expect(await exported(world, PASSPHRASE)).toHaveProperty('secrets');
  });

  it('refuses a passphrase that is too short', async () => {
    const { api } = await startHttpWorld();
    const problem = await api.problem(EXPORT, { body: { passphrase: 'short' } });
    expect(problem).toMatchObject({ status: 400, code: 'passphrase-too-short' });
  });
});

describe('an import', () => {
  it('tells what it would change and saves nothing', async () => {
    const world = await startHttpWorld((settings) => ({ ...settings, reconcileDays: 77 }));
    const document = await exported(world, PASSPHRASE);
    await world.bridge.settings.update((settings) => ({ ...settings, reconcileDays: 30 }));
    const told = await preview(world, { document, passphrase: PASSPHRASE });
    expect(told).toMatchObject({ holdsSecrets: true, opensSecrets: true, isSaved: false });
    expect(told.missingSecrets).toEqual([]);
    expect(told.changes.join('\n')).toContain('from now on 77, before 30');
    expect((await world.bridge.settings.load()).reconcileDays).toBe(30);
  });

  it('is saved on the version of its preview alone', async () => {
    const world = await startHttpWorld((settings) => ({ ...settings, reconcileDays: 77 }));
    const document = await exported(world, PASSPHRASE);
    await world.bridge.settings.update((settings) => ({ ...settings, reconcileDays: 30 }));
    const body = { document, passphrase: PASSPHRASE };
    const { version } = await preview(world, body);
    const headers = { 'If-Match': `"${version}"` };
    expect((await world.api.call(IMPORT, { body })).status).toBe(428);
    const saved = await world.api.read(API_OPERATIONS.importSettings, IMPORT, { body, headers });
    expect(saved.isSaved).toBe(true);
    expect((await world.bridge.settings.load()).reconcileDays).toBe(77);
    expect((await world.api.call(IMPORT, { body, headers })).status).toBe(412);
    const { client } = world.bridge.connections.shop(await world.bridge.settings.load());
    expect((await client.checkAccess({ minimumWooVersion: '9.9' })).problems).toEqual([]);
  });

  it('names the secrets that nobody could fill, in words', async () => {
    const world = await startHttpWorld();
    const document = await exported(world);
    await world.bridge.settings.update((settings) => ({ ...settings, shop: null, accounts: [] }));
    const told = await preview(world, { document });
    expect(told.missingSecrets.map(({ position }) => position)).toEqual([
      'shop.consumerKey',
      'shop.consumerSecret',
      'accounts.main.clientSecret',
    ]);
    for (const { what, position } of told.missingSecrets) expect(what).not.toBe(position);
  });

  it.each([
    ['a wrong passphrase', { passphrase: 'wrong horse battery' }, 'passphrase-wrong'],
    ['another file', { document: { hello: 'world' } }, 'import-broken'],
    ['a file of a newer bridge', { document: { formatVersion: 99 } }, 'import-newer'],
  ])('of %s is refused', async (_what, change, code) => {
    const world = await startHttpWorld();
    const document = await exported(world, PASSPHRASE);
    const body = { document, passphrase: PASSPHRASE, ...change };
    if ('document' in change && code === 'import-newer') {
      body.document = { ...document, ...change.document };
    }
    const problem = await world.api.problem(`${IMPORT}/preview`, { body });
    expect(problem).toMatchObject({ status: 400, code });
  });
});

describe('the data key', () => {
  it('is named with the secrets it opens, and those it does not', async () => {
    const world = await startHttpWorld();
    const read = () => world.api.read(API_OPERATIONS.getDataKey, '/api/v1/settings/data-key');
    const answer = await read();
    expect(answer.origin).toBe('file');
    expect(answer.secrets.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
    await world.bridge.settings.update((settings) => ({
      ...settings,
      shop: settings.shop && { ...settings.shop, consumerKey: { sealed: 'bm90IG91cnM=' } },
      accounts: settings.accounts.map((account) => ({
        ...account,
        state: 'draft' as const,
        clientSecret: null,
      })),
    }));
    expect((await read()).secrets.map(({ state }) => state)).toEqual([
      'not-openable',
      'ok',
      'missing',
    ]);
  });
});

describe('notices', () => {
  it('are tested on every way that is set up', async () => {
    const world = await startHttpWorld((settings) => ({
      ...settings,
      notifications: { ...settings.notifications, webhookUrl: 'http://127.0.0.1:1' },
    }));
    const { items } = await world.api.read(
      API_OPERATIONS.testNotifications,
      '/api/v1/notifications/test',
      { method: 'POST' },
    );
    expect(items).toEqual([
      {
        channel: 'webhook',
        sent: false,
        about: expect.objectContaining({ code: 'notice-not-sent' }),
      },
    ]);
  });

  it('that are not set up can not be tested', async () => {
    const { api } = await startHttpWorld();
    const problem = await api.problem('/api/v1/notifications/test', { method: 'POST' });
    expect(problem).toMatchObject({ status: 409, code: 'notices-not-set-up' });
  });

  it('have a secret for who checks their signature, shown on demand and kept by nobody', async () => {
    const { api } = await startHttpWorld();
    const answer = await api.call('/api/v1/notifications/webhook-secret', { method: 'POST' });
    expect(answer.json).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('no answer about settings', () => {
  it('holds a secret', async () => {
    const world = await startHttpWorld();
    const { watch, api, shop } = world;
    watch.secrets.add(usualCredentials.clientSecret);
    const paths = ['shop', 'accounts', 'accounts/main', 'set-up', 'settings/notifications'];
    for (const path of [...paths, 'settings/data-key', 'settings/general']) {
      const { status, text } = await api.call(`/api/v1/${path}`);
      expect(status).toBe(200);
      expect(text).not.toContain(shop.key.consumerSecret);
      expect(text).not.toContain('sealed');
    }
  });
});
