import { orderDefaults } from '../order-params.ts';
import { isObject, isSet, listOf, type PhpArray, toInt } from '../php-values.ts';
import { RestError, type RestRequest, refusals } from '../rest.ts';
import { editable, type Route } from '../routing.ts';
import type { Shop } from '../shop.ts';
import { createSingle, deleteOrder, single, updateSingle } from './orders.ts';

const LIMIT = 100;

/**
 * Many orders in one call, one after the other, without a transaction. Each object gets its own
 * answer in place; the checks of the single call are not made. A PHP fatal ends the call midway.
 */
export const orderBatchRoutes: Route[] = [
  {
    path: '/wc/v3/orders/batch',
    methods: editable({ refusal: refusals.cannotBatch, run: runBatch }),
  },
];

async function runBatch(shop: Shop, params: PhpArray, request: RestRequest) {
  const creates = listOf(params.create);
  const updates = listOf(params.update);
  const deletes = listOf(params.delete);
  if (creates.length + updates.length + deletes.length > LIMIT) {
    throw new RestError(
      'woocommerce_rest_request_entity_too_large',
      `Unable to accept more than ${LIMIT} items for this request.`,
      { status: 413 },
    );
  }
  const body: Record<string, unknown[]> = {};
  let index = 0;
  const each = async (
    action: 'create' | 'update' | 'delete',
    items: unknown[],
    failedId: (item: unknown) => unknown,
    run: (item: unknown) => unknown,
  ) => {
    const results: unknown[] = [];
    if (items.length > 0) body[action] = results;
    for (const item of items) {
      try {
        const refusal = await request.itemGate.beforeItem(index, item);
        index += 1;
        if (refusal !== undefined) throw refusal;
        results.push(run(item));
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        results.push({ id: failedId(item), error: error.body });
      }
    }
  };
  await each(
    'create',
    creates,
    () => 0,
    (item) => create(shop, asObject(item), request),
  );
  await each('update', updates, idOf, (item) =>
    single(shop, updateSingle(shop, asObject(item)), asObject(item)),
  );
  await each(
    'delete',
    deletes,
    (item) => item,
    (item) => deleteOrder(shop, { ...asObject(item), id: idOf(item), force: true }),
  );
  return { status: 200, body };
}

function create(shop: Shop, item: PhpArray, request: RestRequest): unknown {
  const defaults = orderDefaults(shop.settings);
  const sent = Object.fromEntries(Object.entries(item).filter(([, value]) => isSet(value)));
  const order = createSingle(shop, { ...defaults, ...sent });
  return single(shop, order, request.query);
}

function asObject(item: unknown): PhpArray {
  return isObject(item) ? item : {};
}

function idOf(item: unknown): unknown {
  return isObject(item) ? item.id : toInt(item);
}
