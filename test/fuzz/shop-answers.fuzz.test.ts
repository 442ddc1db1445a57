import fc from 'fast-check';
import { describe, it } from 'vitest';
import { NetworkError, PayloadError, WooApiError } from '../../src/bridge/errors.ts';
import { mask } from '../../src/bridge/raw-answers/mask.ts';
import { SHOWN_OF_SHOP_ORDER } from '../../src/bridge/raw-answers/shown-places.ts';
import { checkAccess } from '../../src/bridge/woocommerce/check-access.ts';
import { createCustomerMails } from '../../src/bridge/woocommerce/customer-mails.ts';
import { createProductFinder } from '../../src/bridge/woocommerce/find-products.ts';
import { createForeignOrderReads } from '../../src/bridge/woocommerce/foreign-orders.ts';
import { createOrderReads } from '../../src/bridge/woocommerce/get-orders.ts';
import { createOrderListings } from '../../src/bridge/woocommerce/list-orders.ts';
import { listStatuses, loadShopProfile } from '../../src/bridge/woocommerce/load-shop-profile.ts';
import { createOrderNotes, notesEqual } from '../../src/bridge/woocommerce/order-notes.ts';
import { createOrderRefunds } from '../../src/bridge/woocommerce/order-refunds.ts';
import { createParcelReads } from '../../src/bridge/woocommerce/parcels.ts';
import { createRawReads } from '../../src/bridge/woocommerce/raw-reads.ts';
import { createStockReads } from '../../src/bridge/woocommerce/read-stock.ts';
import { createProductSearch } from '../../src/bridge/woocommerce/search-products.ts';
import { apiErrorFrom } from '../../src/bridge/woocommerce/shop-answers.ts';
import type { ShopCaller } from '../../src/bridge/woocommerce/shop-caller.ts';
import { createShopWebhooks } from '../../src/bridge/woocommerce/shop-webhooks.ts';
import { createTestOrderListing } from '../../src/bridge/woocommerce/test-orders.ts';
import { createOrderWrites } from '../../src/bridge/woocommerce/write-orders.ts';
import { allParcels } from '../../src/mapping/parcels/all-parcels.ts';
import { PARCEL_SOURCES } from '../../src/mapping/parcels/parcel-sources.ts';
import { parcelsInFulfillments } from '../../src/mapping/parcels/parcels-in-fulfillments.ts';
import { parcelsInMeta } from '../../src/mapping/parcels/parcels-in-meta.ts';
import { parcelsInShiptastic } from '../../src/mapping/parcels/parcels-in-shiptastic.ts';
import { planShopChanges } from '../../src/mapping/plan-shop-changes.ts';
import { shopFacts } from '../../src/mapping/shop-facts.ts';
import { findForeignOrders } from '../../src/mapping/woocommerce/foreign-import.ts';
import type { WooOrder } from '../../src/mapping/woocommerce/order.ts';
import { createFakeClock } from '../bridge/fake-clock.ts';
import { orderDraft, recordingLogger } from '../bridge/woocommerce/shop-world.ts';
import { DEFAULT_RULES } from '../mapping/support/import-into.ts';
import { salesOrderWith } from '../mapping/support/sales-orders.ts';
import { profileWith } from '../mapping/support/shop-profiles.ts';
import { checkFault, checkWords, FUZZ_TIMEOUT_MS, fuzz } from './fuzz.ts';
import { brokenBodies } from './inputs.ts';
import { checkNumbers } from './invariants.ts';
import { collected } from './otto-bases.ts';
import { ORDER_META, recorded, shopAnswering } from './shop-bases.ts';

const FAULTS = [PayloadError, WooApiError, NetworkError];
const profile = profileWith();
const salesOrder = salesOrderWith({ seed: 'fuzz', positionItems: [{}, { discount: 5 }] });
const MARKS = ORDER_META.map((entry) =>
  entry.value === 'order-1' ? { ...entry, value: salesOrder.salesOrderId } : entry,
);

/** Everything that is thought about an order of the shop. */
function checkOrder(order: WooOrder): void {
  if (!(order.wooOrderId > 0)) throw new Error('an order without id');
  for (const moment of [order.createdAt, order.modifiedAt]) new Date(moment).toISOString();
  checkNumbers({
    ...order,
    metaData: [],
    lineItems: order.lineItems.map(({ name: _, ...l }) => l),
  });
  shopFacts({ order });
  const plan = planShopChanges({
    salesOrder,
    accountId: 'main',
    rules: DEFAULT_RULES,
    startAt: undefined,
    shop: { profile, products: new Map() },
    found: { order, refunds: [] },
  });
  checkNumbers(plan);
}

