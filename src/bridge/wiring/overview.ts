import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { createDayStatistics, type DayStatistics } from '../overview/day-statistics.ts';
import { describeOrders, type OrderDetails } from '../overview/describe-orders.ts';
import type { OverviewAccount, OverviewParts } from '../overview/ports.ts';
import { type OrderAddresses, readAddresses } from '../overview/read-addresses.ts';
import { lookAtToday, type Today } from '../overview/today.ts';
import { missingForActive } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { effectiveShippingRules } from '../settings/shipping-rule-overrides.ts';
import type { Wired } from './wired.ts';

/** What lists, figures and the day's first look are made from. */
export type Overview = {
  describeOrders(rows: readonly SalesOrderRow[]): Promise<Map<string, OrderDetails>>;
  lookAtToday(): Promise<Today>;
  /** the last days, oldest first */
  dayStatistics(days: number): Promise<DayStatistics[]>;
  /** @throws ConfigError `account-unknown`; ImportStopped with OTTO's fault */
  readAddresses(
    order: { accountId: string; salesOrderId: string },
    signal: AbortSignal,
  ): Promise<OrderAddresses | undefined>;
};

export function wireOverview({ settings, ledger, clock, connections }: Wired): Overview {
  const parts = async (): Promise<OverviewParts> => {
    const loaded = await settings.load();
    return { ledger, clock, accounts: accountsOf(loaded), shopUrl: loaded.shop?.url };
  };
  const dayStatistics = createDayStatistics();
  return {
    describeOrders: async (rows) => describeOrders(await parts(), rows),
    lookAtToday: async () => lookAtToday(await parts()),
    dayStatistics: async (days) => dayStatistics(await parts(), days),
    readAddresses: async ({ accountId, salesOrderId }, signal) => {
      const account = findAccount(await settings.load(), accountId);
      return readAddresses(() => connections.otto(account), salesOrderId, signal);
    },
  };
}

function accountsOf(settings: Settings): OverviewAccount[] {
  return settings.accounts.map((account) => {
    const { usualTransitDays, transitDays } = effectiveShippingRules(settings, account);
    return {
      accountId: account.id,
      name: account.name,
      state: account.state,
      isComplete: missingForActive(account).length === 0,
      usualTransitDays,
      transitDays,
    };
  });
}
