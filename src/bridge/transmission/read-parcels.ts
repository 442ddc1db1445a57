import { parcelsInFulfillments } from '../../mapping/parcels/parcels-in-fulfillments.ts';
import { parcelsInMeta } from '../../mapping/parcels/parcels-in-meta.ts';
import { parcelsInShiptastic } from '../../mapping/parcels/parcels-in-shiptastic.ts';
import type { ShopParcel } from '../../mapping/parcels/shop-parcel.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { HOUR } from '../clock.ts';
import type { ShopDoor } from './ports.ts';
import type { ReportRun } from './report-run.ts';

/** A route the shop turned out not to have is asked for again after so long: plugins come. */
const NO_ROUTE_MS = HOUR;

/**
 * What the shop and its plugins say about the parcels of an order, every source the owner reads. Only
 * those that keep their parcels outside of the order cost a call.
 */
export async function readParcels(
  run: ReportRun,
  shop: ShopDoor,
  order: WooOrder,
): Promise<ShopParcel[]> {
  const { rules } = run.account;
  const inMeta = parcelsInMeta(order.metaData, {
    sources: rules.parcelSources,
    trackingKeys: rules.trackingMetaKeys,
    carrierKeys: rules.carrierMetaKeys,
    returnKeys: rules.returnSources.includes('order-meta') ? rules.returnMetaKeys : [],
    lines: order.lineItems,
  });
  const fulfillments = rules.parcelSources.includes('fulfillments')
    ? await ask(run, 'fulfillments', () => shop.listFulfillments(order.wooOrderId, run.signal))
    : undefined;
  const shiptastic = rules.parcelSources.includes('shiptastic')
    ? await ask(run, 'shiptastic', () => shop.listShiptasticShipments(order.wooOrderId, run.signal))
    : undefined;
  return [
    ...inMeta,
    ...(fulfillments ? parcelsInFulfillments(fulfillments) : []),
    ...(shiptastic ? parcelsInShiptastic(shiptastic) : []),
  ];
}

/** @returns undefined when the shop has no such route, as far as is known */
async function ask(
  { missingRoutes, clock }: ReportRun,
  route: string,
  list: () => Promise<unknown[] | undefined>,
): Promise<unknown[] | undefined> {
  const now = clock.now().getTime();
  if ((missingRoutes.get(route) ?? 0) > now) return undefined;
  const answer = await list();
  missingRoutes.set(route, answer === undefined ? now + NO_ROUTE_MS : 0);
  return answer;
}
