import type { ReturnsOptions, ReturnsParts } from '../returns-watch/ports.ts';
import { type ReturnsResult, readReturns, refreshReturns } from '../returns-watch/read-returns.ts';
import { RETURNS } from '../returns-watch/take-returns.ts';
import type { Account } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { commonParts, type Wired } from './wired.ts';

/** One wish to read returns; no account named = every active one. */
export type ReturnsRequest = ReturnsOptions & { accountId?: string | undefined };

/** What became of it, account by account. A draft or paused account reads none. */
export type ReturnsOutcome = {
  accountId: string;
  result: ReturnsResult | { ran: false; why: 'account-is-draft' | 'account-paused' };
}[];

/** OTTO's returns, as the bridge offers them. */
export type ReturnParts = {
  /** @throws ConfigError `account-unknown`, or what opening the connections throws */
  readReturns(request: ReturnsRequest): Promise<ReturnsOutcome>;
  /** when OTTO's list was read last to its end, UTC ISO; of several active accounts the longest ago */
  returnsReadAt(accountId: string | undefined): Promise<string | undefined>;
};

export function wireReturns(bridge: Wired): ReturnParts {
  async function readOne(
    account: Account,
    options: ReturnsOptions,
  ): Promise<ReturnsOutcome[number]> {
    const { id: accountId, state } = account;
    if (state === 'draft') return { accountId, result: { ran: false, why: 'account-is-draft' } };
    if (state === 'paused') return { accountId, result: { ran: false, why: 'account-paused' } };
    return { accountId, result: await readReturns(partsFor(bridge, account), accountId, options) };
  }

  return {
    async readReturns({ accountId, ...options }) {
      const settings = await bridge.settings.load();
      const asked =
        accountId === undefined
          ? settings.accounts.filter(({ state }) => state === 'active')
          : [findAccount(settings, accountId)];
      const outcome: ReturnsOutcome = [];
      for (const account of asked) outcome.push(await readOne(account, options));
      return outcome;
    },
    async returnsReadAt(accountId) {
      const { accounts } = await bridge.settings.load();
      const asked = accounts.filter(({ id, state }) =>
        accountId === undefined ? state === 'active' : id === accountId,
      );
      const cursors = asked.map(({ id }) => bridge.ledger.loadReadCursor(id, RETURNS));
      const moments = (await Promise.all(cursors)).flatMap(({ readAt }) => readAt ?? []);
      return moments.toSorted()[0];
    },
  };
}

/** What OTTO decided about returns, read for an import of the account that needs to know it now. */
export function refreshForImport(
  bridge: Wired,
  account: Account,
  holderKind: ReturnsOptions['holderKind'],
): (signal: AbortSignal) => Promise<void> {
  return (signal) => refreshReturns(partsFor(bridge, account), account.id, { signal, holderKind });
}

function partsFor(bridge: Wired, account: Account): ReturnsParts {
  return { source: bridge.connections.otto(account), ...commonParts(bridge) };
}
