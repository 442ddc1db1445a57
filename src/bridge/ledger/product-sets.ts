import { z } from 'zod';
import { bytewise } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';
import { markSkuMap } from './sku-map-mark.ts';

/** One product of a set as the owner said it; `weight` null = by the shop's prices. */
export type AskedPart = { shopSku: string; quantity: number; weight: number | null };

/** One SKU of OTTO's that is several products of the shop, or several of one. */
export type ProductSet = { sku: string; parts: AskedPart[]; changedAt: string };

const partsSchema = z.array(
  z.object({ shopSku: z.string(), quantity: z.number(), weight: z.number().nullable() }),
);

/** All the owner's sets, by SKU. */
export async function loadProductSets(db: LedgerDatabase): Promise<Map<string, ProductSet>> {
  const rows = await db.selectFrom('product_sets').selectAll().execute();
  return new Map(rows.map((row) => [row.sku, readSet(row)]));
}

/** One page of sets by SKU; `after` is the last one of the page before. */
export async function listProductSets(
  db: LedgerDatabase,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ProductSet[]> {
  const sku = bytewise(db, 'sku');
  const rows = await db
    .selectFrom('product_sets')
    .selectAll()
    .$if(after !== undefined, (query) => query.where(sku, '>', after ?? ''))
    .orderBy(sku)
    .limit(limit)
    .execute();
  return rows.map(readSet);
}

/** Remembers a set. What was said before about the SKU, by hand or as a set, is forgotten. */
export async function saveProductSet(
  db: LedgerDatabase,
  { sku, parts, changedAt }: ProductSet,
): Promise<void> {
  const values = { parts: JSON.stringify(parts), changed_at: changedAt };
  await db.transaction().execute(async (trx) => {
    await markSkuMap(trx);
    await trx.deleteFrom('product_choices').where('sku', '=', sku).execute();
    await trx
      .insertInto('product_sets')
      .values({ sku, ...values })
      .onConflict((oc) => oc.column('sku').doUpdateSet(values))
      .execute();
  });
}

/** @returns whether there was one */
export async function deleteProductSet(db: LedgerDatabase, sku: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await markSkuMap(trx);
    const { numDeletedRows } = await trx
      .deleteFrom('product_sets')
      .where('sku', '=', sku)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });
}

function readSet(row: { sku: string; parts: string; changed_at: string }): ProductSet {
  return {
    sku: row.sku,
    parts: partsSchema.parse(JSON.parse(row.parts)),
    changedAt: row.changed_at,
  };
}
