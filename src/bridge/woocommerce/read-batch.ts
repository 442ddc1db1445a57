import { z } from 'zod';
import { type WooOrder, wooOrderSchema } from '../../mapping/woocommerce/order.ts';
import { PayloadError } from '../errors.ts';
import { CODE_LENGTH, plainMessage, type ShopAnswer } from './shop-answers.ts';

/**
 * What became of one order of a writing call that was answered.
 * - `done`: written, and as the shop shows it now
 * - `refused`: the shop did nothing
 * - `unreadable`: it may be written; look before it is sent again
 */
export type BatchResult =
  | { outcome: 'done'; order: WooOrder }
  | { outcome: 'refused'; shopCode: string; shopMessage: string }
  | { outcome: 'unreadable'; wooOrderId: number | undefined };

const batchSchema = z.object({
  create: z.array(z.unknown()).nullish(),
  update: z.array(z.unknown()).nullish(),
});

const itemSchema = z.looseObject({
  id: z.number().int().nonnegative().optional().catch(undefined),
  error: z
    .object({
      code: z.string().catch(''),
      message: z.string().catch(''),
      data: z
        .object({ status: z.number().optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    })
    .nullish(),
});

/**
 * The results of POST /orders/batch in the order sent.
 *
 * @param sentIds the order ids of an update, or the number of orders of a create
 * @throws PayloadError (retryable) when the answer does not fit what was sent: then the outcome of
 *   every order in it is unknown
 */
export function readBatch(
  answer: ShopAnswer,
  part: 'create' | 'update',
  sent: readonly (number | undefined)[],
): BatchResult[] {
  const parsed = batchSchema.safeParse(answer.body);
  const items = parsed.data?.[part] ?? [];
  if (items.length !== sent.length) {
    throw misfit(answer, `${sent.length} orders sent, ${items.length} results`);
  }
  return items.map((item, index) => {
    const sentId = sent[index];
    const result = readItem(item);
    const answeredId = result.outcome === 'done' ? result.order.wooOrderId : idOf(item);
    if (sentId !== undefined && answeredId !== undefined && answeredId !== sentId) {
      throw misfit(answer, 'the results are not in the order sent');
    }
    return result;
  });
}

/** One order as the shop answered it: alone, or as a part of a batch. */
export function readItem(item: unknown): BatchResult {
  const read = itemSchema.safeParse(item);
  const wooOrderId = read.data?.id || undefined;
  if (!read.success) return { outcome: 'unreadable', wooOrderId };
  const { error } = read.data;
  if (error) {
    // A fault of the shop itself may have struck after the order was saved.
    if ((error.data?.status ?? 400) >= 500) return { outcome: 'unreadable', wooOrderId };
    return {
      outcome: 'refused',
      shopCode: error.code.slice(0, CODE_LENGTH) || 'unknown',
      shopMessage: plainMessage(error.message),
    };
  }
  const order = wooOrderSchema.safeParse(item);
  return order.success
    ? { outcome: 'done', order: order.data }
    : { outcome: 'unreadable', wooOrderId };
}

function idOf(item: unknown): number | undefined {
  return itemSchema.safeParse(item).data?.id || undefined;
}

function misfit({ requestLine }: ShopAnswer, problem: string): PayloadError {
  return new PayloadError(requestLine, [problem], { retryable: true });
}
