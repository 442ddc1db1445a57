import { expect, it, onTestFinished } from 'vitest';
import { euro, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { seededChoice } from '../fixtures/otto/seeded.ts';
import { expectInShop, isOut } from './support/expected-order.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { CHANGED_SETTINGS } from './support/prepare-shop.ts';
import { type RealShop, realShop } from './support/real-shop.ts';

const BASKETS = 20;

type Wish = { calcTaxes?: string; include?: string; atSubtotal?: string; shipping?: string };

/** Sets up the shop for the running test; what was comes back with its end. */
async function setUp(shop: RealShop, wish: Wish): Promise<void> {
  const values = [wish.calcTaxes, wish.include, wish.atSubtotal, wish.shipping];
  for (const [index, { group, id }] of CHANGED_SETTINGS.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    const before = await shop.setting(group, id);
    onTestFinished(() => shop.set(group, id, before));
    await shop.set(group, id, value);
    expect(await shop.setting(group, id)).toBe(value);
  }
}

/** Baskets of released pieces, at prices and with fees that do not divide evenly. */
function baskets(journey: Journey, countryCode = 'DEU'): WireSalesOrder[] {
  return journey.varied(BASKETS, `baskets/${countryCode}`).map((order) => {
    const choice = seededChoice(order.salesOrderId);
    const cents = (from: number, to: number) => euro(choice.wholeNumber(from, to) / 100);
    journey.otto.amend(order.salesOrderId, (now) => ({
      ...now,
      ...addressesIn(now, countryCode),
      positionItems: now.positionItems.map((piece) => {
        const gross = choice.wholeNumber(1, 60_000);
        const { itemValueReducedGrossPrice: _reduced, itemValueDiscount: _off, ...bare } = piece;
        return {
          ...bare,
          fulfillmentStatus: 'PROCESSABLE',
          itemValueGrossPrice: euro(gross / 100),
          ...(choice.chance(30) ? { itemValueReducedGrossPrice: cents(0, gross) } : {}),
        };
      }),
      // Several at a time: each is rounded by itself, and only together do they come to a cent.
      initialDeliveryFees: Array.from({ length: choice.wholeNumber(0, 3) }, (_unused, index) => ({
        name: `FEE_${index}`,
        deliveryFeeAmount: cents(1, 5_000),
        positionItemIds: [],
        vatRate: 19,
      })),
    }));
    return journey.atOtto(order);
  });
}

function addressesIn(order: WireSalesOrder, countryCode: string) {
  const door = {
    salutation: 'MS',
    firstName: 'Erika',
    lastName: 'Mustermann',
    street: 'Musterallee',
    houseNumber: '12a',
    zipCode: '01067',
    city: 'Dresden',
  };
  return {
    deliveryAddress: { ...(order.deliveryAddress ?? door), countryCode },
    invoiceAddress: { ...(order.invoiceAddress ?? door), countryCode },
  };
}

/** Imports the baskets, then lets OTTO cancel a piece of those that have several. */
async function expectSums(journey: Journey, salesOrders: WireSalesOrder[]): Promise<void> {
  const { counters } = await journey.run();
  expect(counters).toMatchObject({ created: salesOrders.length, failed: 0, held: 0 });
  // No sum had to be mended: each came out right by itself.
  const changes = journey.log.filter(({ fields }) => String(fields.requestLine).startsWith('PUT '));
  expect(changes).toEqual([]);
  for (const [salesOrder, order] of await journey.shopOrders(salesOrders)) {
    await expectInShop(journey, salesOrder, order);
  }
  const larger = salesOrders.filter((order) => order.positionItems.length > 1).slice(0, 5);
  for (const { salesOrderId, positionItems } of larger) {
    const [first] = positionItems;
    if (first) journey.otto.cancelByMarketplace(salesOrderId, [first.positionItemId]);
  }
  await journey.run();
  for (const [salesOrder, order] of await journey.shopOrders(larger)) {
    const gone = journey.atOtto(salesOrder).positionItems.filter(isOut);
    await expectInShop(journey, salesOrder, order, {
      cancelledInLines: gone.map((piece) => piece.positionItemId),
    });
  }
  expect(await journey.incidents()).toEqual(larger.map(() => 'pack-stop'));
}

it.each<[string, Wish]>([
  ['as the shop is set up', {}],
  ['with taxes off', { calcTaxes: 'no' }],
  ['with prices excluding tax', { include: 'no' }],
  ['rounding at the subtotal', { atSubtotal: 'yes' }],
  ['excluding tax, rounding at the subtotal', { include: 'no', atSubtotal: 'yes' }],
  ['with the standard class for shipping', { shipping: '' }],
  ['with the reduced class for shipping', { shipping: 'reduced-rate' }],
  ['with the zero class for shipping', { shipping: 'zero-rate' }],
  ['with shipping by the basket', { shipping: 'inherit' }],
  [
    'with the reduced class for shipping, rounding at the subtotal',
    { shipping: 'reduced-rate', atSubtotal: 'yes' },
  ],
])('has every sum to the cent %s', async (_name, wish) => {
  const journey = await startJourney();
  await setUp(realShop(), wish);
  await expectSums(journey, baskets(journey));
});

it('has every sum to the cent where no rate of the shop matches', async () => {
  const journey = await startJourney();
  await expectSums(journey, baskets(journey, 'CHE'));
});

it('corrects itself when the tax settings change between two orders', async () => {
  const shop = realShop();
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.order({
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }, { fulfillmentStatus: 'ANNOUNCED' }],
  });
  await journey.run();
  const calcTaxes =
    (await shop.setting('general', 'woocommerce_calc_taxes')) === 'yes' ? 'no' : 'yes';
  await setUp(shop, { calcTaxes });
  journey.otto.release(salesOrder.salesOrderId);
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'processing',
  });
});
