import type { Seed } from '../../fixtures/otto/seeded.ts';
import type { TokenDesk } from './access/token-desk.ts';
import type { Answer } from './answer.ts';
import type { QuantityStore } from './availability/quantity-store.ts';
import type { FakeOttoBehaviour } from './behaviour.ts';
import type { FaultDesk } from './faults/fault-desk.ts';
import type { OrderStore } from './orders/order-store.ts';
import type { OttoRequest } from './otto-request.ts';
import type { ReductionStore } from './price-reductions/reduction-store.ts';
import type { RateWindow } from './rate-window.ts';
import type { ReceiptStore } from './receipts/receipt-store.ts';
import type { ReturnShipmentStore } from './return-shipments/return-shipment-store.ts';
import type { ReturnStore } from './returns/return-store.ts';
import type { ShipmentStore, TrackingKey } from './shipments/shipment-store.ts';

/** Called around every call; a test may look, wait, or pull the plug there. */
export type FakeOttoHooks = {
  /** Before anything is done, faults included. */
  onRequest?: (request: OttoRequest) => Promise<void> | void;
  /** After the effect, before the answer leaves. Not called when a fault prevented the effect. */
  onEffect?: (request: OttoRequest, answer: Answer) => Promise<void> | void;
};

/** Everything the routes work on. */
export type World = {
  now: () => Date;
  seed: Seed;
  behaviour: FakeOttoBehaviour;
  orders: OrderStore;
  shipments: ShipmentStore;
  returns: ReturnStore;
  returnShipments: ReturnShipmentStore;
  receipts: ReceiptStore;
  reductions: ReductionStore;
  availability: QuantityStore;
  tokens: TokenDesk;
  tokenRate: RateWindow;
  partnerRate: RateWindow;
  /** Pieces that exist at OTTO but belong to another seller. */
  foreignPositionItemIds: Set<string>;
  /** Tracking keys of other sellers' shipments: taken, and not to be looked at. */
  foreignTrackingKeys: TrackingKey[];
  /** How many test orders were generated, so that each gets ids of its own. */
  generatedOrders: number;
  requests: OttoRequest[];
  faults: FaultDesk;
  hooks: FakeOttoHooks;
  /** Aborted by `stop`; from then on nothing has an effect any more. */
  stopped: AbortSignal;
};
