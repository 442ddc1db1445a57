import type { Selectable } from 'kysely';
import { CAME_BACK } from '../../mapping/returns/came-back.ts';
import type { LedgerTables } from './tables.ts';

/** What nothing is decided about at OTTO. */
export const OPEN = [CAME_BACK, 'ANNOUNCED', 'MISDIRECTED'];
/** Of these, those whose goods may still be with the buyer. */
export const ON_ITS_WAY = 'ANNOUNCED';

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
