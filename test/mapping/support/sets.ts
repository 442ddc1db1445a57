import { expect } from 'vitest';
import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import type { SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import { planShopChanges } from '../../../src/mapping/plan-shop-changes.ts';
import { type AfterSale, NOTHING_AFTER_SALE } from '../../../src/mapping/receipts/money-back.ts';
import type { ShopPlan } from '../../../src/mapping/shop-plan.ts';
import type { SetPart, Sets } from '../../../src/mapping/stock/expand-sets.ts';
import type { ShopProduct } from '../../../src/mapping/woocommerce/shop-profile.ts';
import { DEFAULT_RULES } from './import-into.ts';
import type { ModelShop } from './model-shop.ts';

const MOST_STEPS = 6;

/** A set of products the shop has: `[sku, quantity, weight]` each. */
export function setIn(
  shop: ModelShop,
  parts: readonly (readonly [sku: string, quantity: number, weight: number])[],
): SetPart[] {
  const products = shop.productsBySku();
  return parts.map(([sku, quantity, weight]) => {
    const product = products.get(sku);
    if (!product) throw new Error(`the shop has no ${sku}`);
    return { product, quantity, weight };
  });
}

/** A product as a set names it, without a shop. */
export function productWith(sku: string, productId: number): ShopProduct {
  return { sku, productId, variationId: 0, taxStatus: 'taxable' };
}

type Options = { rules?: ImportRules; ownerYields?: boolean; afterSale?: AfterSale };

/** The next step for an order with sets in it, and the shop as it stands. */
export function planSets(
  shop: ModelShop,
  salesOrder: SalesOrder,
  sets: Sets,
  { rules = DEFAULT_RULES, ownerYields = false, afterSale = NOTHING_AFTER_SALE }: Options = {},
): ShopPlan {
  return planShopChanges({
    salesOrder,
    accountId: 'account-1',
    rules,
    startAt: undefined,
    shop: { profile: shop.profile(), products: shop.productsBySku(), sets },
    found: shop.found(),
    ownerYields,
    afterSale,
  });
}

/** Plans and applies until nothing is left to write; the action it stopped at. */
export function importSets(
  shop: ModelShop,
  salesOrder: SalesOrder,
  sets: Sets,
  options: Options = {},
): ShopPlan {
  for (let steps = 0; steps <= MOST_STEPS; steps += 1) {
    const plan = planSets(shop, salesOrder, sets, options);
    if (!['create', 'update', 'refund'].includes(plan.step.action)) return plan;
    shop.apply(plan.step);
  }
  expect.fail(`still writing after ${MOST_STEPS} steps`);
}
