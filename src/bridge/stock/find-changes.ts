import { atShop } from '../order-import/run-faults.ts';
import { cursorAfter, lookFrom } from '../shop-watch/watch-cursor.ts';
import type { ShopClock } from '../woocommerce/shop-caller.ts';
import { NO_ACCOUNT } from './no-account.ts';
import type { StockRun } from './stock-run.ts';

export function productsCursor(shopUrl: string): string {
  return `stock-products:${shopUrl}`;
}

/**
 * Asks the shop which products changed since the last whole look, and notes whose numbers are to be
 * made anew. The cursor moves when all of it is committed.
 */
export async function findChanges(run: StockRun): Promise<void> {
  const { shop, ledger, clock } = run;
  const what = productsCursor(run.shopUrl);
  const beganAt = clock.now().getTime();
  const before = shop.shopClock();
  const { cursorAt } = await ledger.loadReadCursor(NO_ACCOUNT, what);
  const changedSince = lookFrom(cursorAt, beganAt + (before?.skewMs ?? 0));
  const pages = shop.listChangedProducts({ changedSince }, run.signal)[Symbol.asyncIterator]();
  const said: (ShopClock | undefined)[] = [];
  for (;;) {
    const page = await atShop(() => pages.next());
    said.push(shop.shopClock());
    if (page.done) break;
    const productIds = page.value.map(({ productId }) => productId);
    const shopSkus = page.value.map(({ sku }) => sku);
    const accountIds = run.accounts.map(({ accountId }) => accountId);
    await run.keepLease();
    await ledger.noteProductsChanged({ productIds, shopSkus, accountIds }, run.now());
  }
  await ledger.saveReadCursor(NO_ACCOUNT, what, {
    cursorAt: cursorAfter({ cursorAt, beganAt, before, said }),
    readAt: run.now(),
  });
}

const RULES = 'stock-rules';

/** Where the common buffer or cap is another than before, every number is made anew. */
export async function followRules(run: StockRun): Promise<void> {
  const { ledger, wish, accounts } = run;
  const rules = JSON.stringify([wish.buffer, wish.cap]);
  const before = await ledger.loadReadCursor(NO_ACCOUNT, RULES);
  if (before.cursorAt === rules) return;
  for (const { accountId } of accounts) {
    await run.keepLease();
    await ledger.askForStockLooks(accountId, 'all', run.now());
  }
  await ledger.saveReadCursor(NO_ACCOUNT, RULES, { cursorAt: rules, readAt: run.now() });
}
