import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type ShopWebhookRow = Selectable<LedgerTables['shop_webhooks']>;

/** The webhooks the bridge made in a shop, by topic. */
export async function loadShopWebhooks(
  db: LedgerDatabase,
  shop: string,
): Promise<Map<string, ShopWebhookRow>> {
  const rows = await db
    .selectFrom('shop_webhooks')
    .selectAll()
    .where('shop', '=', shop)
    .orderBy('topic')
    .execute();
  return new Map(rows.map((row) => [row.topic, row]));
}

/** Keeps the one webhook that now stands for its topic. */
export async function saveShopWebhook(db: LedgerDatabase, row: ShopWebhookRow): Promise<void> {
  await db
    .insertInto('shop_webhooks')
    .values(row)
    .onConflict((oc) => oc.columns(['shop', 'topic']).doUpdateSet(row))
    .execute();
}

export async function forgetShopWebhook(
  db: LedgerDatabase,
  shop: string,
  topic: string,
): Promise<void> {
  await db
    .deleteFrom('shop_webhooks')
    .where('shop', '=', shop)
    .where('topic', '=', topic)
    .execute();
}

/** The next check makes this webhook anew: what it signs is not what was agreed. */
export async function distrustShopWebhook(
  db: LedgerDatabase,
  shop: string,
  webhookId: number,
): Promise<void> {
  await db
    .updateTable('shop_webhooks')
    .set({ secret_fingerprint: '' })
    .where('shop', '=', shop)
    .where('webhook_id', '=', webhookId)
    .execute();
}
