import { expect, test } from 'vitest';
import { assertAccessible } from './page-world.ts';
import { startReportingWorld, until } from './reporting-world.ts';

const SLOW_MS = 120_000;

test('a comparison names what is missing in the shop, and what was ticked is repaired', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  await world.ordersInShop([{}, {}, {}]);
  for (const id of [...world.shop.state.orders.keys()].slice(0, 2)) {
    world.shop.hands.deleteForGood(id);
  }
  const page = await world.open('/reconcile');
  await page.getByText('Es ist noch nichts abgeglichen.').waitFor();
  await page.getByLabel('Bestellt ab').fill('2026-03-20');
  await page.getByLabel('Bestellt bis').fill('2026-03-01');
  await page.getByRole('button', { name: 'Abgleich starten' }).click();
  await page.getByText('Der letzte Tag liegt vor dem ersten.').waitFor();
  await page.getByLabel('Bestellt ab').fill('');
  await page.getByLabel('Bestellt bis').fill('');
  await page.getByRole('button', { name: 'Abgleich starten' }).click();
  await page.getByText('3 bei OTTO = 3 in der Brücke ≠ 1 im Shop, 2 Unterschiede').waitFor();
  // To the minute: on the day of the oldest open order, earlier ones are not looked at.
  await page.getByText(/^Bestellungen aus der Zeit .+, \d\d:\d\d – .+, \d\d:\d\d$/).waitFor();
  await assertAccessible(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);

  await page
    .getByRole('checkbox', { name: /^Bestellung/ })
    .first()
    .check();
  await page.getByRole('button', { name: '1 Unterschied reparieren' }).click();
  const dialog = page.getByRole('dialog');
  await assertAccessible(page);
  await dialog.getByRole('button', { name: '1 Unterschied reparieren' }).click();
  await page.getByText('repariert', { exact: true }).waitFor();
  await until(() => world.shop.state.orders.size === 2);
  await expect.poll(() => page.getByRole('checkbox').count(), { timeout: 10_000 }).toBe(1);

  await page.getByRole('link', { name: 'Alle Abgleiche' }).click();
  await page.getByText('2 Unterschiede').waitFor();
  await assertAccessible(page);
});
