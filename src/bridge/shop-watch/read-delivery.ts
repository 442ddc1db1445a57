import { z } from 'zod';
import { type WooOrder, wooOrderSchema } from '../../mapping/woocommerce/order.ts';

/** What a body says: which order, and how it looked when it was sent, as far as that can be read. */
export type DeliveryBody =
  | { about: 'order'; wooOrderId: number; order: WooOrder | undefined }
  /** the order was gone when its delivery was sent: an error of the shop instead, without an id */
  | { about: 'nothing' };

const idSchema = z.object({ id: z.number().int().positive() });
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

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
