import type { LedgerDatabase } from './database.ts';

/** The owner's own answers to "which shop product is this SKU?", by OTTO's SKU. */
export async function loadProductChoices(db: LedgerDatabase): Promise<Map<string, string>> {
  const rows = await db.selectFrom('product_choices').selectAll().execute();
  return new Map(rows.map((row) => [row.sku, row.shop_sku]));
}

/** Remembers a choice; `undefined` forgets it. */
export async function saveProductChoice(
  db: LedgerDatabase,
  sku: string,
  shopSku: string | undefined,
): Promise<void> {
  if (shopSku === undefined) {
    await db.deleteFrom('product_choices').where('sku', '=', sku).execute();
    return;
  }
  await db
    .insertInto('product_choices')
    .values({ sku, shop_sku: shopSku })
    .onConflict((oc) => oc.column('sku').doUpdateSet({ shop_sku: shopSku }))
    .execute();
}
