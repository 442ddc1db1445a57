import { expect, test } from 'vitest';
import { assertAccessible, settled, startPageWorld } from './page-world.ts';
import { fillWorld } from './screenshots/fill-world.ts';

const SLOW_MS = 120_000;
const PATIENTLY = { timeout: 20_000 };

test(
  'the day begins with one sentence; its work leads to where it is done',
  async () => {
    const world = await startPageWorld();
    await fillWorld(world);
    const page = await world.open('/today');
    await settled(page);
    await page
      .getByRole('status')
      .filter({ hasText: /Bestellung.*sicher/ })
      .waitFor();
    const shop = page.getByRole('listitem').filter({ hasText: 'Ihr Shop' });
    await shop.getByText('in Ordnung').waitFor();

    await page.getByText('Als Tabelle').click();
    const table = page.getByRole('table', { name: 'Die letzten Tage' });
    await expect.poll(() => table.getByRole('row').count(), { timeout: 10_000 }).toBe(31);
    await page.getByLabel('Zeitraum').selectOption('7 Tage');
    await expect.poll(() => table.getByRole('row').count(), PATIENTLY).toBe(8);
    await assertAccessible(page);

    await page.getByRole('button', { name: /^Einzelheiten zu/ }).click();
    await page.getByRole('dialog').getByText('Abgeschlossen').waitFor();
    await page.keyboard.press('Escape');

    const work = page.getByRole('link', { name: /^\d+ Bestellung.* insgesamt zu versenden$/ });
    const told = Number.parseInt(await work.innerText(), 10);
    await work.click();
    await page.waitForURL(/\/ship$/);
    await settled(page);
    await expect.poll(() => page.locator('tbody tr').count(), PATIENTLY).toBe(told);
  },
  SLOW_MS,
);

test(
  'the day says what is missing while nothing is set up, and leads there',
  async () => {
    const world = await startPageWorld({ connected: false });
    const page = await world.open('/today', { language: 'en' });
    await page.getByRole('heading', { name: 'Not set up yet' }).waitFor();
    await page.getByRole('link', { name: 'Go on with the set-up' }).click();
    await page.waitForURL(/\/setup/);
  },
  SLOW_MS,
);

test(
  'payments are summed, filtered by day and found by order number',
  async () => {
    const world = await startPageWorld();
    await fillWorld(world);
    const page = await world.open('/payments', { language: 'en' });
    await settled(page);
    const rows = page.locator('tbody tr');
    const all = await rows.count();
    await page.getByText(new RegExp(`^${all} payments, together €`)).waitFor();
    await page.getByText('OTTO does not pay order by order', { exact: false }).waitFor();

    const orderNumber = await rows.first().getByRole('link').first().innerText();
    await page.getByRole('searchbox').fill(orderNumber);
    await page.getByText(/^1 payment, together €/).waitFor();
    await expect.poll(() => rows.count(), PATIENTLY).toBe(1);

    await page.getByLabel('Paid until').fill('2020-01-01');
    await page.getByText('No payment fits what is searched and filtered').waitFor();
    await page.getByLabel('Changed since').fill('2020-01-01');
    await page.getByText('Filter either by when it was changed').first().waitFor();
    await page.getByRole('link', { name: orderNumber }).waitFor();
  },
  SLOW_MS,
);
