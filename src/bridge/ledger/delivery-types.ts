import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** How some goods travel, as OTTO taught it; by SKU, unknown ones are absent. */
export async function loadDeliveryTypes(
  db: LedgerDatabase,
  accountId: string,
  skus: readonly string[],
): Promise<Map<string, 'parcel' | 'forwarder'>> {
  const known = new Map<string, 'parcel' | 'forwarder'>();
  for (const some of inChunks(skus)) {
    const rows = await db
      .selectFrom('sku_delivery_types')
      .select(['sku', 'delivery_type'])
      .where('account_id', '=', accountId)
      .where('sku', 'in', some)
      .execute();
    for (const row of rows) known.set(row.sku, row.delivery_type);
  }
  return known;
}

/** Remembers how goods travel; what OTTO said last counts. */
export async function learnDeliveryType(
  db: LedgerDatabase,
  accountId: string,
  sku: string,
  deliveryType: 'parcel' | 'forwarder',
  now: string,
): Promise<void> {
  const learned = { delivery_type: deliveryType, learned_at: now };
  await db
    .insertInto('sku_delivery_types')
    .values({ account_id: accountId, sku, ...learned })
    .onConflict((oc) => oc.columns(['account_id', 'sku']).doUpdateSet(learned))
    .execute();
}
