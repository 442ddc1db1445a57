import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountSchema,
  effectiveSchedule,
  scheduleSchema,
} from '../../../src/bridge/settings/account-schema.ts';
import { baseUrlSchema } from '../../../src/bridge/settings/base-url.ts';
import { migrateSettings } from '../../../src/bridge/settings/migrate-settings.ts';
import { parseSettings, parseSettingsText } from '../../../src/bridge/settings/parse-settings.ts';
import { defaultSettings } from '../../../src/bridge/settings/settings-schema.ts';
import { draftAccount } from './make-settings.ts';

function problems(document: unknown): string[] {
  const parsed = parseSettings(document);
  return parsed.ok ? [] : parsed.problems;
}

describe('the settings document', () => {
  it('starts with German, the default rules, no shop and no accounts', () => {
    expect(defaultSettings()).toMatchObject({
      formatVersion: 1,
      language: 'de',
      shop: null,
      importRules: { announcedImport: 'off', statusMapping: { processable: 'processing' } },
      overlap: { firstRunOfDayHours: 48, otherRunsHours: 2 },
      accounts: [],
    });
  });

  it('fills an account that has only an id and a name', () => {
    expect(accountSchema.parse({ id: 'main', name: 'My shop' })).toEqual({
      id: 'main',
      name: 'My shop',
      state: 'draft',
      environment: 'production',
      tokenPath: '/v1/token',
      clientId: '',
      clientSecret: null,
      scopes: ['orders', 'shipments'],
      requestsPerSecond: 5,
      startAt: null,
      schedule: null,
      rules: {},
      shipping: {},
    });
  });

  it('names unknown keys instead of dropping them', () => {
    expect(problems({ formatVersion: 1, colour: 'red' })).toEqual(['Unrecognized key: "colour"']);
  });

  it('refuses two accounts with one id', () => {
    const accounts = [draftAccount('main'), draftAccount('main')];
    expect(problems({ formatVersion: 1, accounts })).toEqual(['accounts.1.id: used twice']);
  });

  it('refuses a status of orders to be packed as one that says they were shipped', () => {
    const common = { shippingRules: { shippedStatuses: ['completed', 'processing'] } };
    expect(problems({ formatVersion: 1, accounts: [draftAccount('main')], ...common })).toEqual([
      expect.stringMatching(/^shippingRules\.shippedStatuses: "processing" /),
    ]);
    const shipping = { shippedStatuses: ['on-hold'] };
    expect(problems({ formatVersion: 1, accounts: [draftAccount('main', { shipping })] })).toEqual([
      expect.stringMatching(/^accounts\.0\.shipping\.shippedStatuses: "on-hold" /),
    ]);
    const own = { shippedStatuses: ['completed'] };
    const accounts = [draftAccount('main', { shipping: own })];
    expect(problems({ formatVersion: 1, accounts, ...common })).toEqual([]);
  });

  it.each(['active', 'paused'])(
    'refuses an account that is %s without client id and secret',
    (state) => {
      const accounts = [{ id: 'main', name: 'Main', state }];
      expect(problems({ formatVersion: 1, accounts }).map((text) => text.split(':')[0])).toEqual([
        'accounts.0.clientId',
        'accounts.0.clientSecret',
      ]);
    },
  );

  it.each([
    ['id', 'Main Shop'],
    ['id', ''],
    ['id', 'a'.repeat(33)],
    ['name', ' '],
    ['environment', 'staging'],
    ['environment', { baseUrl: 'ftp://otto.example' }],
    ['tokenPath', '//elsewhere.example/token'],
    ['scopes', []],
    ['requestsPerSecond', 0.05],
    ['requestsPerSecond', 21],
    ['startAt', '2026-01-31'],
    ['startAt', '2026-01-31T08:00:00+01:00'],
    ['schedule', 'every five minutes'],
    ['clientSecret', 'in plain text'],
    ['rules', { statusMapping: { sent: 'wc-completed' } }],
    ['rules', { statusMapping: { lost: 'completed' } }],
  ])('refuses an account whose %s is %j, and says where', (field, value) => {
    const accounts = [{ id: 'main', name: 'Main', [field]: value }];
    const found = problems({ formatVersion: 1, accounts });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^accounts\\.0\\.${field}`));
  });

  it.each(['*/5 * * * *', '0 12,15,18 * * 1-6', 'off', null])(
    'accepts the schedule %j',
    (schedule) => {
      expect(accountSchema.safeParse({ id: 'a', name: 'A', schedule }).success).toBe(true);
    },
  );

  it('takes the manifest schedule unless the account has its own or is off', () => {
    expect(effectiveSchedule({ schedule: null }, '*/5 * * * *')).toBe('*/5 * * * *');
    expect(effectiveSchedule({ schedule: '0 * * * *' }, '*/5 * * * *')).toBe('0 * * * *');
    expect(effectiveSchedule({ schedule: 'off' }, '*/5 * * * *')).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['https://Shop.Example/', 'https://shop.example'],
    ['https://shop.example/de//', 'https://shop.example/de'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('%s is kept as %s', (written, kept) => {
    expect(baseUrlSchema.parse(written)).toBe(kept);
  });

  it.each([
    'shop.example',
    'ftp://shop.example',
    'https://user:pass@shop.example',
    'https://shop.example/?a=1',
    'https://shop.example/#top',
    '',
  ])('%j is refused', (written) => {
    expect(baseUrlSchema.safeParse(written).success).toBe(false);
  });

  it('stays as it is when read again', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const kept = baseUrlSchema.parse(url);
        expect(baseUrlSchema.parse(kept)).toBe(kept);
      }),
    );
  });
});

describe('the text of a settings file', () => {
  it('tells a newer format apart from a broken file', () => {
    expect(parseSettingsText('{"formatVersion":2,"anything":true}')).toMatchObject({
      fault: 'newer',
    });
    expect(parseSettingsText('{"formatVersion":"1"}')).toMatchObject({ fault: 'broken' });
  });

  it('names line and column of a JSON fault, not the text around it', () => {
    const parsed = parseSettingsText('{\n  "clientSecret": "hush-hush" "x"\n}');
    expect(parsed).toMatchObject({ fault: 'broken' });
    expect(JSON.stringify(parsed)).toContain('line 2');
    expect(JSON.stringify(parsed)).not.toContain('hush');
  });

  it('may begin with a byte order mark', () => {
    expect(parseSettingsText('\uFEFF{"formatVersion":1}').ok).toBe(true);
  });

  it('is brought up step by step from older formats', () => {
    const steps = {
      1: (document: object) => ({ ...document, formatVersion: 2, second: true }),
      2: (document: object) => ({ ...document, formatVersion: 3, third: true }),
    };
    expect(migrateSettings({ formatVersion: 1 }, steps)).toEqual({
      formatVersion: 3,
      second: true,
      third: true,
    });
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseSettingsText(text)),
    );
  });
});

it.each(['1-999999999 * * * *', '* 1-99999999999999999999 * * *', `${'1,'.repeat(200)}1 * * * *`])(
  'refuses the schedule %s without writing out its numbers',
  { timeout: 5_000 },
  (text) => {
    expect(scheduleSchema.safeParse(text).success).toBe(false);
  },
);

it('takes a schedule that comes once in years, and refuses one that never does', () => {
  const isTaken = (text: string) => scheduleSchema.safeParse(text).success;
  expect(['0 0 29 2 *', '* * 31 JAN mon'].map(isTaken)).toEqual([true, true]);
  expect(['0 0 31 2 *', '* * 31 JAN 1#2'].map(isTaken)).toEqual([false, false]);
});
