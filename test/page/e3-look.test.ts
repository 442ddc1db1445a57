import { test } from 'vitest';
import { startPageWorld } from './page-world.ts';

test('look', { timeout: 280_000 }, async () => {
  const world = await startPageWorld();
  const page = await world.open('/settings/general');
  page.on('response', async (r) => { if (r.request().method() !== 'GET') console.log(r.status(), r.url(), await r.text()); });
  await page.getByLabel('Adresse der Brücke von außen').fill('<b>🚚</b> عنوان');
  await page.getByRole('button', { name: 'Speichern', exact: true }).click();
  await page.waitForTimeout(3000);
  await page.screenshot({ path: '/tmp/e3shots/dbg.png' });
  console.log(await page.locator('form').last().innerHTML());
});
