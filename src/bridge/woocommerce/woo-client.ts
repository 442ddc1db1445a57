import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { StockHolder, StockReading } from '../../mapping/stock/stock-reading.ts';
import type { ForeignCandidate } from '../../mapping/woocommerce/foreign-import.ts';
import type {
  WooOrder,
  WooOrderChange,
  WooOrderDraft,
  WooRefund,
  WooRefundDraft,
} from '../../mapping/woocommerce/order.ts';
import type { ShopProduct, ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import type { CallMeter } from '../call-meter.ts';
import { type Clock, SECOND } from '../clock.ts';
import type { PayloadError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { checkAccess, type ShopCheck, type ShopNeeds } from './check-access.ts';
import { type CustomerMail, createCustomerMails } from './customer-mails.ts';
import { createOrderRemoval } from './delete-order.ts';
import { createProductFinder, type ShopOffer } from './find-products.ts';
import { createForeignOrderReads } from './foreign-orders.ts';
import { createOrderReads } from './get-orders.ts';
import { type ChangedOrders, createOrderListings } from './list-orders.ts';
import { listStatuses, loadShopProfile, type ShopStatus } from './load-shop-profile.ts';
import { createOrderNotes, type OrderNote } from './order-notes.ts';
import { createOrderRefunds } from './order-refunds.ts';
import type { OwnOrder } from './own-order.ts';
import { createParcelReads } from './parcels.ts';
import { createRawReads } from './raw-reads.ts';
import type { BatchResult } from './read-batch.ts';
import { type ChangedProduct, createStockReads, type StockQuestion } from './read-stock.ts';
import { createProductSearch, type NamedProduct } from './search-products.ts';
import type { ShopAccess } from './shop-access.ts';
import {
  createShopCaller,
  LARGEST_ANSWER_BYTES,
  type SendOnce,
  type ShopClock,
  type ShopRequest,
} from './shop-caller.ts';
import { createShopWebhooks, type ShopWebhook, type ShopWebhookDraft } from './shop-webhooks.ts';
import { createTestOrderListing, type TestOrder } from './test-orders.ts';
import { createOrderWrites, type OrderUpdate } from './write-orders.ts';

/**
 * One shop. Every call throws WooApiError, NetworkError, PayloadError, or the signal's reason.
 * Reading calls are retried; writing calls are sent once, and `outcomeOf` says what is known when
 * one throws.
 */
export type WooClient = {
  /** results in the order sent; at most 100 */
  createOrders(drafts: WooOrderDraft[], signal?: AbortSignal): Promise<BatchResult[]>;
  updateOrder(wooOrderId: number, change: WooOrderChange, signal?: AbortSignal): Promise<WooOrder>;
  updateOrders(changes: OrderUpdate[], signal?: AbortSignal): Promise<BatchResult[]>;
  /** undefined = deleted or never there; one in the bin has status "trash" */
  getOrder(wooOrderId: number, signal?: AbortSignal): Promise<WooOrder | undefined>;
  /** absent = deleted; an order that can't be read stands there as its error */
  getOrders(
    wooOrderIds: number[],
    signal?: AbortSignal,
  ): Promise<Map<number, WooOrder | PayloadError>>;
  /** ours of any status, by id; `createdAfter` is UTC ISO in the shop's time, that moment included */
  listOwnOrders(
    query: { createdAfter?: string | undefined },
    signal?: AbortSignal,
  ): AsyncIterable<OwnOrder[]>;
  /** orders whose OTTO order number is exactly this one */
  searchOrders(orderNumber: string, signal?: AbortSignal): Promise<OwnOrder[]>;
  /**
   * All orders changed at or after the moment, the shop's own and thrown-away ones too, by id. What
   * changes while it runs may be missing: ask next from when this listing began (shop's time).
   */
  listChangedOrders(
    query: { changedSince: string },
    signal?: AbortSignal,
  ): AsyncIterable<ChangedOrders>;
  listNotes(wooOrderId: number, signal?: AbortSignal): Promise<OrderNote[]>;
  /** a private note of plain text; see notesEqual for finding it again */
  createNote(wooOrderId: number, text: string, signal?: AbortSignal): Promise<void>;
  listRefunds(wooOrderId: number, signal?: AbortSignal): Promise<WooRefund[]>;
  createRefund(
    wooOrderId: number,
    refund: WooRefundDraft,
    signal?: AbortSignal,
  ): Promise<WooRefund>;
  /** to the bin, or with `force` for good; one that is there already, or gone, counts as done */
  deleteOrder(wooOrderId: number, options: { force: boolean }, signal?: AbortSignal): Promise<void>;
  /** the shop's own answer about an order, nothing read into it; undefined = deleted */
  getRawOrder(wooOrderId: number, signal?: AbortSignal): Promise<unknown>;
  /** the shop's own answers about an order's refunds, oldest first */
  listRawRefunds(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]>;
  /** the shop's own answers about an order's notes, newest first */
  listRawNotes(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]>;
  /** WooCommerce's own fulfillments of an order as answered; undefined = the shop has no such route */
  listFulfillments(wooOrderId: number, signal?: AbortSignal): Promise<unknown[] | undefined>;
  /** Shiptastic's shipments and returns of an order; undefined = no such route */
  listShiptasticShipments(wooOrderId: number, signal?: AbortSignal): Promise<unknown[] | undefined>;
  /** the newest orders of whomever, newest first; for telling who makes orders there */
  listNewestOrders(count: number, signal?: AbortSignal): Promise<ForeignCandidate[]>;
  /** what the shop's own search finds, at most 20 */
  findOrdersByText(text: string, signal?: AbortSignal): Promise<ForeignCandidate[]>;
  /** products with a SKU, by SKU or name, at most 20 */
  searchProducts(text: string, signal?: AbortSignal): Promise<NamedProduct[]>;
  /** test orders of mail proofs, thrown-away ones too */
  listTestOrders(signal?: AbortSignal): Promise<TestOrder[]>;
  /** the shop's switches for what it sends to buyers */
  listCustomerMails(signal?: AbortSignal): Promise<CustomerMail[]>;
  /** of everybody, oldest first */
  listWebhooks(signal?: AbortSignal): Promise<ShopWebhook[]>;
  /** the shop pings the address at once, but takes it also when nothing answers there */
  createWebhook(webhook: ShopWebhookDraft, signal?: AbortSignal): Promise<ShopWebhook>;
  /** for good; one that is gone already counts as done */
  deleteWebhook(webhookId: number, signal?: AbortSignal): Promise<void>;
  listStatuses(signal?: AbortSignal): Promise<ShopStatus[]>;
  /** by SKU as asked; remembered for ten minutes, a miss for one */
  findProducts(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopProduct>>;
  /** the same with name and price */
  findOffers(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>>;
  /** by EAN as asked, where just one product has it; remembered likewise */
  findByEan(eans: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>>;
  /** lets the next question about products go to the shop */
  forgetProducts(): void;
  /** SKUs that several products have, by their last look-up; the shop is not asked */
  findDoubledSkus(skus: readonly string[]): Map<string, readonly number[]>;
  /** by `stockHolder` of both ids; absent = gone for good */
  readStock(
    questions: readonly StockQuestion[],
    signal?: AbortSignal,
  ): Promise<Map<StockHolder, StockReading>>;
  /** products changed at or after the moment by the shop's clock, those in the bin last */
  listChangedProducts(
    query: { changedSince: string },
    signal?: AbortSignal,
  ): AsyncIterable<ChangedProduct[]>;
  loadShopProfile(signal?: AbortSignal): Promise<ShopProfile>;
  checkAccess(needs: ShopNeeds, signal?: AbortSignal): Promise<ShopCheck>;
  /** undefined before its first answer */
  shopClock(): ShopClock | undefined;
};

export function createWooClient(
  access: ShopAccess,
  parts: { clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): WooClient {
  const { clock, logger, meter } = parts;
  const { timeoutMs } = access;
  const caller = createShopCaller(createSendOnce(access), { timeoutMs, clock, logger, meter });
  return {
    ...createOrderWrites(caller),
    ...createOrderReads(caller),
    ...createOrderListings(caller, logger),
    ...createOrderNotes(caller),
    ...createOrderRefunds(caller),
    ...createOrderRemoval(caller),
    ...createRawReads(caller),
    ...createParcelReads(caller),
    ...createForeignOrderReads(caller),
    ...createProductSearch(caller),
    ...createShopWebhooks(caller),
    ...createTestOrderListing(caller),
    ...createCustomerMails(caller),
    ...createProductFinder(caller, clock),
    ...createStockReads(caller),
    listStatuses: (signal) => listStatuses(caller, signal),
    loadShopProfile: (signal) => loadShopProfile(caller, signal),
    checkAccess: (needs, signal) =>
      checkAccess(caller, needs, { isHttps: isHttps(access.url), signal }),
    shopClock: caller.shopClock,
  };
}

/**
 * The package is CommonJS with its class under `default`. Node, bundlers and vitest unwrap an `import`
 * of that differently; `require` is the same everywhere. Loaded with the first client: its HTTP library
 * is a large one, and the service is ready without it.
 */
const loadWooPackage = (): WooPackage =>
  createRequire(import.meta.url)('@woocommerce/woocommerce-rest-api');

type WooPackage = typeof import('@woocommerce/woocommerce-rest-api');

/** Shops close idle connections after 5 s and more; a call on a closed one has an unknown outcome. */
const IDLE_MS = 4 * SECOND;

const rawAnswerSchema = z.object({
  status: z.number(),
  headers: z.unknown(),
  data: z.unknown(),
});

/** The package with its untyped answers and its HTTP library's errors: both end here. */
function createSendOnce({ url, consumerKey, consumerSecret }: ShopAccess): SendOnce {
  const { default: WooApi } = loadWooPackage();
  const agentOptions = { keepAlive: true, timeout: IDLE_MS };
  const shared = {
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent(agentOptions),
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    maxBodyLength: LARGEST_ANSWER_BYTES,
    validateStatus: () => true,
    // Parsed by us: the package's own parsing lets text that is no JSON through without a word.
    responseType: 'text',
    transformResponse: (text: unknown) => text,
  };
  return async (request, signal) => {
    const axiosConfig = { ...shared, signal };
    const api = new WooApi({ url, consumerKey, consumerSecret, axiosConfig });
    const answer: unknown = await callOf(api, request);
    const { status, headers, data } = rawAnswerSchema.parse(answer);
    return {
      statusCode: status,
      headers: headerTexts(headers),
      text: typeof data === 'string' ? data : '',
    };
  };
}

function callOf(
  api: InstanceType<WooPackage['default']>,
  { method, path, query = {}, body }: ShopRequest,
): Promise<unknown> {
  switch (method) {
    case 'GET':
      return api.get(path, query);
    case 'DELETE':
      return api.delete(path, query);
    case 'PUT':
      return api.put(path, body);
    case 'POST':
      return api.post(path, body);
  }
}

function headerTexts(headers: unknown): Record<string, string> {
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isHttps(url: string): boolean {
  return /^https:/i.test(url);
}
