import { importRulesSchema } from '../../mapping/import-rules.ts';
import { shippingRulesSchema } from '../../mapping/reporting/shipping-rules.ts';
import type { Settings } from './settings-schema.ts';
import { MAIL_PASSWORD, mapSecrets } from './stored-secrets.ts';

const MASK = '•••';
const SECRET = /(^|\.)(clientSecret|consumerKey|consumerSecret|password)$/;
/** Settings whose value is one thing, though it is written as a list or an object. */
const WHOLE = /^accounts\.[^.]+\.environment$|\.transitDays$/;

/** The settings with every secret masked; null where there is none. */
export function withoutSecrets(settings: Settings): unknown {
  const masked = new Map<string, string>();
  mapSecrets(settings, (position, sealed) => {
    if (sealed !== null) masked.set(position, MASK);
    return null;
  });
  const { shop, accounts, notifications, ...rest } = settings;
  const { mail } = notifications;
  const mask = (position: string) => masked.get(position) ?? null;
  return {
    ...rest,
    notifications: {
      ...notifications,
      mail: mail && { ...mail, password: mask(MAIL_PASSWORD) },
    },
    shop: shop && {
      ...shop,
      consumerKey: mask('shop.consumerKey'),
      consumerSecret: mask('shop.consumerSecret'),
    },
    accounts: accounts.map((account) => ({
      ...account,
      clientSecret: mask(`accounts.${account.id}.clientSecret`),
    })),
  };
}

/** Every setting by the name it is changed by, with its value; accounts are named by their id. */
export function listSettings(settings: Settings): { name: string; value: unknown }[] {
  return flat(withoutSecrets(settings), '').filter(({ name }) => name !== 'formatVersion');
}

/** What `settings set` may change: all there is, and what an account may answer for itself. */
export function changeableNames(settings: Settings): string[] {
  const rules = flat(importRulesSchema.parse({}), '').map(({ name }) => name);
  const shipping = Object.keys(shippingRulesSchema.shape);
  const overrides = settings.accounts.flatMap(({ id }) => [
    ...rules.map((rule) => `accounts.${id}.rules.${rule}`),
    ...shipping.map((rule) => `accounts.${id}.shipping.${rule}`),
  ]);
  const present = listSettings(settings).map(({ name }) => name);
  return [...new Set([...present, ...overrides])].filter(
    (name) => !isSecret(name) && !isFixed(name),
  );
}

export function isSecret(name: string): boolean {
  return SECRET.test(name);
}

/** An account's id: secrets and the ledger are bound to it. */
export function isFixed(name: string): boolean {
  return /^accounts\.[^.]+\.id$/.test(name);
}

function flat(value: unknown, name: string): { name: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null || WHOLE.test(name)) return [{ name, value }];
  const below = (key: string) => (name === '' ? key : `${name}.${key}`);
  // Accounts are named by their id; any other list is one value.
  if (Array.isArray(value) && name !== 'accounts') return [{ name, value }];
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown) => flat(entry, below(idOf(entry))));
  }
  return Object.entries(value).flatMap(([key, entry]) => flat(entry, below(key)));
}

function idOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : '';
}
