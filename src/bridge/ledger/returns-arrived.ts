import { sql } from 'kysely';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { ON_ITS_WAY } from './return-rows.ts';

/**
 * Puts announced returns of these pieces among those to decide about whose parcel has arrived since they
 * were announced; an earlier parcel of the piece tells nothing of this one. Part of a transaction.
 */
export async function markArrived(
  trx: LedgerDatabase,
  accountId: string,
  positionItemIds: readonly string[],
): Promise<void> {
  for (const some of inChunks([...new Set(positionItemIds)])) {
    await trx
      .updateTable('returns')
      .set({ is_to_decide: 1 })
      .where('account_id', '=', accountId)
      .where('position_item_id', 'in', some)
      .where('status', '=', ON_ITS_WAY)
      .where(hasArrived)
      .execute();
  }
}

const hasArrived = sql<boolean>`exists (
  select 1
  from return_shipment_pieces as of_piece
  inner join return_shipments as parcel
    on parcel.account_id = of_piece.account_id
    and parcel.return_shipment_id = of_piece.return_shipment_id
  where of_piece.account_id = returns.account_id
    and of_piece.position_item_id = returns.position_item_id
    and parcel.state = 'DELIVERED'
    and coalesce(parcel.state_at, parcel.seen_at) >= returns.occurred_at
)`;
