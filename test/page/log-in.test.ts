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

test('the first user is made with the code of the console, and is led to the set-up at once', async () => {
  const world = await startPageWorld({ connected: false, withOwner: false });
  const page = await world.open('/', { as: null, language: 'en' });
  await page.getByLabel('Set-up code').fill(world.service.setupCode?.reveal() ?? '');
  await page.getByLabel('User name').fill('Anna');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Create user and log in' }).click();
  await page.getByRole('alert').filter({ hasText: 'at least 10 characters' }).waitFor();
  await assertAccessible(page);

  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create user and log in' }).click();
  await page.getByText('Logged in as anna').waitFor();
  expect(new URL(page.url()).pathname).toBe('/setup');
});
