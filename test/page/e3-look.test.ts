import { test } from 'vitest';
import { usualCredentials } from '../fakes/otto/index.ts';
import { startPageWorld } from './page-world.ts';

test('look', { timeout: 280_000 }, async () => {
  const world = await startPageWorld();
  await world.addUser('kollegin');
  const page = await world.open('/settings/announced', { as: 'kollegin' });
  const first = await world.open('/settings/announced');
  page.on('response', async (r) => { if (r.request().method() !== 'GET') console.log(r.status(), r.url(), await r.text()); });
  await page.getByLabel('Nur die mit Vorkasse').check();
  await first.getByLabel('Ja, alle').check();
  await first.getByRole('button', { name: 'Speichern', exact: true }).click();
  await first.getByText('Gespeichert.').waitFor();
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.waitForTimeout(2000);
  await page.screenshot({ path: '/tmp/e3shots/dbg.png' });
  console.log(await page.locator('form').last().innerText());
  await page.goto(`${world.service.url}/setup/account`);
  await page.getByLabel('Client-Secret').fill('not the secret');
  await page.getByRole('button', { name: 'Speichern und testen', exact: true }).click();
  await page.waitForTimeout(4000);
  await page.screenshot({ path: '/tmp/e3shots/dbg2.png', fullPage: true });
});
