/** One of the shop's tax rates, as GET /taxes lists it; `taxClass` "" is the standard class. */
export type TaxRate = {
  id: number;
  taxClass: string;
  ratePercent: number;
  country: string;
  state: string;
  postcodes: string[];
  cities: string[];
  priority: number;
  compound: boolean;
  shipping: boolean;
};

/** Where a shop thinks an order goes, for tax. Country alpha-2, state without country. */
export type TaxLocation = { country: string; state: string; postcode: string; city: string };

/** Everything about a shop that decides how an order must be written so that its sums come out. */
export type ShopProfile = {
  currency: string;
  priceDecimals: number;
  taxesOn: boolean;
  pricesIncludeTax: boolean;
  taxBasedOn: 'shipping' | 'billing' | 'base';
  /** "inherit", or a class slug ("" = standard) */
  shippingTaxClass: string;
  roundAtSubtotal: boolean;
  base: TaxLocation;
  /** slugs of the reduced classes in the shop's own order; the standard class "" is not listed */
  taxClasses: string[];
  taxRates: TaxRate[];
  /** status slugs without "wc-", custom ones included */
  statuses: { slug: string; name: string }[];
  /** longest a PHP request may run in this shop, seconds; 0 = unlimited */
  maxExecutionSeconds: number;
};

/** A shop product or variation that carries a SKU. `variationId` 0 = a simple product. */
export type ShopProduct = {
  sku: string;
  productId: number;
  variationId: number;
  taxStatus: 'taxable' | 'shipping' | 'none';
};

/** The shop's name for a status slug, or the slug itself where the shop does not know it. */
export function statusName(profile: Pick<ShopProfile, 'statuses'>, slug: string): string {
  return profile.statuses.find((status) => status.slug === slug)?.name ?? slug;
}
