import type { Selectable } from 'kysely';
import type { LedgerTables } from './tables.ts';

/** A return as OTTO lists it. Moments are UTC ISO; numbers are as OTTO writes them. */
export type ReturnInLedger = {
  positionItemId: string;
  salesOrderId: string;
  status: string;
  occurredAt: string;
  condition: string | undefined;
  reason: string | undefined;
  orderNumber: string | undefined;
  ottoWarehouseId: string | undefined;
  trackingKeys: readonly { carrier: string | undefined; trackingNumber: string }[];
};

export type ReturnRow = Selectable<LedgerTables['returns']>;
