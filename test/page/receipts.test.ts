import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { startAfterSaleWorld } from './after-sale-world.ts';
import { assertAccessible, settled } from './page-world.ts';

const { shirt, smartphone } = sandboxProducts;
const SLOW_MS = 180_000;
const PATIENTLY = { timeout: 20_000 };

test('receipts are read, summed, found, and handed out as PDF and as a month’s CSV', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const orders = await world.shippedOrders([
    { positionItems: [{ product: shirt }] },
    { positionItems: [{ product: smartphone }] },
  ]);
  const [order] = orders;
  if (!order) throw new Error('no order');
  const page = await world.open('/receipts');
  await settled(page);
  await page.getByText('Es gibt noch keine Belege').waitFor();
  await page.getByRole('button', { name: 'Jetzt lesen' }).click();
  await page.getByText('Rechnung (2)').waitFor(PATIENTLY);
  const rows = page.locator('tbody tr');
  await expect.poll(() => rows.count(), PATIENTLY).toBe(2);
  await assertAccessible(page);

  const pdf = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^PDF zu/ })
    .first()
    .click();
  const file = await pdf;
  expect(file.suggestedFilename()).toMatch(/^R-.*\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByLabel('CSV eines Monats').selectOption('2026-03');
  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV herunterladen' }).click();
  const month = await csv;
  expect(month.suggestedFilename()).toBe('receipts-2026-03.csv');
  const text = await readFile(await month.path(), 'utf8');
  for (const { orderNumber } of orders) expect(text).toContain(orderNumber);

  await page.getByRole('searchbox').fill(order.orderNumber);
  await page.getByText('Rechnung (1)').waitFor(PATIENTLY);
  await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(1);
  await page.getByLabel('Art').selectOption('REFUND');
  await page.getByText('Kein Beleg passt zu Suche und Filtern').waitFor();
  await page.getByRole('button', { name: 'Alle Belege zeigen' }).click();
  await expect.poll(() => rows.count(), PATIENTLY).toBe(2);

  await page.getByRole('link', { name: order.orderNumber }).click();
  await settled(page);
  await page.getByRole('table', { name: 'Belege' }).waitFor();
  await page.getByText('Laut Belegen').waitFor(PATIENTLY);
  await page.getByRole('button', { name: 'Noch einmal vergleichen' }).click();
  await page.getByText('Gerade eben verglichen.').waitFor(PATIENTLY);
  await assertAccessible(page);
  await page.goto(`${world.service.url}/payments?search=${order.orderNumber}`);
  await page.getByRole('link', { name: /^R-/ }).click();
  await page.waitForURL(/\/receipts\?search=/);
  await expect.poll(() => rows.count(), PATIENTLY).toBe(1);
});
