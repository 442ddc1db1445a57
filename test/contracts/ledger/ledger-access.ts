import { onTestFinished } from 'vitest';
import {
  type LedgerDatabase,
  type LedgerLocation,
  openDatabase,
} from '../../../src/bridge/ledger/database.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { ACCOUNT, minute, seenOrder } from './ledger-facts.ts';

/** Lets some orders be known to the ledger. */
export async function seeOrders(ledger: Ledger, ...salesOrderIds: string[]): Promise<void> {
  await ledger.recordSeen(
    ACCOUNT,
    salesOrderIds.map((id) => seenOrder(id)),
    minute(1),
  );
}

/** The row of an order that must be there. */
export async function rowOf(ledger: Ledger, salesOrderId: string, accountId = ACCOUNT) {
  const row = (await ledger.loadSalesOrders(accountId, [salesOrderId])).get(salesOrderId);
  if (!row) throw new Error(`The ledger does not know ${salesOrderId}`);
  return row;
}

/** The tables themselves, to look behind the queries or to break something. */
export async function openTables(location: LedgerLocation): Promise<LedgerDatabase> {
  const database = await openDatabase(location);
  onTestFinished(() => database.destroy());
  return database;
}
