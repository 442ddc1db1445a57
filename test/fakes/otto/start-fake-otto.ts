import { createServer } from 'node:http';
import type { Seed } from '../../fixtures/otto/seeded.ts';
import type { WireSalesOrder } from '../../fixtures/otto/wire.ts';
import { type Credentials, TokenDesk, usualCredentials } from './access/token-desk.ts';
import type { AfterSale } from './after-sale.ts';
import { QuantityStore } from './availability/quantity-store.ts';
import { type FakeOttoBehaviour, usualBehaviour } from './behaviour.ts';
import { FaultDesk } from './faults/fault-desk.ts';
import { listen } from './listen.ts';
import { type OrderChanges, orderChanges } from './order-changes.ts';
import { OrderStore } from './orders/order-store.ts';
import type { OttoRequest } from './otto-request.ts';
import { ReductionStore } from './price-reductions/reduction-store.ts';
import { reductionVerbs } from './price-reductions/reduction-verbs.ts';
import { settleReductions } from './price-reductions/settle-reductions.ts';
import { putOrder, usualSkus } from './put-order.ts';
import { RateWindow } from './rate-window.ts';
import { ReceiptStore } from './receipts/receipt-store.ts';
import { receiptVerbs } from './receipts/receipt-verbs.ts';
import { ReturnShipmentStore } from './return-shipments/return-shipment-store.ts';
import { ReturnStore } from './returns/return-store.ts';
import { returnVerbs } from './returns/return-verbs.ts';
import { buildRoutes } from './routes.ts';
import { runScenario } from './scenarios/generate-test-orders.ts';
import { type ScenarioNumber, scenarioNumbers } from './scenarios/scenario-orders.ts';
import { ShipmentStore } from './shipments/shipment-store.ts';
import type { FakeOttoHooks, World } from './world.ts';

export type FakeOttoOptions = Partial<FakeOttoBehaviour> &
  FakeOttoHooks & {
    /** OTTO's clock. Default: the real one. */
    now?: () => Date;
    /** Real milliseconds for the rate limits, which do not follow `now`. Default `performance.now`. */
    rateClockMs?: () => number;
    /** Apps of the partner. Default `usualCredentials`, with every scope. */
    credentials?: Credentials[];
    /** Port on 127.0.0.1. Default 0: any free one. */
    port?: number;
    /** Where the ids of generated test orders come from. Default `fake-otto`. */
    seed?: Seed;
  };

/** The true state, whatever lists show. `orders.find(id)`, `orders.all()`, `shipments.all()`, `tokens.issued`. */
export type FakeOttoState = Pick<
  World,
  'orders' | 'shipments' | 'tokens' | 'foreignPositionItemIds' | 'foreignTrackingKeys'
>;

export type FakeOtto = OrderChanges &
  AfterSale & {
    /** Base URL without a slash at the end. */
    url: string;
    /** Breaks what is open and frees the port. */
    stop(): Promise<void>;
    state: FakeOttoState;
    /** What was reported: every shipment, every report with its moment, how often a piece was. */
    shipments: Pick<
      ShipmentStore,
      'all' | 'find' | 'findByTrackingKey' | 'reports' | 'timesReported'
    >;
    /** Returns as they stand, and how often a piece was accepted or rejected. */
    returns: Pick<
      ReturnStore,
      'all' | 'find' | 'history' | 'decisions' | 'timesAccepted' | 'timesRejected'
    >;
    returnShipments: Pick<ReturnShipmentStore, 'all' | 'find' | 'findByTrackingKey'>;
    /** Receipts as they are true, and what went back of an order. */
    receipts: Pick<ReceiptStore, 'all' | 'of' | 'find' | 'purchaseOf' | 'refundedCents'>;
    /** Price reductions: how often a piece was reduced, and by how much in total. */
    reductions: Pick<ReductionStore, 'all' | 'of' | 'timesReduced' | 'totalCents'>;
    /** Stock at OTTO: every push with its moment, the numbers it sells by, the SKUs it knows. */
    availability: QuantityStore;
    /** Every call so far, oldest first. */
    requests: OttoRequest[];
    /** The calls to one path, given as text or pattern, e.g. `requestsTo('POST', '/v1/shipments')`. */
    requestsTo(method: string, path: string | RegExp): OttoRequest[];
    faults: FaultDesk;
    /** Change it at any time. */
    behaviour: FakeOttoBehaviour;
    /** Change them at any time. */
    hooks: FakeOttoHooks;
    /** Puts in a full order in OTTO's wire shape. @throws when an id is already there or a field is null */
    addOrder(order: WireSalesOrder): void;
    runScenario(number: ScenarioNumber): WireSalesOrder;
    runAllScenarios(): WireSalesOrder[];
    /** The monthly wipe of the sandbox: orders, shipments and returns are gone, tokens and stock stay. */
    wipe(): void;
  };

