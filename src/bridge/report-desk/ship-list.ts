import {
  type OnTimeForecast,
  onTimeForecast,
  shipBy,
} from '../../mapping/reporting/promise-clock.ts';
import type { ShippingRules } from '../../mapping/reporting/shipping-rules.ts';
import { DAY } from '../clock.ts';
import type { OrderToShip } from '../ledger/report-lists.ts';
import type { DeskParts } from './ports.ts';

/** An order to be shipped, with its time. Moments are UTC ISO. */
export type ShipListItem = OrderToShip & {
  /** the last moment at which handing it over keeps OTTO's promise; undefined when there is none */
  shipBy: string | undefined;
  /** that moment is over */
  isOverdue: boolean;
};

export type ShipListPlace = Pick<OrderToShip, 'deliverBy' | 'salesOrderId' | 'accountId'>;

/** What must ship, the most urgent first. One page; `after` is the last item of the page before. */
export async function listShipList(
  { ledger, accounts, clock }: DeskParts,
  filter: { accountId?: string | undefined; after?: ShipListPlace | undefined; limit: number },
): Promise<ShipListItem[]> {
  const now = clock.now().toISOString();
  const rules = new Map(accounts.map((account) => [account.accountId, account.rules]));
  return (await ledger.listToShip(filter)).map((order) => {
    const days = rules.get(order.accountId)?.usualTransitDays ?? 0;
    const by = order.deliverBy === undefined ? undefined : shipBy(order.deliverBy, days);
    return { ...order, shipBy: by, isOverdue: by !== undefined && by < now };
  });
}

const LOOKED_BACK_DAYS = 30;

/** How the promises are kept, and what shipping today makes of it. */
export async function forecast(
  parts: DeskParts,
  filter: { accountId?: string | undefined } = {},
): Promise<OnTimeForecast> {
  const { ledger, accounts, clock } = parts;
  const now = clock.now();
  const rules = new Map(accounts.map((account) => [account.accountId, account.rules]));
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY).toISOString();
  const sent = await ledger.countSentPieces({ ...filter, since });
  const open = await ledger.countOpenPieces(filter);
  return onTimeForecast({
    now: now.toISOString(),
    sent: sent.map(({ accountId, carrier, ...pieces }) => ({
      ...pieces,
      transitDays: transitDays(rules.get(accountId), carrier),
    })),
    open: open.map(({ accountId, ...pieces }) => ({
      ...pieces,
      transitDays: transitDays(rules.get(accountId), undefined),
    })),
  });
}

function transitDays(rules: ShippingRules | undefined, carrier: string | undefined): number {
  const ofCarrier = new Map(Object.entries(rules?.transitDays ?? {})).get(carrier ?? '');
  return ofCarrier ?? rules?.usualTransitDays ?? 0;
}
