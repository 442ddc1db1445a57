import { type ExpressionBuilder, sql } from 'kysely';
import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import type { DoneCode } from '../../mapping/reporting/wait-reason.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { changeReports, type ReportChange } from './report-changes.ts';
import type { LedgerTables } from './tables.ts';
import { readTransmissions, selectTransmissions, type Transmission } from './transmission-rows.ts';
import { saveRow, stepped } from './write-transmission.ts';

/** States of a piece by which OTTO shows that it was reported; a rejection stands in its return. */
const SHOWN = {
  shipment: ['SENT', 'RETURNED'],
  cancellation: ['CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE'],
  acceptance: ['RETURNED'],
} as const satisfies Partial<Record<TransmissionKind, readonly string[]>>;

/**
 * Ends the reports that OTTO shows: their pieces as sent, cancelled or returned, as the import saw them
 * last, or their returns as rejected, as the reading of returns saw them. Those that OTTO took, those
 * the owner made by hand, and those that needed somebody, who has done it at OTTO then. Price
 * reductions stand in no list that is read as a whole: each is looked for by itself.
 * Each thousand in a transaction of its own.
 *
 * @returns how many ended
 */
export async function confirmByPieces(
  db: LedgerDatabase,
  accountId: string,
  now: string,
): Promise<number> {
  const shown = await shownAtOtto(db, accountId).execute();
  let confirmed = 0;
  for (const some of inChunks(shown)) confirmed += await confirmSome(db, accountId, some, now);
  return confirmed;
}

async function confirmSome(
  db: LedgerDatabase,
  accountId: string,
  shown: readonly { transmission_id: string; sales_order_id: string }[],
  now: string,
): Promise<number> {
  return db.transaction().execute((trx) => {
    const orders = shown.map((row) => ({ accountId, salesOrderId: row.sales_order_id }));
    return changeReports(trx, orders, 'report', now, async () => {
      const rows = await shownAtOtto(trx, accountId)
        .where(
          'transmissions.transmission_id',
          'in',
          shown.map((row) => row.transmission_id),
        )
        .execute();
      const foreign = await cancelledByOtto(trx, rows);
      const changes: ReportChange[] = [];
      for (const before of await readTransmissions(trx, rows)) {
        const after = shownBy(before, foreign.has(before.transmissionId), now);
        await saveRow(trx, before, after);
        changes.push({ before, after });
      }
      return { changes, result: changes.length };
    });
  });
}

/** A report by hand stays one, and is over. */
function shownBy(before: Transmission, isCancelledByOtto: boolean, now: string): Transmission {
  if (before.state === 'by-hand') {
    return { ...stepped(before, { reason: null, nextTryAt: null }, now), endedAt: now };
  }
  const code = elsewhere(before, isCancelledByOtto);
  const reason = code ? { code, params: {} } : null;
  return stepped(before, { state: 'confirmed', reason }, now);
}

/** What is said of a report that OTTO shows without having taken it from here. */
function elsewhere(
  { kind, acceptedAt }: Transmission,
  isCancelledByOtto: boolean,
): DoneCode | undefined {
  if (kind === 'cancellation') return isCancelledByOtto ? 'cancelled-elsewhere' : undefined;
  if (acceptedAt !== undefined) return undefined;
  if (kind === 'shipment') return 'reported-elsewhere';
  return kind === 'acceptance' ? 'returned-elsewhere' : 'rejected-elsewhere';
}

function shownAtOtto(db: LedgerDatabase, accountId: string) {
  return selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', 'in', ['accepted', 'attention', 'by-hand'])
    .where('transmissions.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        isShown(eb, 'shipment'),
        isShown(eb, 'cancellation'),
        isShown(eb, 'acceptance'),
        isRejected(eb),
      ]),
    );
}

