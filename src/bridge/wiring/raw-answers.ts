import { type RawAnswers, readRawAnswers } from '../raw-answers/read-raw-answers.ts';
import { findAccount } from '../settings/find-account.ts';
import type { Wired } from './wired.ts';

export type RawRequest = { accountId: string; salesOrderId: string; signal: AbortSignal };

/** @returns undefined for an order the ledger does not know */
export async function runRawRead(
  bridge: Pick<Wired, 'settings' | 'ledger' | 'connections'>,
  { accountId, salesOrderId, signal }: RawRequest,
): Promise<RawAnswers | undefined> {
  const rows = await bridge.ledger.loadSalesOrders(accountId, [salesOrderId]);
  const row = rows.get(salesOrderId);
  if (!row) return undefined;
  const settings = await bridge.settings.load();
  return readRawAnswers(
    {
      otto: () => bridge.connections.otto(findAccount(settings, accountId)),
      shop: () => bridge.connections.shop(settings).client,
    },
    { salesOrderId, wooOrderId: row.woo_order_id },
    signal,
  );
}
