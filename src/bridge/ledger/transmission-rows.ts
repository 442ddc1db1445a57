import type { Selectable } from 'kysely';
import type {
  TransmissionKind,
  TransmissionSource,
  TransmissionState,
} from '../../mapping/reporting/transmission.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/** A TransmissionReasonCode with its params: ids, codes, numbers of parcels; no personal data. */
export type ReasonInLedger = { code: string; params: Record<string, string | number> };

/** A parcel as it is to be reported. Numbers are normalised, or they are not found again. */
export type ParcelInLedger = {
  carrier?: string | undefined;
  carrierName?: string | undefined;
  trackingNumber?: string | undefined;
  returnCarrier?: string | undefined;
  returnNumber?: string | undefined;
};

/** The seller's own place. */
export type ShipFromInLedger = { city: string; zipCode: string; countryCode: string };

/** A report to OTTO as the ledger keeps it. Moments are UTC ISO. */
export type Transmission = {
  transmissionId: string;
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  /** undefined while the order is not in the shop */
  wooOrderId: number | undefined;
  kind: TransmissionKind;
  state: TransmissionState;
  reason: ReasonInLedger | undefined;
  source: TransmissionSource;
  sourceKey: string | undefined;
  positionItemIds: string[];
  /** in their own order, parcel 1 first; none for a cancellation */
  parcels: ParcelInLedger[];
  shipDate: string | undefined;
  shipFrom: ShipFromInLedger | undefined;
  deliverBy: string | undefined;
  failures: number;
  createdAt: string;
  nextTryAt: string | undefined;
  /** when a call that changes something at OTTO left last; undefined = none ever did */
  sentAt: string | undefined;
  failingSince: string | undefined;
  acceptedAt: string | undefined;
  endedAt: string | undefined;
  /** when the owner said yes to a cancellation that the shop asks for */
  agreedAt: string | undefined;
  ottoShipmentId: string | undefined;
  /** of a return decision: the condition, and OTTO's own reason */
  condition?: ReturnCondition | undefined;
  decisionReason?: AcceptanceReason | RejectionReason | undefined;
  /** of a price reduction, gross */
  amountCents?: number | undefined;
  /**
   * Of what comes after the sale: what OTTO showed before, JSON. Of a decision what the owner had seen
   * of the return; of a price reduction what OTTO listed before the first call.
   */
  baseline?: string | undefined;
};

type TransmissionRow = Selectable<LedgerTables['transmissions']> & {
  order_number: string;
  woo_order_id: number | null;
};

/** Reports with what their order is called; to be narrowed and handed to `readTransmissions`. */
export function selectTransmissions(db: LedgerDatabase) {
  return db
    .selectFrom('transmissions')
    .innerJoin('sales_orders', (join) =>
      join
        .onRef('sales_orders.account_id', '=', 'transmissions.account_id')
        .onRef('sales_orders.sales_order_id', '=', 'transmissions.sales_order_id'),
    )
    .selectAll('transmissions')
    .select(['sales_orders.order_number', 'sales_orders.woo_order_id']);
}

/**
 * The reports of some orders, oldest first; orders without one are absent.
 *
 * @param which.isOpen true: those alone for which something is still to come
 */
export async function readTransmissionsOf(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  which: { isOpen: boolean },
): Promise<Map<string, Transmission[]>> {
  const transmissions: Transmission[] = [];
  for (const some of inChunks(salesOrderIds)) {
    const rows = await selectTransmissions(db)
      .where('transmissions.account_id', '=', accountId)
      .where('transmissions.sales_order_id', 'in', some)
      .$if(which.isOpen, (query) => query.where('transmissions.ended_at', 'is', null))
      .execute();
    transmissions.push(...(await readTransmissions(db, rows)));
  }
  // Sorted here: SQLite would read every report there is to save itself the sorting.
  const inOrder = transmissions.toSorted((a, b) => (ageKey(a) < ageKey(b) ? -1 : 1));
  return Map.groupBy(inOrder, ({ salesOrderId }) => salesOrderId);
}

function ageKey({ createdAt, transmissionId }: Transmission): string {
  return `${createdAt} ${transmissionId}`;
}

/** Completes reports by their pieces and parcels, in the order they come in. */
export async function readTransmissions(
  db: LedgerDatabase,
  rows: readonly TransmissionRow[],
): Promise<Transmission[]> {
  const transmissions: Transmission[] = [];
  for (const some of inChunks(rows)) {
    const ids = some.map((row) => row.transmission_id);
    const pieces = await db
      .selectFrom('transmission_pieces')
      .select(['transmission_id', 'position_item_id'])
      .where('transmission_id', 'in', ids)
      .orderBy('position_item_id')
      .execute();
    const parcels = await db
      .selectFrom('transmission_parcels')
      .selectAll()
      .where('transmission_id', 'in', ids)
      .orderBy('parcel_no')
      .execute();
    const piecesOf = Map.groupBy(pieces, (piece) => piece.transmission_id);
    const parcelsOf = Map.groupBy(parcels, (parcel) => parcel.transmission_id);
    for (const row of some) {
      transmissions.push({
        ...readRow(row),
        positionItemIds: (piecesOf.get(row.transmission_id) ?? []).map(
          (piece) => piece.position_item_id,
        ),
        parcels: (parcelsOf.get(row.transmission_id) ?? []).map(readParcel),
      });
    }
  }
  return transmissions;
}

/** One report by its id; undefined when there is none. */
export async function readTransmission(
  db: LedgerDatabase,
  transmissionId: string,
): Promise<Transmission | undefined> {
  const rows = await selectTransmissions(db)
    .where('transmissions.transmission_id', '=', transmissionId)
    .execute();
  const [transmission] = await readTransmissions(db, rows);
  return transmission;
}

function readRow(row: TransmissionRow): Omit<Transmission, 'positionItemIds' | 'parcels'> {
  return {
    transmissionId: row.transmission_id,
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: row.woo_order_id ?? undefined,
    kind: row.kind,
    state: row.state,
    reason:
      row.reason === null
        ? undefined
        : { code: row.reason, params: JSON.parse(row.reason_params ?? '{}') },
    source: row.source,
    sourceKey: row.source_key ?? undefined,
    shipDate: row.ship_date ?? undefined,
    shipFrom: row.ship_from === null ? undefined : JSON.parse(row.ship_from),
    deliverBy: row.deliver_by ?? undefined,
    failures: row.failures,
    createdAt: row.created_at,
    nextTryAt: row.next_try_at ?? undefined,
    sentAt: row.sent_at ?? undefined,
    failingSince: row.failing_since ?? undefined,
    acceptedAt: row.accepted_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    agreedAt: row.agreed_at ?? undefined,
    ottoShipmentId: row.otto_shipment_id ?? undefined,
    condition: row.condition ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
    amountCents: row.amount_cents ?? undefined,
    baseline: row.baseline ?? undefined,
  };
}

function readParcel(row: Selectable<LedgerTables['transmission_parcels']>): ParcelInLedger {
  return {
    carrier: row.carrier ?? undefined,
    carrierName: row.carrier_name ?? undefined,
    trackingNumber: row.tracking_number ?? undefined,
    returnCarrier: row.return_carrier ?? undefined,
    returnNumber: row.return_number ?? undefined,
  };
}
