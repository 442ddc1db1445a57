import { pickFields } from '../fields.ts';
import { listSchemas } from '../order-params.ts';
import { listAnswer, pageOf, sortedById } from '../paging.ts';
import { isEmpty, listOf, toInt, toText } from '../php-values.ts';
import { RestError, refusals } from '../rest.ts';
import { editable, type Route, type RouteParams } from '../routing.ts';
import { resourceUrl, type Shop } from '../shop.ts';
import type { StoredWebhook } from '../state.ts';
import { takeId } from '../state.ts';
import { pingWebhook, saveWebhook } from '../webhook-sender.ts';
import { isValidTopic, viewWebhook } from '../webhook-view.ts';

/** Webhooks: create, read, change, delete. The secret is never shown. */
export const webhookRoutes: Route[] = [
  {
    path: '/wc/v3/webhooks',
    methods: {
      GET: {
        refusal: refusals.cannotList,
        schemas: () => listSchemas,
        run: (shop, params, request) => {
          const all = sortedById(shop.state.webhooks.values(), params);
          const wanted = all.filter(
            (webhook) =>
              isEmpty(params.status) || params.status === 'all' || webhook.status === params.status,
          );
          const found = pageOf(wanted, params);
          const views = found.entries.map((webhook) => viewWebhook(shop, webhook));
          const body = listOf(pickFields(views, params._fields));
          const list = { path: 'webhooks', body, total: found.total, pages: found.pages };
          return listAnswer(shop, list, request.query, toInt(params.page));
        },
      },
      POST: {
        refusal: refusals.cannotCreate,
        run: async (shop, params) => {
          const webhook = create(shop, params);
          await pingWebhook(shop, webhook);
          const location = resourceUrl(shop, `webhooks/${webhook.id}`);
          return { status: 201, body: viewWebhook(shop, webhook), headers: { location } };
        },
      },
    },
  },
  {
    path: '/wc/v3/webhooks/:id',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const webhook = shop.state.webhooks.get(toInt(params.id));
          if (webhook === undefined) throw refused('id', 'ID is invalid.', 404);
          return { status: 200, body: pickFields(viewWebhook(shop, webhook), params._fields) };
        },
      },
      ...editable({
        refusal: refusals.cannotEdit,
        run: async (shop, params) => ({
          status: 200,
          body: viewWebhook(shop, await update(shop, params)),
        }),
      }),
      DELETE: {
        refusal: refusals.cannotDelete,
        schemas: () => ({ force: { type: 'boolean', default: false } }),
        run: (shop, params) => {
          if (params.force !== true) {
            throw new RestError(
              'woocommerce_rest_trash_not_supported',
              'Webhooks do not support trashing.',
              { status: 501 },
            );
          }
          const webhook = shop.state.webhooks.get(toInt(params.id));
          if (webhook === undefined) throw refused('id', 'Invalid ID.', 404);
          shop.state.webhooks.delete(webhook.id);
          return { status: 200, body: viewWebhook(shop, webhook) };
        },
      },
    },
  },
];

function create(shop: Shop, params: RouteParams): StoredWebhook {
  const topic = toText(params.topic);
  if (!isValidTopic(topic)) throw refused('topic', 'Webhook topic is required and must be valid.');
  const at = shop.now();
  const webhook: StoredWebhook = {
    id: takeId(shop.state, 'webhook'),
    name: isEmpty(params.name) ? `Webhook created on ${at.toISOString()}` : toText(params.name),
    status: 'active',
    topic,
    deliveryUrl: checkedUrl(params.delivery_url),
    secret: isEmpty(params.secret) ? crypto.randomUUID() : toText(params.secret),
    dateCreated: at,
    dateModified: null,
    failureCount: 0,
    pingDue: true,
  };
  shop.state.webhooks.set(webhook.id, webhook);
  return webhook;
}

async function update(shop: Shop, params: RouteParams): Promise<StoredWebhook> {
  const webhook = shop.state.webhooks.get(toInt(params.id));
  if (webhook === undefined) throw refused('id', 'ID is invalid.');
  if (!isEmpty(params.topic)) {
    if (!isValidTopic(toText(params.topic))) throw refused('topic', 'Webhook topic must be valid.');
    webhook.topic = toText(params.topic);
  }
  const oldUrl = webhook.deliveryUrl;
  if (!isEmpty(params.delivery_url)) webhook.deliveryUrl = checkedUrl(params.delivery_url);
  if (!isEmpty(params.secret)) webhook.secret = toText(params.secret);
  if (!isEmpty(params.name)) webhook.name = toText(params.name);
  if (!isEmpty(params.status)) {
    const status = (['active', 'paused', 'disabled'] as const).find(
      (candidate) => candidate === params.status,
    );
    if (status === undefined) throw refused('status', 'Webhook status must be valid.');
    // Re-activating does not reset the failure counter: the next failure disables at once.
    webhook.status = status;
  }
  await saveWebhook(shop, webhook, { hasNewUrl: webhook.deliveryUrl !== oldUrl });
  return webhook;
}

function checkedUrl(value: unknown): string {
  const url = toText(value);
  if (/^https?:\/\/\S+$/.test(url)) return url;
  throw refused(
    'delivery_url',
    'Webhook delivery URL must be a valid URL starting with http:// or https://.',
  );
}

function refused(what: string, message: string, status = 400): RestError {
  return new RestError(`woocommerce_rest_shop_webhook_invalid_${what}`, message, { status });
}
