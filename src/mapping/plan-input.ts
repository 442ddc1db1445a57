import type { ImportRules } from './import-rules.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { AfterSale } from './receipts/money-back.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import type { Sets } from './stock/expand-sets.ts';
import type { ShopProduct, ShopProfile } from './woocommerce/shop-profile.ts';

export type PlanInput = {
  salesOrder: SalesOrder;
  accountId: string;
  rules: ImportRules;
  /** only orders placed since this UTC moment enter the shop */
  startAt: string | undefined;
  shop: {
    profile: ShopProfile;
    /** by SKU of OTTO's, those that are one product */
    products: ReadonlyMap<string, ShopProduct>;
    /** those that are several; absent = none */
    sets?: Sets;
  };
  /** undefined = certainly not in the shop */
  found: FoundShopOrder | undefined;
  /**
   * True when the owner chose "as OTTO says": what a person changed in the shop order (status, bin,
   * address, lines) is written over. Absent or false = the owner's hand wins.
   */
  ownerYields?: boolean;
  /** what came after the sale, as far as it is known; absent = nothing */
  afterSale?: AfterSale;
};
