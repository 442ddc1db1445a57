import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** What OTTO's list of returns said of a piece last. */
export type ReturnState = {
  /** a ReturnStatus, or OTTO's own word */
  status: string;
  occurredAt: string;
};

/** What is known of the returns of some pieces, by their ids; pieces without one are absent. */
export async function loadReturnStates(
  db: LedgerDatabase,
  accountId: string,
  positionItemIds: readonly string[],
): Promise<Map<string, ReturnState>> {
  const states = new Map<string, ReturnState>();
  for (const some of inChunks([...new Set(positionItemIds)])) {
    const rows = await db
      .selectFrom('returns')
      .select(['position_item_id', 'status', 'occurred_at'])
      .where('account_id', '=', accountId)
      .where('position_item_id', 'in', some)
      .execute();
    for (const row of rows) {
      states.set(row.position_item_id, { status: row.status, occurredAt: row.occurred_at });
    }
  }
  return states;
}
