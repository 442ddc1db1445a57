import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const path = (section: string) => `/api/v1/settings/${section}`;
const based = (version: string) => ({ 'If-Match': `"${version}"` });

const rulesOf = ({ api }: HttpWorld) =>
  api.read(API_OPERATIONS.getImportRules, path('import-rules'));

describe('a section of the settings', () => {
  it('is read with its version, its values and the defaults', async () => {
    const world = await startHttpWorld((settings) => ({ ...settings, reconcileDays: 45 }));
    const answer = await world.api.call(path('comparison'));
    expect(answer.json).toMatchObject({
      values: { reconcileDays: 45 },
      defaults: { reconcileDays: 30 },
    });
    const { version } = API_OPERATIONS.getComparison.answer.parse(answer.json);
    expect(answer.headers.get('etag')).toBe(`"${version}"`);
  });

  it('is saved on the version it is based on, and what is left out stays', async () => {
    const world = await startHttpWorld();
    const { version } = await rulesOf(world);
    const saved = await world.api.read(API_OPERATIONS.saveImportRules, path('import-rules'), {
      method: 'PUT',
      headers: based(version),
      body: { statusMapping: { sent: 'on-hold' }, unknownSku: 'hold' },
    });
    expect(saved.isSaved).toBe(true);
    expect(saved.values).toMatchObject({
      statusMapping: { sent: 'on-hold', processable: 'processing' },
      unknownSku: 'hold',
      restockCancelled: true,
    });
    expect(await rulesOf(world)).toMatchObject({ version: saved.version, values: saved.values });
    expect(saved.changes).toHaveLength(2);
  });

  it('refuses a change that does not say what it is based on', async () => {
    const { api } = await startHttpWorld();
    const problem = await api.problem(path('overlap'), {
      method: 'PUT',
      body: { otherRunsHours: 3 },
    });
    expect(problem).toMatchObject({ status: 428, code: 'version-missing' });
  });

  it('tells the second of two people that the first has saved, and who that was', async () => {
    const { api } = await startHttpWorld();
    const { version } = await api.read(API_OPERATIONS.getOverlap, path('overlap'));
    const save = (otherRunsHours: number) =>
      api.call(path('overlap'), {
        method: 'PUT',
        headers: based(version),
        body: { otherRunsHours },
      });
    expect((await save(3)).status).toBe(200);
    const second = await save(4);
    expect(second.status).toBe(412);
    expect(second.json).toMatchObject({ code: 'version-stale' });
    expect(second.text).toContain('by tests');
    const now = await api.read(API_OPERATIONS.getOverlap, path('overlap'));
    expect(now.values.otherRunsHours).toBe(3);
  });

  it('is not stale because another section was saved', async () => {
    const { api } = await startHttpWorld();
    const { version } = await api.read(API_OPERATIONS.getOverlap, path('overlap'));
    const comparison = await api.read(API_OPERATIONS.getComparison, path('comparison'));
    await api.read(API_OPERATIONS.saveComparison, path('comparison'), {
      method: 'PUT',
      headers: based(comparison.version),
      body: { reconcileDays: 31 },
    });
    const call = { method: 'PUT', headers: based(version), body: { otherRunsHours: 3 } };
    expect((await api.call(path('overlap'), call)).status).toBe(200);
  });

  it('tells what a change would do without saving it', async () => {
    const world = await startHttpWorld();
    const { version } = await rulesOf(world);
    const call = {
      method: 'PUT',
      headers: { ...based(version), 'Accept-Language': 'de' },
      body: { announcedImport: 'all' },
    };
    const tried = await world.api.read(
      API_OPERATIONS.saveImportRules,
      `${path('import-rules')}?dryRun=true`,
      call,
    );
    expect(tried).toMatchObject({ isSaved: false, version, values: { announcedImport: 'all' } });
    expect(tried.changes[0]).toMatch(/^Angekündigte Bestellungen kommen ab dem nächsten Abruf/);
    expect((await rulesOf(world)).values.announcedImport).toBe('off');
    const entries = await world.bridge.ledger.listAuditEntries({ limit: 50 });
    expect(entries.map(({ action }) => action)).not.toContain('saveImportRules');
  });

  it.each([
    ['import-rules', { statusMapping: { sent: 'Nicht Gültig' } }, 'statusMapping.sent'],
    ['import-rules', { nosuch: true }, 'nosuch'],
    ['schedules', { reconcile: 'every night' }, 'reconcile'],
    ['general', { publicUrl: 'javascript:alert(1)' }, 'publicUrl'],
    ['general', { language: 'fr' }, 'language'],
    ['comparison', { reconcileDays: '30' }, 'reconcileDays'],
    ['data-life', { eraseShopMetaAfterDays: 0 }, 'eraseShopMetaAfterDays'],
    ['notifications', { mail: { host: 'm', from: 'x', to: [] } }, 'mail.from'],
  ])('names the field of %s that can not be so: %j', async (section, body, field) => {
    const { api } = await startHttpWorld();
    const { version } = await api.read(API_OPERATIONS.getComparison, path('comparison'));
    const problem = await api.problem(path(section), {
      method: 'PUT',
      headers: { ...based(version), 'Accept-Language': 'de' },
      body,
    });
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
    const found = problem.errors?.find((error) => error.field === field);
    expect(found?.problem).toMatch(/\S/);
    expect(found?.problem).not.toMatch(/expected|Invalid|malformed/);
  });

  it('names the field when two settings do not go together', async () => {
    const { api } = await startHttpWorld();
    const rules = await api.read(API_OPERATIONS.getShippingRules, path('shipping-rules'));
    const problem = await api.problem(path('shipping-rules'), {
      method: 'PUT',
      headers: based(rules.version),
      body: { shippedStatuses: ['processing'] },
    });
    expect(problem.errors).toEqual([
      {
        in: 'body',
        field: 'shippedStatuses',
        problem:
          '“processing” is what orders to be packed get: it can’t say that they were shipped',
      },
    ]);
  });

  it('moves a schedule at once', async () => {
    const { api, cron } = await startHttpWorld();
    const { version } = await api.read(API_OPERATIONS.getSchedules, path('schedules'));
    const saved = await api.read(API_OPERATIONS.saveSchedules, path('schedules'), {
      method: 'PUT',
      headers: based(version),
      body: { reconcile: '5 4 * * *' },
    });
    expect(saved.changes).toEqual([
      '“Nightly comparison” runs by the schedule 5 4 * * * from now on.',
    ]);
    expect(cron.expressions()).toContain('5 4 * * *');
  });
});

