import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { testClient } from '../../fakes/woocommerce/test-client.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from './http-world.ts';

const ORDER = buildSalesOrder({ seed: 1 });

/** A draft account that OTTO has an order for, in a shop where somebody else makes orders too. */
async function startWith(foreign: Record<string, unknown>[], state: 'draft' | 'active' = 'draft') {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    accounts: settings.accounts.map((account) => ({ ...account, state })),
  }));
  world.otto.addOrder(ORDER);
  const other = testClient(world.shop.url, world.shop.key);
  for (const order of foreign) await other.post('orders', order);
  const written = () => world.shop.requests.filter(({ method }) => method !== 'GET').length;
  const before = written();
  return {
    ...world,
    hasWritten: () => written() > before,
    look: () =>
      world.api.read(API_OPERATIONS.checkSecondImporter, '/api/v1/accounts/main/second-importer', {
        method: 'POST',
      }),
    goLive: (despite?: boolean) =>
      world.api.call('/api/v1/accounts/main/state', { body: { state: 'active', despite } }),
  };
}

const CERTAIN = {
  created_via: 'some-connector',
  meta_data: [{ key: '_connector_order', value: ORDER.orderNumber }],
};
const SUSPICIOUS = { meta_data: [{ key: '_otto_import', value: 'yes' }] };
const USUAL = { meta_data: [{ key: '_gift', value: 'yes' }] };

describe('a second importer', () => {
  it('is found by the number of an order that OTTO has, before anything is written', async () => {
    const { look, hasWritten, shop } = await startWith([USUAL, CERTAIN]);
    const found = await look();
    expect(found).toMatchObject({
      result: 'found',
      about: { code: 'second-importer' },
      shopOrders: 2,
      ottoOrders: 1,
      hints: ['_connector_order'],
      orders: [{ sureness: 'certain', ottoOrder: ORDER.orderNumber, place: 'meta' }],
    });
    const [order] = found.orders;
    expect(order?.shopUrl).toBe(
      `${shop.url}/wp-admin/post.php?post=${order?.wooOrderId}&action=edit`,
    );
    expect(hasWritten()).toBe(false);
  });

  it('is suspected where only its traces name OTTO', async () => {
    const { look } = await startWith([SUSPICIOUS]);
    expect(await look()).toMatchObject({ result: 'suspected', hints: ['_otto_import'] });
  });

  it('is not seen in a shop that has usual orders alone', async () => {
    const { look } = await startWith([USUAL, USUAL]);
    expect(await look()).toMatchObject({ result: 'none', about: null, orders: [], shopOrders: 2 });
  });

  it.each([
    ['second-importer', CERTAIN],
    ['second-importer-suspected', SUSPICIOUS],
  ])('keeps an account from going live (%s) unless the owner says so', async (code, order) => {
    const { goLive, bridge, hasWritten } = await startWith([order]);
    const refused = await goLive();
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({ code });
    expect((await bridge.settings.load()).accounts[0]?.state).toBe('draft');
    expect(hasWritten()).toBe(false);
    expect((await goLive(true)).status).toBe(200);
  });

  it('is looked for only before the first time: a paused account resumes without a look', async () => {
    const { api, shop } = await startWith([CERTAIN], 'active');
    await api.call('/api/v1/accounts/main/state', { body: { state: 'paused' } });
    const asked = shop.requests.length;
    const resumed = await api.call('/api/v1/accounts/main/state', { body: { state: 'active' } });
    expect(resumed.status).toBe(200);
    expect(shop.requests.length).toBe(asked);
  });

  it('keeps an account from going live while the shop can not be asked', async () => {
    const { goLive, shop } = await startWith([USUAL]);
    shop.faults.htmlInsteadOfJson({ times: 99 });
    const answer = await goLive();
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ code: 'shop-unreadable' });
  });

  it('is told by the checks', async () => {
    const { api } = await startWith([CERTAIN]);
    const body = { checks: ['second-importer'] };
    const { findings } = await api.read(API_OPERATIONS.runChecks, '/api/v1/checks', { body });
    expect(findings).toEqual([
      expect.objectContaining({ state: 'wrong', code: 'second-importer', accountId: 'main' }),
    ]);
  });

  it('is an incident after the night in which it brought what the bridge brought too', async () => {
    const { importAll, cron, shop, api } = await startWith([], 'active');
    await importAll();
    const other = testClient(shop.url, shop.key);
    const made = await other.post('orders', CERTAIN);
    const isOpen = async () =>
      (await api.call('/api/v1/incidents')).text.includes('"second-importer"');
    cron.fire('23 3 * * *');
    await until(isOpen);
    await other.delete(`orders/${String(made.body.id)}`, { force: true });
    cron.fire('23 3 * * *');
    await until(async () => !(await isOpen()));
  });
});
