import {
  type ForeignCandidate,
  type ForeignOrder,
  findForeignOrders,
  importerHints,
  type OttoOrderName,
} from '../../mapping/woocommerce/foreign-import.ts';
import { type Clock, DAY } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { atOtto, atShop } from '../order-import/run-faults.ts';
import type { OttoClient } from '../otto/otto-client.ts';
import type { Account } from '../settings/account-schema.ts';
import type { WooClient } from '../woocommerce/woo-client.ts';

const NEWEST_ORDERS = 300;
const OTTO_ORDERS = 100;
/** The shop's own search is slow and finds little: it is asked about the newest orders only. */
const SEARCHED_FOR = 10;
const LOOK_BACK_MS = 30 * DAY;

export type SecondImporterParts = {
  shop: Pick<WooClient, 'findOrdersByText' | 'listNewestOrders'>;
  source: Pick<OttoClient, 'listSalesOrders'>;
  ledger: Pick<Ledger, 'loadRecentOrderNames'>;
  clock: Pick<Clock, 'now'>;
};

/** What was found in the shop of somebody else who makes orders of OTTO's there. */
export type SecondImporter = {
  result: 'none' | 'suspected' | 'found';
  checkedAt: string;
  /** how many orders of the shop and of OTTO were looked at */
  shopOrders: number;
  ottoOrders: number;
  orders: ForeignOrder[];
  /** what the other importer leaves behind, the most frequent first */
  hints: string[];
};

/**
 * Looks whether another plugin or service brings orders of this account into the shop: then every
 * buyer would be sent everything twice. Only reads.
 *
 * @throws ImportStopped when one of the sides can't be asked
 */
export async function lookForSecondImporter(
  parts: SecondImporterParts,
  account: Pick<Account, 'id'>,
  signal?: AbortSignal,
): Promise<SecondImporter> {
  return lookFor(parts, await recentNames(parts, account.id, signal), signal);
}

/**
 * The same for an account that is live: only what stands in the shop by our hands counts, as older
 * orders may well have been brought there by whatever was used before.
 *
 * @throws ImportStopped when the shop can't be asked
 */
export async function lookForDoubles(
  parts: SecondImporterParts,
  account: Pick<Account, 'id'>,
  signal?: AbortSignal,
): Promise<SecondImporter> {
  const which = { importedOnly: true, limit: OTTO_ORDERS };
  return lookFor(parts, await parts.ledger.loadRecentOrderNames(account.id, which), signal);
}

async function lookFor(
  parts: SecondImporterParts,
  names: readonly OttoOrderName[],
  signal: AbortSignal | undefined,
): Promise<SecondImporter> {
  const newest = await atShop(() => parts.shop.listNewestOrders(NEWEST_ORDERS, signal));
  const orders = new Map(newest.map((order) => [order.wooOrderId, order]));
  for (const { orderNumber } of names.slice(0, SEARCHED_FOR)) {
    const found = await atShop(() => parts.shop.findOrdersByText(orderNumber, signal));
    for (const order of found) orders.set(order.wooOrderId, order);
  }
  const looked: ForeignCandidate[] = [...orders.values()];
  const foreign = findForeignOrders(looked, names);
  const isCertain = foreign.some(({ sureness }) => sureness === 'certain');
  return {
    result: isCertain ? 'found' : foreign.length > 0 ? 'suspected' : 'none',
    checkedAt: parts.clock.now().toISOString(),
    shopOrders: looked.length,
    ottoOrders: names.length,
    orders: foreign,
    hints: importerHints(foreign),
  };
}

/** The newest orders of the account: as the ledger knows them, or as OTTO lists them while it knows none. */
async function recentNames(
  { ledger, source, clock }: SecondImporterParts,
  accountId: string,
  signal: AbortSignal | undefined,
): Promise<OttoOrderName[]> {
  const known = await ledger.loadRecentOrderNames(accountId, {
    importedOnly: false,
    limit: OTTO_ORDERS,
  });
  if (known.length > 0) return known;
  const changedSince = new Date(clock.now().getTime() - LOOK_BACK_MS).toISOString();
  const pages = source.listSalesOrders({ changedSince }, signal)[Symbol.asyncIterator]();
  try {
    const page = await atOtto(() => pages.next());
    const orders = page.done ? [] : page.value.orders;
    return orders
      .flatMap((order) => (order.readable ? [order.salesOrder] : []))
      .toSorted((one, other) => (one.orderedAt < other.orderedAt ? 1 : -1))
      .slice(0, OTTO_ORDERS)
      .map(({ orderNumber, salesOrderId }) => ({ orderNumber, salesOrderId }));
  } finally {
    await pages.return?.();
  }
}
