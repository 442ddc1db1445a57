import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder, sandboxProducts } from '../../fixtures/otto/index.ts';
import { startHttpWorld } from './http-world.ts';

it('lists payments by account, time of payment and order number, with the sum of all pages', async () => {
  const world = await startHttpWorld();
  const orders = [1, 2, 3].map((seed) => buildSalesOrder({ seed }));
  for (const order of orders) world.otto.addOrder(order);
  await world.importAll();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listPayments, `/api/v1/payments${query}`);
  const all = await read('?accountId=main');
  const sumCents = all.items.reduce((sum, { amountCents }) => sum + amountCents, 0);
  expect(all.total).toMatchObject({ count: 3, sumCents, currency: 'EUR', isCapped: false });
  expect(all.total.sum).toBe((sumCents / 100).toFixed(2));
  expect((await read('?limit=1')).total).toEqual(all.total);

  const number = orders[1]?.orderNumber ?? '';
  const found = await read(`?search=${number.slice(0, -1)}`);
  expect(found.items.map(({ orderNumber }) => orderNumber)).toContain(number);
  expect((await read('?search=nothing-like-it')).total).toMatchObject({ count: 0, sumCents: 0 });

  const paid = all.items.map(({ paidAt }) => paidAt).toSorted();
  const [earliest = '', , latest = ''] = paid;
  expect((await read(`?paidFrom=${latest}`)).items.length).toBeGreaterThan(0);
  for (const { paidAt } of (await read(`?paidTo=${latest}`)).items)
    expect(paidAt < latest).toBe(true);
  expect((await read(`?paidTo=${earliest}`)).items).toEqual([]);
  for (const filter of ['', `&paidFrom=${earliest}`]) {
    const first = await read(`?limit=2&sort=newest${filter}`);
    const second = await read(`?limit=2&sort=newest${filter}&cursor=${first.nextCursor}`);
    const seen = [...first.items, ...second.items].map(({ salesOrderId }) => salesOrderId);
    expect(new Set(seen).size).toBe(3);
    expect(second.nextCursor).toBeNull();
  }
  const both = await world.api.problem(
    '/api/v1/payments?changedSince=2026-03-01T00:00:00Z&paidTo=2026-03-02T00:00:00Z',
  );
  expect(both).toMatchObject({ status: 400, code: 'request-invalid' });
});

it('lists incidents by code, account and what they are about, from page to page', async () => {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, unknownSku: 'hold' },
  }));
  const orders = [1, 2, 3].map((seed) =>
    buildSalesOrder({
      seed,
      positionItems: [{ product: { ...sandboxProducts.shirt, sku: `SKU-${seed}` } }],
    }),
  );
  for (const order of orders) world.otto.addOrder(order);
  await world.importAll();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listIncidents, `/api/v1/incidents${query}`);
  const all = await read('');
  expect(all.items.length).toBeGreaterThan(1);
  expect(all.openCount).toBe(all.items.length);
  const first = await read('?limit=1');
  const rest = await read(`?cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual(all.items);

  const [incident] = all.items;
  const code = incident?.about.code ?? '';
  const same = all.items.filter(({ about }) => about.code === code);
  expect((await read(`?code=${code}&accountId=main`)).items).toEqual(same);
  expect(await read('?code=other-code')).toMatchObject({ items: [], openCount: all.openCount });
  expect((await read('?accountId=other')).items).toEqual([]);

  const sku = orders[0]?.positionItems[0]?.product.sku ?? '';
  const bySku = await read(`?search=${encodeURIComponent(sku.toLowerCase())}`);
  expect(bySku.items.length).toBeGreaterThan(0);
  expect(JSON.stringify(bySku.items.map(({ about }) => about.params))).toContain(sku);
  const byOrder = await read(`?search=${orders[0]?.orderNumber}`);
  expect(byOrder.items.length).toBeGreaterThan(0);
  expect((await read('?search=%25')).items).toEqual([]);

  const path = `/api/v1/incidents/${incident?.incidentId}`;
  expect(await world.api.read(API_OPERATIONS.getIncident, path)).toEqual(incident);
  expect(await world.api.problem('/api/v1/incidents/99999')).toMatchObject({
    status: 404,
    code: 'incident-unknown',
  });
});

it('lists import runs by account, from page to page', async () => {
  const world = await startHttpWorld();
  for (let run = 0; run < 3; run += 1) await world.importAll();
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listImportRuns, `/api/v1/import-runs${query}`);
  const all = await read('?accountId=main');
  expect(all.items).toHaveLength(3);
  const first = await read('?limit=2');
  const second = await read(`?limit=2&cursor=${first.nextCursor}`);
  const ids = [...first.items, ...second.items].map(({ importRunId }) => importRunId);
  expect(new Set(ids).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect((await read('?accountId=other')).items).toEqual([]);
});

it('keeps views of lists for each who asks, replaced by name, and shows them to nobody else', async () => {
  const world = await startHttpWorld();
  const path = '/api/v1/saved-views';
  const { token } = await world.bridge.access.tokens.create({
    name: 'another',
    role: 'view',
    areas: null,
    createdBy: 'tests',
  });
  const another = { token: token.reveal() };
  const save = (name: string, query: string, call = {}) => {
    const body = { list: 'orders', name, query };
    return world.api.read(API_OPERATIONS.saveView, path, { body, ...call });
  };
  const read = (query = '', call = {}) =>
    world.api.read(API_OPERATIONS.listSavedViews, path + query, call);
  const mine = await save('Grüße 💶 <b>', 'tab=problem');
  const again = await save('Grüße 💶 <b>', 'tab=done');
  expect(again).toMatchObject({ savedViewId: mine.savedViewId, query: 'tab=done' });
  await save('theirs', 'tab=wait', another);
  expect((await read('?list=orders')).items).toEqual([again]);
  expect((await read('?list=payments')).items).toEqual([]);
  expect((await read('', another)).items).toMatchObject([{ name: 'theirs' }]);

  const one = `${path}/${mine.savedViewId}`;
  expect(await world.api.problem(one, { method: 'DELETE', ...another })).toMatchObject({
    status: 404,
    code: 'saved-view-unknown',
  });
  await world.api.read(API_OPERATIONS.deleteSavedView, one, { method: 'DELETE' });
  expect((await read()).items).toEqual([]);

  for (let count = 0; count < 50; count += 1) await save(`view ${count}`, '');
  const body = { list: 'orders', name: 'one too many', query: '' };
  expect(await world.api.problem(path, { body })).toMatchObject({
    status: 409,
    code: 'views-full',
  });
  await save('view 7', 'tab=problem'); // replaced, not added
  for (const wrong of [{ name: '' }, { name: 'x'.repeat(61) }, { list: 'users' }, { query: 1 }]) {
    const problem = await world.api.problem(path, { body: { ...body, ...wrong } });
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
  }
});
