import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** Pieces handed over within one hour, as far as they were reported here and OTTO promised a day. */
export type SentPieces = {
  accountId: string;
  /** begin of the hour of the hand-over, UTC ISO */
  sentAt: string;
  /** the earliest promise of the report they were in, UTC ISO */
  expectedDeliveryAt: string;
  /** of the report's first parcel */
  carrier: string | undefined;
  pieces: number;
};

const HOUR_LENGTH = sql.lit('2026-03-29T14'.length);

/** Pieces handed over since a moment; one index range, and no look at the reports themselves. */
export async function countSentPieces(
  db: LedgerDatabase,
  filter: { accountId?: string | undefined; since: string },
): Promise<SentPieces[]> {
  const { accountId, since } = filter;
  const hour = sql<string>`substr(ship_date, 1, ${HOUR_LENGTH})`;
  const rows = await db
    .selectFrom('transmissions')
    .select((eb) => [
      hour.as('hour'),
      'account_id',
      'deliver_by',
      'carrier',
      eb.fn.sum('pieces').as('pieces'),
    ])
    .where('kind', '=', 'shipment')
    .where('ship_date', '>=', since)
    .where('state', 'in', ['accepted', 'confirmed', 'by-hand'])
    .where('deliver_by', 'is not', null)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .groupBy([hour, 'account_id', 'deliver_by', 'carrier'])
    .execute();
  return rows.flatMap((row) =>
    row.deliver_by === null
      ? []
      : [
          {
            accountId: row.account_id,
            sentAt: `${row.hour}:00:00.000Z`,
            expectedDeliveryAt: row.deliver_by,
            carrier: row.carrier ?? undefined,
            pieces: Number(row.pieces),
          },
        ],
  );
}

/** Pieces of orders in the shop that OTTO waits for, that are in no report, and that it promised alike. */
export type OpenPieces = { accountId: string; expectedDeliveryAt: string; pieces: number };

export async function countOpenPieces(
  db: LedgerDatabase,
  filter: { accountId?: string | undefined } = {},
): Promise<OpenPieces[]> {
  const { accountId } = filter;
  const rows = await db
    .selectFrom('position_items')
    .innerJoin('sales_orders', (join) =>
      join
        .onRef('sales_orders.account_id', '=', 'position_items.account_id')
        .onRef('sales_orders.sales_order_id', '=', 'position_items.sales_order_id'),
    )
    .select((eb) => [
      'position_items.account_id',
      'position_items.expected_delivery_at',
      eb.fn.countAll().as('pieces'),
    ])
    .where('position_items.fulfillment_status', '=', 'PROCESSABLE')
    .where('position_items.expected_delivery_at', 'is not', null)
    .where('sales_orders.deliver_by', 'is not', null)
    .$if(accountId !== undefined, (query) =>
      query.where('position_items.account_id', '=', accountId ?? ''),
    )
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
            .where('transmission_pieces.lane', '=', 'out')
            .where('transmission_pieces.is_active', '=', sql.lit(1)), // as the index says it
        ),
      ),
    )
    .groupBy(['position_items.account_id', 'position_items.expected_delivery_at'])
    .execute();
  return rows.flatMap((row) =>
    row.expected_delivery_at === null
      ? []
      : [
          {
            accountId: row.account_id,
            expectedDeliveryAt: row.expected_delivery_at,
            pieces: Number(row.pieces),
          },
        ],
  );
}
