import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** Pieces that OTTO waits for and that are in no report; to be selected from and narrowed. */
export function piecesToShip(db: LedgerDatabase) {
  return db
    .selectFrom('position_items')
    .where('position_items.fulfillment_status', '=', 'PROCESSABLE')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('transmission_pieces')
            .select('transmission_pieces.transmission_id')
            .whereRef('transmission_pieces.account_id', '=', 'position_items.account_id')
            .whereRef(
              'transmission_pieces.position_item_id',
              '=',
              'position_items.position_item_id',
            )
            .where('transmission_pieces.is_active', '=', sql.lit(1)), // as the index says it,
        ),
      ),
    );
}
