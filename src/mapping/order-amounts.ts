import { countryToTell } from './country-code.ts';
import type { MappingIssue } from './mapping-issue.ts';
import { MULTIPLIER_SCALE } from './money.ts';
import type { ShopProduct, ShopProfile, TaxLocation } from './woocommerce/shop-profile.ts';
import { applicableRates, multiplierFromPercent, taxMultiplier } from './woocommerce/tax-rates.ts';

/** How one line is taxed by the shop: the class to send and what the shop will put on top. */
export type LineTax = { taxClass: string; multiplier: bigint };

/**
 * The tax class that makes the shop apply OTTO's VAT rate, and the multiplier the shop will apply.
 * Where no class has that rate, a class that adds nothing is taken and the gross is sent, so that at
 * least the sum is right; the issue tells the owner that the VAT is not.
 */
export function lineTax(
  profile: ShopProfile,
  location: TaxLocation,
  piece: { sku: string; vatRatePercent: number },
  product: ShopProduct | undefined,
  issues: MappingIssue[],
): LineTax {
  if (!profile.taxesOn) return { taxClass: '', multiplier: MULTIPLIER_SCALE };
  const untaxed = product !== undefined && product.taxStatus !== 'taxable';
  const classes = ['', ...profile.taxClasses].map((taxClass) => ({
    taxClass,
    multiplier: untaxed
      ? MULTIPLIER_SCALE
      : taxMultiplier(applicableRates(profile, location, taxClass)),
  }));
  const wanted = multiplierFromPercent(piece.vatRatePercent);
  const exact = classes.find(({ multiplier }) => multiplier === wanted);
  if (exact) return exact;
  issues.push({
    code: 'vat-rate-not-in-shop',
    params: {
      sku: piece.sku,
      vatRatePercent: piece.vatRatePercent,
      country: countryToTell(location.country),
    },
  });
  const free = classes.find(({ multiplier }) => multiplier === MULTIPLIER_SCALE);
  return free ?? { taxClass: '', multiplier: classes[0]?.multiplier ?? MULTIPLIER_SCALE };
}

/**
 * What the shop puts on top of a shipping line. With "inherit" the class follows the basket: the
 * first of standard and the reduced classes, in the shop's order, that a taxable line has.
 *
 * @param lines tax class of every line, with the tax status of its product
 */
export function shippingMultiplier(
  profile: ShopProfile,
  location: TaxLocation,
  lines: { taxClass: string; product: ShopProduct | undefined }[],
): bigint {
  const found = lines
    .filter(({ product }) => product === undefined || product.taxStatus !== 'none')
    .map(({ taxClass }) => taxClass);
  const taxClass =
    profile.shippingTaxClass === 'inherit'
      ? ['', ...profile.taxClasses].find((candidate) => found.includes(candidate))
      : profile.shippingTaxClass;
  if (taxClass === undefined) return MULTIPLIER_SCALE;
  return taxMultiplier(
    applicableRates(profile, location, taxClass).filter((rate) => rate.shipping),
  );
}
