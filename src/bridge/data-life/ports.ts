import type { WooOrder, WooOrderChange } from '../../mapping/woocommerce/order.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ShopGate, WriteResult } from '../order-import/ports.ts';

/** The shop, as far as the erasing needs it. */
export type EraseShop = {
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(wooOrderIds: number[]): Promise<Map<number, WooOrder | Error>>;
  /** results in the order sent */
  updateOrders(changes: { wooOrderId: number; change: WooOrderChange }[]): Promise<WriteResult[]>;
};

export type EraseLedger = Pick<
  Ledger,
  | 'acquireLease'
  | 'countErasableOrders'
  | 'freeLease'
  | 'listErasableOrders'
  | 'holdsLease'
  | 'loadLeaseHolder'
  | 'noteShopMetaErased'
  | 'openIncident'
  | 'releaseLease'
  | 'renewLease'
  | 'resolveIncidents'
>;

/** Everything the erasing works with, handed in by create-bridge.ts. */
export type EraseParts = {
  shop: EraseShop;
  gate: ShopGate;
  ledger: EraseLedger;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  processName: string;
  isHolderGone: (holder: string) => boolean;
};

export type EraseOptions = {
  /** days without a change after which the meta goes */
  afterDays: number;
  cause: 'schedule' | 'command';
  holderKind: 'service' | 'command';
  /** counts only */
  dryRun: boolean;
  /** also orders it was erased in before: a shop restored from a backup has it again */
  again: boolean;
  signal: AbortSignal;
};
