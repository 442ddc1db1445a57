import { LEAVE_AS_IT_IS } from '../../mapping/import-rules.ts';
import type { Account } from '../settings/account-schema.ts';
import { listSettings } from '../settings/setting-names.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { sealedSecrets } from '../settings/stored-secrets.ts';
import type { Params } from '../words/saying.ts';

/** What is different from now on; each has its sentence in src/bridge/words. */
export type ChangeCode =
  | 'account-added'
  | 'account-live'
  | 'account-paused'
  | 'account-removed'
  | 'announced-come-in'
  | 'announced-stay-out'
  | 'erase-off'
  | 'erase-on'
  | 'mail-off'
  | 'mail-on'
  | 'public-url-off'
  | 'public-url-on'
  | 'schedule-changed'
  | 'schedule-off'
  | 'schedule-usual'
  | 'secret-entered'
  | 'secret-gone'
  | 'setting-changed'
  | 'setting-common-again'
  | 'shipped-statuses-changed'
  | 'shop-connected'
  | 'shop-gone'
  | 'start-earlier'
  | 'start-later'
  | 'status-changed'
  | 'status-left';

export type ToldChange = { code: ChangeCode; params: Params };

/** What is known around the settings when a change is told. */
export type ChangeFacts = {
  /** orders that wait in the backlog, by account */
  backlog: ReadonlyMap<string, number>;
  /** when an account is imported next, UTC ISO */
  nextImportAt: ReadonlyMap<string, string>;
};

export type DescribeChanges = (before: Settings, after: Settings) => Promise<ToldChange[]>;

type Difference = { name: string; from: unknown; to: unknown };

/** Settings told as a whole, not field by field. */
const TOLD_WHOLE = /^(shop|notifications\.mail)(\.|$)/;

/**
 * What changes from now on, the weightiest first; nothing where both are the same. Pure.
 */
export function describeChanges(
  before: Settings,
  after: Settings,
  facts: ChangeFacts,
): ToldChange[] {
  const kept = (settings: Settings, other: Settings): Settings => ({
    ...settings,
    accounts: settings.accounts.filter(({ id }) => other.accounts.some((one) => one.id === id)),
  });
  const differences = differencesOf(kept(before, after), kept(after, before));
  return [
    ...accountsCameAndWent(before, after),
    ...shopChanges(before, after),
    ...mailChanges(before, after),
    ...secretChanges(before, after),
    ...differences
      .filter(({ name }) => !TOLD_WHOLE.test(name) || isMailField(name, before, after))
      .map((difference) => told(difference, after, facts)),
  ];
}

