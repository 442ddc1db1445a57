import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { usualCredentials } from '../fakes/otto/index.ts';
import { buildSalesOrder } from '../fixtures/otto/index.ts';
import { tabTo } from './keyboard.ts';
import { assertAccessible, type PageWorld, startPageWorld } from './page-world.ts';
import { fillShelves } from './shelves.ts';

const PUBLIC_URL = 'https://bruecke.mein-shop.example/otto-bridge';
/** A whole journey in a browser, on a machine that may be busy. */
const SLOW_MS = 240_000;

/** An empty bridge behind an https address, as a reverse proxy gives it one. */
async function emptyWorld(): Promise<PageWorld> {
  const world = await startPageWorld({ connected: false });
  await world.bridge.settings.update((settings) => ({ ...settings, publicUrl: PUBLIC_URL }));
  fillShelves(world);
  world.shop.hooks.reach = (callbackUrl) => callbackUrl.replace(PUBLIC_URL, world.service.url);
  for (const seed of [1, 2]) {
    world.otto.addOrder(buildSalesOrder({ seed, orderDate: '2026-03-19T09:30:00.000Z' }));
  }
  return world;
}

/** The browser of somebody who is logged in to the shop, and whose way leads through the proxy. */
async function asMerchant(page: Page, world: PageWorld): Promise<void> {
  const { hostname } = new URL(world.shop.url);
  const cookie = { name: 'wordpress_logged_in', value: 'merchant', domain: hostname, path: '/' };
  await page.context().addCookies([cookie]);
  const home = (url: string) => url.replace(PUBLIC_URL, world.service.url);
  await page.route(`${PUBLIC_URL}/**`, (route) =>
    route.fulfill({ status: 302, headers: { location: home(route.request().url()) } }),
  );
  // A way that a redirect leads on is not routed by the browser's driver.
  await page.route(`${world.shop.url}/wc-auth/v1/access_granted/**`, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const { location = '' } = response.headers();
    await route.fulfill({ status: response.status(), headers: { location: home(location) } });
  });
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What the progress list says of a step. */
const stateOf = (page: Page, step: string) =>
  page
    .getByRole('navigation', { name: 'Schritte der Einrichtung' })
    .getByRole('listitem')
    .filter({ hasText: step })
    .innerText();

async function connectByConsent(page: Page, world: PageWorld): Promise<void> {
  await page.getByLabel('Adresse des Shops').fill(world.shop.url);
  await press(page, 'Mit WooCommerce verbinden');
  await page.getByRole('link', { name: 'Approve' }).click();
  await page.getByText('Ihr Shop hat die Brücke hereingelassen.').waitFor();
  for (const { consumerKey, consumerSecret } of world.shop.state.apiKeys) {
    world.watch.secrets.add(consumerKey).add(consumerSecret);
  }
}

test(
  'an empty bridge is set up step by step through the shop’s own consent page until it is live',
  async () => {
    const world = await emptyWorld();
    const page = await world.open('/setup');
    await asMerchant(page, world);
    await assertAccessible(page);
    await press(page, 'Beginnen');

    await heading(page, 'Shop verbinden');
    await connectByConsent(page, world);
    await press(page, 'Weiter');

    await heading(page, 'Shop prüfen');
    await page.getByRole('listitem').filter({ hasText: 'Steuersätze' }).waitFor();
    await assertAccessible(page);
    await press(page, 'Weiter');

    await heading(page, 'OTTO-Konto');
    await page.getByLabel('Anderer Server').check();
    await page.getByLabel('Adresse des Servers').fill(world.otto.url);
    await page.getByLabel('Client-ID').fill(usualCredentials.clientId);
    await page.getByLabel('Client-Secret').fill('not the secret');
    await press(page, 'Speichern und testen');
    await page.getByRole('alert').filter({ hasText: 'OTTO' }).waitFor();
    await page.getByLabel('Client-Secret').fill(usualCredentials.clientSecret);
    await press(page, 'Speichern und testen');
    await page.getByText('OTTO lässt dieses Konto herein').waitFor();
    expect(await page.getByLabel('Client-Secret').inputValue()).toBe('');
    await press(page, 'Weiter');

    await heading(page, 'Statuszuordnung');
    await press(page, 'Passt so, weiter');
    await heading(page, 'Angekündigte Bestellungen');
    await page.getByLabel('Nur die mit Vorkasse').check();
    await press(page, 'Speichern und weiter');

    await heading(page, 'Versand');
    await press(page, 'Ort hinzufügen');
    await page.getByLabel('Name des Ortes').fill('Lager');
    await page.getByLabel('PLZ').fill('01067');
    await page.getByRole('textbox', { name: 'Ort', exact: true }).fill('Dresden');
    await press(page, 'Speichern und weiter');

    // Left in the middle: the welcome page knows where it goes on.
    await heading(page, 'Mail-Probe');
    await page.getByRole('link', { name: 'Später weitermachen' }).click();
    await page.getByRole('link', { name: 'Einrichtung' }).click();
    await press(page, 'Weiter mit: Mail-Probe');
    await press(page, 'Beweis machen');
    await page.getByText('Keine Mail kann einen Käufer erreichen').waitFor();
    await press(page, 'Weiter');

    await heading(page, 'Probe');
    await press(page, 'Probe beginnen');
    await page.getByText('Noch einmal proben').waitFor();
    await page.locator('.rehearsed summary').first().click();
    await page.getByText('Lieferadresse').first().waitFor();
    await assertAccessible(page);
    expect(world.shop.state.orders.size).toBe(0);
    await press(page, 'Weiter');

    await heading(page, 'Scharf schalten');
    await page.getByText('Kein anderer Importer gefunden').waitFor();
    await press(page, 'Scharf schalten');
    await page.getByRole('heading', { name: 'Ihre Bestellungen kommen herein' }).waitFor();
    expect(await stateOf(page, 'Scharf schalten')).toContain('Erledigt');
    await assertAccessible(page);

    const { accounts, importRules, shippingRules } = await world.bridge.settings.load();
    expect(accounts.map(({ state }) => state)).toEqual(['active']);
    expect(importRules.announcedImport).toBe('prepayment');
    expect(shippingRules.shipFrom).toMatchObject([{ city: 'Dresden', zipCode: '01067' }]);
  },
  SLOW_MS,
);

test(
  'a refused consent is told, and the first steps can be taken by keyboard with pasted keys',
  async () => {
    const world = await emptyWorld();
    const page = await world.open('/setup/shop');
    await asMerchant(page, world);
    await page.getByLabel('Adresse des Shops').fill(world.shop.url);
    await press(page, 'Mit WooCommerce verbinden');
    await page.getByRole('link', { name: 'Deny' }).click();
    await page.getByText('Auf der Seite des Shops wurde der Zugang abgelehnt').waitFor();

    const type = async (label: RegExp, text: string) => {
      await tabTo(page, label);
      await page.keyboard.type(text);
    };
    await type(/^Adresse des Shops/, world.shop.url);
    await tabTo(page, 'Schlüssel von Hand eingeben');
    await page.keyboard.press('Enter');
    await type(/^Consumer-Key/, world.shop.key.consumerKey);
    await type(/^Consumer-Secret/, world.shop.key.consumerSecret);
    await page.keyboard.press('Enter');
    await heading(page, 'Shop prüfen');
    await page.getByRole('listitem').filter({ hasText: 'Steuersätze' }).waitFor();
    await tabTo(page, 'Weiter');
    await page.keyboard.press('Enter');
    await heading(page, 'OTTO-Konto');
  },
  SLOW_MS,
);
