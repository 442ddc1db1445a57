import { expect, test } from 'vitest';
import { assertAccessible, startPageWorld } from './page-world.ts';

const SLOW_MS = 120_000;

test('a job is run at once, shows what it came to, and gets another schedule', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startPageWorld();
  const page = await world.open('/jobs', { language: 'en' });
  const card = page.locator('li').filter({ has: page.getByText('Reports to OTTO') });
  await card.getByRole('button', { name: /^Run now/ }).click();
  await card.getByText('It has begun.').waitFor();
  await card.getByRole('button', { name: /^Run now/ }).click();
  await card.getByRole('button', { name: /^History/ }).click();
  await card.getByRole('columnheader', { name: 'Took' }).waitFor();
  await card.getByRole('cell').first().waitFor();
  expect(new URL(page.url()).searchParams.get('job')).toBe('reports');
  await assertAccessible(page);

  await card.getByRole('button', { name: /^Change schedule/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('At times of your own').check();
  const cron = dialog.getByLabel('Cron expression');
  await cron.fill('every day at noon');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.field-problem').waitFor();
  expect(await cron.getAttribute('aria-invalid')).toBe('true');
  expect(await cron.inputValue()).toBe('every day at noon');
  await assertAccessible(page);
  await cron.fill('0 12,15,18 * * *');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await card.getByText('0 12,15,18 * * *').waitFor();
  expect(world.cron.expressions()).toContain('0 12,15,18 * * *');

  await card.getByRole('button', { name: /^Switch off/ }).click();
  await card.getByRole('button', { name: /^Switch on/ }).waitFor();
  expect(world.cron.expressions()).not.toContain('0 12,15,18 * * *');
});

test('who may only look sees the jobs, but no button that changes one', async () => {
  const world = await startPageWorld();
  await world.addUser('guest', 'view');
  const page = await world.open('/jobs', { as: 'guest' });
  await page
    .getByRole('button', { name: /^Verlauf/ })
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /Jetzt starten|ändern|schalten/ }).count()).toBe(0);
});