/** The beginning of a long answer: what is broken in it is found sooner. */
function firstOf(body: unknown, count: number): unknown {
  if (Array.isArray(body)) return body.slice(0, count);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).slice(0, count));
}

type Work = (caller: ShopCaller) => Promise<unknown>;

async function doAll(
  bodies: readonly Buffer[],
  works: readonly Work[],
  check: (found: unknown) => void = checkNumbers,
): Promise<void> {
  for (const work of works) {
    const { caller, logger } = shopAnswering(bodies);
    try {
      check(await work(caller));
    } catch (fault) {
      checkFault(fault, FAULTS);
    }
    for (const { fields } of logger.lines) checkWords(JSON.stringify(fields));
  }
}

/** An order of the recordings with the meta of the bridge and of plugins. */
function orders(): Record<string, unknown>[] {
  return recorded('18', '32', '41', '24').map(({ body }) => {
    const order: Record<string, unknown> = { ...(typeof body === 'object' ? body : {}) };
    return { ...order, created_via: 'otto-market', meta_data: MARKS };
  });
}

const listed = (entries: readonly Record<string, unknown>[]) =>
  entries.map((entry, index) => ({ ...entry, id: 1001 + index }));

describe('whatever a shop answers', () => {
  it('is orders that can be planned with, or an error that tells nothing of them', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const bases = orders().map((body) => ({ body }));
    await fuzz('shop-orders', brokenBodies(bases), async ({ bytes }) => {
      const works: Work[] = [
        async (caller) => {
          const order = await createOrderReads(caller).getOrder(1003);
          if (order) checkOrder(order);
        },
        async (caller) => {
          const [result] = await createOrderWrites(caller).createOrders([orderDraft('n1')]);
          if (result?.outcome === 'done') checkOrder(result.order);
        },
        async (caller) => mask(await createRawReads(caller).getRawOrder(1), SHOWN_OF_SHOP_ORDER),
      ];
      await doAll([bytes], works, () => {});
    });
  });

  it('is lists that have an end, or an error', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const batch = { create: listed(orders()) };
    const many = Array.from({ length: 100 }, (_, at) => ({ id: at + 1, meta_data: MARKS }));
    const bases = [
      ...recorded('07', '16', '19', '29', '30', '33').flatMap(({ body }) => [
        { body },
        { body: [body] },
      ]),
      { body: listed(orders()) },
      { body: many },
      { body: batch },
    ];
    const clock = createFakeClock();
    const drafts = ['n1', 'n2', 'n3', 'n4'].map((number) => orderDraft(number));
    const logger = recordingLogger();
    const since = { changedSince: '2026-03-01T00:00:00Z' };
    const works: Work[] = [
      (caller) => collected(createOrderListings(caller, logger).listChangedOrders(since)),
      (caller) => collected(createOrderListings(caller, logger).listOwnOrders({})),
      (caller) => createOrderListings(caller, logger).searchOrders('a1b2c3d4e5'),
      (caller) => createOrderReads(caller).getOrders([1001, 1002]),
      (caller) => createOrderWrites(caller).createOrders(drafts),
      async (caller) => {
        const found = await createForeignOrderReads(caller).listNewestOrders(150);
        return findForeignOrders(found, [{ orderNumber: 'a1b2c3d4e5', salesOrderId: 'order-1' }]);
      },
      async (caller) => {
        const notes = await createOrderNotes(caller).listNotes(1);
        for (const { text } of notes) notesEqual('OTTO: 1 Stück & mehr', text);
      },
      (caller) => createOrderRefunds(caller).listRefunds(1),
      (caller) => createProductFinder(caller, clock).findOffers(['SKU-A', 'SKU-B']),
      (caller) => createProductFinder(caller, clock).findByEan(['4006381333931']),
      (caller) => createProductSearch(caller).searchProducts('a'),
      (caller) =>
        createStockReads(caller).readStock([{ productId: 10, variationId: 0, shopSku: 'SKU-A' }]),
      (caller) => collected(createStockReads(caller).listChangedProducts(since)),
      (caller) => createShopWebhooks(caller).listWebhooks(),
      (caller) => createTestOrderListing(caller).listTestOrders(),
      async (caller) => void (await createRawReads(caller).listRawNotes(1)),
      async (caller) => void (await createRawReads(caller).listRawRefunds(1)),
    ];
    const input = fc.tuple(
      fc.array(brokenBodies(bases), { minLength: 1, maxLength: 2 }),
      fc.constantFrom(...works.keys()),
    );
    await fuzz('shop-lists', input, async ([pages, index]) => {
      const work = works[index];
      if (work)
        await doAll(
          pages.map(({ bytes }) => bytes),
          [work],
        );
      for (const { fields } of logger.lines.splice(0)) checkWords(JSON.stringify(fields));
    });
  });

  it('is settings that orders can be written by, or an error', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const [environment, tax, ...others] = recorded('02', '03', '04', '05');
    const bases = [
      ...others,
      { body: firstOf(tax?.body, 6) },
      { body: [{ id: 'woocommerce_currency', value: 'EUR' }] },
      { body: { environment: { version: '10.5.0', php_max_execution_time: 30 } } },
      { body: firstOf(environment?.body, 3) },
    ];
    const input = fc.array(brokenBodies(bases), { minLength: 1, maxLength: 3 });
    await fuzz('shop-settings', input, async (pages) => {
      const works: Work[] = [
        async (caller) => {
          const read = await loadShopProfile(caller);
          checkNumbers(read);
          planShopChanges({
            salesOrder,
            accountId: 'main',
            rules: DEFAULT_RULES,
            startAt: undefined,
            shop: { profile: { ...profile, taxRates: read.taxRates }, products: new Map() },
            found: undefined,
          });
        },
        (caller) => listStatuses(caller),
        (caller) => createCustomerMails(caller).listCustomerMails(),
        (caller) => checkAccess(caller, { minimumWooVersion: '9.9' }, { isHttps: true }),
      ];
      await doAll(
        pages.map(({ bytes }) => bytes),
        works,
      );
    });
  });

  it('is a refusal whose words are few and plain', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const bases = [...recorded('11', '12', '13', '14', '17', '27', '31', '38', '39', '40')];
    const input = fc.tuple(
      brokenBodies(bases),
      fc.constantFrom(302, 400, 401, 403, 404, 429, 500, 503),
      fc.constantFrom('', '5', '-1', '1e9', 'Mon, 02 Mar 2026 08:00:00 GMT', 'x'.repeat(9_999)),
    );
    await fuzz('shop-errors', input, async ([{ bytes }, statusCode, header]) => {
      const headers = { 'retry-after': header, date: header, location: header };
      const { caller } = shopAnswering([bytes], { statusCode, headers });
      const told = apiErrorFrom('', { statusCode, headers, text: bytes.toString('utf8') }, 0);
      const quoted = [told.shopCode, told.shopMessage];
      await createOrderReads(caller)
        .getOrder(1)
        .catch((fault) => checkFault(fault, FAULTS, quoted));
      await createOrderWrites(caller)
        .createOrders([orderDraft('n1')])
        .catch((fault) => checkFault(fault, FAULTS, quoted));
      checkWords(told.shopMessage ?? '', quoted);
    });
  });

  it('is parcels as far as they can be read', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const fulfillments = [
      {
        id: 1,
        status: 'fulfilled',
        is_fulfilled: true,
        date_fulfilled: '2026-03-02T08:00:00',
        meta_data: [
          { id: 1, key: '_items', value: [{ item_id: 5, qty: 2 }] },
          { id: 2, key: '_tracking_number', value: '00340434161094042571' },
          { id: 3, key: '_shipment_provider', value: 'dhl' },
        ],
      },
    ];
    const shipments = [
      {
        data: {
          id: 3,
          order_id: 1,
          type: 'simple',
          status: 'shipped',
          tracking_id: '00340434161094042571',
          shipping_provider: 'dhl',
          date_sent: '2026-03-02T08:00:00',
          items: [{ id: 1, order_item_id: 5, quantity: 2 }],
        },
      },
    ];
    const bases = [ORDER_META, fulfillments, shipments].map((body) => ({ body }));
    const sources = PARCEL_SOURCES;
    const reading = {
      sources,
      trackingKeys: ['_tracking_number'],
      carrierKeys: ['_tracking_carrier'],
      returnKeys: ['_return_number'],
      lines: [{ lineItemId: 5, productId: 10, variationId: 0 }],
    };
    await fuzz('shop-parcels', brokenBodies(bases), async ({ bytes }) => {
      const works: Work[] = [
        async (caller) => parcelsInMeta(await createRawReads(caller).getRawOrder(1), reading),
        async (caller) =>
          parcelsInFulfillments((await createParcelReads(caller).listFulfillments(1)) ?? []),
        async (caller) =>
          parcelsInShiptastic((await createParcelReads(caller).listShiptasticShipments(1)) ?? []),
      ];
      await doAll([bytes], works, (found) => {
        checkNumbers(found);
        if (Array.isArray(found)) allParcels(found, { sources });
      });
    });
  });
});
