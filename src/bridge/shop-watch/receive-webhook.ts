import type { Secret } from '../settings/secret.ts';
import { isMarkedAs, marksOf } from './find-rows.ts';
import { isEcho, isInImportsHands } from './judge-look.ts';
import type { KeepDelivery } from './keep-deliveries.ts';
import type { WatchBase } from './ports.ts';
import { readDelivery, readProductDelivery } from './read-delivery.ts';
import { isSignedWith } from './webhook-signature.ts';

/** A request as it came in; header names in lower case, none of them signed. */
export type WebhookRequest = { headers: WebhookHeaders; rawBody: Buffer };

export type WebhookHeaders = Readonly<
  Partial<
    Record<
      | 'content-type'
      | 'x-wc-webhook-topic'
      | 'x-wc-webhook-signature'
      | 'x-wc-webhook-id'
      | 'x-wc-webhook-delivery-id',
      string | undefined
    >
  >
>;

/** What became of a request; everything but a refusal is answered with success. */
export type WebhookReceipt =
  /** `isNews`: an order is to be looked at; `isStockNews`: a product whose stock OTTO is told */
  | { outcome: 'received'; isNews: boolean; isStockNews?: boolean }
  | { outcome: 'refused'; why: WebhookRefusal };

export type WebhookRefusal = 'signature-missing' | 'signature-wrong' | 'body-unreadable';

export type ReceiverParts = Pick<WatchBase, 'clock' | 'logger' | 'shopUrl'> & {
  ledger: Pick<
    WatchBase['ledger'],
    | 'distrustShopWebhook'
    | 'findByWooOrderIds'
    | 'loadShopWebhooks'
    | 'noteProductsChanged'
    | 'openIncident'
    | 'resolveIncidents'
  >;
  /** whose SKUs may be called like a product */
  accountIds: readonly string[];
  /** kept between requests, so that those of one moment share a commit */
  keepDelivery: KeepDelivery;
  secret: Secret;
  topics: readonly string[];
  /** wrong signatures in a row, by webhook id; kept between requests */
  wrongSignatures: Map<number, number>;
};

/** Wrong signatures in a row under an id of ours before the webhook is made anew. */
const WRONG_SIGNATURES_TO_TELL = 3;

const NOTHING_NEW: WebhookReceipt = { outcome: 'received', isNews: false };
const DELIVERY_ID = /^[\w-]{1,100}$/;

/** A new webhook announces itself without a signature; a shop that gets no 200 repeats it for ever. */
export function isPing({ headers, rawBody }: WebhookRequest): boolean {
  return (
    headers['x-wc-webhook-signature'] === undefined &&
    /^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '') &&
    /^webhook_id=\d{1,20}$/.test(rawBody.toString('latin1'))
  );
}

/**
 * Takes one delivery of the shop: checked, kept, and worked off later. Nothing is asked of the shop
 * here, and nothing is believed: what a delivery says only decides whether its order is worth a look.
 *
 * @throws what the ledger throws: then the shop hears of a failure, and the poll finds the change
 */
export async function receiveWebhook(
  parts: ReceiverParts,
  request: WebhookRequest,
): Promise<WebhookReceipt> {
  const { headers, rawBody } = request;
  if (isPing(request)) return NOTHING_NEW;
  const signature = headers['x-wc-webhook-signature'];
  if (signature === undefined || signature === '') return refused('signature-missing');
  const webhookId = numberIn(headers['x-wc-webhook-id']);
  if (!isSignedWith(rawBody, parts.secret.reveal(), signature)) {
    await noteWrongSignature(parts, webhookId);
    return refused('signature-wrong');
  }
  if (webhookId !== undefined) await noteGoodSignature(parts, webhookId);
  const topic = headers['x-wc-webhook-topic'] ?? '';
  // A refusal would count as a failed delivery, and after some of them the shop switches it off.
  if (!parts.topics.includes(topic)) return NOTHING_NEW;
  if (topic.startsWith('product.')) return receiveProduct(parts, rawBody);
  const body = readDelivery(rawBody);
  const deliveryId = headers['x-wc-webhook-delivery-id'] ?? '';
  if (!body || !DELIVERY_ID.test(deliveryId)) return refused('body-unreadable');
  if (body.about === 'nothing') return NOTHING_NEW;
  const { wooOrderId, order } = body;
  const [row] = await parts.ledger.findByWooOrderIds([wooOrderId]);
  // The shop's own orders pass by without a trace.
  if (!row && !(order && marksOf(order))) return NOTHING_NEW;
  const now = parts.clock.now().toISOString();
  const isOwnEcho =
    row !== undefined &&
    order !== undefined &&
    isMarkedAs(order, row) &&
    !isInImportsHands(row, now) &&
    isEcho(row, order);
  const delivery = { deliveryId, webhookId, topic, wooOrderId, isWorked: isOwnEcho };
  const isFirst = await parts.keepDelivery(delivery);
  parts.logger.debug('webhook-received', { deliveryId, webhookId, topic, wooOrderId, isFirst });
  return { outcome: 'received', isNews: isFirst && !isOwnEcho };
}

/** What it says of the stock is not believed either: the shop is asked for it. */
async function receiveProduct(parts: ReceiverParts, rawBody: Buffer): Promise<WebhookReceipt> {
  const product = readProductDelivery(rawBody);
  if (!product) return NOTHING_NEW;
  const { productIds, shopSku } = product;
  const shopSkus = shopSku === undefined ? [] : [shopSku];
  const { accountIds } = parts;
  const now = parts.clock.now().toISOString();
  const isStockNews = await parts.ledger.noteProductsChanged(
    { productIds, shopSkus, accountIds },
    now,
  );
  return { outcome: 'received', isNews: false, isStockNews };
}

/** Only ids of ours count, and none is believed: the webhook is made anew at the next check. */
async function noteWrongSignature(
  parts: ReceiverParts,
  webhookId: number | undefined,
): Promise<void> {
  const { ledger, shopUrl, wrongSignatures, logger } = parts;
  logger.debug('webhook-signature-wrong', { webhookId });
  if (webhookId === undefined) return;
  const ours = await ledger.loadShopWebhooks(shopUrl);
  if (![...ours.values()].some((row) => row.webhook_id === webhookId)) return;
  const times = (wrongSignatures.get(webhookId) ?? 0) + 1;
  wrongSignatures.set(webhookId, times);
  if (times !== WRONG_SIGNATURES_TO_TELL) return;
  logger.warn('webhook-signature-wrong', { webhookId, times });
  await ledger.distrustShopWebhook(shopUrl, webhookId);
  await ledger.openIncident(
    { code: 'webhook-signature-wrong', about: 'shop', accountId: undefined, params: { webhookId } },
    parts.clock.now().toISOString(),
  );
}

async function noteGoodSignature(parts: ReceiverParts, webhookId: number): Promise<void> {
  const { wrongSignatures, ledger, clock } = parts;
  const times = wrongSignatures.get(webhookId) ?? 0;
  wrongSignatures.delete(webhookId);
  if (times < WRONG_SIGNATURES_TO_TELL) return;
  await ledger.resolveIncidents(['webhook-signature-wrong'], 'shop', clock.now().toISOString());
}

function refused(why: WebhookRefusal): WebhookReceipt {
  return { outcome: 'refused', why };
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
