import type { LedgerDatabase } from './database.ts';

/** A piece that was reported as sent, with what OTTO had promised. Moments are UTC ISO. */
export type SentPromise = {
  accountId: string;
  /** hand-over to the carrier */
  sentAt: string;
  expectedDeliveryAt: string;
  carrier: string | undefined;
};

/** Pieces handed over since a moment, as far as they were reported here and OTTO promised a day. */
export async function listSentPromises(
  db: LedgerDatabase,
  filter: { accountId?: string | undefined; since: string },
): Promise<SentPromise[]> {
  const { accountId, since } = filter;
  const rows = await db
    .selectFrom('transmissions')
    .innerJoin(
      'transmission_pieces',
      'transmission_pieces.transmission_id',
      'transmissions.transmission_id',
    )
    .innerJoin('position_items', (join) =>
      join
        .onRef('position_items.account_id', '=', 'transmission_pieces.account_id')
        .onRef('position_items.position_item_id', '=', 'transmission_pieces.position_item_id'),
    )
    .leftJoin('transmission_parcels', (join) =>
      join
        .onRef('transmission_parcels.transmission_id', '=', 'transmissions.transmission_id')
        .on('transmission_parcels.parcel_no', '=', 1),
    )
    .select([
      'transmissions.account_id',
      'transmissions.ship_date',
      'position_items.expected_delivery_at',
      'transmission_parcels.carrier',
    ])
    .where('transmissions.kind', '=', 'shipment')
    .where('transmissions.state', 'in', ['accepted', 'confirmed', 'by-hand'])
    .where('transmissions.ship_date', '>=', since)
    .where('position_items.expected_delivery_at', 'is not', null)
    .$if(accountId !== undefined, (query) =>
      query.where('transmissions.account_id', '=', accountId ?? ''),
    )
    .execute();
  return rows.flatMap((row) =>
    row.ship_date === null || row.expected_delivery_at === null
      ? []
      : [
          {
            accountId: row.account_id,
            sentAt: row.ship_date,
            expectedDeliveryAt: row.expected_delivery_at,
            carrier: row.carrier ?? undefined,
          },
        ],
  );
}