describe('the password of the mail server', () => {
  const MARKER = 'marker-mail-password';
  const MAIL = {
    host: 'mail.mein-shop.example',
    user: 'bridge',
    from: 'bridge@mein-shop.example',
    to: ['ich@mein-shop.example'],
  };

  async function withMail() {
    const world = await startHttpWorld();
    world.watch.secrets.add(MARKER);
    const read = () => world.api.read(API_OPERATIONS.getNotifications, path('notifications'));
    const save = async (mail: unknown) =>
      world.api.call(path('notifications'), {
        method: 'PUT',
        headers: based((await read()).version),
        body: { mail },
      });
    expect((await save({ ...MAIL, password: MARKER })).status).toBe(200);
    return { ...world, read, save };
  }

  it('never comes back; only that it is set', async () => {
    const { read } = await withMail();
    expect((await read()).values.mail?.password).toEqual({ isSet: true });
  });

  it('is kept when it is not sent along for the same server', async () => {
    const { read, save, bridge } = await withMail();
    expect((await save({ ...MAIL, to: ['du@mein-shop.example'] })).status).toBe(200);
    expect((await read()).values.mail?.password).toEqual({ isSet: true });
    const { notifications } = await bridge.settings.load();
    const password = notifications.mail?.password;
    if (!password) throw new Error('no password');
    expect(bridge.key.open('notifications.mail.password', password).reveal()).toBe(MARKER);
  });

  it.each([{ host: 'other.example' }, { port: 2525 }, { user: 'somebody' }])(
    'is not handed on to another place: %j',
    async (change) => {
      const { save } = await withMail();
      const answer = await save({ ...MAIL, ...change });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ errors: [{ field: 'mail.password' }] });
    },
  );

  it('goes with the mail server', async () => {
    const { read, save } = await withMail();
    expect((await save(null)).status).toBe(200);
    expect((await read()).values.mail).toBeNull();
  });
});
