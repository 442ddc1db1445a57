import express, { type Express, type Request } from 'express';
import type { WebhookHeaders, WebhookRefusal } from '../../shop-watch/receive-webhook.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

/** An order of some hundred lines is far below this. */
const LARGEST_DELIVERY = '2mb';

/**
 * Where the shop tells of changes. Its signature over the raw bytes stands in for the token, and it
 * comes by the name the owner gave the bridge, so neither token nor host name are asked.
 */
export function serveWebhooks(app: Express, parts: Pick<HttpParts, 'receiveWebhook'>): void {
  const { method, path, status, answer } = API_OPERATIONS.receiveWebhook;
  // Nothing is unpacked: the shop sends plain bytes, and those are what it signed.
  const rawBody = express.raw({ type: () => true, limit: LARGEST_DELIVERY, inflate: false });
  app[method](path, rawBody, async (request, response) => {
    const body: unknown = request.body;
    const receipt = await parts.receiveWebhook({
      headers: headersOf(request),
      rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    if (receipt.outcome === 'refused') throw refused(receipt.why);
    response.status(status).json(answer.parse({ received: true }));
  });
}

export function serveShopWatch(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.getShopWatch, languageOf, () => parts.getShopWatch());
}

function refused(why: WebhookRefusal): Problem {
  return why === 'body-unreadable' ? new Problem(400, 'request-unreadable') : new Problem(401, why);
}

function headersOf(request: Request): WebhookHeaders {
  return {
    'content-type': request.get('content-type'),
    'x-wc-webhook-topic': request.get('x-wc-webhook-topic'),
    'x-wc-webhook-signature': request.get('x-wc-webhook-signature'),
    'x-wc-webhook-id': request.get('x-wc-webhook-id'),
    'x-wc-webhook-delivery-id': request.get('x-wc-webhook-delivery-id'),
  };
}
