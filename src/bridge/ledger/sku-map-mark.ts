import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** Stands beside the cursors of what is read, of no account: how often the map of SKUs was changed. */
export const SKU_MAP = 'sku-map';

/** Lets those who watch see that the map of SKUs is another one. Part of a transaction. */
export async function markSkuMap(trx: LedgerDatabase): Promise<void> {
  await trx
    .insertInto('read_cursors')
    .values({ account_id: '', what: SKU_MAP, cursor_at: '1', read_at: null })
    .onConflict((oc) =>
      oc.columns(['account_id', 'what']).doUpdateSet({
        cursor_at: sql<string>`cast(cast(read_cursors.cursor_at as integer) + 1 as text)`,
      }),
    )
    .execute();
}
