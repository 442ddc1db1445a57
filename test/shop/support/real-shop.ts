import { z } from 'zod';
import { CREATED_VIA, META, splitIds } from '../../../src/mapping/woocommerce/order-meta.ts';
import { type ClientAnswer, testClient } from '../../fakes/woocommerce/test-client.ts';
import { shopAccess } from './shop-access.ts';

const CALL_MS = 120_000;
const PAGE = 50;
/** Accounts of these journeys begin with it; so their orders are told from all others. */
export const ACCOUNT_PREFIX = 'shoptest-';

const text = z.string();
const cents = text.transform((amount) => Math.round(Number(amount) * 100));
const meta = z
  .array(z.object({ key: text, value: z.unknown() }))
  .transform((entries) => new Map(entries.map(({ key, value }) => [key, value])));

const orderSchema = z.object({
  id: z.number(),
  status: text,
  created_via: text,
  transaction_id: text,
  payment_method: text,
  currency: text,
  customer_id: z.number(),
  total: cents,
  total_tax: cents,
  discount_total: text,
  date_modified_gmt: text,
  date_paid_gmt: text.nullable(),
  billing: z.record(text, text),
  shipping: z.record(text, text),
  line_items: z.array(
    z.object({
      id: z.number(),
      name: text,
      sku: text.nullish(),
      product_id: z.number(),
      variation_id: z.number(),
      quantity: z.number(),
      tax_class: text,
      total: cents,
      total_tax: cents,
      meta_data: meta,
    }),
  ),
  shipping_lines: z.array(z.object({ method_title: text, total: cents, total_tax: cents })),
  fee_lines: z.array(z.object({ name: text, total: text })),
  refunds: z.array(z.object({ id: z.number(), total: cents })),
  meta_data: meta,
});
/** An order as GET answers it, amounts in cents. */
export type RealOrder = z.output<typeof orderSchema>;

const refundSchema = z.object({
  id: z.number(),
  amount: cents,
  line_items: z.array(z.object({ quantity: z.number() })),
  meta_data: meta,
});
export type RealRefund = z.output<typeof refundSchema>;

const productSchema = z.object({
  id: z.number(),
  sku: text,
  type: text,
  parent_id: z.number(),
  tax_class: text,
  tax_status: text,
  manage_stock: z.unknown(),
  stock_quantity: z.number().nullable(),
});
export type RealProduct = z.output<typeof productSchema>;

const rateSchema = z.object({
  country: text,
  state: text,
  rate: z.coerce.number(),
  postcodes: z.array(text),
  cities: z.array(text),
});

/** The shop over REST, as the tests see it: independent of the bridge's own client. */
export function realShop() {
  const { url, ...key } = shopAccess();
  const api = testClient(url, key, CALL_MS);

  async function list<Out>(
    path: string,
    schema: z.ZodType<Out>,
    query: Record<string, unknown> = {},
  ): Promise<Out[]> {
    const all: Out[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await api.get(path, { per_page: PAGE, page, ...query });
      all.push(...z.array(schema).parse(done(answer, `GET ${path}`).list));
      if (answer.list.length < PAGE) return all;
    }
  }

  return {
    url,
    api,
    /** orders the bridge made for this account, by id; all such accounts when none is named */
    async orders(accountId?: string): Promise<RealOrder[]> {
      const query = { created_via: CREATED_VIA, orderby: 'id', order: 'asc' };
      const listed = await list('orders', orderSchema, query);
      const binned = await list('orders', orderSchema, { ...query, status: 'trash' });
      return [...listed, ...binned].filter((order) => {
        const account = String(order.meta_data.get(META.account) ?? '');
        return accountId === undefined ? account.startsWith(ACCOUNT_PREFIX) : account === accountId;
      });
    },
    async notes(orderId: number): Promise<string[]> {
      const answer = await api.get(`orders/${orderId}/notes`);
      const notes = done(answer, 'notes').list;
      return z
        .array(z.object({ note: text }))
        .parse(notes)
        .map(({ note }) => note);
    },
    refunds: (orderId: number) => list(`orders/${orderId}/refunds`, refundSchema),
    async statuses(): Promise<string[]> {
      const answer = done(await api.get('orders/statuses'), 'statuses');
      return z
        .array(z.object({ slug: text }))
        .parse(answer.list)
        .map(({ slug }) => slug);
    },
    /** products and variations of these SKUs; the shop's own spelling */
    async products(skus: readonly string[]): Promise<RealProduct[]> {
      const found: RealProduct[] = [];
      for (const sku of skus) found.push(...(await list('products', productSchema, { sku })));
      return found;
    },
    /** percentages that apply all over Germany */
    async germanRates(): Promise<number[]> {
      const rates = await list('taxes', rateSchema);
      return rates
        .filter((rate) => ['', 'DE'].includes(rate.country) && rate.state === '')
        .filter((rate) => rate.postcodes.length === 0 && rate.cities.length === 0)
        .map(({ rate }) => rate);
    },
    async setting(group: string, id: string): Promise<string> {
      const answer = done(await api.get(`settings/${group}/${id}`), id);
      return String(answer.body.value);
    },
    async set(group: string, id: string, value: string): Promise<void> {
      done(await api.put(`settings/${group}/${id}`, { value }), `PUT ${id}`);
    },
    async deleteOrders(ids: readonly number[]): Promise<void> {
      for (let start = 0; start < ids.length; start += PAGE) {
        const some = ids.slice(start, start + PAGE);
        done(await api.post('orders/batch', { delete: some }), 'delete orders');
      }
    },
  };
}

export type RealShop = ReturnType<typeof realShop>;

/** Ids of the pieces a line or refund stands for. */
export function pieceIds(entry: { meta_data: Map<string, unknown> }): string[] {
  const value = entry.meta_data.get(META.linePositionItems);
  return splitIds(typeof value === 'string' ? value : undefined);
}

/** @throws with the shop's own words when it did not do it */
export function done(answer: ClientAnswer, what: string): ClientAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new Error(
    `${what}: the shop answered ${answer.status} ${String(answer.body.code ?? '')} ${String(answer.body.message ?? '')}`,
  );
}
