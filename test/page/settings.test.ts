import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { variedSalesOrders } from '../fixtures/otto/index.ts';
import { assertAccessible, PASSWORD, startPageWorld } from './page-world.ts';
import { fillShelves } from './shelves.ts';

/** A whole journey in a browser, on a machine that may be busy. */
const SLOW_MS = 180_000;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const told = (page: Page, role: 'status' | 'alert', text: string) =>
  page.getByRole(role).filter({ hasText: text });

test(
  'a status chosen for a phase is told when it is saved, and is what the next orders get',
  async () => {
    const world = await startPageWorld();
    fillShelves(world);
    world.shop.settings.orderStatuses.push({ slug: 'packing', name: 'Beim Packen' });
    for (const salesOrder of variedSalesOrders(6, 2026)) world.otto.addOrder(salesOrder);
    const page = await world.open('/settings/status-mapping');
    await page
      .getByLabel('Jetzt versenden')
      .selectOption('Beim Packen (eigener Status Ihres Shops)');
    await press(page, 'Speichern');
    const notice = told(page, 'status', 'Ab jetzt gilt');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('Status „packing“');

    await page.getByRole('link', { name: 'Konten bei OTTO' }).click();
    await press(page, 'Bestellungen abrufen');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bestellungen abrufen' }).click();
    await dialog.getByText('Abgeschlossen').waitFor();
    const statuses = [...world.shop.state.orders.values()].map(({ status }) => status);
    expect(statuses).toContain('packing');
    expect(statuses).not.toContain('processing');
  },
  SLOW_MS,
);

test(
  'of two who change the same, the second is told by whom it was changed and loses nothing',
  async () => {
    const world = await startPageWorld();
    await world.addUser('kollegin');
    const second = await world.open('/settings/announced', { as: 'kollegin' });
    const first = await world.open('/settings/announced');
    await second.getByLabel('Nur die mit Vorkasse').check();
    await first.getByLabel('Ja, alle').check();
    await press(first, 'Speichern');
    await told(first, 'status', 'Gespeichert.').waitFor();

    // The page asks anew meanwhile, e.g. because its language was changed: what is typed stays on its base.
    const isAnew = second.waitForResponse(/settings\/import-rules$/);
    await second.getByLabel('Sprache', { exact: true }).selectOption('en');
    await isAnew;
    await second.getByLabel('Language', { exact: true }).selectOption('de');
    await press(second, 'Speichern');
    await told(second, 'alert', 'von owner').waitFor();
    expect(await second.getByLabel('Nur die mit Vorkasse').isChecked()).toBe(true);
    await assertAccessible(second);
    await press(second, 'Gespeicherten Stand laden');
    await expect.poll(() => second.getByLabel('Ja, alle').isChecked()).toBe(true);

    await second.getByLabel('Nein, in der Brücke warten lassen').check();
    await first.getByLabel('Nur die mit Vorkasse').check();
    await press(first, 'Speichern');
    await told(first, 'status', 'Gespeichert.').waitFor();
    await press(second, 'Speichern');
    await press(second, 'Meine Eingaben darüber speichern');
    await told(second, 'status', 'Gespeichert.').waitFor();
    expect((await world.bridge.settings.load()).importRules.announcedImport).toBe('off');
  },
  SLOW_MS,
);

test(
  'what is typed outlives the end of the session, and is not left behind without asking',
  async () => {
    const world = await startPageWorld();
    const page = await world.open('/settings/general');
    const address = page.getByLabel('Adresse der Brücke von außen');
    await address.fill('<b>🚚</b> عنوان');
    await press(page, 'Speichern');
    await told(page, 'alert', 'berichtigen Sie die markierten Felder').waitFor();
    expect(await address.getAttribute('aria-invalid')).toBe('true');
    expect(await address.evaluate((field) => field === document.activeElement)).toBe(true);

    await address.fill('https://bruecke.mein-shop.example');
    await page.getByRole('link', { name: 'Bestellungen', exact: true }).click();
    await press(page, 'Hier bleiben');
    expect(await address.inputValue()).toBe('https://bruecke.mein-shop.example');

    await page.context().clearCookies();
    await press(page, 'Speichern');
    const again = page.getByRole('dialog', { name: 'Bitte neu anmelden' });
    await again.getByLabel(/^Passwort/).fill(PASSWORD);
    await again.getByRole('button', { name: 'Anmelden' }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await address.inputValue()).toBe('https://bruecke.mein-shop.example');
    await press(page, 'Speichern');
    await told(page, 'status', 'Gespeichert.').waitFor();
    expect((await world.bridge.settings.load()).publicUrl).toBe(
      'https://bruecke.mein-shop.example',
    );
    await page.getByRole('link', { name: 'Bestellungen', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Bestellungen' }).waitFor();
  },
  SLOW_MS,
);

test(
  'a key for a program is shown once, opens what it may until it is withdrawn, and all of it stands in French too',
  async () => {
    const world = await startPageWorld();
    const page = await world.open('/settings/users', { language: 'fr' });
    await page.getByRole('heading', { level: 1, name: "Utilisateurs et clés d'accès" }).waitFor();
    await press(page, "Ajouter une clé d'accès");
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nom', { exact: true }).fill('Warenwirtschaft');
    await dialog.getByLabel('Seulement pour certains domaines').check();
    await press(page, 'Créer la clé');
    const token = await dialog.locator('code').innerText();
    world.watch.secrets.add(token);
    await assertAccessible(page);
    await dialog.getByRole('button', { name: 'Fermer' }).last().click();
    expect(await page.content()).not.toContain(token);

    const ask = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${world.service.url}/api/v1/${path}`, { headers })).status;
    };
    expect(await ask('orders')).toBe(200);
    expect(await ask('users')).toBe(403);
    await press(page, 'Retirer la clé « Warenwirtschaft »');
    await dialog.getByRole('button', { name: 'Retirer', exact: true }).click();
    await page.getByText('Retirée le').waitFor();
    expect(await ask('orders')).toBe(401);
  },
  SLOW_MS,
);
