import { atShop } from '../order-import/run-faults.ts';
import type { ShopClock } from '../woocommerce/shop-caller.ts';
import { marksOf } from './find-rows.ts';
import { worthALook } from './look-at-shop-orders.ts';
import { lookInChunks } from './look-in-chunks.ts';
import type { WatchRun } from './ports.ts';
import { unannouncedSince } from './unannounced-since.ts';
import { cursorAfter, lookFrom } from './watch-cursor.ts';

/** What changed since the last whole look, page after page; the cursor moves when all is committed. */
export async function pollShop(run: WatchRun): Promise<void> {
  const beganAt = run.clock.now().getTime();
  const before = run.shop.shopClock();
  const watch = await run.ledger.loadShopWatch(run.shopUrl);
  const changedSince = lookFrom(watch.cursorAt, beganAt + (before?.skewMs ?? 0));
  const again = [...new Set([...watch.lookAgain, ...run.openCopies])];
  const left = await lookInChunks(run, again);
  const said: (ShopClock | undefined)[] = [];
  let newestOfOurs = 0;
  const pages = run.shop.listChangedOrders({ changedSince }, run.signal);
  for await (const { orders, unreadable } of talking(pages)) {
    said.push(run.shop.shopClock());
    run.counters.seen += orders.length + unreadable.length;
    const ids = [...(await worthALook(run, orders)), ...unreadable];
    left.push(...(await lookInChunks(run, ids)));
    for (const order of orders.filter((candidate) => marksOf(candidate) !== undefined)) {
      newestOfOurs = Math.max(newestOfOurs, Date.parse(order.modifiedAt));
    }
  }
  await run.keepLease();
  const after = run.shop.shopClock();
  const { lastAt } = await run.ledger.countDeliveries();
  const webhooks = await run.ledger.loadShopWebhooks(run.shopUrl);
  await run.ledger.saveShopWatch(run.shopUrl, {
    cursorAt: cursorAfter({ cursorAt: watch.cursorAt, beganAt, before, said: [...said, after] }),
    lookedAt: run.now(),
    lookAgain: [...new Set(left)],
    unannouncedSince: unannouncedSince({
      before: watch.unannouncedSince,
      newestChangeAt:
        newestOfOurs === 0
          ? undefined
          : new Date(newestOfOurs - (after?.skewMs ?? 0)).toISOString(),
      lastDeliveryAt: lastAt,
      webhooksMadeAt: [...webhooks.values()].map((row) => row.created_at),
    }),
  });
}

async function* talking<Page>(pages: AsyncIterable<Page>): AsyncIterable<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atShop(() => iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
