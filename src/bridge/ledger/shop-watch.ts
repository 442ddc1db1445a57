import { z } from 'zod';
import type { LedgerDatabase } from './database.ts';

/** How far the watch over a shop has come. */
export type ShopWatch = {
  /** everything changed before this moment of the shop's clock was looked at; undefined = never */
  cursorAt: string | undefined;
  /** when the last whole look ended, by our clock */
  lookedAt: string | undefined;
  /** shop orders that were in the import's hands and are to be looked at again */
  lookAgain: number[];
  /** since when orders of ours change without a webhook delivery, by our clock */
  unannouncedSince: string | undefined;
};

const wooOrderIds = z.array(z.number().int());

/** @param shop the shop's address */
export async function loadShopWatch(db: LedgerDatabase, shop: string): Promise<ShopWatch> {
  const row = await db
    .selectFrom('shop_watch')
    .selectAll()
    .where('shop', '=', shop)
    .executeTakeFirst();
  return {
    cursorAt: row?.cursor_at ?? undefined,
    lookedAt: row?.looked_at ?? undefined,
    lookAgain: row ? wooOrderIds.parse(JSON.parse(row.look_again)) : [],
    unannouncedSince: row?.unannounced_since ?? undefined,
  };
}

/** Commits what one whole look came to: from here on only later changes are looked at. */
export async function saveShopWatch(
  db: LedgerDatabase,
  shop: string,
  watch: ShopWatch,
): Promise<void> {
  const values = {
    cursor_at: watch.cursorAt ?? null,
    looked_at: watch.lookedAt ?? null,
    look_again: JSON.stringify(watch.lookAgain),
    unannounced_since: watch.unannouncedSince ?? null,
  };
  await db
    .insertInto('shop_watch')
    .values({ shop, ...values })
    .onConflict((oc) => oc.column('shop').doUpdateSet(values))
    .execute();
}
