import { describe, expect, it } from 'vitest';
import {
  type ChangeFacts,
  describeChanges,
  type ToldChange,
} from '../../../src/bridge/set-up/describe-changes.ts';
import { type Account, accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { listSettings } from '../../../src/bridge/settings/setting-names.ts';
import { defaultSettings, type Settings } from '../../../src/bridge/settings/settings-schema.ts';
import { changeSentence, settingName } from '../../../src/bridge/words/change-words.ts';
import { MISSING } from '../../../src/bridge/words/gaps.ts';
import type { Language } from '../../../src/bridge/words/saying.ts';

const NEXT_AT = '2026-03-20T14:05:00.000Z';
const FACTS: ChangeFacts = {
  backlog: new Map([['main', 3]]),
  nextImportAt: new Map([['main', NEXT_AT]]),
};

const account = (changes: Partial<Account> = {}): Account => ({
  ...accountSchema.parse({ id: 'main', name: 'OTTO', clientId: 'app', state: 'active' }),
  clientSecret: { sealed: 'c2VjcmV0' },
  ...changes,
});

const settings = (changes: Partial<Settings> = {}): Settings => ({
  ...defaultSettings(),
  accounts: [account()],
  ...changes,
});

const withSecond = (changes: Partial<Account>) =>
  settings({ accounts: [account(), account({ id: 'b', ...changes })] });

const told = (before: Settings, after: Settings): ToldChange[] =>
  describeChanges(before, after, FACTS);
const sentences = (language: Language, before: Settings, after: Settings) =>
  told(before, after).map((change) => changeSentence(language, change));

const rules = (changes: Partial<Settings['importRules']>) =>
  settings({ importRules: { ...settings().importRules, ...changes } });
const shipping = (changes: Partial<Settings['shippingRules']>) =>
  settings({ shippingRules: { ...settings().shippingRules, ...changes } });

describe('what changes from now on', () => {
  it('is nothing where nothing changed', () => {
    expect(told(settings(), settings())).toEqual([]);
  });

  it('with announced orders switched on: how many wait, and when they are looked at', () => {
    expect(sentences('de', settings(), rules({ announcedImport: 'all' }))).toEqual([
      'Angekündigte Bestellungen kommen ab dem nächsten Abruf (20.03.2026, 15:05) unbezahlt in den Shop und belegen dort Bestand. Die 3, die jetzt warten, werden dabei mit angesehen.',
    ]);
    const [prepaid] = sentences('en', settings(), rules({ announcedImport: 'prepayment' }));
    expect(prepaid).toContain('Announced orders with prepayment come into the shop unpaid');
  });

  it('with announced orders switched off: those that are in the shop stay', () => {
    const before = rules({ announcedImport: 'all' });
    expect(sentences('en', before, settings())[0]).toContain('are in the shop stay there');
  });

  it('does not count what an account with an answer of its own has waiting', () => {
    const accounts = [account({ rules: { announcedImport: 'off' } })];
    const [change] = told(settings({ accounts }), {
      ...rules({ announcedImport: 'all' }),
      accounts,
    });
    expect(change?.params.orders).toBe(0);
    expect(change?.params.nextAt).toBeUndefined();
  });

  it('with another status: from when on, and for which orders', () => {
    const statusMapping = { ...settings().importRules.statusMapping, sent: 'zugestellt' };
    expect(sentences('en', settings(), rules({ statusMapping }))).toEqual([
      'Orders “Shipped” get the status “zugestellt” from the next import (20 Mar 2026, 15:05) on. Those that are in the shop get it as soon as something about them changes at OTTO.',
    ]);
    const left = { ...statusMapping, sent: 'leave-as-it-is' };
    expect(told(settings(), rules({ statusMapping: left }))[0]?.code).toBe('status-left');
  });

  it('names the account where the answer is its own, and when it is taken back', () => {
    const own = settings({ accounts: [account({ rules: { unknownSku: 'hold' } })] });
    expect(sentences('en', settings(), own)).toEqual([
      '“Unknown SKU” (account “OTTO”): from now on let the order wait, before nothing.',
    ]);
    expect(sentences('en', own, settings())).toEqual([
      '“Unknown SKU” (account “OTTO”): the common setting holds again from now on.',
    ]);
  });

  it.each<[string, Settings, string]>([
    ['shipped statuses', shipping({ shippedStatuses: ['completed', 'raus'] }), 'completed, raus'],
    ['a schedule', settings({ schedules: { ...settings().schedules, notices: 'off' } }), 'click'],
    ['the address', settings({ publicUrl: 'https://b.example' }), 'https://b.example'],
    ['erasing', settings({ eraseShopMetaAfterDays: 90 }), 'not changed for 90 days'],
    ['the comparison', settings({ reconcileDays: 60 }), 'from now on 60, before 30'],
    ['an account paused', settings({ accounts: [account({ state: 'paused' })] }), 'is paused'],
    ['an account gone', settings({ accounts: [] }), 'is removed'],
    ['a draft more', withSecond({ state: 'draft' }), 'is added. As a draft'],
    ['a live account more', withSecond({ name: 'Zweites' }), '“Zweites” is live'],
    ['a later start', settings({ accounts: [account({ startAt: NEXT_AT })] }), 'Only orders'],
    [
      'a new secret',
      settings({ accounts: [account({ clientSecret: { sealed: 'bmV1' } })] }),
      'Newly entered',
    ],
    ['a lost secret', settings({ accounts: [account({ clientSecret: null })] }), 'No longer'],
  ])('tells %s', (_what, after, part) => {
    expect(sentences('en', settings(), after)).toEqual([expect.stringContaining(part)]);
  });

  it('tells mails once when they begin, and by field when they change', () => {
    const mail = {
      host: 'm.example',
      port: 587,
      security: 'starttls' as const,
      user: '',
      password: null,
      from: 'a@b.example',
      to: ['c@d.example'],
    };
    const withMail = (changes = {}) =>
      settings({ notifications: { ...settings().notifications, mail: { ...mail, ...changes } } });
    expect(sentences('en', settings(), withMail())).toEqual([
      'When something is wrong, the bridge writes to c@d.example (by m.example).',
    ]);
    expect(told(withMail(), settings()).map(({ code }) => code)).toEqual(['mail-off']);
    expect(told(withMail(), withMail({ host: 'n.example', port: 25 }))).toHaveLength(2);
  });

  it('tells of a shop its address, never its keys', () => {
    const shop = {
      url: 'https://mein-shop.example',
      consumerKey: { sealed: 'marker-key' },
      consumerSecret: { sealed: 'marker-secret' },
      timeoutMs: 60_000,
    };
    const all = sentences('en', settings(), settings({ shop })).join('\n');
    expect(all).toContain('https://mein-shop.example');
    expect(all).not.toContain('marker');
  });
});

/** Every setting there is, with a value in it. */
const FULL = settings({
  publicUrl: 'https://b.example',
  shop: { url: 'https://s.example', consumerKey: null, consumerSecret: null, timeoutMs: 1_000 },
  notifications: {
    ...settings().notifications,
    mail: {
      host: 'm',
      port: 1,
      security: 'none',
      user: '',
      password: null,
      from: 'a@b.example',
      to: ['a@b.example'],
    },
  },
});

describe.each<Language>(['de', 'en'])('in %s', (language) => {
  const names = listSettings(FULL)
    .map(({ name }) => name.replace(/^accounts\.main\./, 'account.'))
    .filter((name) => !/clientSecret|consumer|password|account\.id$|shop\.url/.test(name));

  it.each(names)('the setting %s has a name', (name) => {
    expect(settingName(language, name)).not.toBe(name);
  });

  it('every change is one whole sentence or two', () => {
    const statusMapping = { ...settings().importRules.statusMapping, sent: 'a' };
    const all = [
      ...told(settings({ accounts: [] }), { ...FULL, eraseShopMetaAfterDays: 3 }),
      ...told(FULL, settings({ accounts: [] })),
      ...told(settings(), rules({ announcedImport: 'all', statusMapping })),
      ...told(settings(), settings({ accounts: [account({ schedule: '1 1 * * *' })] })),
    ];
    for (const change of all) {
      const sentence = changeSentence(language, change);
      expect(sentence).toMatch(/^\S.*\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|null|\[object/);
      expect(sentence).not.toContain(MISSING);
    }
    expect(all.length).toBeGreaterThan(8);
  });
});