/**
 * Starts a stand-in for `api.otto.market` on 127.0.0.1: stateful, and as strict as the reference says.
 *
 * @example
 * const otto = await startFakeOtto({ now: clock.now, listLagMs: 60_000 });
 * otto.addOrder(buildSalesOrder({ seed: 1 }));
 * otto.faults.tooManyRequests({ on: 'order-list', retryAfter: 2 });
 */
export async function startFakeOtto(options: FakeOttoOptions = {}): Promise<FakeOtto> {
  const {
    now = () => new Date(),
    rateClockMs = () => performance.now(),
    credentials = [usualCredentials],
    port = 0,
    seed = 'fake-otto',
    onRequest,
    onEffect,
    ...behaviour
  } = options;
  const tokens = new TokenDesk(credentials);
  const stopping = new AbortController();
  const world: World = {
    now,
    seed,
    behaviour: { ...usualBehaviour, ...behaviour },
    orders: new OrderStore(),
    shipments: new ShipmentStore(),
    returns: new ReturnStore(),
    returnShipments: new ReturnShipmentStore(),
    receipts: new ReceiptStore(),
    reductions: new ReductionStore(),
    availability: new QuantityStore(),
    tokens,
    tokenRate: new RateWindow(rateClockMs, () => now().getTime()),
    partnerRate: new RateWindow(rateClockMs, () => now().getTime()),
    foreignPositionItemIds: new Set(),
    foreignTrackingKeys: [],
    generatedOrders: 0,
    requests: [],
    faults: new FaultDesk(() => tokens.revokeAll()),
    hooks: { ...(onRequest ? { onRequest } : {}), ...(onEffect ? { onEffect } : {}) },
    stopped: stopping.signal,
  };
  world.availability.know(...usualSkus);
  const { url, stop } = await listen(createServer(buildRoutes(world)), port);
  return {
    ...orderChanges(world),
    ...returnVerbs(world),
    ...receiptVerbs(world),
    ...reductionVerbs(world),
    setQuantity: (sku, quantity) => world.availability.set(sku, quantity, now()),
    url,
    stop: async () => {
      stopping.abort();
      await stop();
    },
    state: world,
    shipments: world.shipments,
    returns: world.returns,
    returnShipments: world.returnShipments,
    get receipts() {
      settleReductions(world);
      return world.receipts;
    },
    get reductions() {
      settleReductions(world);
      return world.reductions;
    },
    availability: world.availability,
    requests: world.requests,
    requestsTo: (method, path) =>
      world.requests.filter(
        (request) =>
          request.method === method &&
          (typeof path === 'string' ? request.path === path : path.test(request.path)),
      ),
    faults: world.faults,
    behaviour: world.behaviour,
    hooks: world.hooks,
    addOrder: (order) => putOrder(world, order),
    runScenario: (number) => runScenario(world, number),
    runAllScenarios: () => scenarioNumbers.map((number) => runScenario(world, number)),
    wipe: () => {
      world.orders.wipe();
      world.shipments.wipe();
      world.returns.wipe();
      world.returnShipments.wipe();
      world.receipts.wipe();
      world.reductions.wipe();
    },
  };
}
