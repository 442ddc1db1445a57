import { expect, it } from 'vitest';
import { META, PERSONAL_META } from '../../src/mapping/woocommerce/order-meta.ts';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { done } from './support/real-shop.ts';

const DAY = 24 * 3_600_000;

/** Keys of our meta that hold something of the buyer's addresses, whatever the bridge calls personal. */
async function personalMetaOf(journey: Journey, salesOrder: WireSalesOrder): Promise<string[]> {
  const { deliveryAddress, invoiceAddress } = salesOrder;
  const ofBuyer = new Set<unknown>([
    ...Object.values({ ...deliveryAddress }),
    ...Object.values({ ...invoiceAddress }),
  ]);
  const { meta_data: meta } = await journey.shopOrder(salesOrder);
  return [...meta].filter(([, value]) => ofBuyer.has(value)).map(([key]) => key);
}

it('erases its personal meta from old orders in the shop and nothing else, and does not take that for a hand', async () => {
  const journey = await startJourney();
  const { bridge, otto } = journey;
  const old = journey.order({ seed: 'old', positionItems: [{}, {}] });
  const open = journey.order({ seed: 'open' });
  await journey.run();
  otto.send(old.salesOrderId);
  await journey.run();
  expect(await personalMetaOf(journey, old)).toContain(META.shippingStreet);
  const before = await journey.orders();

  await bridge.settings.update((settings) => ({ ...settings, eraseShopMetaAfterDays: 30 }));
  const erase = () =>
    bridge.eraseShopMeta({
      cause: 'command',
      holderKind: 'command',
      dryRun: false,
      again: false,
      signal: new AbortController().signal,
    });
  expect(await erase()).toMatchObject({ ran: true });
  expect(await journey.orders()).toEqual(before);
  journey.skip(31 * DAY);
  expect(await erase()).toMatchObject({ ran: true, fault: undefined });
  expect(await personalMetaOf(journey, old)).toEqual([]);
  expect(await personalMetaOf(journey, open)).toContain(META.shippingStreet);
  const after = await journey.orders();
  const seen = after.map(({ meta_data: meta, date_modified_gmt: _moment, ...order }) => ({
    ...order,
    meta: Object.fromEntries([...meta].filter(([key]) => !PERSONAL_META.includes(key))),
  }));
  expect(seen).toEqual(
    before.map(({ meta_data: meta, date_modified_gmt: _moment, ...order }) => ({
      ...order,
      meta: Object.fromEntries([...meta].filter(([key]) => !PERSONAL_META.includes(key))),
    })),
  );

  await erase();
  await journey.watch();
  await journey.run();
  expect(await journey.orders()).toEqual(after);
  expect(await journey.incidents()).toEqual([]);
  const events = await bridge.ledger.listEvents(journey.accountId, old.salesOrderId);
  expect(events.filter(({ cause }) => cause === 'shop')).toEqual([]);

  // Comes back: the money goes out, the personal data does not come in again.
  otto.returnItems(old.salesOrderId);
  await journey.run();
  expect((await journey.shopOrder(old)).refunds).toHaveLength(1);
  expect(await personalMetaOf(journey, old)).toEqual([]);
});

it('shows what OTTO and the shop answer about an order without a word of who bought it, nor the key to it', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, {}] });
  await journey.run();
  const { id } = await journey.shopOrder(salesOrder);
  const [piece] = salesOrder.positionItems;
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, piece && [piece.positionItemId]);
  await journey.run();
  const note = { note: `Anruf von ${salesOrder.deliveryAddress?.lastName}`, customer_note: false };
  done(await journey.shop.api.post(`orders/${id}/notes`, note), 'a note');

  const answers = await journey.bridge.readRawAnswers({
    accountId: journey.accountId,
    salesOrderId: salesOrder.salesOrderId,
    signal: new AbortController().signal,
  });
  expect(answers).toMatchObject({ otto: { state: 'shown' }, shop: { state: 'shown' } });
  const text = JSON.stringify(answers);
  expect(text).toContain(salesOrder.orderNumber);
  expect(text).toContain('24.99');
  const { body } = await journey.shop.api.get(`orders/${id}`);
  const hidden = [
    ...Object.values({ ...salesOrder.deliveryAddress }),
    ...Object.values({ ...salesOrder.invoiceAddress }),
    String(body.order_key),
    String(body.payment_url),
  ].filter((value) => String(value).length > 3);
  expect(hidden.length).toBeGreaterThan(8);
  expect(hidden.filter((value) => text.includes(String(value)))).toEqual([]);
});
