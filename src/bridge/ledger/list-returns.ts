import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { completeReturns, type PieceKey, type ReturnItem } from './return-items.ts';

/** The last row of the page before. */
export type ReturnPlace = PieceKey & { occurredAt: string };

export type ReturnFilter = {
  accountId?: string | undefined;
  status?: string | undefined;
  /** true: the goods are there, and nothing is decided, neither at OTTO nor here; false: all others */
  toDecide?: boolean | undefined;
  salesOrderId?: string | undefined;
};

/**
 * One page of returns, the latest change first; `before` is the last row of the page before. However
 * many there are, the rows come from one index in the order of the list.
 */
export async function listReturns(
  db: LedgerDatabase,
  asked: ReturnFilter & { before?: ReturnPlace | undefined; limit: number },
): Promise<ReturnItem[]> {
  const rows = await rowsOf(db, asked).execute();
  return completeReturns(
    db,
    rows.map((row) => ({
      accountId: row.account_id,
      positionItemId: row.position_item_id,
      salesOrderId: row.sales_order_id,
      row,
    })),
  );
}

/** How many returns fit a filter; `isCapped` = more than were counted. */
export async function countReturns(
  db: LedgerDatabase,
  asked: ReturnFilter & { most: number },
): Promise<{ count: number; isCapped: boolean }> {
  const { most, ...filter } = asked;
  const { count } = await db
    .selectFrom(rowsOf(db, { ...filter, limit: most + 1 }).as('some'))
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(Number(count), most), isCapped: Number(count) > most };
}

export function placeOfReturn({ accountId, positionItemId, row }: ReturnItem): ReturnPlace {
  return { accountId, positionItemId, occurredAt: row?.occurred_at ?? '' };
}

function rowsOf(
  db: LedgerDatabase,
  asked: ReturnFilter & { before?: ReturnPlace | undefined; limit: number },
) {
  const { accountId, status, toDecide, salesOrderId, before } = asked;
  let query = db.selectFrom('returns').selectAll('returns');
  if (accountId !== undefined) query = query.where('returns.account_id', '=', accountId);
  if (status !== undefined) query = query.where('returns.status', '=', status);
  if (salesOrderId !== undefined) query = query.where('returns.sales_order_id', '=', salesOrderId);
  if (toDecide === true) {
    query = query.where('returns.is_to_decide', '=', 1).where(({ not }) => not(isDecidedHere));
  }
  if (toDecide === false) {
    query = query.where((eb) => eb.or([eb('returns.is_to_decide', '=', 0), isDecidedHere]));
  }
  if (before !== undefined) {
    const place = [before.occurredAt, before.positionItemId, before.accountId] as const;
    query = query.where((eb) =>
      eb(
        eb.refTuple('returns.occurred_at', 'returns.position_item_id', 'returns.account_id'),
        '<',
        eb.tuple(...place),
      ),
    );
  }
  return query
    .orderBy('returns.occurred_at', 'desc')
    .orderBy('returns.position_item_id', 'desc')
    .orderBy('returns.account_id', 'desc')
    .limit(asked.limit);
}

/** Somebody has said what becomes of it, and it is on its way to OTTO or OTTO's list will follow. */
const isDecidedHere = sql<boolean>`exists (
  select 1
  from transmission_pieces as of_piece
  inner join transmissions as decision on decision.transmission_id = of_piece.transmission_id
  where of_piece.position_item_id = returns.position_item_id
    and of_piece.account_id = returns.account_id
    and of_piece.lane = 'return'
    and decision.state <> 'withdrawn'
    and (decision.state <> 'confirmed' or decision.created_at >= returns.occurred_at)
)`;
