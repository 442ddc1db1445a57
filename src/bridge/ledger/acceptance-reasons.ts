import { acceptanceReason } from '../../mapping/returns/restock.ts';
import type { AcceptanceReason } from '../../mapping/returns/return-words.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** Why returns of pieces were accepted, by the pieces' ids. */
export type AcceptanceReasons = ReadonlyMap<string, AcceptanceReason>;

/**
 * Why the returns of some orders were accepted, as far as it is known; orders of which nothing is are
 * absent. It is what OTTO's returns say, else what OTTO was told here.
 */
export async function loadAcceptanceReasons(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, AcceptanceReasons>> {
  const found = new Map<string, Map<string, AcceptanceReason>>();
  for (const some of inChunks([...new Set(salesOrderIds)])) {
    // What OTTO's own list says is put in last: it counts.
    const said = [
      ...(await toldToOtto(db, accountId, some)),
      ...(await listedByOtto(db, accountId, some)),
    ];
    for (const { sales_order_id: id, position_item_id: piece, reason: word } of said) {
      const reason = acceptanceReason(word);
      if (!reason) continue;
      const ofOrder = found.get(id) ?? new Map<string, AcceptanceReason>();
      found.set(id, ofOrder.set(piece, reason));
    }
  }
  return found;
}

function listedByOtto(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  return db
    .selectFrom('returns')
    .select(['sales_order_id', 'position_item_id', 'reason'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...ids])
    .where('status', '=', 'ACCEPTED')
    .execute();
}

/** Those that ever left for OTTO, oldest first. */
async function toldToOtto(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('transmissions')
    .innerJoin('transmission_pieces', (join) =>
      join.onRef('transmission_pieces.transmission_id', '=', 'transmissions.transmission_id'),
    )
    .select([
      'transmissions.sales_order_id',
      'transmission_pieces.position_item_id',
      'transmissions.decision_reason as reason',
      'transmissions.sent_at',
    ])
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.sales_order_id', 'in', [...ids])
    .where('transmissions.kind', '=', 'acceptance')
    .where('transmissions.sent_at', 'is not', null)
    .execute();
  return rows.toSorted((one, other) => ((one.sent_at ?? '') < (other.sent_at ?? '') ? -1 : 1));
}
