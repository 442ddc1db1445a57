import type { Params } from '../../words/saying.ts';

/** What is looked at, in this order. */
export const CHECK_NAMES = [
  'ledger',
  'shop',
  'statuses',
  'taxes',
  'webhooks',
  'second-importer',
  'mail-proof',
  'accounts',
  'otto',
  'reports',
  'heartbeat',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/** Findings with a sentence of their own; every other is told by its code as everywhere. */
export type CheckWord =
  | 'fine'
  | 'ledger-file'
  | 'ledger-server'
  | 'shop-facts'
  | 'taxes-off'
  | 'active-accounts'
  | 'no-active-account'
  | 'account-usable'
  | 'ship-from'
  | 'ship-from-missing'
  | 'status-missing'
  | 'shipped-status-missing'
  | 'vat-rate-missing'
  | 'webhooks-off'
  | 'address-reached'
  | 'mail-proof-passed'
  | 'mail-proof-runs'
  | 'only-importer'
  | 'heartbeat-off'
  | 'heartbeat-sent'
  | 'heartbeat-not-yet';

/** One thing looked at: fine, or with what to do about it. */
export type Finding = {
  check: CheckName;
  state: 'ok' | 'warning' | 'wrong';
  accountId: string | null;
  /** null where all is fine */
  code: string | null;
  params: Params;
  word: CheckWord | undefined;
  /** the setting that mends it, where one does */
  setting?: string;
};

export function fine(
  check: CheckName,
  word: CheckWord,
  params: Params = {},
  accountId: string | null = null,
): Finding {
  return { check, state: 'ok', accountId, code: null, params, word };
}

export function wrong(
  check: CheckName,
  found: { code: string; params?: Params; word?: CheckWord; setting?: string },
  accountId: string | null = null,
): Finding {
  const { code, params = {}, word, setting } = found;
  const more = setting === undefined ? {} : { setting };
  return { check, state: 'wrong', accountId, code, params, word, ...more };
}

export function warning(...found: Parameters<typeof wrong>): Finding {
  return { ...wrong(...found), state: 'warning' };
}
