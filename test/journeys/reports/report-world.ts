import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import type { ReportsResult } from '../../../src/bridge/transmission/run-reports.ts';
import type { ReportsRequest } from '../../../src/bridge/wiring/transmission.ts';
import { identcodeCheckDigit } from '../../../src/mapping/carriers/check-digits.ts';
import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { type SalesOrderOverrides, sandboxProducts } from '../../fixtures/otto/index.ts';
import { watch } from '../shop-watch/watch-world.ts';
import { MAIN, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';

export const TRACKING_KEY = '_parcel_number';
export const CARRIER_KEY = '_parcel_carrier';
export const RETURN_CARRIER = 'DHL';

/** What a small shop has set up: one place, DHL, a pool of return numbers, its own meta keys. */
export const USUAL_RULES: Partial<ShippingRules> = {
  shipFrom: [
    {
      name: 'Lager',
      city: 'Dresden',
      zipCode: '01067',
      countryCode: 'DEU',
      skus: [],
      carriers: [],
    },
  ],
  parcelSources: ['meta'],
  trackingMetaKeys: [TRACKING_KEY],
  carrierMetaKeys: [CARRIER_KEY],
  returnPools: [
    {
      id: 'dhl',
      carrier: RETURN_CARRIER,
      prefix: '57754',
      digits: 6,
      firstSerial: 1,
      lastSerial: 999_999,
      checkDigit: 'dhl-identcode',
    },
  ],
  forwarderSkus: [sandboxProducts.sofa.sku, sandboxProducts.fridge.sku],
  cancellations: 'at-once',
};

/** A DHL number that fits, another for each `n`. */
export function dhlNumber(n: number): string {
  const digits = `3412${String(n).padStart(7, '0')}`;
  return `${digits}${identcodeCheckDigit(digits)}`;
}

export type ReportWorld = World & {
  /** runs the reports of the account; throws when they did not run */
  report(request?: Partial<ReportsRequest>): Promise<Extract<ReportsResult, { ran: true }>>;
  /** lets some time pass, then runs */
  reportAfter(ms: number): Promise<Extract<ReportsResult, { ran: true }>>;
  /** watches the shop and reports what the packers did there */
  watchAndReport(): Promise<Extract<ReportsResult, { ran: true }>>;
  setShipping(rules: Partial<ShippingRules>): Promise<void>;
  /** an order that stands in the shop, its pieces as at OTTO */
  orderInShop(overrides?: SalesOrderOverrides): Promise<OrderInShop>;
  /** reports of an order, oldest first */
  reports(salesOrderId: string): Promise<Transmission[]>;
  /** the only report of an order; throws when there is none or another one */
  theReport(salesOrderId: string): Promise<Transmission>;
  codes(): Promise<string[]>;
};

export type OrderInShop = {
  salesOrderId: string;
  orderNumber: string;
  wooOrderId: number;
  pieces: string[];
};

/** A world in which the bridge may report everything. */
export async function startReportWorld(
  options: WorldOptions & { shipping?: Partial<ShippingRules> } = {},
): Promise<ReportWorld> {
  const { shipping, ...others } = options;
  const world = await startWorld(others);
  const setShipping = (rules: Partial<ShippingRules>) =>
    world.update((settings) => ({
      ...settings,
      shippingRules: { ...settings.shippingRules, ...rules },
    }));
  await setShipping({ ...USUAL_RULES, ...shipping });
  const report = async (request: Partial<ReportsRequest> = {}) => {
    const [outcome] = await world.bridge.runReports({
      accountId: MAIN,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
      ...request,
    });
    if (outcome?.result.ran) return outcome.result;
    throw new Error(`The reports did not run: ${JSON.stringify(outcome)}`);
  };
  const reports = async (salesOrderId: string) => {
    const found = await world.bridge.ledger.loadTransmissionsOf(MAIN, [salesOrderId]);
    return found.get(salesOrderId) ?? [];
  };
  return Object.assign(Object.create(world), {
    report,
    reports,
    setShipping,
    async reportAfter(ms: number) {
      await world.clock.advance(ms);
      return report();
    },
    async watchAndReport() {
      await watch(world);
      return report();
    },
    async orderInShop(overrides: SalesOrderOverrides = {}): Promise<OrderInShop> {
      const order = world.order(overrides);
      const { salesOrderId, orderNumber } = order;
      await world.runAfter(MINUTE);
      await world.clock.advance(MINUTE);
      await watch(world);
      await report();
      return {
        salesOrderId,
        orderNumber,
        wooOrderId: world.shopOrder(salesOrderId).id,
        pieces: order.positionItems.map((piece) => piece.positionItemId),
      };
    },
    async theReport(salesOrderId: string) {
      const [first, ...rest] = await reports(salesOrderId);
      if (first && rest.length === 0) return first;
      throw new Error(`There are ${first ? rest.length + 1 : 0} reports of ${salesOrderId}`);
    },
    async codes() {
      return (await world.openIncidents()).map(({ code }) => code).sort();
    },
  });
}

let lastMetaId = 900_000;

/** Writes order meta as a plugin in the shop does: the order's date of change moves. */
export function writeMeta(world: World, wooOrderId: number, values: Record<string, string>): void {
  const order = world.shop.state.orders.get(wooOrderId);
  if (!order) throw new Error(`The shop has no order ${wooOrderId}`);
  for (const [key, value] of Object.entries(values)) {
    const known = order.meta.find((entry) => entry.key === key);
    lastMetaId += 1;
    if (known) known.value = value;
    else order.meta.push({ id: lastMetaId, key, value });
  }
  order.dateModified = world.clock.now();
}

/** Packers hand the order over: a number is noted, then the order is completed. */
export function ship(
  world: World,
  { wooOrderId }: Pick<OrderInShop, 'wooOrderId'>,
  tracking: { number?: string; carrier?: string } = {},
): void {
  const { number, carrier = 'DHL' } = tracking;
  writeMeta(world, wooOrderId, {
    ...(number === undefined ? {} : { [TRACKING_KEY]: number }),
    [CARRIER_KEY]: carrier,
  });
  world.shop.hands.setStatus(wooOrderId, 'completed');
}

/** What the shop order says about its reports. */
export function flagInShop(world: World, { wooOrderId }: Pick<OrderInShop, 'wooOrderId'>) {
  const order = world.shop.state.orders.get(wooOrderId);
  return order?.meta.find(({ key }) => key === META.reportFlag)?.value;
}

/** The states of the pieces at OTTO, in the order's own order. */
export function atOtto(world: World, { salesOrderId }: Pick<OrderInShop, 'salesOrderId'>) {
  const order = world.otto.state.orders.find(salesOrderId);
  return order?.positionItems.map((piece) => piece.fulfillmentStatus);
}

/**
 * Lets the bridge go on undisturbed for a while: reports each minute, imports every five.
 *
 * @param minutes long enough for the waits after failures, which grow to an hour
 * @param every minutes from one report to the next
 */
export async function goOn(world: ReportWorld, minutes = 150, every = 1): Promise<void> {
  for (let minute = every; minute <= minutes; minute += every) {
    await world.clock.advance(every * MINUTE);
    await world.report();
    if (minute % 5 < every) await world.run();
  }
}

/** How often OTTO took a report of each piece. */
export function timesReported(world: World, { pieces }: Pick<OrderInShop, 'pieces'>): number[] {
  return pieces.map((id) => world.otto.shipments.timesReported(id));
}

/** The notes of a shop order, oldest first. */
export function notesIn(world: World, { wooOrderId }: Pick<OrderInShop, 'wooOrderId'>): string[] {
  const ofOrder = world.shop.state.notes.filter(({ orderId }) => orderId === wooOrderId);
  return ofOrder.map(({ note }) => note);
}
