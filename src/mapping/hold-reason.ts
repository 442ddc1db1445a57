import type { ImportRules } from './import-rules.ts';
import { LARGEST_BELIEVABLE_CENTS } from './money.ts';
import { livePieces, type OrderPhase, orderPhase } from './order-phase.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import { ownLines } from './own-lines.ts';
import { idsRefunded } from './refunded-pieces.ts';
import type { FoundShopOrder, HoldReason } from './shop-plan.ts';
import type { StatusStep } from './status-step.ts';
import { productOf } from './stock/expand-sets.ts';
import { wholeIds } from './stock/part-id.ts';
import type { ShopProduct, ShopProfile } from './woocommerce/shop-profile.ts';

/**
 * The first reason, if any, why nothing may be written for this order. Checked before every write,
 * because a batch call of WooCommerce checks nothing itself: a wrong status becomes "pending" there.
 */
export function holdReason(salesOrder: SalesOrder, profile: ShopProfile): HoldReason | undefined {
  return (
    unknownStatus(salesOrder) ??
    foreignCurrency(salesOrder) ??
    oddPrice(salesOrder) ??
    (profile.priceDecimals < 2
      ? { code: 'shop-without-cents', priceDecimals: profile.priceDecimals }
      : undefined)
  );
}

/**
 * Holds when the shop has lost the status the owner chose, or the one on the way to it: nothing is
 * guessed in its place.
 */
export function missingStatus(
  profile: ShopProfile,
  phase: OrderPhase,
  step: StatusStep,
): HoldReason | undefined {
  const known = profile.statuses.map((candidate) => candidate.slug);
  const status = [step.mapped, step.status].find((candidate) => !known.includes(candidate));
  return status === undefined ? undefined : { code: 'status-not-in-shop', phase, status };
}

/**
 * Holds while OTTO no longer lists a piece that a line of the shop order counts. A person who takes it
 * out of the line, or says that it is refunded, has decided.
 */
export function vanishedPieces(
  salesOrder: SalesOrder,
  found: FoundShopOrder,
): HoldReason | undefined {
  const accounted = new Set([
    ...salesOrder.positionItems.map((piece) => piece.positionItemId),
    ...idsRefunded(found),
  ]);
  const vanishedIds = ownLines(found.order, salesOrder.positionItems).flatMap(({ line }) => {
    const vanished = line.positionItemIds.filter((id) => !accounted.has(id));
    const isCounted = line.quantity > line.positionItemIds.length - vanished.length;
    return isCounted ? vanished : [];
  });
  const ids = wholeIds(vanishedIds);
  return ids.length === 0
    ? undefined
    : { code: 'pieces-vanished', pieces: ids.length, positionItemIds: ids.join(', ') };
}

function unknownStatus(salesOrder: SalesOrder): HoldReason | undefined {
  if (orderPhase(salesOrder.positionItems) !== undefined) return undefined;
  const words = salesOrder.positionItems
    .filter((item) => item.fulfillmentStatus === undefined)
    .map((item) => item.rawFulfillmentStatus);
  return { code: 'fulfillment-status-unknown', words: [...new Set(words)].join(', ') };
}

function foreignCurrency(salesOrder: SalesOrder): HoldReason | undefined {
  const currency = [...salesOrder.positionItems, ...salesOrder.deliveryFees]
    .map((priced) => priced.currency)
    .find((candidate) => candidate !== 'EUR');
  return currency === undefined ? undefined : { code: 'currency-not-euro', currency };
}

function oddPrice(salesOrder: SalesOrder): HoldReason | undefined {
  const believable = (cents: number) => cents >= 0 && cents <= LARGEST_BELIEVABLE_CENTS;
  for (const item of salesOrder.positionItems) {
    const cents = [item.grossCents, item.payableCents].find((candidate) => !believable(candidate));
    if (cents !== undefined) {
      return { code: 'price-not-believable', positionItemId: item.positionItemId, cents };
    }
    if (!(item.vatRatePercent >= 0 && item.vatRatePercent < 100)) {
      return {
        code: 'price-not-believable',
        positionItemId: item.positionItemId,
        cents: item.payableCents,
      };
    }
  }
  const fee = salesOrder.deliveryFees.find((candidate) => !believable(candidate.grossCents));
  return fee && { code: 'price-not-believable', positionItemId: fee.name, cents: fee.grossCents };
}

/**
 * Holds a new order with a SKU the shop lacks, where the owner wants that. An order that is in the
 * shop already has its lines: a product deleted since must not stop its refund.
 */
export function missingSku(
  salesOrder: SalesOrder,
  products: ReadonlyMap<string, ShopProduct>,
  rules: ImportRules,
): HoldReason | undefined {
  if (rules.unknownSku !== 'hold') return undefined;
  const skus = livePieces(salesOrder.positionItems)
    .filter((item) => productOf(item, products) === undefined)
    .map((item) => item.sku);
  return skus.length === 0
    ? undefined
    : { code: 'sku-not-in-shop', skus: [...new Set(skus)].join(', ') };
}