function differencesOf(before: Settings, after: Settings): Difference[] {
  const present = new Map(listSettings(before).map(({ name, value }) => [name, value]));
  const wanted = new Map(listSettings(after).map(({ name, value }) => [name, value]));
  const names = [...new Set([...wanted.keys(), ...present.keys()])];
  return names
    .map((name) => ({ name, from: present.get(name), to: wanted.get(name) }))
    .filter(({ name }) => !/\.(clientSecret|password|consumerKey|consumerSecret)$/.test(name))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function accountsCameAndWent(before: Settings, after: Settings): ToldChange[] {
  const has = ({ accounts }: Settings, { id }: Account) => accounts.some((one) => one.id === id);
  return [
    ...before.accounts
      .filter((account) => !has(after, account))
      .map((account) => change('account-removed', { account: account.name })),
    ...after.accounts
      .filter((account) => !has(before, account))
      .map(({ state, name }) => change(ADDED_AS[state], { account: name })),
  ];
}

/** An account that a file brings may be live at once. */
const ADDED_AS = {
  draft: 'account-added',
  active: 'account-live',
  paused: 'account-paused',
} as const satisfies Record<Account['state'], ChangeCode>;

function shopChanges(before: Settings, after: Settings): ToldChange[] {
  const [from, to] = [before.shop?.url ?? '', after.shop?.url ?? ''];
  const timeouts = [before.shop?.timeoutMs, after.shop?.timeoutMs];
  if (from !== to) return [to === '' ? change('shop-gone') : change('shop-connected', { url: to })];
  if (timeouts[0] === timeouts[1]) return [];
  const [was = '', is = ''] = timeouts;
  return [change('setting-changed', { setting: 'shop.timeoutMs', from: was, to: is })];
}

function mailChanges(before: Settings, after: Settings): ToldChange[] {
  const [from, to] = [before.notifications.mail, after.notifications.mail];
  if (to === null) return from === null ? [] : [change('mail-off')];
  if (from === null) return [change('mail-on', { to: to.to.join(', '), host: to.host })];
  if (from.host === to.host) return [];
  const params = { setting: 'notifications.mail.host', from: from.host, to: to.host };
  return [change('setting-changed', params)];
}

/** A field of a mail server that was there before and is still there; its host is told as a whole. */
function isMailField(name: string, before: Settings, after: Settings): boolean {
  return (
    /^notifications\.mail\.(?!host)/.test(name) &&
    before.notifications.mail !== null &&
    after.notifications.mail !== null
  );
}

function secretChanges(before: Settings, after: Settings): ToldChange[] {
  const [was, is] = [sealedSecrets(before), sealedSecrets(after)];
  const positions = [...new Set([...was.keys(), ...is.keys()])];
  return positions.flatMap((position) => {
    if (was.get(position)?.sealed === is.get(position)?.sealed) return [];
    const accountId = /^accounts\.(.+)\.clientSecret$/.exec(position)?.[1];
    // A secret comes and goes with its account.
    const isKept = [before, after].every(({ accounts }) =>
      accounts.some(({ id }) => id === accountId),
    );
    if (accountId !== undefined && !isKept) return [];
    return [change(is.has(position) ? 'secret-entered' : 'secret-gone', { position })];
  });
}

function told({ name, from, to }: Difference, after: Settings, facts: ChangeFacts): ToldChange {
  const { accountId, setting } = split(name);
  const account = after.accounts.find(({ id }) => id === accountId);
  const about: Params = { setting, ...(account ? { account: account.name } : {}) };
  if (account && to === undefined) return change('setting-common-again', about);
  const touched = touchedBy(setting, account, after);
  const next = { ...about, ...nextAt(touched, facts) };
  const phase = /^importRules\.statusMapping\.(\w+)$/.exec(setting)?.[1];
  if (phase !== undefined) {
    const isLeft = to === LEAVE_AS_IT_IS;
    return change(isLeft ? 'status-left' : 'status-changed', { ...next, phase, to: text(to) });
  }
  if (setting === 'importRules.announcedImport') {
    if (to === 'off') return change('announced-stay-out', next);
    const orders = sum(touched.map(({ id }) => facts.backlog.get(id) ?? 0));
    return change('announced-come-in', { ...next, to: text(to), orders });
  }
  if (setting === 'shippingRules.shippedStatuses') {
    return change('shipped-statuses-changed', { ...about, to: text(to) });
  }
  if (setting === 'account.state') {
    return to === 'active' ? change('account-live', next) : change('account-paused', about);
  }
  if (setting === 'account.startAt') {
    const isEarlier = to === null || (from !== null && text(to) < text(from));
    return change(isEarlier ? 'start-earlier' : 'start-later', { ...about, to: text(to) });
  }
  if (setting.startsWith('schedules.') || setting === 'account.schedule') {
    if (to === 'off') return change('schedule-off', about);
    return to === null
      ? change('schedule-usual', about)
      : change('schedule-changed', { ...about, to: text(to) });
  }
  if (setting === 'publicUrl') {
    return to === null ? change('public-url-off') : change('public-url-on', { url: text(to) });
  }
  if (setting === 'eraseShopMetaAfterDays') {
    return to === null ? change('erase-off') : change('erase-on', { days: Number(to) });
  }
  return change('setting-changed', { ...about, from: text(from), to: text(to) });
}

/** `accounts.main.rules.language` is the account's own answer to `importRules.language`. */
function split(name: string): { accountId: string | undefined; setting: string } {
  const own = /^accounts\.([^.]+)\.(.+)$/.exec(name);
  if (!own) return { accountId: undefined, setting: name };
  const [, accountId, rest = ''] = own;
  const setting = rest.startsWith('rules.')
    ? rest.replace(/^rules\./, 'importRules.')
    : rest.startsWith('shipping.')
      ? rest.replace(/^shipping\./, 'shippingRules.')
      : `account.${rest}`;
  return { accountId, setting };
}

/** Accounts that follow a rule: the one whose own answer it is, else all without an answer of their own. */
function touchedBy(setting: string, own: Account | undefined, after: Settings): Account[] {
  const live = after.accounts.filter(({ state }) => state === 'active');
  if (own) return live.filter(({ id }) => id === own.id);
  const isRule = /^importRules\.(announcedImport|statusMapping\.\w+)$/.test(setting);
  if (!isRule) return live;
  const answer = setting.replace('importRules.', '');
  return live.filter((account) => !(answer in flatOwn(account)));
}

function flatOwn({ rules: { statusMapping, ...rest } }: Account): Record<string, unknown> {
  const statuses = Object.entries(statusMapping ?? {}).map(([phase, slug]) => [
    `statusMapping.${phase}`,
    slug,
  ]);
  return { ...rest, ...Object.fromEntries(statuses) };
}

function nextAt(accounts: readonly Account[], facts: ChangeFacts): Params {
  const moments = accounts.flatMap(({ id }) => facts.nextImportAt.get(id) ?? []).toSorted();
  return moments[0] === undefined ? {} : { nextAt: moments[0] };
}

function change(code: ChangeCode, params: Params = {}): ToldChange {
  return { code, params };
}

/** A value for a sentence; "" = nothing is set. */
function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(entryText).join(', ');
  return typeof value === 'object' ? entryText(value) : String(value);
}

function entryText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('name' in value) return String(value.name);
  if ('id' in value) return String(value.id);
  if ('baseUrl' in value) return String(value.baseUrl);
  return JSON.stringify(value);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
