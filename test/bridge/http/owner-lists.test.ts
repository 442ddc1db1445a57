import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

const CHOICES = '/api/v1/product-choices';
const UNKNOWN = '/api/v1/unknown-skus';

describe('SKUs', () => {
  it('that the shop lacks are listed until the owner says which product they are', async () => {
    const world = await startHttpWorld();
    const { api, shop, otto } = world;
    const order = buildSalesOrder({ seed: 1 });
    otto.addOrder(order);
    await world.bridge.settings.update((settings) => ({
      ...settings,
      importRules: { ...settings.importRules, unknownSku: 'hold' },
    }));
    await world.importAll();
    const unknown = await api.read(API_OPERATIONS.listUnknownSkus, UNKNOWN);
    const skus = [...new Set(order.positionItems.map(({ product }) => product.sku))];
    expect(unknown.items.map(({ sku }) => sku).toSorted()).toEqual(skus.toSorted());
    expect(unknown.items[0]).toMatchObject({ orders: 1, isHolding: true });

    const [sku = ''] = skus;
    shop.addProduct({ sku: 'MUG-1', name: 'Kaffeebecher' });
    const choice = { sku, shopSku: 'MUG-1' };
    const chosen = await api.read(API_OPERATIONS.chooseProduct, CHOICES, {
      method: 'PUT',
      body: choice,
    });
    expect(chosen).toEqual(choice);
    expect(await api.read(API_OPERATIONS.listProductChoices, CHOICES)).toEqual({ items: [choice] });
    const left = await api.read(API_OPERATIONS.listUnknownSkus, UNKNOWN);
    expect(left.items.map((item) => item.sku)).not.toContain(sku);

    const forget = `${CHOICES}?sku=${encodeURIComponent(sku)}`;
    await api.read(API_OPERATIONS.removeProductChoice, forget, { method: 'DELETE' });
    expect(await api.read(API_OPERATIONS.listProductChoices, CHOICES)).toEqual({ items: [] });
  });

  it('mean no product that the shop does not have', async () => {
    const { api } = await startHttpWorld();
    const body = { sku: 'A', shopSku: 'nosuch' };
    const problem = await api.problem(CHOICES, { method: 'PUT', body });
    expect(problem).toMatchObject({ status: 409, code: 'product-unknown' });
    expect(problem.detail).toContain('nosuch');
  });

  it.each([{ sku: '', shopSku: 'B' }, { sku: 'x'.repeat(201), shopSku: 'B' }, { sku: 'A' }])(
    'are refused by name where they are none: %j',
    async (body) => {
      const { api } = await startHttpWorld();
      expect((await api.call(CHOICES, { method: 'PUT', body })).status).toBe(400);
    },
  );

  it('with slashes, emoji and right-to-left text are kept as they are', async () => {
    const { api, shop } = await startHttpWorld();
    shop.addProduct({ sku: 'MUG-1', name: 'Becher' });
    for (const sku of ['a/b?c=1&d', '🧦-42', 'שלום', '<b>x</b>']) {
      const body = { sku, shopSku: 'MUG-1' };
      await api.read(API_OPERATIONS.chooseProduct, CHOICES, { method: 'PUT', body });
      const forget = `${CHOICES}?sku=${encodeURIComponent(sku)}`;
      const gone = await api.read(API_OPERATIONS.removeProductChoice, forget, { method: 'DELETE' });
      expect(gone.sku).toBe(sku);
    }
    expect(await api.read(API_OPERATIONS.listProductChoices, CHOICES)).toEqual({ items: [] });
  });
});

it('a carrier’s name is forgotten however it was written', async () => {
  const { api } = await startHttpWorld();
  const path = '/api/v1/carrier-choices';
  const body = { carrierName: 'Post Paket', carrier: 'DHL' };
  await api.read(API_OPERATIONS.chooseCarrier, path, { method: 'PUT', body });
  await api.read(API_OPERATIONS.removeCarrierChoice, `${path}?carrierName=post%20paket`, {
    method: 'DELETE',
  });
  expect(await api.read(API_OPERATIONS.listCarrierChoices, path)).toMatchObject({ items: [] });
});

it('how goods travel is listed as OTTO taught it, and can be forgotten', async () => {
  const { api, bridge } = await startHttpWorld();
  const now = '2026-03-20T08:00:00.000Z';
  await bridge.ledger.learnDeliveryType('main', 'SOFA-1', 'forwarder', now);
  await bridge.ledger.learnDeliveryType('main', 'MUG-1', 'parcel', now);
  const path = '/api/v1/delivery-types';
  const list = () => api.read(API_OPERATIONS.listDeliveryTypes, path);
  expect((await list()).items).toHaveLength(2);
  await api.read(API_OPERATIONS.removeDeliveryType, `${path}?accountId=main&sku=SOFA-1`, {
    method: 'DELETE',
  });
  expect((await list()).items).toEqual([
    { accountId: 'main', sku: 'MUG-1', deliveryType: 'parcel', learnedAt: now },
  ]);
});

it('pools of return numbers tell what is left of them', async () => {
  const pool = {
    id: 'gls-1',
    carrier: 'GLS' as const,
    prefix: '',
    digits: 11,
    firstSerial: 1,
    lastSerial: 5,
    checkDigit: 'none' as const,
  };
  const { api } = await startHttpWorld((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, returnPools: [pool] },
    accounts: settings.accounts.map((account) => ({
      ...account,
      shipping: { returnPools: [{ ...pool, id: 'own', firstSerial: 5 }] },
    })),
  }));
  const { items } = await api.read(API_OPERATIONS.listReturnPools, '/api/v1/return-pools');
  expect(items).toEqual([
    expect.objectContaining({ accountId: null, poolId: 'gls-1', left: 5, isLow: false }),
    expect.objectContaining({ accountId: 'main', poolId: 'own', left: 1, daysLeft: null }),
  ]);
});
