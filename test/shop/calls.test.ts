import { expect, it, onTestFinished } from 'vitest';
import { WooApiError } from '../../src/bridge/errors.ts';
import { CREATED_VIA, META } from '../../src/mapping/woocommerce/order-meta.ts';
import { collect, rejectionOf } from '../bridge/otto/otto-world.ts';
import { furtherProducts } from '../fixtures/otto/index.ts';
import { startJourney } from './support/journey.ts';
import { ACCOUNT_PREFIX, done, realShop } from './support/real-shop.ts';
import { shopClient } from './support/shop-client.ts';
import { WEBHOOK_PREFIX } from './support/webhooks.ts';

const BOOK = furtherProducts.cookbook;
const shop = realShop();
const client = shopClient();

/** An order of two books that carries our marks, made past the bridge; deleted with the test. */
async function makeOrder(status: string): Promise<number> {
  const [book] = await shop.products([BOOK.sku]);
  const answer = await shop.api.post('orders', {
    status,
    created_via: CREATED_VIA,
    line_items: [{ product_id: book?.id, quantity: 2 }],
    meta_data: [{ key: META.account, value: `${ACCOUNT_PREFIX}calls` }],
  });
  const wooOrderId = Number(done(answer, 'an order').body.id);
  onTestFinished(() => shop.deleteOrders([wooOrderId]));
  return wooOrderId;
}

async function booksOnTheShelf(): Promise<number> {
  const [book] = await shop.products([BOOK.sku]);
  return book?.stock_quantity ?? Number.NaN;
}

it('makes a webhook, finds it among all of them, and deletes it for good, also a second time', async () => {
  const draft = {
    name: `${WEBHOOK_PREFIX}calls`,
    topic: 'order.updated',
    deliveryUrl: 'https://nobody.invalid/webhooks/woocommerce',
    secret: 'invented-secret',
  };
  const { secret: _never, ...shown } = draft;
  const made = await client.createWebhook(draft);
  onTestFinished(() => client.deleteWebhook(made.webhookId));
  expect(made).toEqual({ ...shown, webhookId: made.webhookId, status: 'active' });
  expect(await client.listWebhooks()).toContainEqual(made);

  const path = `webhooks/${made.webhookId}`;
  done(await shop.api.put(path, { status: 'paused' }), 'pause');
  expect(await client.listWebhooks()).toContainEqual({ ...made, status: 'paused' });
  done(await shop.api.put(path, { status: 'disabled' }), 'disable');
  expect(await client.listWebhooks()).toContainEqual({ ...made, status: 'disabled' });

  await client.deleteWebhook(made.webhookId);
  await client.deleteWebhook(made.webhookId);
  const left = (await client.listWebhooks()).map(({ webhookId }) => webhookId);
  expect(left).not.toContain(made.webhookId);
});

it('hears from the shop that it does not know a webhook topic', async () => {
  const draft = { name: `${WEBHOOK_PREFIX}none`, deliveryUrl: 'https://nobody.invalid' };
  const error = await rejectionOf(
    client.createWebhook({ ...draft, topic: 'order.eaten', secret: 'invented-secret' }),
  );
  expect(error).toBeInstanceOf(WooApiError);
  expect(error).toMatchObject({ statusCode: 400, retryable: false });
});

it('throws an order into the bin, takes it out by writing a status, and deletes it for good', async () => {
  const before = await booksOnTheShelf();
  const wooOrderId = await makeOrder('processing');
  await client.deleteOrder(wooOrderId, { force: false });
  await client.deleteOrder(wooOrderId, { force: false });
  expect(await client.getOrder(wooOrderId)).toMatchObject({ wooOrderId, status: 'trash' });
  expect(await booksOnTheShelf()).toBe(before - 2);

  const restored = await client.updateOrder(wooOrderId, { status: 'processing' });
  expect(restored).toMatchObject({ wooOrderId, status: 'processing' });
  expect(await booksOnTheShelf()).toBe(before - 2);
  await client.updateOrder(wooOrderId, { status: 'cancelled' });
  expect(await booksOnTheShelf()).toBe(before);

  await client.deleteOrder(wooOrderId, { force: true });
  await client.deleteOrder(wooOrderId, { force: true });
  await client.deleteOrder(wooOrderId, { force: false });
  expect(await client.getOrder(wooOrderId)).toBeUndefined();
  expect(await booksOnTheShelf()).toBe(before);
});

it('deletes an order for good that lies in the bin; the stock it took stays taken', async () => {
  const before = await booksOnTheShelf();
  const wooOrderId = await makeOrder('processing');
  await client.deleteOrder(wooOrderId, { force: false });
  await client.deleteOrder(wooOrderId, { force: true });
  expect(await client.getOrder(wooOrderId)).toBeUndefined();
  expect(await booksOnTheShelf()).toBe(before - 2);
});

