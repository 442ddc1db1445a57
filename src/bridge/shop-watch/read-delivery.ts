import { z } from 'zod';
import { type WooOrder, wooOrderSchema } from '../../mapping/woocommerce/order.ts';
import { valueOfJson } from '../json-text.ts';

/** What a body says: which order, and how it looked when it was sent, as far as that can be read. */
export type DeliveryBody =
  | { about: 'order'; wooOrderId: number; order: WooOrder | undefined }
  /** the order was gone when its delivery was sent: an error of the shop instead, without an id */
  | { about: 'nothing' };

/** What a body about a product says; of a variation its product is named too. */
export type ProductDelivery = { productIds: number[]; shopSku: string | undefined };

const idSchema = z.object({ id: z.number().int().positive() });
const productSchema = idSchema.extend({
  parent_id: z.number().int().nonnegative().optional().catch(undefined),
  sku: z.string().optional().catch(undefined),
});
const errorSchema = z.object({ code: z.string().startsWith('woocommerce_rest_') });

/** @returns undefined for a body that no WooCommerce sends about an order */
export function readDelivery(rawBody: Buffer): DeliveryBody | undefined {
  const body = jsonOf(rawBody);
  const withId = idSchema.safeParse(body);
  if (withId.success) {
    return {
      about: 'order',
      wooOrderId: withId.data.id,
      order: wooOrderSchema.safeParse(body).data,
    };
  }
  return errorSchema.safeParse(body).success ? { about: 'nothing' } : undefined;
}

/** @returns undefined for a body that names no product, as where it was gone when it was sent */
export function readProductDelivery(rawBody: Buffer): ProductDelivery | undefined {
  const { data } = productSchema.safeParse(jsonOf(rawBody));
  if (!data) return undefined;
  const { id, parent_id: parentId, sku } = data;
  return { productIds: parentId ? [id, parentId] : [id], shopSku: sku || undefined };
}

function jsonOf(rawBody: Buffer): unknown {
  return valueOfJson(rawBody.toString('utf8'));
}
