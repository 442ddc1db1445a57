import { describe, expect, it } from 'vitest';
import type { MappingIssue } from '../../src/mapping/mapping-issue.ts';
import { lineTax, shippingMultiplier } from '../../src/mapping/order-amounts.ts';
import type { ShopProduct } from '../../src/mapping/woocommerce/shop-profile.ts';
import { multiplierFromPercent } from '../../src/mapping/woocommerce/tax-rates.ts';
import { profileWith } from './support/shop-profiles.ts';

const DRESDEN = { country: 'DE', state: '', postcode: '01067', city: 'Dresden' };

const productWith = (taxStatus: ShopProduct['taxStatus']): ShopProduct => ({
  sku: 'MUG',
  productId: 10,
  variationId: 0,
  taxStatus,
});

describe('the tax class of a line', () => {
  const taxOf = (vatRatePercent: number, profile = profileWith(), product?: ShopProduct) => {
    const issues: MappingIssue[] = [];
    const { taxClass, multiplier } = lineTax(
      profile,
      DRESDEN,
      { sku: 'MUG', vatRatePercent },
      product,
      issues,
    );
    return { taxClass, multiplier, issues };
  };

  it.each([
    [19, '', 19],
    [7, 'reduced-rate', 7],
    [0, 'zero-rate', 0],
  ])('for %d % is "%s"', (vatRatePercent, taxClass, percent) => {
    expect(taxOf(vatRatePercent)).toEqual({
      taxClass,
      multiplier: multiplierFromPercent(percent),
      issues: [],
    });
  });

  it('does not care for the class the product has in the shop', () => {
    expect(taxOf(7, profileWith(), productWith('taxable')).taxClass).toBe('reduced-rate');
  });

  it('is the standard one, at gross, where taxes are off; nothing to report', () => {
    expect(taxOf(19, profileWith({ taxesOn: false }))).toEqual({
      taxClass: '',
      multiplier: multiplierFromPercent(0),
      issues: [],
    });
  });

  it('is one that adds nothing where no class has the rate, and the owner hears of it', () => {
    expect(taxOf(16)).toEqual({
      taxClass: 'zero-rate',
      multiplier: multiplierFromPercent(0),
      issues: [
        {
          code: 'vat-rate-not-in-shop',
          params: { sku: 'MUG', vatRatePercent: 16, country: 'DE' },
        },
      ],
    });
  });

  it('is the standard one at its own rate where every class has a rate', () => {
    const profile = profileWith({ taxClasses: ['reduced-rate'] });
    expect(taxOf(16, profile)).toMatchObject({
      taxClass: '',
      multiplier: multiplierFromPercent(19),
      issues: [{ code: 'vat-rate-not-in-shop' }],
    });
  });

  it.each(['none', 'shipping'] as const)(
    'counts for nothing on a product whose tax status is "%s": gross is sent, the owner hears of it',
    (taxStatus) => {
      expect(taxOf(19, profileWith(), productWith(taxStatus))).toMatchObject({
        taxClass: '',
        multiplier: multiplierFromPercent(0),
        issues: [{ code: 'vat-rate-not-in-shop' }],
      });
      expect(taxOf(0, profileWith(), productWith(taxStatus)).issues).toEqual([]);
    },
  );
});

describe('what the shop puts on delivery', () => {
  const on = (
    lines: { taxClass: string; product?: ShopProduct }[],
    given: Parameters<typeof profileWith>[0] = {},
  ) =>
    shippingMultiplier(
      profileWith(given),
      DRESDEN,
      lines.map(({ taxClass, product }) => ({ taxClass, product })),
    );
  const standard = { taxClass: '' };
  const reduced = { taxClass: 'reduced-rate' };
  const zero = { taxClass: 'zero-rate' };

  it.each([
    ['standard goods', [standard], 19],
    ['reduced goods', [reduced], 7],
    ['both', [reduced, standard], 19],
    ['goods without VAT', [zero], 0],
    ['reduced goods and some without VAT', [zero, reduced], 7],
    ['nothing', [], 0],
    ['untaxed goods', [{ taxClass: '', product: productWith('none') }], 0],
    ['goods taxed for shipping only', [{ taxClass: '', product: productWith('shipping') }], 19],
    ['untaxed and reduced goods', [{ taxClass: '', product: productWith('none') }, reduced], 7],
  ])('follows a basket of %s: %s', (_name, lines, percent) => {
    expect(on(lines)).toBe(multiplierFromPercent(percent));
  });

  it.each([
    ['', 19],
    ['reduced-rate', 7],
    ['zero-rate', 0],
  ])('is that of the class "%s" where the shop says so', (shippingTaxClass, percent) => {
    expect(on([reduced], { shippingTaxClass })).toBe(multiplierFromPercent(percent));
    expect(on([], { shippingTaxClass })).toBe(multiplierFromPercent(percent));
  });

  it('is nothing where the rate is not for shipping, or taxes are off', () => {
    const taxRates = profileWith().taxRates.map((rate) => ({ ...rate, shipping: false }));
    expect(on([standard], { taxRates })).toBe(multiplierFromPercent(0));
    expect(on([standard], { taxesOn: false })).toBe(multiplierFromPercent(0));
  });
});