it('removes a meta value by writing null, and only that one', async () => {
  const wooOrderId = await makeOrder('pending');
  const written = [
    { key: META.billingStreet, value: 'Testweg' },
    { key: META.phase, value: 'sent' },
  ];
  await client.updateOrder(wooOrderId, { meta_data: written });
  const [result] = await client.updateOrders([
    { wooOrderId, change: { meta_data: [{ key: META.billingStreet, value: null }] } },
  ]);
  expect(result).toMatchObject({ outcome: 'done' });
  const order = await client.getOrder(wooOrderId);
  expect(Object.keys(order?.meta ?? {})).not.toContain(META.billingStreet);
  expect(order?.meta).toMatchObject({ [META.phase]: 'sent' });
  expect(order?.meta[META.account]).toBe(`${ACCOUNT_PREFIX}calls`);
});

it('reads an order, its refunds and notes as the shop has them, and misses them when they are gone', async () => {
  const wooOrderId = await makeOrder('processing');
  const refund = { amount: '1.00', api_refund: false, reason: 'Kratzer' };
  done(await shop.api.post(`orders/${wooOrderId}/refunds`, refund), 'a refund');
  await client.createNote(wooOrderId, 'Von Hand');
  expect(await client.getRawOrder(wooOrderId)).toMatchObject({
    id: wooOrderId,
    line_items: [{ sku: BOOK.sku }],
    _links: expect.anything(),
  });
  expect(await client.listRawRefunds(wooOrderId)).toMatchObject([{ reason: 'Kratzer' }]);
  expect(await client.listRawNotes(wooOrderId)).toContainEqual(
    expect.objectContaining({ note: 'Von Hand', customer_note: false }),
  );
  await client.deleteOrder(wooOrderId, { force: true });
  expect(await client.getRawOrder(wooOrderId)).toBeUndefined();
  expect(await client.listRawNotes(wooOrderId)).toEqual([]);
});

it('lists its own orders with phase, order date and what was refunded, by whomever', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const announced = journey.order({
    seed: 'announced',
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }],
  });
  const paid = journey.order({ positionItems: [{}, {}] });
  await journey.run();
  const { id } = await journey.shopOrder(paid);
  journey.otto.cancelByMarketplace(paid.salesOrderId, [
    paid.positionItems[0]?.positionItemId ?? '',
  ]);
  await journey.run();
  const byHand = { amount: '2.50', api_refund: false };
  done(await shop.api.post(`orders/${id}/refunds`, byHand), 'a refund by hand');

  const listed = (await collect(client.listOwnOrders({}))).flat();
  const own = listed.filter(({ accountId }) => accountId === journey.accountId);
  const common = { accountId: journey.accountId };
  expect(own.toSorted((a, b) => a.totalCents - b.totalCents)).toMatchObject([
    {
      ...common,
      salesOrderId: announced.salesOrderId,
      phase: 'announced',
      orderedAt: announced.orderDate,
      totalCents: 2499 + 595,
      refundedCents: 0,
    },
    {
      ...common,
      wooOrderId: id,
      salesOrderId: paid.salesOrderId,
      phase: 'processable',
      orderedAt: paid.orderDate,
      totalCents: 2 * 2499 + 595,
      refundedCents: 2499 + 250,
    },
  ]);
});

it('lists as changed what was written, thrown away or restored, and not what was deleted for good', async () => {
  const [written, binned, deleted] = [
    await makeOrder('pending'),
    await makeOrder('pending'),
    await makeOrder('pending'),
  ];
  const since = new Date(Date.now() + (client.shopClock()?.skewMs ?? 0)).toISOString();
  await client.updateOrder(written, { status: 'on-hold' });
  await client.deleteOrder(binned, { force: false });
  await client.deleteOrder(deleted, { force: true });
  const pages = await collect(client.listChangedOrders({ changedSince: since }));
  const changed = pages.flatMap(({ orders }) => orders);
  const statuses = new Map(changed.map(({ wooOrderId, status }) => [wooOrderId, status]));
  expect(statuses.get(written)).toBe('on-hold');
  expect(statuses.get(binned)).toBe('trash');
  expect(statuses.has(deleted)).toBe(false);
});

it('tells which mails to buyers the shop has switched on', async () => {
  const mails = await client.listCustomerMails();
  const isOn = (await shop.setting('email_customer_processing_order', 'enabled')) === 'yes';
  expect(mails).toContainEqual({ mailId: 'customer_processing_order', isOn });
  expect(mails.length).toBeGreaterThan(5);
});
