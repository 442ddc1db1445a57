import { expect, test } from 'vitest';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { tabTo } from './keyboard.ts';
import { assertAccessible, PHONE } from './page-world.ts';
import { startReportingWorld, until } from './reporting-world.ts';

const T1 = '00340434161094042557';
const T2 = '00340434161094042564';
const { shirt, smartphone } = sandboxProducts;
const SLOW_MS = 120_000;

test('two pieces of three leave in two parcels, reported by keyboard alone; the third stays open', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const [order] = await world.ordersInShop([
    { positionItems: [{ product: shirt }, { product: shirt }, { product: smartphone }] },
  ]);
  const page = await world.open('/ship', { language: 'en' });
  await page
    .getByText(order?.orderNumber ?? '')
    .first()
    .waitFor();
  await tabTo(page, `Report as shipped – order ${order?.orderNumber}`);
  await page.keyboard.press('Enter');
  await page.getByText('Which pieces have left?').waitFor();

  await tabTo(page, `${shirt.sku} (piece 2)`);
  await page.keyboard.press('Space');
  await tabTo(page, 'Tracking number');
  await page.keyboard.type(T1);
  await tabTo(page, /^Add another parcel/);
  await page.keyboard.press('Enter');
  const second = page.getByRole('group', { name: 'Parcel 2' });
  await second.waitFor();
  for (const parcel of [page.getByRole('group', { name: 'Parcel 1' }), second]) {
    await parcel.getByRole('checkbox', { name: `${shirt.sku} (piece 1)` }).check();
  }
  await second.getByLabel('Tracking number', { exact: true }).focus();
  await page.keyboard.type(T2);
  await assertAccessible(page);
  await tabTo(page, 'Report as shipped');
  await page.keyboard.press('Enter');
  await second.getByText(`“${smartphone.sku}” is in no parcel.`).waitFor();
  await second.getByText(`“${shirt.sku} (piece 1)” is ticked in parcel 1 too.`).waitFor();
  await assertAccessible(page);
  await second.getByRole('checkbox', { name: `${shirt.sku} (piece 1)` }).uncheck();
  await second.getByRole('checkbox', { name: smartphone.sku }).check();
  await tabTo(page, 'Report as shipped');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Noted' }).waitFor();
  await until(() => world.otto.shipments.all().length === 2);
  const numbers = world.otto.shipments.all().map((one) => one.trackingKey.trackingNumber);
  expect(numbers.toSorted()).toEqual([T1, T2]);
  const reported = (order?.pieces ?? []).map((id) => world.otto.shipments.timesReported(id));
  expect(reported).toEqual([1, 0, 1]);

  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.getByText(shirt.sku).first().waitFor();
  await page.getByText(smartphone.sku).waitFor({ state: 'detached' });
});

test('what OTTO would not get at once is told before it is reported, on the phone too', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const [order] = await world.ordersInShop([{ positionItems: [{ product: shirt }] }]);
  const page = await world.open(`/ship?orders=main/${order?.salesOrderId}`, { viewport: PHONE });
  const number = page.getByLabel('Sendungsnummer', { exact: true });
  await page.getByRole('button', { name: 'Als versendet melden' }).click();
  await page.getByText('Die Sendungsnummer fehlt.').waitFor();
  await until(() => number.evaluate((field) => field === document.activeElement));
  expect(await page.getByRole('button', { name: 'Trotzdem melden' }).count()).toBe(0);
  await assertAccessible(page);
  await number.fill('123');
  await page.getByLabel('Versender', { exact: true }).fill('DHL');
  await page.getByRole('button', { name: 'Als versendet melden' }).click();
  await page.getByRole('heading', { name: 'Bitte vor dem Melden prüfen' }).waitFor();
  await page.getByText('zu kurz').first().waitFor();
  await assertAccessible(page);
  expect(await world.bridge.ledger.listTransmissions({ limit: 5 })).toEqual([]);

  await page.getByLabel('Sendungsnummer', { exact: true }).fill(T1);
  await page.getByRole('button', { name: 'Als versendet melden' }).click();
  await page.getByRole('heading', { name: 'Notiert' }).waitFor();
  await until(() => world.otto.shipments.all().length === 1);
});

test('pieces are cancelled at OTTO only after their cost was shown and a second yes', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const [order] = await world.ordersInShop([
    { positionItems: [{ product: shirt }, { product: smartphone }] },
  ]);
  const page = await world.open(`/ship?cancel=main/${order?.salesOrderId}`);
  await page.getByLabel(new RegExp(smartphone.sku)).check();
  await page.getByText('entgangener Umsatz').waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Bei OTTO stornieren …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('entgangener Umsatz').waitFor();
  expect(await world.bridge.ledger.listTransmissions({ limit: 5 })).toEqual([]);
  await dialog.getByRole('button', { name: 'Bestellung behalten' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Bei OTTO stornieren …' }).click();
  await dialog.getByRole('button', { name: '1 Stück stornieren' }).click();
  await page.getByRole('heading', { name: 'Notiert' }).waitFor();
  const atOtto = () =>
    world.otto.state.orders
      .find(order?.salesOrderId ?? '')
      ?.positionItems.map(({ fulfillmentStatus }) => fulfillmentStatus);
  await until(() => atOtto()?.includes('CANCELLED_BY_PARTNER') ?? false);
  expect(atOtto()).toEqual(['PROCESSABLE', 'CANCELLED_BY_PARTNER']);
});

test('a file with columns nobody knows is read with the columns that the owner chooses', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startReportingWorld();
  const orders = await world.ordersInShop([
    { positionItems: [{ product: shirt }] },
    { positionItems: [{ product: shirt }] },
  ]);
  const rows = orders.map(({ orderNumber }, at) => `${orderNumber};${[T1, T2][at]};DHL`);
  const file = ['Auftrag X;Nummer Y;Fahrer', ...rows, 'gibtsnicht;00340434161094042571;DHL'];
  const page = await world.open('/ship/csv');
  await page.getByLabel('CSV-Datei').setInputFiles({
    name: 'labels.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file.join('\r\n'), 'utf8'),
  });
  await page.getByRole('heading', { name: 'Welche Spalte ist was?' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Mit diesen Spalten lesen' }).click();
  await page.getByText('Wählen Sie die Spalte aus, in der sie steht.').first().waitFor();
  await page.getByLabel('Bestellnummer (nötig)').selectOption('Auftrag X');
  await page.getByLabel('Sendungsnummer (nötig)').selectOption('Nummer Y');
  await page.getByLabel('Versender', { exact: true }).selectOption('Fahrer');
  await page.getByRole('button', { name: 'Mit diesen Spalten lesen' }).click();
  await page.getByText('2 zu melden · 1 nicht möglich').waitFor();
  expect(await world.bridge.ledger.listTransmissions({ limit: 5 })).toEqual([]);
  await page.getByRole('button', { name: '2 Zeilen übernehmen' }).click();
  await page.getByRole('heading', { name: 'Die Datei ist übernommen' }).waitFor();
  await assertAccessible(page);
  await until(() => world.otto.shipments.all().length === 2);
});
