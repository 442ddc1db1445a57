import { describe, expect, it } from 'vitest';
import { usualDatabase } from '../../databases.ts';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import { sandboxProducts, type WireSalesOrder } from '../../fixtures/otto/index.ts';
import { HOUR, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';
import { choose, codesOf, eventsOf, lineOf, look } from './choice-world.ts';

/** A person's deed in the shop and what OTTO says, up to the contradiction. */
type Case = {
  code: string;
  options?: WorldOptions;
  order(world: World): WireSalesOrder;
  /** all of it before the bridge looks again */
  deed(world: World, shopOrder: StoredOrder, order: WireSalesOrder): void;
  /** what the shop order shows of it */
  shows(order: StoredOrder): unknown;
  asAtOtto: unknown;
  asInShop: unknown;
};

const status = (order: StoredOrder) => order.status;
const usualOrder = (world: World) => world.order();
const twoProducts = (world: World) =>
  world.order({ positionItems: [{}, { product: sandboxProducts.smartphone }] });
const quantities = (order: StoredOrder) => order.lineItems.map((line) => line.quantity).sort();

const CASES: Case[] = [
  {
    code: 'cancelled-in-shop',
    order: usualOrder,
    deed: ({ shop }, { id }) => shop.hands.setStatus(id, 'cancelled'),
    shows: status,
    asAtOtto: 'processing',
    asInShop: 'cancelled',
  },
  {
    code: 'open-in-shop-cancelled-at-otto',
    order: usualOrder,
    deed: ({ shop, otto }, { id }, { salesOrderId }) => {
      shop.hands.setStatus(id, 'completed');
      otto.cancelByMarketplace(salesOrderId);
    },
    shows: status,
    asAtOtto: 'cancelled',
    asInShop: 'completed',
  },
  {
    code: 'released-in-shop-only',
    options: { rules: { announcedImport: 'all' } },
    order: (world) => world.order({ positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] }),
    deed: ({ shop }, { id }) => shop.hands.setStatus(id, 'processing'),
    shows: status,
    asAtOtto: 'on-hold',
    asInShop: 'processing',
  },
  {
    code: 'open-in-shop-finished-at-otto',
    order: (world) => world.order({ positionItems: [{ fulfillmentStatus: 'SENT' }] }),
    deed: ({ shop }, { id }) => shop.hands.setStatus(id, 'processing'),
    shows: status,
    asAtOtto: 'completed',
    asInShop: 'processing',
  },
  {
    code: 'pieces-missing-in-shop',
    order: twoProducts,
    deed: ({ shop }, order) => shop.hands.removeLine(order.id, lineOf(order)),
    shows: quantities,
    asAtOtto: [1, 1],
    asInShop: [1],
  },
  {
    code: 'quantity-higher-in-shop',
    order: usualOrder,
    deed: ({ shop }, order) => shop.hands.setLineQuantity(order.id, lineOf(order), 3),
    shows: quantities,
    asAtOtto: [1],
    asInShop: [3],
  },
  {
    code: 'address-differs',
    order: usualOrder,
    deed: ({ shop, otto }, { id }, { salesOrderId }) => {
      shop.hands.setAddress(id, { shipping: { city: 'Handstadt' } });
      otto.amend(salesOrderId, (order) => ({
        ...order,
        ...(order.deliveryAddress
          ? { deliveryAddress: { ...order.deliveryAddress, city: 'Ottostadt' } }
          : {}),
      }));
    },
    shows: (order) => order.shipping.city,
    asAtOtto: 'Ottostadt',
    asInShop: 'Handstadt',
  },
];

/** What no choice can take back is told until the owner keeps it, or undoes it in the shop. */
const LASTING: Omit<Case, 'asAtOtto' | 'asInShop'>[] = [
  {
    code: 'refunded-in-shop',
    order: usualOrder,
    deed: ({ shop }, { id }) => void shop.hands.refund(id, '5.00'),
    shows: (order) => order.id,
  },
  {
    code: 'total-differs-in-shop',
    order: usualOrder,
    deed: ({ shop }, { id }) => shop.hands.addFee(id, 'Aufschlag', '10.00'),
    shows: (order) => order.feeLines.length,
  },
];

async function contradicted(
  kind: 'sqlite' | 'postgres',
  given: Omit<Case, 'asAtOtto' | 'asInShop'>,
) {
  const world = await startWorld({ database: kind, ...given.options });
  const order = given.order(world);
  await world.run();
  await world.clock.advance(MINUTE);
  given.deed(world, world.shopOrder(order.salesOrderId), order);
  await look(world, order);
  return { world, order, shown: () => given.shows(world.shopOrder(order.salesOrderId)) };
}

usualDatabase('a hand in the shop that contradicts OTTO', ({ kind }) => {
  describe.each(CASES)('$code', (given) => {
    it('stays, and is told after the next import, once, through all further ones', async () => {
      const { world, order, shown } = await contradicted(kind, given);
      expect(await codesOf(world, order)).toEqual([given.code]);
      expect(shown()).toEqual(given.asInShop);
      const since = world.mark();
      await look(world, order);
      await look(world, order);
      expect(await codesOf(world, order)).toEqual([given.code]);
      expect(world.shopWrites(since)).toEqual([]);
    });

    it('is overwritten with what OTTO says when the owner chooses so', async () => {
      const { world, order, shown } = await contradicted(kind, given);
      expect(await choose(world, order, 'otto')).toEqual({
        chosen: true,
        side: 'otto',
        codes: [given.code],
        isImportDue: true,
      });
      expect(shown()).toEqual(given.asInShop);
      await world.run();
      expect(shown()).toEqual(given.asAtOtto);
      expect(await codesOf(world, order)).toEqual([]);
      expect(await world.row(order.salesOrderId)).toMatchObject({ owner_yields: 0, reason: null });
      const since = world.mark();
      await look(world, order);
      expect(world.shopWrites(since)).toEqual([]);
      expect(await codesOf(world, order)).toEqual([]);
      expect(await eventsOf(world, order)).toContainEqual({
        kind: 'owner-chose-otto',
        cause: 'owner',
        code: given.code,
      });
    });

    it('is kept when the owner chooses so, and nobody asks again', async () => {
      const { world, order, shown } = await contradicted(kind, given);
      expect(await choose(world, order, 'shop')).toEqual({
        chosen: true,
        side: 'shop',
        codes: [given.code],
        isImportDue: false,
      });
      expect(await codesOf(world, order)).toEqual([]);
      const since = world.mark();
      await look(world, order);
      await world.runAfter(HOUR);
      expect(shown()).toEqual(given.asInShop);
      expect(await codesOf(world, order)).toEqual([]);
      expect(world.shopWrites(since)).toEqual([]);
      expect(await eventsOf(world, order)).toContainEqual({
        kind: 'owner-chose-shop',
        cause: 'owner',
        code: given.code,
      });
      expect(await choose(world, order, 'otto')).toEqual({
        chosen: false,
        why: 'nothing-to-choose',
      });
    });
  });

  it.each(LASTING)('$code is told until the owner keeps it', async (given) => {
    const { world, order, shown } = await contradicted(kind, given);
    expect(await codesOf(world, order)).toEqual([given.code]);
    const before = shown();
    await choose(world, order, 'otto');
    await world.run();
    expect(shown()).toEqual(before);
    expect(await codesOf(world, order)).toEqual([given.code]);
    await choose(world, order, 'shop');
    await look(world, order);
    expect(await codesOf(world, order)).toEqual([]);
    expect(shown()).toEqual(before);
  });
});
