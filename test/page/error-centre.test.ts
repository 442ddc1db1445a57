import { expect, test } from 'vitest';
import { assertAccessible } from './page-world.ts';
import { startReportingWorld, until } from './reporting-world.ts';

const SLOW_MS = 120_000;
const T1 = '00340434161094042557';
const T2 = '00340434161094042564';

test('reports that OTTO could not get are repaired in the error centre, and reach OTTO', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const orders = await world.ordersInShop([{}, {}, {}]);
  const [unknownCarrier, wrongNumber] = orders;
  const page = await world.open('/ship', { language: 'en' });
  for (const [order, carrier, number] of [
    [unknownCarrier, 'Briefkurier Meyer', T1],
    [wrongNumber, 'DHL', '123'],
  ] as const) {
    await page.goto(`${world.service.url}/ship?orders=main/${order?.salesOrderId}`);
    await page.getByLabel('Tracking number', { exact: true }).fill(number);
    await page.getByLabel('Carrier', { exact: true }).fill(carrier);
    await page.getByRole('button', { name: 'Report as shipped' }).click();
    await page.getByRole('button', { name: 'Report all the same' }).click();
    await page.getByRole('heading', { name: 'Noted' }).waitFor();
  }
  await world.reportNow();
  expect(world.otto.shipments.all()).toEqual([]);

  await page.getByRole('link', { name: /^Error centre/ }).click();
  const carrierIncident = page.getByRole('article').filter({ hasText: 'Briefkurier Meyer' });
  await carrierIncident.getByText('Orders: 1').waitFor();
  await assertAccessible(page);
  await carrierIncident.getByRole('link', { name: /^Look and repair/ }).click();
  await page.getByRole('button', { name: 'Remember' }).click();
  await page.getByText('Choose a carrier.').waitFor();
  await page.getByRole('combobox', { name: /Briefkurier Meyer/ }).selectOption('DHL');
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Remember' }).click();
  await until(() => world.otto.shipments.all().length === 1);
  expect(world.otto.shipments.timesReported(unknownCarrier?.pieces[0] ?? '')).toBe(1);

  await page.getByRole('link', { name: 'Back to the error centre' }).click();
  const numberIncident = page.getByRole('article').filter({ hasText: 'too short' });
  await numberIncident.getByRole('link', { name: /^Look and repair/ }).click();
  await page.getByRole('button', { name: /^Correct/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tracking number', { exact: true }).fill(T2);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await until(() => world.otto.shipments.all().length === 2);

  await page.getByRole('link', { name: 'Back to the error centre' }).click();
  await page.getByText('Everything is running.').waitFor();
  await page.getByRole('link', { name: 'Resolved' }).click();
  await page.getByRole('article').first().waitFor();
  await expect.poll(() => page.getByRole('article').count(), { timeout: 10_000 }).toBe(2);
});

test('what is taken care of leaves the list after a question, and search and state stand in the address', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const product = {
    sku: 'OHNE-PRODUKT',
    articleNumber: '9000000001',
    productTitle: 'Ohne Produkt im Shop',
    vatRate: 19,
  };
  await world.ordersInShop([{ positionItems: [{ product }] }]);
  const page = await world.open('/error-centre?search=OHNE-PRODUKT');
  await page.getByRole('article').waitFor();
  await page.goto(`${world.service.url}/error-centre?search=gibt-es-nicht`);
  await page.getByText('Nichts gefunden.').waitFor();
  await page.goto(`${world.service.url}/error-centre`);
  await page.getByRole('button', { name: /^Ist erledigt/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Ist das erledigt?' });
  await dialog.getByRole('button', { name: 'Ist erledigt' }).click();
  await page.getByText('Alles läuft.').waitFor();
  await page.getByRole('link', { name: 'Erledigt' }).click();
  await page.getByRole('article').waitFor();
  expect(new URL(page.url()).searchParams.get('state')).toBe('resolved');
});
