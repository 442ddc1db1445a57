import type { LedgerDatabase } from './database.ts';
import { markSkuMap } from './sku-map-mark.ts';

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
  await db.transaction().execute(async (trx) => {
    await markSkuMap(trx);
    if (shopSku === undefined) {
      await trx.deleteFrom('product_choices').where('sku', '=', sku).execute();
      return;
    }
    await trx
      .insertInto('product_choices')
      .values({ sku, shop_sku: shopSku })
      .onConflict((oc) => oc.column('sku').doUpdateSet({ shop_sku: shopSku }))
      .execute();
  });
}
