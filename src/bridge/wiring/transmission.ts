import { ConfigError } from '../errors.ts';
import { OttoUnavailableError } from '../otto/otto-unavailable-error.ts';
import { OTTO_SETTLE_MS, ottoOutcomeOf } from '../otto/outcome-of.ts';
import { createRateLimit, type RateLimit } from '../otto/rate-limit.ts';
import type { Account } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { effectiveShippingRules } from '../settings/shipping-rule-overrides.ts';
import type { ReportsAccount, ReportsParts } from '../transmission/ports.ts';
import type { ReportOptions } from '../transmission/report-run.ts';
import { type ReportsResult, runReports } from '../transmission/run-reports.ts';
import { commonParts, type Wired } from './wired.ts';

/** One wish to report; no account named = every active one. */
export type ReportsRequest = ReportOptions & { accountId?: string | undefined };

/** What became of it, account by account. A draft or paused account reports nothing. */
export type ReportsOutcome = {
  accountId: string;
  result: ReportsResult | { ran: false; why: 'account-is-draft' | 'account-paused' };
}[];

/** The reports to OTTO, as the bridge offers them. */
export type ReportParts = {
  /** @throws ConfigError `account-unknown`, or what opening the connections throws */
  runReports(request: ReportsRequest): Promise<ReportsOutcome>;
};

export function wireReports(bridge: Wired): ReportParts {
  // Learned once, kept for the life of the process.
  const missingRoutes = new Map<string, number>();
  const sweptAt = new Map<string, number>();
  const paces = new Map<string, RateLimit>();

  /** Kept from run to run: the pace does not begin anew with each of them. */
  function paceOf({ id, requestsPerSecond }: Account): RateLimit {
    const pace = paces.get(id) ?? createRateLimit(requestsPerSecond, bridge.clock);
    pace.setPace(requestsPerSecond);
    paces.set(id, pace);
    return pace;
  }

  function partsFor(settings: Settings, account: Account): ReportsParts {
    const shop = settings.shop === null ? undefined : bridge.connections.shop(settings);
    return {
      otto: bridge.connections.otto(account),
      shop: shop?.client,
      gate: shop?.gate,
      pace: paceOf(account),
      ottoOutcomeOf,
      concernsAllOfOtto: (error) =>
        error instanceof ConfigError || error instanceof OttoUnavailableError,
      accountNow: () => accountNow(account.id),
      settleMs: OTTO_SETTLE_MS,
      missingRoutes,
      sweptAt,
      random: Math.random,
      ...commonParts(bridge),
    };
  }

  /** The account's share of the settings as they are by now; undefined = it reports no more. */
  async function accountNow(accountId: string): Promise<ReportsAccount | undefined> {
    const settings = await bridge.settings.load();
    const account = settings.accounts.find(({ id }) => id === accountId);
    return account?.state === 'active' ? reportsAccount(settings, account) : undefined;
  }

  async function runOne(
    settings: Settings,
    account: Account,
    options: ReportOptions,
  ): Promise<ReportsOutcome[number]> {
    const { id: accountId, state } = account;
    if (state === 'draft') return { accountId, result: { ran: false, why: 'account-is-draft' } };
    if (state === 'paused') return { accountId, result: { ran: false, why: 'account-paused' } };
    const parts = partsFor(settings, account);
    return {
      accountId,
      result: await runReports(parts, reportsAccount(settings, account), options),
    };
  }

  return {
    async runReports({ accountId, ...options }) {
      const settings = await bridge.settings.load();
      if (accountId !== undefined) {
        return [await runOne(settings, findAccount(settings, accountId), options)];
      }
      // Side by side: each has its own limit at OTTO, and a long queue must not hold up the others.
      const active = settings.accounts.filter(({ state }) => state === 'active');
      const runs = active.map((account) => runOne(settings, account, options));
      const ended = await Promise.allSettled(runs);
      const failed = ended.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    },
  };
}

/** One account's share of the settings. */
export function reportsAccount(settings: Settings, account: Account): ReportsAccount {
  return {
    accountId: account.id,
    rules: effectiveShippingRules(settings, account),
    importRules: effectiveRules(settings, account),
    requestsPerSecond: account.requestsPerSecond,
  };
}
