import { type Account, effectiveSchedule } from '../settings/account-schema.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { ImportRefusedError } from './import-refused-error.ts';
import { importJobName } from './job-names.ts';
import type { ScheduledJob } from './job-schedule.ts';

/** One wish to import one account; `isRehearsal` = nothing is written to the shop. */
export type ImportWish = {
  accountId: string;
  cause: 'schedule' | 'click';
  since: string | undefined;
  isRehearsal: boolean;
};

/** What somebody asks for; no accounts named = every active one. */
export type ImportRequest = {
  accountIds?: string[] | undefined;
  since?: string | undefined;
  rehearse?: boolean | undefined;
};

/**
 * Who is to be imported when somebody asks for it. All or nobody: one account that can't be imported
 * refuses the whole wish, before anything has begun.
 *
 * @throws ImportRefusedError `account-unknown`, `account-paused`, `no-active-account`
 */
export function chooseImports(settings: Settings, request: ImportRequest): ImportWish[] {
  const accounts =
    request.accountIds === undefined
      ? settings.accounts.filter(({ state }) => state === 'active')
      : [...new Set(request.accountIds)].map((accountId) => accountById(settings, accountId));
  if (accounts.length === 0) throw new ImportRefusedError('no-active-account');
  const wishes = accounts.map((account) => ({
    account,
    isRehearsal: request.rehearse === true || account.state === 'draft',
  }));
  const paused = wishes.find(
    ({ account, isRehearsal }) => account.state === 'paused' && !isRehearsal,
  );
  if (paused) throw new ImportRefusedError('account-paused', { accountId: paused.account.id });
  return wishes.map(({ account, isRehearsal }) => ({
    accountId: account.id,
    cause: 'click' as const,
    since: request.since,
    isRehearsal,
  }));
}

/** @throws ImportRefusedError `account-unknown` */
export function accountById(settings: Settings, accountId: string): Account {
  const account = settings.accounts.find(({ id }) => id === accountId);
  if (account) return account;
  throw new ImportRefusedError('account-unknown', {
    accountId,
    known: settings.accounts.map(({ id }) => id).join(', '),
  });
}

/** Who is imported by itself: active accounts only. A draft's rehearsals are asked for by a person. */
export function scheduledImports(settings: Settings, defaultSchedule: string): ScheduledJob[] {
  return settings.accounts.flatMap((account) => {
    const expression = effectiveSchedule(account, defaultSchedule);
    if (account.state !== 'active' || expression === null) return [];
    return [{ name: importJobName(account.id), expression }];
  });
}
