import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled, startPageWorld } from './page-world.ts';
import { fillWorld } from './screenshots/fill-world.ts';

/** A whole journey in a browser, on a machine that may be busy. */
const SLOW_MS = 120_000;
const PATIENTLY = { timeout: 20_000 };

const rows = (page: Page) => page.locator('tbody tr');

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} can't be reached by keyboard`);
}

test(
  'orders are searched and filtered, the address says how, and a view of it is kept',
  async () => {
    const world = await startPageWorld();
    await fillWorld(world);
    const page = await world.open('/orders');
    await page.getByRole('link', { name: 'Jetzt versenden' }).click();
    await page.waitForURL(/tab=ship-now/);
    await settled(page);
    await page.getByRole('row').nth(2).waitFor();
    const orderNumber = await rows(page).nth(1).getByRole('link').first().innerText();

    const search = page.getByRole('searchbox');
    await search.fill(orderNumber.slice(0, 6));
    await page.waitForURL(/search=/);
    await expect.poll(() => rows(page).count(), PATIENTLY).toBe(1);
    await page.reload();
    await page.getByRole('link', { name: orderNumber }).waitFor();
    expect(await search.inputValue()).toBe(orderNumber.slice(0, 6));

    await page.getByRole('button', { name: 'Diese Ansicht speichern' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name der Ansicht').fill('Gleich zu packen');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('button', { name: 'Ansicht „Gleich zu packen“ löschen' }).waitFor();

    await search.fill('gibt-es-nicht');
    await page.getByText('Keine Bestellung passt zu Suche und Filtern').waitFor();
    await page.getByRole('button', { name: 'Alle Bestellungen zeigen' }).click();
    await expect.poll(() => rows(page).count(), PATIENTLY).toBeGreaterThan(5);
    expect(new URL(page.url()).search).toBe('');

    await page.getByLabel('Gespeicherte Ansichten').selectOption('Gleich zu packen');
    await expect.poll(() => rows(page).count(), PATIENTLY).toBe(1);
    expect(new URL(page.url()).searchParams.get('tab')).toBe('ship-now');

    await page.getByLabel('Bei OTTO').selectOption('Versendet');
    await page.getByText('Keine Bestellung passt zu Suche und Filtern').waitFor();
    await page.goBack();
    await expect.poll(() => rows(page).count(), PATIENTLY).toBe(1);
    await page.getByRole('button', { name: 'Ansicht „Gleich zu packen“ löschen' }).click();
    await page.getByRole('button', { name: 'Diese Ansicht speichern' }).waitFor();
  },
  SLOW_MS,
);

test(
  'orders that are ticked are reported as shipped together, as far as they have something to ship',
  async () => {
    const world = await startPageWorld();
    await fillWorld(world);
    const page = await world.open('/orders?tab=ship-now');
    await settled(page);
    await page.getByRole('checkbox', { name: 'Alle auswählen' }).check();
    const ticked = await rows(page).count();
    await page.getByText(`${ticked} Einträge ausgewählt`).waitFor();
    await page.getByRole('button', { name: 'Als versendet melden …' }).click();
    await page.waitForURL(/\/ship\?orders=/);
    const named = new URL(page.url()).searchParams.get('orders')?.split(',') ?? [];
    expect(named).toHaveLength(ticked);
    expect(named.every((order) => order.startsWith('main/'))).toBe(true);
  },
  SLOW_MS,
);

test(
  'without a mouse: orders are fetched, found and opened by keyboard alone, in English',
  async () => {
    const world = await startPageWorld();
    await fillWorld(world);
    const page = await world.open('/orders', { language: 'en' });
    await settled(page);
    const fetchButton = page.getByRole('button', { name: 'Fetch orders' });
    await tabTo(page, fetchButton);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Fetch orders from OTTO' });
    await tabTo(page, dialog.getByLabel('Dry run: only show what would happen'));
    await page.keyboard.press('Space');
    await tabTo(page, dialog.getByRole('button', { name: 'Begin the dry run' }));
    await page.keyboard.press('Enter');
    await dialog.getByText('Done', { exact: true }).waitFor({ timeout: 20_000 });
    await tabTo(page, dialog.getByRole('button', { name: 'Close' }).last());
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });

    const firstOrder = rows(page).first().getByRole('link').first();
    const orderNumber = await firstOrder.innerText();
    await tabTo(page, firstOrder);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: `Order ${orderNumber}` }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Show addresses' }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hide addresses' }).waitFor();
  },
  SLOW_MS,
);
