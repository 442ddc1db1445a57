import type { ReceiptCheckRow } from '../ledger/receipt-checks.ts';
import type { ReceiptFacts } from '../ledger/receipt-facts.ts';
import { readWhole } from './compare-due.ts';
import { compareOrders } from './compare-orders.ts';
import type { ReceiptsParts } from './ports.ts';
import { noReceiptCounters } from './read-receipts.ts';

/** The receipts of one order, and how they compare; undefined = never compared. */
export type OrderReceiptsView = { facts: ReceiptFacts; check: ReceiptCheckRow | undefined };

/** What is known of an order's receipts; undefined = neither the order nor a receipt of it is. */
export async function viewReceipts(
  { ledger }: Pick<ReceiptsParts, 'ledger'>,
  accountId: string,
  salesOrderId: string,
): Promise<OrderReceiptsView | undefined> {
  const [facts] = await ledger.loadReceiptFacts(accountId, [salesOrderId]);
  if (!facts || (!facts.row && facts.receipts.length === 0)) return undefined;
  const checks = await ledger.loadReceiptChecks(accountId, [salesOrderId]);
  return { facts, check: checks.get(salesOrderId) };
}

/**
 * Reads all receipts of one order from OTTO and compares it, whatever else is in hand: what is read
 * twice changes nothing. A difference that is new is told in an hour all the same.
 *
 * @returns undefined = neither the order nor a receipt of it is known
 * @throws ImportStopped with OTTO's fault
 */
export async function checkOrder(
  parts: ReceiptsParts,
  accountId: string,
  salesOrderId: string,
  signal: AbortSignal,
): Promise<OrderReceiptsView | undefined> {
  const known = await viewReceipts(parts, accountId, salesOrderId);
  if (!known) return undefined;
  const run = {
    ...parts,
    accountId,
    signal,
    counters: noReceiptCounters(),
    now: () => parts.clock.now().toISOString(),
    keepLease: async () => undefined,
  };
  await readWhole(run, known.facts);
  const facts = await parts.ledger.loadReceiptFacts(accountId, [salesOrderId]);
  const checks = await parts.ledger.loadReceiptChecks(accountId, [salesOrderId]);
  await compareOrders(run, facts, checks, new Set([salesOrderId]));
  return viewReceipts(parts, accountId, salesOrderId);
}
