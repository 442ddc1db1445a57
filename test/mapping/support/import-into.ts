import { expect } from 'vitest';
import { type ImportRules, importRulesSchema } from '../../../src/mapping/import-rules.ts';
import type { SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import { planShopChanges } from '../../../src/mapping/plan-shop-changes.ts';
import { type AfterSale, NOTHING_AFTER_SALE } from '../../../src/mapping/receipts/money-back.ts';
import type { ShopPlan } from '../../../src/mapping/shop-plan.ts';
import type { ModelShop } from './model-shop.ts';

export const DEFAULT_RULES = importRulesSchema.parse({});

/** More steps than any order needs; a plan that goes on after them goes round in circles. */
const MOST_STEPS = 9;

/** The next step for an order and the shop as it stands. */
export function planFor(
  shop: ModelShop,
  salesOrder: SalesOrder,
  rules: ImportRules = DEFAULT_RULES,
  ownerYields = false,
  afterSale: AfterSale = NOTHING_AFTER_SALE,
): ShopPlan {
  return planShopChanges({
    ownerYields,
    salesOrder,
    accountId: 'account-1',
    rules,
    startAt: undefined,
    shop: { profile: shop.profile(), products: shop.productsBySku() },
    found: shop.found(),
    afterSale,
  });
}

/**
 * Plans and applies until nothing is left to write, as the bridge does.
 *
 * @param ownerYields the owner chose "as OTTO says"
 * @param mostSteps fewer than needed: the bridge was killed in between
 * @returns the action it stopped at
 */
export function importInto(
  shop: ModelShop,
  salesOrder: SalesOrder,
  rules: ImportRules = DEFAULT_RULES,
  mostSteps = Number.POSITIVE_INFINITY,
  ownerYields = false,
  afterSale: AfterSale = NOTHING_AFTER_SALE,
): ShopPlan {
  for (let steps = 0; steps <= MOST_STEPS; steps += 1) {
    const plan = planFor(shop, salesOrder, rules, ownerYields, afterSale);
    const writes = ['create', 'update', 'refund'].includes(plan.step.action);
    if (!writes || steps >= mostSteps) return plan;
    shop.apply(plan.step);
  }
  expect.fail(`still writing after ${MOST_STEPS} steps`);
}
