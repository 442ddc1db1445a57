import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { tabTo } from './keyboard.ts';
import { assertAccessible, overflowOf, PHONE, settled } from './page-world.ts';
import { until } from './reporting-world.ts';
import {
  SHOWN_AFTER_MS,
  type StockPageWorld,
  startStockPage,
  VACATION_READ_MS,
} from './stock-world.ts';

const SLOW_MS = 180_000;
const PATIENTLY = { timeout: 20_000 };
const MINUTE_MS = 60_000;

const rowOf = (page: Page, sku: string) => page.locator('tbody tr').filter({ hasText: sku });
const textOf = async (page: Page, sku: string) =>
  (await rowOf(page, sku).innerText({ timeout: 20_000 })).replaceAll(/\s+/g, ' ');

/** Three SKUs that OTTO was told of, and shows. */
async function startThree(): Promise<StockPageWorld> {
  const world = await startStockPage({ isOn: true });
  world.sold('MUG', 7);
  world.sold('PLATE', 3);
  world.sold('JUG', 0);
  await world.tellAfter(MINUTE_MS);
  await world.tellAfter(SHOWN_AFTER_MS);
  return world;
}

test('the stock is off at first and says what switching it on does; then a change in the shop arrives and is shown', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startStockPage({ isOn: false });
  const mug = world.sold('MUG', 7);
  const page = await world.open('/stock');
  await page.getByRole('heading', { name: 'OTTO erfährt Ihren Bestand nicht' }).waitFor();
  await assertAccessible(page);
  expect(await page.getByRole('button', { name: 'Urlaub beginnen' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Zum Schalter in den Einstellungen' }).click();
  await page.getByLabel('OTTO den Bestand Ihres Shops melden').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Ab jetzt gilt', { exact: false }).waitFor();
  await page.getByRole('link', { name: /^Zum Bestand jeder SKU/ }).click();
  await world.tellAfter(MINUTE_MS);
  expect(world.atOtto('MUG')).toBe(7);
  await rowOf(page, 'MUG').getByText('Von OTTO angenommen').waitFor(PATIENTLY);
  expect(await textOf(page, 'MUG')).toContain('0 ≠');
  await world.tellAfter(SHOWN_AFTER_MS);
  await rowOf(page, 'MUG').getByText('OTTO zeigt die Menge').waitFor(PATIENTLY);
  expect(await textOf(page, 'MUG')).not.toContain('≠');

  world.shop.hands.setStock(mug.id, 5);
  await world.tellAfter(MINUTE_MS);
  await world.tellAfter(SHOWN_AFTER_MS);
  expect(world.atOtto('MUG')).toBe(5);
  await expect.poll(() => textOf(page, 'MUG'), PATIENTLY).toMatch(/ 5 MUG 5 5 gelesen/);
  await assertAccessible(page);
});

test('one SKU gets a buffer of its own by keyboard alone, and its number is sent', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startThree();
  const page = await world.open('/stock?search=MUG');
  await rowOf(page, 'MUG').waitFor();
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: 10_000 }).toBe(1);
  await tabTo(page, /^Aktionen$|^Actions$/);
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: 'Puffer und Grenze' });
  await until(() => item.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Zurückhalten (Stück)').waitFor();
  await assertAccessible(page);
  await tabTo(page, 'Zurückhalten (Stück)');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await until(() => world.atOtto('MUG') === 5);
  await rowOf(page, 'MUG').getByText('2 zurückhalten').waitFor(PATIENTLY);
  await rowOf(page, 'MUG').getByText('eigene Zahlen').waitFor();

  const pushes = world.otto.availability.pushes.length;
  await page.getByRole('button', { name: 'Alle jetzt senden' }).click();
  await page.getByText('Die Mengen von 3 SKUs', { exact: false }).waitFor();
  await until(() => world.otto.availability.pushes.length > pushes);
});

test('the vacation says what it changes, is verified in OTTO’s list, and ends with the shop’s numbers', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startThree();
  const page = await world.open('/stock');
  await page.getByRole('button', { name: 'Urlaub beginnen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Bei OTTO gehen 2 SKUs auf 0', { exact: false }).waitFor();
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  expect(world.atOtto('MUG')).toBe(7);
  await page.getByRole('button', { name: 'Urlaub beginnen' }).click();
  await dialog.getByRole('button', { name: 'Urlaub beginnen' }).click();
  await dialog.waitFor({ state: 'detached' });
  await until(() => world.atOtto('MUG') === 0 && world.atOtto('PLATE') === 0);
  await page.getByText('Seit', { exact: false }).waitFor(PATIENTLY);
  await world.tellAfter(VACATION_READ_MS);
  await page.getByText('Geprüft', { exact: true }).waitFor(PATIENTLY);
  await page.getByRole('progressbar', { name: '3 von 3 zeigen bei OTTO 0' }).waitFor();
  await assertAccessible(page);

  await page.getByRole('button', { name: 'Urlaub beenden' }).click();
  await dialog.getByText('zeigen 3 SKUs wieder', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: 'Urlaub beenden' }).click();
  await until(() => world.atOtto('MUG') === 7 && world.atOtto('PLATE') === 3);
  await page.getByText('Kein Urlaub', { exact: false }).waitFor(PATIENTLY);
});

test('a SKU that OTTO does not know stands under its state, and the error centre leads there', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startThree();
  world.otto.availability.forget('MUG');
  const page = await world.open('/stock');
  await settled(page);
  await page.getByRole('button', { name: 'Alle jetzt senden' }).click();
  await page.getByText('Vorgemerkt', { exact: false }).waitFor();
  await page.getByRole('button', { name: '1 OTTO kennt die SKU nicht' }).click(PATIENTLY);
  await expect.poll(() => page.locator('tbody tr').count(), PATIENTLY).toBe(1);
  await rowOf(page, 'MUG').getByText('OTTO kennt die SKU MUG nicht', { exact: false }).click();
  await page.getByText('Legen Sie den Artikel bei OTTO an', { exact: false }).waitFor();
  await page.goto(`${world.service.url}/error-centre`);
  await page.getByRole('link', { name: /^Zu den SKUs/ }).click();
  await page.waitForURL(/\/stock\?state=unknown&account=main/);
  await rowOf(page, 'MUG').waitFor(PATIENTLY);
});

test('who may only look sees the numbers, but no button; and it fits a phone', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startThree();
  await world.addUser('guest', 'view');
  const page = await world.open('/stock', { as: 'guest', language: 'en', viewport: PHONE });
  await page.getByText('OTTO shows it').first().waitFor();
  const buttons = page.getByRole('button', {
    name: /Begin vacation|Send|Buffer and limit|Actions/,
  });
  expect(await buttons.count()).toBe(0);
  await assertAccessible(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await page.goto(`${world.service.url}/stock/sku-map`);
  await settled(page);
  await page.getByText('Same SKU in the shop').first().waitFor();
  expect(await page.getByRole('button', { name: /Assign|Add a set|Look/ }).count()).toBe(0);
  await assertAccessible(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});
