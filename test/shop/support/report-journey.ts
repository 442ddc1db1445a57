import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import type { ReportsResult } from '../../../src/bridge/transmission/run-reports.ts';
import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import {
  type ShippingRules,
  shippingRulesSchema,
} from '../../../src/mapping/reporting/shipping-rules.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { type Journey, startJourney } from './journey.ts';

export type Reported = Extract<ReportsResult, { ran: true }>;

/** A journey whose bridge may report: all sources of parcels, one place, a pool of return numbers. */
export type ReportJourney = Journey & {
  /** one run of the reports */
  report(): Promise<Reported>;
  /** looks at what changed in the shop, then reports */
  look(): Promise<Reported>;
  /** reports of an order, oldest first */
  reports(order: WireSalesOrder): Promise<Transmission[]>;
  /** the only report of an order; throws when there is none or more than one */
  theReport(order: WireSalesOrder): Promise<Transmission>;
  /** the states of an order's pieces at OTTO, in the order's own order */
  states(order: WireSalesOrder): string[];
  /** how often OTTO took a report of each piece */
  timesReported(order: WireSalesOrder): number[];
  /** calls to OTTO that report something: shipments and cancellations */
  sends(): string[];
};

const RULES: Partial<ShippingRules> = {
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
  returnPools: [
    {
      id: 'dhl',
      carrier: 'DHL',
      prefix: '57754',
      digits: 6,
      firstSerial: 1,
      lastSerial: 999_999,
      checkDigit: 'dhl-identcode',
    },
  ],
};

/** @param shipping what is not as a small shop would have it */
export async function startReportJourney(
  shipping: Partial<ShippingRules> = {},
  rules: Partial<ImportRules> = {},
): Promise<ReportJourney> {
  const journey = await startJourney(rules);
  const { accountId, otto, bridge } = journey;
  const shippingRules = shippingRulesSchema.parse({ ...RULES, ...shipping });
  await bridge.settings.update((settings) => ({ ...settings, shippingRules }));
  const report = async () => {
    const [outcome] = await bridge.runReports({
      accountId,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    if (outcome?.result.ran && outcome.result.fault === undefined) return outcome.result;
    throw new Error(`The reports did not run: ${JSON.stringify(outcome)}`);
  };
  const reports = async ({ salesOrderId }: WireSalesOrder) => {
    const found = await bridge.ledger.loadTransmissionsOf(accountId, [salesOrderId]);
    return found.get(salesOrderId) ?? [];
  };
  const more: Omit<ReportJourney, keyof Journey> = {
    report,
    async look() {
      await journey.watch();
      return report();
    },
    reports,
    async theReport(order) {
      const [first, ...others] = await reports(order);
      if (first && others.length === 0) return first;
      throw new Error(`${first ? 1 + others.length : 0} reports of ${order.salesOrderId}`);
    },
    states: (order) => journey.atOtto(order).positionItems.map((piece) => piece.fulfillmentStatus),
    timesReported: ({ positionItems }) =>
      positionItems.map(({ positionItemId }) => otto.shipments.timesReported(positionItemId)),
    sends: () =>
      otto.requests
        .filter(({ method, path }) => method === 'POST' && /shipments|cancellation/.test(path))
        .map(({ path }) => path),
  };
  // `bridge` is read through a getter, which spreading would freeze.
  return Object.assign(Object.create(journey), more);
}
