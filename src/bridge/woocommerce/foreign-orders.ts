import { z } from 'zod';
import { utcFromText } from '../../mapping/otto/utc-date.ts';
import type { ForeignCandidate } from '../../mapping/woocommerce/foreign-import.ts';
import type { ShopCaller, ShopQuery } from './shop-caller.ts';

const PAGE = 100;
const FOUND_AT_MOST = 20;
/** Nothing of a buyer is asked for but the note, which is looked through and dropped. */
const FIELDS =
  'id,number,status,created_via,payment_method,payment_method_title,transaction_id,customer_note,date_created_gmt,meta_data';

const text = z.string().catch('');

const candidateSchema = z
  .object({
    id: z.number().int().positive(),
    number: z.coerce.string().catch(''),
    status: text,
    created_via: text,
    payment_method: text,
    payment_method_title: text,
    transaction_id: text,
    customer_note: text,
    date_created_gmt: text,
    meta_data: z
      .array(z.object({ key: z.string(), value: z.unknown() }))
      .nullish()
      .catch([]),
  })
  .transform(
    (raw): ForeignCandidate => ({
      wooOrderId: raw.id,
      number: raw.number,
      status: raw.status,
      createdVia: raw.created_via,
      paymentMethod: raw.payment_method,
      paymentTitle: raw.payment_method_title,
      transactionId: raw.transaction_id,
      customerNote: raw.customer_note,
      createdAt: utcFromText(raw.date_created_gmt),
      meta: (raw.meta_data ?? []).map(({ key, value }) => ({
        key,
        value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
      })),
    }),
  );

const pageSchema = z.array(candidateSchema);

/** Shop orders of whomever, for telling who makes orders there. Throw as every reading call. */
export function createForeignOrderReads(caller: Pick<ShopCaller, 'read'>) {
  const page = (query: ShopQuery, signal?: AbortSignal) =>
    caller.read('orders', { _fields: FIELDS, ...query }, pageSchema, signal);
  return {
    /** the newest orders, newest first */
    async listNewestOrders(count: number, signal?: AbortSignal): Promise<ForeignCandidate[]> {
      const orders: ForeignCandidate[] = [];
      for (let offset = 0; offset < count; offset += PAGE) {
        const perPage = Math.min(PAGE, count - offset);
        const some = await page(
          { orderby: 'id', order: 'desc', per_page: perPage, offset },
          signal,
        );
        for (const order of some) orders.push(order);
        if (some.length < perPage) break;
      }
      return orders;
    },
    /** what the shop's own search finds for a text: transaction ids and names of items, not meta */
    findOrdersByText: (wanted: string, signal?: AbortSignal): Promise<ForeignCandidate[]> =>
      wanted.trim() === ''
        ? Promise.resolve([])
        : page({ search: wanted, per_page: FOUND_AT_MOST }, signal),
  };
}
