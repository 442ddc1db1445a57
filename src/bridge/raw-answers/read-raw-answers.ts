import { atOtto, atShop, ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import { mask } from './mask.ts';
import {
  SHOWN_OF_NOTE,
  SHOWN_OF_OTTO,
  SHOWN_OF_REFUND,
  SHOWN_OF_SHOP_ORDER,
} from './shown-places.ts';

/** What one side answers about an order; a fault of one side does not hide the other. */
export type RawAnswer =
  | { state: 'shown'; answer: unknown }
  /** the side has no such order */
  | { state: 'absent' }
  | { state: 'fault'; fault: RunFault };

export type RawAnswers = { otto: RawAnswer; shop: RawAnswer };

/** Both sides, opened only when they are asked. */
export type RawParts = {
  otto: () => {
    getRawSalesOrder(salesOrderId: string, signal?: AbortSignal): Promise<unknown>;
  };
  shop: () => {
    getRawOrder(wooOrderId: number, signal?: AbortSignal): Promise<unknown>;
    listRawRefunds(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]>;
    listRawNotes(wooOrderId: number, signal?: AbortSignal): Promise<unknown[]>;
  };
};

/**
 * What both sides say about one order right now, in their own words, with everything personal masked.
 * Read anew each time; never stored, never logged.
 */
export async function readRawAnswers(
  parts: RawParts,
  order: { salesOrderId: string; wooOrderId: number | null },
  signal: AbortSignal,
): Promise<RawAnswers> {
  const { salesOrderId, wooOrderId } = order;
  const [otto, shop] = await Promise.all([
    answerOf(() =>
      atOtto(async () => {
        const answer = await parts.otto().getRawSalesOrder(salesOrderId, signal);
        return answer === undefined ? undefined : mask(answer, SHOWN_OF_OTTO);
      }),
    ),
    answerOf(() =>
      atShop(async () => (wooOrderId === null ? undefined : askShop(parts, wooOrderId, signal))),
    ),
  ]);
  return { otto, shop };
}

async function askShop(parts: RawParts, wooOrderId: number, signal: AbortSignal) {
  const shop = parts.shop();
  const order = await shop.getRawOrder(wooOrderId, signal);
  if (order === undefined) return undefined;
  const refunds = await shop.listRawRefunds(wooOrderId, signal);
  const notes = await shop.listRawNotes(wooOrderId, signal);
  return {
    order: mask(order, SHOWN_OF_SHOP_ORDER),
    refunds: mask(refunds, [SHOWN_OF_REFUND]),
    notes: mask(notes, [SHOWN_OF_NOTE]),
  };
}

async function answerOf(ask: () => Promise<unknown>): Promise<RawAnswer> {
  try {
    const answer = await ask();
    return answer === undefined ? { state: 'absent' } : { state: 'shown', answer };
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
    return { state: 'fault', fault: error.fault };
  }
}
