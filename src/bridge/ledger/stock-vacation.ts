import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/**
 * Sets everything to zero that is not zero for the vacation yet: at once what OTTO is told of anyway;
 * of the rest, once its list was read since the vacation began, what it shows, which is kept to be
 * brought back.
 *
 * @param since when the vacation began
 */
export async function beginAway(
  db: LedgerDatabase,
  accountId: string,
  since: string,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('stock_levels')
    .set((eb) => ({
      is_away: 1,
      restore: eb
        .case()
        .when('target', 'is', null)
        .then(eb.ref('otto_quantity'))
        .else(eb.ref('restore'))
        .end(),
      target: 0,
      shop_state: 'vacation',
      shop_params: '{}',
      resends: 0,
      differs_since: null,
      state: sql<'due'>`case when state = 'unknown' then state else 'due' end`,
    }))
    .where('account_id', '=', accountId)
    .where('is_away', '=', 0)
    .where((eb) =>
      eb.or([
        eb('target', 'is not', null),
        eb.and([
          eb('state', '=', 'not-told'),
          eb('otto_quantity', '>', 0),
          eb('otto_read_at', '>=', since),
        ]),
      ]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The vacation is over: whatever it set to zero is to be made anew. */
export async function endAway(db: LedgerDatabase, accountId: string, now: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('stock_levels')
    .set((eb) => ({ is_away: 0, look_at: now, looks_asked: eb('looks_asked', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('is_away', '=', 1)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export type VacationCounts = {
  /** SKUs that OTTO knows and is told of */
  total: number;
  /** of those, as its list showed after it took the zero */
  atZero: number;
  /** that do not show zero now, or are to be told so */
  above: number;
  /** would be made anew at the end */
  away: number;
};

/** How far the vacation has come, or would have to go. */
export async function countVacation(
  db: LedgerDatabase,
  accountIds: readonly string[],
): Promise<VacationCounts> {
  if (accountIds.length === 0) return { total: 0, atZero: 0, above: 0, away: 0 };
  const isKnown = sql`(otto_quantity is not null or pushed is not null)`;
  const shown = sql`(otto_quantity is not null and (pushed_at is null or otto_read_at > pushed_at))`;
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number | string>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
  const row = await db
    .selectFrom('stock_levels')
    .select([
      count(sql`${isKnown} and state not in ('unknown', 'not-told')`).as('total'),
      count(
        sql`${isKnown} and state not in ('unknown', 'not-told') and ${shown} and otto_quantity = 0`,
      ).as('atZero'),
      count(sql`${isKnown} and state <> 'unknown' and coalesce(otto_quantity, pushed) > 0`).as(
        'above',
      ),
      count(sql`is_away = 1`).as('away'),
    ])
    .where('account_id', 'in', [...accountIds])
    .executeTakeFirstOrThrow();
  return {
    total: Number(row.total),
    atZero: Number(row.atZero),
    above: Number(row.above),
    away: Number(row.away),
  };
}
