import { type WooOrder, wooOrderSchema } from '../../mapping/woocommerce/order.ts';
import { CREATED_VIA } from '../../mapping/woocommerce/order-meta.ts';
import { SECOND } from '../clock.ts';
import { PayloadError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { OWN_ORDER_FIELDS, type OwnOrder, readOwnOrder } from './own-order.ts';
import { type ListEntry, pagesById } from './page-by-id.ts';
import { problemsOf } from './shop-answers.ts';
import type { ShopCaller, ShopQuery } from './shop-caller.ts';

const SHORT_PAGE = 100;
/** Full orders: a hundred cost the shop as much as four new ones. */
const FULL_PAGE = 50;
const SOURCE = 'GET /wp-json/wc/v3/orders';

/** One page of what changed; ids of orders that can't be read stand apart. */
export type ChangedOrders = { orders: WooOrder[]; unreadable: number[] };

/** The bin is in no other listing. It comes last, so that what is thrown away meanwhile is not missed. */
const LISTINGS: readonly ShopQuery[] = [{}, { status: 'trash' }];

/** Ways to find orders in the shop; an order that is thrown away meanwhile may come twice. */
export function createOrderListings(caller: ShopCaller, logger: Logger) {
  async function* listEntries(
    query: ShopQuery,
    pageSize: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ListEntry[]> {
    for (const listing of LISTINGS) {
      yield* pagesById(caller, 'orders', { ...query, ...listing }, { pageSize, signal });
    }
  }

  return {
    async *listOwnOrders(
      query: { createdAfter?: string | undefined },
      signal?: AbortSignal,
    ): AsyncGenerator<OwnOrder[]> {
      const filter = {
        created_via: CREATED_VIA,
        _fields: OWN_ORDER_FIELDS,
        ...(query.createdAfter ? momentFilter('after', query.createdAfter) : {}),
      };
      for await (const page of listEntries(filter, SHORT_PAGE, signal)) {
        const own = page.flatMap(
          (entry) => readOwnOrder(SOURCE, entry, { sameOrigin: true }) ?? [],
        );
        if (own.length > 0) yield own;
      }
    },

    async searchOrders(orderNumber: string, signal?: AbortSignal): Promise<OwnOrder[]> {
      if (orderNumber.trim() === '') return [];
      const found = new Map<number, OwnOrder>();
      const filter = { search: orderNumber, _fields: OWN_ORDER_FIELDS };
      for await (const page of listEntries(filter, SHORT_PAGE, signal)) {
        for (const entry of page) {
          const own = readOwnOrder(SOURCE, entry, { sameOrigin: false });
          if (own?.orderNumber === orderNumber) found.set(own.wooOrderId, own);
        }
      }
      return [...found.values()];
    },

    async *listChangedOrders(
      query: { changedSince: string },
      signal?: AbortSignal,
    ): AsyncGenerator<ChangedOrders> {
      const filter = momentFilter('modified_after', query.changedSince);
      for await (const page of listEntries(filter, FULL_PAGE, signal)) {
        const changed: ChangedOrders = { orders: [], unreadable: [] };
        for (const entry of page) {
          const order = readOrder(entry);
          if (!(order instanceof PayloadError)) {
            changed.orders.push(order);
            continue;
          }
          logger.warn('shop-order-unreadable', { wooOrderId: entry.id, reason: order.message });
          changed.unreadable.push(entry.id);
        }
        yield changed;
      }
    },
  };
}

/** A full order, or why it can't be read: one bad order must not hide the others. */
export function readOrder(entry: unknown, source = SOURCE): WooOrder | PayloadError {
  const parsed = wooOrderSchema.safeParse(entry);
  return parsed.success ? parsed.data : new PayloadError(source, problemsOf(parsed.error));
}

/**
 * The shop's filter is exclusive and counts whole seconds, so it is asked one second early. With
 * `dates_are_gmt` a "Z" would be read as the shop's own time.
 */
export function momentFilter(name: 'after' | 'modified_after', moment: string): ShopQuery {
  const early = new Date(Date.parse(moment) - SECOND);
  return { [name]: early.toISOString().slice(0, 19), dates_are_gmt: true };
}
