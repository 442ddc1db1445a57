import { expect } from 'vitest';
import { furtherProducts, type WireSalesOrder } from '../../fixtures/otto/index.ts';
import { shopHands } from './hands.ts';
import type { Journey } from './journey.ts';
import type { RealOrder } from './real-shop.ts';

const ANNOUNCED = { fulfillmentStatus: 'ANNOUNCED' };
const BOOK = { product: furtherProducts.cookbook };
const hands = shopHands();

/** An order at OTTO, what a person then does to it in the shop, and what the owner hears of it. */
export type Story = {
  salesOrder: WireSalesOrder;
  /** what OTTO does before the person; by default nothing */
  before?: () => void;
  hand: (order: RealOrder) => Promise<void>;
  /** what OTTO does after the person; by default nothing that matters */
  after?: () => void;
  incidents: string[];
};

export function stories(journey: Journey): Record<string, Story> {
  const { otto } = journey;
  const order = (seed: string, pieces: Parameters<Journey['order']>[0]) =>
    journey.order({ seed, ...pieces });
  const paid = (seed: string) => order(seed, { positionItems: [{}, {}, BOOK] });
  const story = (
    salesOrder: WireSalesOrder,
    hand: Story['hand'],
    incidents: string[],
    more: Pick<Story, 'before' | 'after'> = {},
  ): Story => ({ salesOrder, hand, incidents, ...more });
  const cancelledAtOtto = paid('cancelled at OTTO');
  const sentAtOtto = paid('sent at OTTO');
  const moved = paid('moved');
  return {
    cancelled: story(paid('cancelled'), (found) => hands.setStatus(found, 'cancelled'), [
      'cancelled-in-shop',
    ]),
    failed: story(paid('failed'), (found) => hands.setStatus(found, 'failed'), [
      'cancelled-in-shop',
    ]),
    'released in the shop only': story(
      order('announced', { positionItems: [ANNOUNCED, ANNOUNCED] }),
      (found) => hands.setStatus(found, 'processing'),
      ['released-in-shop-only'],
    ),
    'cancelled at OTTO, packed in the shop': story(
      cancelledAtOtto,
      (found) => hands.setStatus(found, 'completed'),
      ['open-in-shop-cancelled-at-otto', 'pack-stop'],
      { after: () => otto.cancelByMarketplace(cancelledAtOtto.salesOrderId) },
    ),
    'sent at OTTO, open again in the shop': story(
      sentAtOtto,
      (found) => hands.setStatus(found, 'processing'),
      ['open-in-shop-finished-at-otto'],
      { before: () => otto.send(sentAtOtto.salesOrderId) },
    ),
    'one piece less': story(paid('less'), (found) => hands.setQuantity(found, 0, 1), [
      'pieces-missing-in-shop',
    ]),
    'a line less': story(paid('no line'), (found) => hands.removeLine(found, 1), [
      'pieces-missing-in-shop',
    ]),
    'one piece more': story(paid('more'), (found) => hands.setQuantity(found, 1, 2), [
      'quantity-higher-in-shop',
    ]),
    'a fee': story(paid('fee'), (found) => hands.addFee(found, '2.50'), ['total-differs-in-shop']),
    'a refund': story(paid('refund'), (found) => hands.refund(found, '3.00'), ['refunded-in-shop']),
    'two addresses': story(
      moved,
      (found) => hands.setStreet(found, 'Handweg 1'),
      ['address-differs'],
      {
        after: () =>
          otto.amend(moved.salesOrderId, ({ deliveryAddress, ...rest }) => ({
            ...rest,
            ...(deliveryAddress
              ? { deliveryAddress: { ...deliveryAddress, street: 'Ottoweg' } }
              : {}),
          })),
      },
    ),
    binned: story(paid('binned'), hands.bin, ['shop-order-in-trash']),
    // What contradicts nothing: an address of one's own, an order put aside, one already packed.
    'an address': story(paid('address'), (found) => hands.setStreet(found, 'Handweg 2'), []),
    'put aside': story(paid('aside'), (found) => hands.setStatus(found, 'on-hold'), []),
    packed: story(paid('packed'), (found) => hands.setStatus(found, 'completed'), []),
  };
}

/** Imports all stories' orders and lets the hands do what they do; what stands in the shop then. */
export async function play(
  journey: Journey,
  all: Record<string, Story>,
): Promise<Map<number, RealOrder>> {
  await journey.run();
  for (const { before } of Object.values(all)) before?.();
  await journey.run();
  for (const { salesOrder, hand } of Object.values(all)) {
    await hand(await journey.shopOrder(salesOrder));
  }
  return byId(await journey.orders());
}

const byId = (orders: RealOrder[]) => new Map(orders.map((order) => [order.id, order]));

/** Something at OTTO that has nothing to do with the shop order, so that the import looks at it. */
export function touch(journey: Journey, { salesOrderId }: WireSalesOrder): void {
  journey.otto.amend(salesOrderId, (order) => ({
    ...order,
    positionItems: order.positionItems.map((piece) => ({
      ...piece,
      expectedDeliveryDate: '2027-01-01T00:00:00.000Z',
    })),
  }));
}

export async function incidentsOf(
  journey: Journey,
  { salesOrderId }: WireSalesOrder,
): Promise<string[]> {
  const open = await journey.bridge.ledger.listIncidentsOfOrder(journey.accountId, salesOrderId);
  return open.map(({ code }) => code).toSorted();
}

/** Every story's incidents are open, and the shop shows what the hands left there. */
export async function expectToldAndUntouched(
  journey: Journey,
  all: Record<string, Story>,
  before: Map<number, RealOrder>,
): Promise<void> {
  const told: Record<string, string[]> = {};
  for (const [name, { salesOrder }] of Object.entries(all)) {
    told[name] = await incidentsOf(journey, salesOrder);
  }
  const wanted = Object.entries(all).map(([name, { incidents }]) => [name, incidents]);
  expect(told).toEqual(Object.fromEntries(wanted));
  for (const order of await journey.orders())
    expect(unmarked(order)).toEqual(unmarked(before.get(order.id)));
}

/** What a person sees of an order. */
function unmarked(order: RealOrder | undefined) {
  if (order === undefined) throw new Error('There is an order more than before');
  const { meta_data: _ours, date_modified_gmt: _moment, ...seen } = order;
  return seen;
}
