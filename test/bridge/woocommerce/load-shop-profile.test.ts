import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import { taxRate } from '../../fakes/woocommerce/settings.ts';
import { rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld();
});
afterEach(() => world.shop.stop());

describe('the shop profile', () => {
  it('shows a German shop with gross prices and two rates', async () => {
    expect(await world.client.loadShopProfile()).toEqual({
      currency: 'EUR',
      priceDecimals: 2,
      taxesOn: true,
      pricesIncludeTax: true,
      taxBasedOn: 'shipping',
      shippingTaxClass: 'inherit',
      roundAtSubtotal: false,
      base: { country: 'DE', state: '', postcode: '', city: '' },
      taxClasses: ['reduced-rate', 'zero-rate'],
      taxRates: [
        expect.objectContaining({ id: 1, taxClass: '', ratePercent: 19, country: 'DE' }),
        expect.objectContaining({ id: 2, taxClass: 'reduced-rate', ratePercent: 7 }),
      ],
      statuses: expect.arrayContaining([{ slug: 'on-hold', name: 'On hold' }]),
      maxExecutionSeconds: 300,
    });
  });

  it('shows what a merchant set otherwise, more than a page of rates included', async () => {
    const rates = Array.from({ length: 130 }, (_, index) =>
      taxRate({ id: index + 1, rate: '20.0000', country: 'AT', postcodes: [`${1000 + index}`] }),
    );
    Object.assign(world.shop.settings, {
      currency: 'CHF',
      priceDecimals: 0,
      calcTaxes: false,
      pricesIncludeTax: false,
      taxBasedOn: 'base',
      shippingTaxClass: '',
      roundAtSubtotal: true,
      baseAddress: { country: 'DE', state: 'DE-BY', postcode: '80331', city: 'München' },
      taxRates: rates,
    });
    world.shop.settings.orderStatuses.push({ slug: 'wrapped', name: 'Eingepackt' });
    const profile = await world.client.loadShopProfile();
    expect(profile).toMatchObject({
      currency: 'CHF',
      priceDecimals: 0,
      taxesOn: false,
      pricesIncludeTax: false,
      taxBasedOn: 'base',
      shippingTaxClass: '',
      roundAtSubtotal: true,
      base: { country: 'DE', state: 'DE-BY', postcode: '80331', city: 'München' },
    });
    expect(profile.taxRates).toHaveLength(130);
    expect(profile.taxRates[3]?.postcodes).toEqual(['1003']);
    expect(profile.statuses.at(-1)).toEqual({ slug: 'wrapped', name: 'Eingepackt' });
  });

  it('passes over settings of plugins that are no text', async () => {
    const body = [
      { id: 'some_plugin', value: { toString: 1, valueOf: 1 } },
      { id: 'woocommerce_price_num_decimals', value: ['2'] },
    ];
    world.shop.faults.answer({ status: 200, body });
    expect(await world.client.loadShopProfile()).toMatchObject({ taxesOn: expect.any(Boolean) });
  });

  it.each(['-100', '1e308'])(
    'can’t be shown with a tax rate of %s, by which nothing can be reckoned',
    async (rate) => {
      world.shop.settings.taxRates = [taxRate({ id: 1, rate, name: 'odd' })];
      expect(await rejection(world.client.loadShopProfile())).toBeInstanceOf(PayloadError);
    },
  );

  it('asks at most three things at a time', async () => {
    let running = 0;
    let most = 0;
    world.shop.hooks.onRequest = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    world.shop.hooks.onEffect = () => {
      running--;
    };
    await world.client.loadShopProfile();
    expect(most).toBe(3);
  });
});