/** It has pieces, and none of them is in another state, or unknown. */
function isShown(eb: ExpressionBuilder<LedgerTables, 'transmissions'>, kind: keyof typeof SHOWN) {
  const pieces = eb
    .selectFrom('transmission_pieces')
    .leftJoin('position_items', (join) =>
      join
        .onRef('position_items.account_id', '=', 'transmission_pieces.account_id')
        .onRef('position_items.position_item_id', '=', 'transmission_pieces.position_item_id'),
    )
    .select(sql.lit(1).as('one'))
    .whereRef('transmission_pieces.transmission_id', '=', 'transmissions.transmission_id');
  const open = pieces.where((piece) =>
    piece.or([
      piece('position_items.fulfillment_status', 'is', null),
      piece('position_items.fulfillment_status', 'not in', SHOWN[kind]),
    ]),
  );
  return eb.and([eb('transmissions.kind', '=', kind), eb.exists(pieces), eb.not(eb.exists(open))]);
}

/** OTTO's list of returns shows its piece as rejected. */
function isRejected(eb: ExpressionBuilder<LedgerTables, 'transmissions'>) {
  const rejected = eb
    .selectFrom('transmission_pieces')
    .innerJoin('returns', (join) =>
      join
        .onRef('returns.account_id', '=', 'transmission_pieces.account_id')
        .onRef('returns.position_item_id', '=', 'transmission_pieces.position_item_id'),
    )
    .select(sql.lit(1).as('one'))
    .whereRef('transmission_pieces.transmission_id', '=', 'transmissions.transmission_id')
    .where('returns.status', '=', 'REJECTED');
  return eb.and([eb('transmissions.kind', '=', 'rejection'), eb.exists(rejected)]);
}

/** Which of these reports have a piece that OTTO or the buyer cancelled. */
async function cancelledByOtto(
  trx: LedgerDatabase,
  rows: readonly { transmission_id: string }[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const found = await trx
    .selectFrom('transmission_pieces')
    .innerJoin('position_items', (join) =>
      join
        .onRef('position_items.account_id', '=', 'transmission_pieces.account_id')
        .onRef('position_items.position_item_id', '=', 'transmission_pieces.position_item_id'),
    )
    .select('transmission_pieces.transmission_id')
    .where(
      'transmission_pieces.transmission_id',
      'in',
      rows.map((row) => row.transmission_id),
    )
    .where('position_items.fulfillment_status', '=', 'CANCELLED_BY_MARKETPLACE')
    .execute();
  return new Set(found.map((row) => row.transmission_id));
}

/**
 * Reports that OTTO took before a moment and does not show yet, and those by hand that it has not
 * shown; each when its time to be looked at has come. Price reductions are loaded by themselves.
 */
export async function loadUnconfirmed(
  db: LedgerDatabase,
  accountId: string,
  acceptedBefore: string,
  now: string,
  limit: number,
): Promise<Transmission[]> {
  const rows = await selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', 'in', ['accepted', 'by-hand'])
    .where('transmissions.kind', '!=', 'price-reduction')
    .where('transmissions.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('transmissions.state', '=', 'by-hand'),
        eb('transmissions.accepted_at', '<', acceptedBefore),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb('transmissions.next_try_at', 'is', null),
        eb('transmissions.next_try_at', '<=', now),
      ]),
    )
    .orderBy('transmissions.next_try_at', (order) => order.asc().nullsFirst())
    .orderBy('transmissions.accepted_at')
    .orderBy('transmissions.transmission_id')
    .limit(limit)
    .execute();
  return readTransmissions(db, rows);
}

/** Price reductions that OTTO took, or that were made by hand, and that are to be asked for by now. */
export async function loadReductionsToAsk(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  limit: number,
): Promise<Transmission[]> {
  const rows = await selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', 'in', ['accepted', 'by-hand'])
    .where('transmissions.kind', '=', 'price-reduction')
    .where('transmissions.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('transmissions.next_try_at', 'is', null),
        eb('transmissions.next_try_at', '<=', now),
      ]),
    )
    .orderBy('transmissions.next_try_at', (order) => order.asc().nullsFirst())
    .orderBy('transmissions.transmission_id')
    .limit(limit)
    .execute();
  return readTransmissions(db, rows);
}
