import { expect, test } from 'vitest';
import { buildSalesOrder, euro } from '../fixtures/otto/index.ts';
import { addTeaProducts, TEA } from '../journeys/support/set-world.ts';
import { tabTo } from './keyboard.ts';
import { assertAccessible, overflowOf, PHONE } from './page-world.ts';
import { until } from './reporting-world.ts';
import { type StockPageWorld, startStockPage } from './stock-world.ts';

const SLOW_MS = 180_000;
const PATIENTLY = { timeout: 20_000 };

function orderTea(world: StockPageWorld, seed: number) {
  const order = buildSalesOrder({
    seed,
    positionItems: [{ product: TEA, itemValueGrossPrice: euro(49.99) }],
    initialDeliveryFees: [],
  });
  world.otto.addOrder(order);
  return order;
}

/** SKUs of the lines of the order in the shop, "" = no product. */
function skusInShop(world: StockPageWorld, orderNumber: string): string[] {
  const order = [...world.shop.state.orders.values()].find(
    ({ transactionId }) => transactionId === orderNumber,
  );
  return (order?.lineItems ?? []).map(
    ({ productId }) => world.shop.state.products.get(productId)?.sku ?? '',
  );
}

test('a set is made with its split shown to the cent, and the next order comes in as its products', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startStockPage({ isOn: false });
  addTeaProducts(world);
  const page = await world.open('/stock/sku-map');
  await page.getByText('OTTO hat noch keine SKU genannt').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Set anlegen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Set speichern' }).click();
  await dialog.getByText('Welche SKU bei OTTO ist das Set?').waitFor();
  await dialog.getByText('Fügen Sie mindestens ein Produkt hinzu.').waitFor();
  await dialog.getByLabel('SKU bei OTTO').fill(TEA.sku);
  const search = dialog.getByLabel('Im Shop nach einem Produkt des Sets suchen');
  await search.fill('Becher');
  await dialog.getByRole('button', { name: 'Becher (SKU MUG) hinzufügen' }).click();
  await search.fill('Kanne');
  await dialog.getByRole('button', { name: 'Kanne (SKU POT) hinzufügen' }).click();
  await dialog.getByLabel('Wie viele von MUG').fill('2');
  await dialog.getByLabel('Preis eines Stücks, als Beispiel (€)').fill('49,99');
  const split = dialog.getByRole('table', { name: 'So wird ein Preis geteilt' });
  await split.getByText('29,99').waitFor(PATIENTLY);
  await split.getByText('20,00').waitFor();
  await dialog.getByText('Geteilt nach den regulären Preisen', { exact: false }).waitFor();
  await assertAccessible(page);

  await dialog.getByLabel('Anteil von MUG').fill('50');
  await dialog
    .locator('.set-part')
    .filter({ hasText: 'POT' })
    .locator('.field-problem')
    .waitFor(PATIENTLY);
  await dialog.getByLabel('Anteil von POT').fill('50');
  await split.getByText('25,00').waitFor(PATIENTLY);
  await dialog.getByLabel('Anteil von MUG').fill('');
  await dialog.getByLabel('Anteil von POT').fill('');
  await dialog.getByRole('button', { name: 'Set speichern' }).click();
  await page.getByText(`Das Set ${TEA.sku} ist gespeichert.`).waitFor(PATIENTLY);
  await page.getByText('2 × MUG, 1 × POT').waitFor();

  const order = orderTea(world, 1);
  await world.importNow();
  expect(skusInShop(world, order.orderNumber)).toEqual(['MUG', 'MUG', 'POT']);

  await page.getByRole('button', { name: `Set ${TEA.sku} vergessen` }).click();
  await dialog.getByRole('button', { name: 'Vergessen' }).click();
  await page.getByText('Noch kein Set.').waitFor(PATIENTLY);
  const next = orderTea(world, 2);
  await world.importNow();
  expect(skusInShop(world, next.orderNumber)).toEqual(['']);

  // Somebody else makes one, e.g. on the command line: it appears by itself.
  const parts = [{ shopSku: 'MUG', quantity: 3, weight: null }];
  const changedAt = world.clock.now().toISOString();
  await world.bridge.ledger.saveProductSet({ sku: 'TRIO', parts, changedAt });
  await page.getByText('3 × MUG').waitFor(PATIENTLY);
});

test('a SKU without product is found first, gets its product by hand by keyboard alone, and loses it again', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startStockPage({ isOn: false });
  addTeaProducts(world);
  orderTea(world, 1);
  await world.importNow();
  const page = await world.open('/error-centre');
  await page.getByRole('link', { name: /^Zu den SKUs/ }).click();
  await page.waitForURL(/\/stock\/sku-map\?search=/);
  const row = page.locator('tbody tr').filter({ hasText: TEA.sku });
  await row.getByText('Kein Produkt im Shop gefunden').waitFor(PATIENTLY);
  await page.goto(`${world.service.url}/stock/sku-map`);
  await page.getByRole('button', { name: 'Nur diese zeigen' }).click();
  await page.waitForURL(/match=none/);
  await row.waitFor(PATIENTLY);
  await assertAccessible(page);

  await tabTo(page, 'Aktionen');
  await page.keyboard.press('Enter');
  const assign = page.getByRole('menuitem', { name: 'Zuordnen' });
  await until(() => assign.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Ein Produkt' }).waitFor();
  await assertAccessible(page);
  await tabTo(page, `Im Shop suchen, was „${TEA.sku}“ ist`);
  await page.keyboard.type('Kanne');
  await dialog.getByRole('button', { name: 'Kanne (SKU POT)' }).waitFor();
  await tabTo(page, 'Kanne (SKU POT)');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Keine SKU passt zu Suche und Filter').waitFor(PATIENTLY);
  await page.getByRole('button', { name: 'Alle SKUs zeigen' }).click();
  await row.getByText('Von Ihnen gewählt').waitFor(PATIENTLY);
  const order = orderTea(world, 2);
  await world.importNow();
  expect(skusInShop(world, order.orderNumber)).toEqual(['POT']);

  await row.getByRole('button', { name: 'Aktionen' }).click();
  await assign.click();
  await dialog.getByRole('button', { name: 'Wahl von POT vergessen' }).click();
  await dialog.waitFor({ state: 'detached' });
  await row.getByText('Von Ihnen gewählt').waitFor({ state: 'detached', timeout: 20_000 });
  expect((await world.bridge.skuMap.viewSku('main', TEA.sku))?.choice).toBeUndefined();

  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Set anlegen' }).click();
  await dialog.getByLabel('SKU bei OTTO').waitFor();
  await assertAccessible(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});
