import { checkOrder, type OrderReceiptsView, viewReceipts } from '../receipts/check-order.ts';
import type { ReceiptsOptions, ReceiptsParts } from '../receipts/ports.ts';
import { readPdf } from '../receipts/read-pdf.ts';
import { type ReceiptsResult, readReceipts } from '../receipts/read-receipts.ts';
import type { Account } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { commonParts, type Wired } from './wired.ts';

/** One wish to read receipts; no account named = every active one. */
export type ReceiptsRequest = ReceiptsOptions & { accountId?: string | undefined };

/** What became of it, account by account. */
export type ReceiptsOutcome = {
  accountId: string;
  result: ReceiptsResult | { ran: false; why: 'account-is-draft' | 'account-paused' };
}[];

type OrderName = { accountId: string; salesOrderId: string };

/** OTTO's receipts, as the bridge offers them. */
export type ReceiptDesk = {
  /** @throws ConfigError `account-unknown`, `receipts-since-invalid`, or what opening the connections throws */
  read(request: ReceiptsRequest): Promise<ReceiptsOutcome>;
  /** what the ledger knows of an order's receipts; undefined = nothing */
  viewOrder(order: OrderName): Promise<OrderReceiptsView | undefined>;
  /** @throws ConfigError as `read` does; ImportStopped with OTTO's fault */
  checkOrder(order: OrderName, signal: AbortSignal): Promise<OrderReceiptsView | undefined>;
  /** @throws as `checkOrder` does */
  readPdf(
    receipt: { accountId: string; receiptNumber: string },
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined>;
};

export function wireReceipts(bridge: Wired): ReceiptDesk {
  const partsFor = (account: Account): ReceiptsParts => ({
    source: bridge.connections.otto(account),
    ...commonParts(bridge),
  });
  const accountOf = async (accountId: string) =>
    findAccount(await bridge.settings.load(), accountId);

  async function readOne(
    account: Account,
    options: ReceiptsOptions,
  ): Promise<ReceiptsOutcome[number]> {
    const { id: accountId, state } = account;
    if (state === 'draft') return { accountId, result: { ran: false, why: 'account-is-draft' } };
    if (state === 'paused') return { accountId, result: { ran: false, why: 'account-paused' } };
    return { accountId, result: await readReceipts(partsFor(account), accountId, options) };
  }

  return {
    async read({ accountId, ...options }) {
      const { accounts } = await bridge.settings.load();
      const asked =
        accountId === undefined
          ? accounts.filter(({ state }) => state === 'active')
          : [await accountOf(accountId)];
      const outcome: ReceiptsOutcome = [];
      for (const account of asked) outcome.push(await readOne(account, options));
      return outcome;
    },
    viewOrder: ({ accountId, salesOrderId }) => viewReceipts(bridge, accountId, salesOrderId),
    checkOrder: async ({ accountId, salesOrderId }, signal) =>
      checkOrder(partsFor(await accountOf(accountId)), accountId, salesOrderId, signal),
    readPdf: async (receipt, signal) =>
      readPdf(partsFor(await accountOf(receipt.accountId)), receipt, signal),
  };
}
