import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { countSentPieces, type SentPieces } from './promises.ts';

/** What happened within one hour, named as `2026-03-29T14` (UTC). */
export type HourOfOrders = { hour: string; orders: number; cents: number };

export type DayFigures = {
  placed: HourOfOrders[];
  imported: HourOfOrders[];
  handedOver: SentPieces[];
  /** wholly returned or cancelled, by the hour of OTTO's last change */
  returned: HourOfOrders[];
  cancelled: HourOfOrders[];
};

/** Figures by hour since a moment; the caller knows which hours make a day. Each is one index range. */
export async function loadDayFigures(db: LedgerDatabase, since: string): Promise<DayFigures> {
  return {
    placed: await ordersByHour(db, 'ordered_at', since),
    imported: await ordersByHour(db, 'imported_at', since),
    handedOver: await countSentPieces(db, { since }),
    returned: await changesByHour(db, ['returned'], since),
    cancelled: await changesByHour(db, ['cancelledByMarketplace', 'cancelledByPartner'], since),
  };
}

const HOUR_LENGTH = sql.lit('2026-03-29T14'.length);

async function ordersByHour(
  db: LedgerDatabase,
  column: 'ordered_at' | 'imported_at',
  since: string,
): Promise<HourOfOrders[]> {
  const hour = sql<string>`substr(${sql.ref(column)}, 1, ${HOUR_LENGTH})`;
  const cents = column === 'ordered_at' ? sql<number>`sum(gross_cents)` : sql<number>`0`;
  const rows = await db
    .selectFrom('sales_orders')
    .select((eb) => [hour.as('hour'), eb.fn.countAll().as('orders'), cents.as('cents')])
    .where(column, '>=', since)
    .groupBy(hour)
    .execute();
  return rows.map((row) => ({
    hour: row.hour,
    orders: Number(row.orders),
    cents: Number(row.cents),
  }));
}

async function changesByHour(
  db: LedgerDatabase,
  phases: readonly string[],
  since: string,
): Promise<HourOfOrders[]> {
  const hour = sql<string>`substr(changed_at, 1, ${HOUR_LENGTH})`;
  const figures: HourOfOrders[] = [];
  for (const phase of phases) {
    const rows = await db
      .selectFrom('sales_orders')
      .select((eb) => [hour.as('hour'), eb.fn.countAll().as('orders')])
      .where('phase', '=', phase)
      .where('changed_at', '>=', since)
      .groupBy(hour)
      .execute();
    figures.push(...rows.map((row) => ({ hour: row.hour, orders: Number(row.orders), cents: 0 })));
  }
  return figures;
}
