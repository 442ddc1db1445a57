import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import type { FulfillmentStatus } from '../../../src/mapping/otto/fulfillment-status.ts';
import type { PositionItem, SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import type { ShopSettings } from '../../fakes/woocommerce/settings.ts';
import { SHOP_PRODUCTS, salesOrderOf } from './basket.ts';
import { importInto } from './import-into.ts';
import { ModelShop } from './model-shop.ts';
import { pieceWith } from './sales-orders.ts';
import { shopWith } from './shop-profiles.ts';

export const newShop = (settings: ShopSettings = shopWith()): ModelShop =>
  new ModelShop(settings, SHOP_PRODUCTS);

/** Mugs of 24.99 in the given states, "piece-1" and so on. */
export const piecesOf = (...statuses: FulfillmentStatus[]): PositionItem[] =>
  statuses.map((fulfillmentStatus, index) =>
    pieceWith({
      positionItemId: `piece-${index + 1}`,
      sku: 'MUG',
      fulfillmentStatus,
      ...(fulfillmentStatus === 'ANNOUNCED' ? {} : { processableAt: '2026-03-02T08:50:00.000Z' }),
    }),
  );

/** An order of these pieces; the buyer's address is there as soon as one is released. */
export function orderOf(positionItems: PositionItem[]): SalesOrder {
  const { deliveryAddress, invoiceAddress, ...order } = salesOrderOf({ positionItems });
  const isReleased = positionItems.some(({ fulfillmentStatus }) =>
    ['PROCESSABLE', 'SENT', 'RETURNED'].includes(fulfillmentStatus ?? ''),
  );
  return {
    ...order,
    deliveryAddress: isReleased ? deliveryAddress : undefined,
    invoiceAddress: isReleased ? invoiceAddress : undefined,
  };
}

export const mugs = (...statuses: FulfillmentStatus[]): SalesOrder =>
  orderOf(piecesOf(...statuses));

/** A shop in which the given states were seen one after the other, each fully worked off. */
export function shopAfter(rules: ImportRules, ...seen: FulfillmentStatus[][]): ModelShop {
  const shop = newShop();
  for (const statuses of seen) importInto(shop, mugs(...statuses), rules);
  return shop;
}
