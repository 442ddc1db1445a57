import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { variedSalesOrders } from '../fixtures/otto/index.ts';
import { assertAccessible, type PageWorld, startPageWorld } from './page-world.ts';
import { fillShelves } from './shelves.ts';

const ORDERS = 12;
/** A whole journey in a browser, on a machine that may be busy. */
const SLOW_MS = 120_000;

/** Orders wait at OTTO, and the shop stops before it makes the third of them. */
async function worldThatStops(): Promise<{
  world: PageWorld;
  goOn: () => void;
  stopped: Promise<unknown>;
}> {
  const world = await startPageWorld();
  fillShelves(world);
  // On a busy machine the shop may stop for longer than a bridge usually waits for it.
  await world.bridge.settings.update((settings) => ({
    ...settings,
    shop: settings.shop && { ...settings.shop, timeoutMs: SLOW_MS },
  }));
  for (const salesOrder of variedSalesOrders(ORDERS, 2026)) world.otto.addOrder(salesOrder);
  const pause = world.shop.faults.pauseBatchBefore(2);
  return { world, goOn: () => pause.release(), stopped: pause.reached };
}

async function startFetching(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bestellungen abrufen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bestellungen bei OTTO abrufen' });
  await dialog.getByRole('button', { name: 'Bestellungen abrufen' }).click();
  await dialog.getByText('Läuft', { exact: true }).waitFor();
}

test(
  'a fetch is followed live, also after the page was loaded anew, to the orders it made',
  async () => {
    const { world, goOn, stopped } = await worldThatStops();
    const page = await world.open('/orders');
    await startFetching(page);
    await stopped;
    await assertAccessible(page);

    await page.reload();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Läuft', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Schließen' }).last().click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Abruf läuft …' }).click();
    await dialog.getByText('Läuft', { exact: true }).waitFor();

    goOn();
    await dialog.getByText('Abgeschlossen').waitFor();
    await assertAccessible(page);
    const touched = dialog.getByRole('region', { name: /^Bestellungen von/ }).getByRole('link');
    await expect.poll(() => touched.count(), { timeout: 10_000 }).toBeGreaterThan(2);
    const orderNumber = await touched.first().innerText();
    await touched.first().click();
    await page.getByRole('heading', { level: 1, name: `Bestellung ${orderNumber}` }).waitFor();
  },
  SLOW_MS,
);

test(
  'a service that is started anew during a fetch is found again, and the page tells what became of it',
  async () => {
    const { world, goOn, stopped } = await worldThatStops();
    const page = await world.open('/orders');
    await startFetching(page);
    await stopped;
    const restarted = world.restart();
    goOn();
    await restarted;
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Vorzeitig beendet').waitFor({ timeout: 20_000 });
    await dialog.getByText('Was fertig war, bleibt.').waitFor();

    await dialog.getByRole('button', { name: 'Noch einmal abrufen' }).click();
    await dialog.getByRole('button', { name: 'Bestellungen abrufen' }).click();
    await dialog.getByText('Abgeschlossen').waitFor({ timeout: 20_000 });
    const made = [...world.shop.state.orders.values()].map(({ transactionId }) => transactionId);
    expect(new Set(made).size).toBe(made.length);
  },
  SLOW_MS,
);
