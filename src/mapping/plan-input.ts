import type { ImportRules } from './import-rules.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { ShopProduct, ShopProfile } from './woocommerce/shop-profile.ts';

export type PlanInput = {
  salesOrder: SalesOrder;
  accountId: string;
  rules: ImportRules;
  /** only orders placed since this UTC moment enter the shop */
  startAt: string | undefined;
  shop: { profile: ShopProfile; products: ReadonlyMap<string, ShopProduct> };
  /** undefined = certainly not in the shop */
  found: FoundShopOrder | undefined;
  /**
   * True when the owner chose "as OTTO says": what a person changed in the shop order (status, bin,
   * address, lines) is written over. Absent or false = the owner's hand wins.
   */
  ownerYields?: boolean;
};
