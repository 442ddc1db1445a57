import { expect, test } from 'vitest';
import { assertAccessible, PASSWORD, startPageWorld } from './page-world.ts';

test('somebody who is not logged in sees the form to log in, and nothing heavy is loaded for it', async () => {
  const world = await startPageWorld();
  const page = await world.open('/orders', { as: null, language: 'en' });
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.endsWith('.js'))
      .map((entry) => (entry as PerformanceResourceTiming).decodedBodySize),
  );
  expect(scripts.reduce((sum, size) => sum + size, 0)).toBeLessThan(40_000);
  await assertAccessible(page);

  await page.getByLabel('User name').fill('owner');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').filter({ hasText: 'password' }).waitFor();

  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
});
