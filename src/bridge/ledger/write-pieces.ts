import { LANE_OF, type TransmissionKind } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import type { ParcelInLedger } from './transmission-rows.ts';

type Owner = { accountId: string; transmissionId: string; kind: TransmissionKind };

/**
 * Puts pieces into a report.
 *
 * @returns the report of the same lane that has one of them already, another one or one taken back;
 *   then none is put in. undefined = all are in it
 */
export async function claimPieces(
  trx: LedgerDatabase,
  { accountId, transmissionId, kind }: Owner,
  positionItemIds: readonly string[],
): Promise<{ otherTransmissionId: string } | undefined> {
  const wanted = [...new Set(positionItemIds)];
  if (wanted.length === 0) return undefined;
  const lane = LANE_OF[kind];
  const claimed = await trx
    .insertInto('transmission_pieces')
    .values(
      wanted.map((positionItemId) => ({
        transmission_id: transmissionId,
        account_id: accountId,
        position_item_id: positionItemId,
        lane,
        is_active: 1,
      })),
    )
    // Another one waits here until it is known whether the first one's commit came through.
    .onConflict((oc) => oc.doNothing())
    .returning('position_item_id')
    .execute();
  if (claimed.length === wanted.length) return undefined;
  const ids = claimed.map((row) => row.position_item_id);
  await releasePieces(trx, transmissionId, ids);
  const other = await trx
    .selectFrom('transmission_pieces')
    .select('transmission_id')
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', wanted)
    .where('lane', '=', lane)
    .where('is_active', '=', 1)
    .orderBy('position_item_id')
    .executeTakeFirstOrThrow();
  return { otherTransmissionId: other.transmission_id };
}

/** Takes pieces out of a report: another one may have them. */
export async function releasePieces(
  trx: LedgerDatabase,
  transmissionId: string,
  positionItemIds: readonly string[],
): Promise<void> {
  if (positionItemIds.length === 0) return;
  await trx
    .deleteFrom('transmission_pieces')
    .where('transmission_id', '=', transmissionId)
    .where('position_item_id', 'in', [...positionItemIds])
    .execute();
}

/** Makes these all the parcels of a report. */
export async function writeParcels(
  trx: LedgerDatabase,
  transmissionId: string,
  parcels: readonly ParcelInLedger[],
): Promise<void> {
  await trx
    .deleteFrom('transmission_parcels')
    .where('transmission_id', '=', transmissionId)
    .execute();
  if (parcels.length === 0) return;
  await trx
    .insertInto('transmission_parcels')
    .values(
      parcels.map((parcel, index) => ({
        transmission_id: transmissionId,
        parcel_no: index + 1,
        carrier: parcel.carrier ?? null,
        carrier_name: parcel.carrierName ?? null,
        tracking_number: parcel.trackingNumber ?? null,
        return_carrier: parcel.returnCarrier ?? null,
        return_number: parcel.returnNumber ?? null,
      })),
    )
    .execute();
}

/** The earliest promise of some pieces, UTC ISO; undefined when OTTO made none. */
export async function earliestPromise(
  trx: LedgerDatabase,
  accountId: string,
  positionItemIds: readonly string[],
): Promise<string | undefined> {
  if (positionItemIds.length === 0) return undefined;
  const { earliest } = await trx
    .selectFrom('position_items')
    .select((eb) => eb.fn.min('expected_delivery_at').as('earliest'))
    .where('account_id', '=', accountId)
    .where('position_item_id', 'in', [...positionItemIds])
    .executeTakeFirstOrThrow();
  return earliest ?? undefined;
}
