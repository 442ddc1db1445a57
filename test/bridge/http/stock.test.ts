import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const STOCK = '/api/v1/stock';
const SETTINGS = '/api/v1/settings/stock';
const ENGLISH = { 'Accept-Language': 'en' };

async function startStock(isOn = true): Promise<HttpWorld> {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    stock: { ...settings.stock, isOn },
  }));
  world.shop.addProduct({ name: 'Becher', sku: 'MUG', price: '12.00', stockQuantity: 7 });
  world.shop.addProduct({ name: 'Vase', sku: 'VASE', price: '12.00', manageStock: false });
  world.otto.availability.know('MUG', 'VASE');
  world.otto.setQuantity('MUG', 1);
  world.otto.setQuantity('VASE', 4);
  return world;
}

const levels = ({ api }: HttpWorld, query = '') =>
  api.read(API_OPERATIONS.listStock, `${STOCK}/levels${query}`, { headers: ENGLISH });

/** The run that a click begins has ended once OTTO has the number. */
const has = ({ otto }: HttpWorld, quantity: number) =>
  until(() => otto.availability.quantity('MUG') === quantity);

it('shows the shop’s number and OTTO’s beside each other, with the reason in words', async () => {
  const world = await startStock();
  await world.bridge.runStock({
    cause: 'click',
    signal: new AbortController().signal,
    holderKind: 'service',
  });
  const { items } = await levels(world);
  expect(items).toMatchObject([
    { sku: 'MUG', shopQuantity: 7, target: 7, pushed: 7, ottoQuantity: 1, state: 'pushed' },
    {
      sku: 'VASE',
      shopQuantity: null,
      target: null,
      ottoQuantity: 4,
      stateWord: 'OTTO is not told',
      shopFinding: { code: 'stock-not-managed' },
      parts: [{ shopSku: 'VASE', variationId: null }],
    },
  ]);
  expect(items[0]?.parts[0]?.shopUrl).toContain('/wp-admin/post.php?post=');
  const first = await levels(world, '?limit=1');
  expect(first.items).toHaveLength(1);
  const next = await levels(world, `?limit=1&cursor=${first.nextCursor}`);
  expect(next).toMatchObject({ items: [{ sku: 'VASE' }], nextCursor: null });
  expect((await levels(world, '?search=M')).items).toHaveLength(1);
  expect((await levels(world, '?state=not-told')).items).toMatchObject([{ sku: 'VASE' }]);
  const stock = await world.api.read(API_OPERATIONS.getStock, STOCK, { headers: ENGLISH });
  expect(stock).toMatchObject({ isOn: true, total: 2, advice: [], accounts: [{ total: 2 }] });
  expect(stock.states.find(({ state }) => state === 'not-told')?.count).toBe(1);
});

it('sends a number at once when a buffer is given, or by a click', async () => {
  const world = await startStock();
  const push = { body: {} };
  expect(await world.api.read(API_OPERATIONS.pushStockNow, `${STOCK}/push`, push)).toEqual({
    asked: 0,
  });
  await has(world, 7);
  const own = { method: 'PUT', body: { accountId: 'main', sku: 'MUG', buffer: 2 } };
  const saved = await world.api.read(API_OPERATIONS.saveStockOfSku, `${STOCK}/levels`, own);
  expect(saved.buffer).toEqual({ inForce: 2, own: 2 });
  await has(world, 5);
  const unknown = await world.api.call(`${STOCK}/levels`, {
    method: 'PUT',
    body: { accountId: 'main', sku: 'NOBODY', cap: 3 },
  });
  expect(unknown.status).toBe(404);
});

it('begins and ends the vacation, and keeps stock from being switched off meanwhile', async () => {
  const world = await startStock();
  await world.api.read(API_OPERATIONS.pushStockNow, `${STOCK}/push`, { body: {} });
  await has(world, 7);
  const preview = await world.api.read(
    API_OPERATIONS.previewVacation,
    `${STOCK}/vacation/preview?step=start`,
    { headers: ENGLISH },
  );
  expect(preview).toMatchObject({ changes: 2 });
  expect(preview.notice).toContain('At OTTO 2 SKUs go to 0');
  const begun = await world.api.read(API_OPERATIONS.startVacation, `${STOCK}/vacation/start`, {
    method: 'POST',
    headers: ENGLISH,
  });
  expect(begun).toMatchObject({ isOn: true, isVerified: false });
  await has(world, 0);
  const { version } = await world.api.read(API_OPERATIONS.getStockSettings, SETTINGS);
  const off = await world.api.call(SETTINGS, {
    method: 'PUT',
    body: { isOn: false },
    headers: { 'If-Match': `"${version}"` },
  });
  expect(off.status).toBe(400);
  expect(JSON.stringify(off.json)).toContain('end the vacation first');
  await world.api.read(API_OPERATIONS.endVacation, `${STOCK}/vacation/end`, { method: 'POST' });
  await has(world, 7);
});

it('refuses what needs stock while it is off, and says that it is', async () => {
  const world = await startStock(false);
  for (const path of ['push', 'vacation/start']) {
    const answer = await world.api.call(`${STOCK}/${path}`, { method: 'POST', body: {} });
    expect(answer.status).toBe(409);
  }
  const { advice } = await world.api.read(API_OPERATIONS.getStock, STOCK, { headers: ENGLISH });
  expect(advice.map(({ code }) => code)).toEqual(['stock-off']);
  expect(world.otto.availability.pushes).toEqual([]);
});

it('says what changes when it is switched on, and makes its webhooks then', async () => {
  const world = await startStock(false);
  const { version, values } = await world.api.read(API_OPERATIONS.getStockSettings, SETTINGS);
  expect(values).toEqual({ isOn: false, buffer: 0, cap: null, isVacation: false });
  const saved = await world.api.read(API_OPERATIONS.saveStockSettings, SETTINGS, {
    method: 'PUT',
    body: { isOn: true, cap: 50 },
    headers: { 'If-Match': `"${version}"`, ...ENGLISH },
  });
  expect(saved.changes).toHaveLength(2);
  expect(saved.changes.join(' ')).toContain('Tell OTTO the stock');
});
