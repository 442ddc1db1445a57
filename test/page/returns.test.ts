import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { startAfterSaleWorld } from './after-sale-world.ts';
import { tabTo } from './keyboard.ts';
import { assertAccessible, overflowOf, PHONE, settled } from './page-world.ts';
import { until } from './reporting-world.ts';

const { shirt, smartphone } = sandboxProducts;
const SLOW_MS = 180_000;
const LABEL = 'H1000234567890123456';

/** OTTO's list of returns is read by the owner's own click. */
async function readReturns(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Jetzt lesen' }).click();
  await page.getByText('Die Retouren werden gelesen', { exact: false }).waitFor();
}

test('a parcel is scanned, two of its pieces are accepted and one rejected; OTTO has it, and the shop refunds once', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const [order] = await world.shippedOrders([
    { positionItems: [{ product: shirt }, { product: shirt }, { product: smartphone }] },
  ]);
  if (!order) throw new Error('no order');
  for (const piece of order.pieces) {
    world.otto.announce(piece, { carrier: 'HERMES', trackingNumbers: [LABEL] });
  }
  world.otto.moveReturnShipment(LABEL, 'DELIVERED');
  const page = await world.open('/returns');
  const field = page.getByLabel('Retoure finden');
  const hasFocus = () => field.evaluate((element) => element === document.activeElement);
  // The scanner types into the field that has the focus, whatever was opened before.
  await until(hasFocus);
  await readReturns(page);
  const list = page.getByRole('region', { name: 'Zu entscheiden' });
  await expect.poll(() => list.locator('tbody tr').count(), { timeout: 20_000 }).toBe(3);
  expect(world.refundsInShop(order)).toEqual([]);

  await field.click();
  await page.keyboard.type('h1000 2345 6789 0123 456');
  await page.keyboard.press('Enter');
  await page.getByText('gefunden: 3 Stück', { exact: false }).waitFor();
  expect(await field.inputValue()).toBe('');
  await assertAccessible(page);
  const desk = page.getByRole('table', { name: 'Gefundene Stücke' });
  await desk.getByRole('checkbox', { name: smartphone.sku }).uncheck();
  await page.getByRole('button', { name: 'Annehmen (2) …' }).click();

  const dialog = page.getByRole('dialog');
  await dialog.getByText('Wählen Sie Zustand und Grund', { exact: false }).waitFor();
  const yes = dialog.getByRole('button', { name: '2 Stück annehmen' });
  expect(await yes.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByLabel('Zustand aller Stücke').selectOption({ index: 1 });
  await dialog.getByRole('heading', { name: 'Was folgt' }).waitFor();
  await assertAccessible(page);
  expect(world.piecesAtOtto(order)).toEqual(['SENT', 'SENT', 'SENT']);
  await yes.click();
  await dialog.getByRole('heading', { name: 'Entscheidung gespeichert' }).waitFor();
  await until(() => world.piecesAtOtto(order).filter((one) => one === 'RETURNED').length === 2);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: 'Schließen' }).last().click();
  await until(hasFocus);

  await desk.getByRole('checkbox', { name: smartphone.sku }).check();
  await page.getByRole('button', { name: 'Ablehnen (1) …' }).click();
  await dialog.getByLabel(/^Zustand von/).selectOption({ index: 4 });
  await dialog.getByLabel(/^Grund für/).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: '1 Stück ablehnen' }).click();
  await dialog.getByRole('heading', { name: 'Entscheidung gespeichert' }).waitFor();
  await until(() => world.otto.returns.timesRejected(order.pieces[2] ?? '') === 1);
  expect(order.pieces.map((piece) => world.otto.returns.timesAccepted(piece))).toEqual([1, 1, 0]);
  expect(world.piecesAtOtto(order)).toEqual(['RETURNED', 'RETURNED', 'SENT']);

  await world.importNow();
  await until(() => world.refundsInShop(order).length > 0);
  await world.importNow();
  const refunded = world
    .refundsInShop(order)
    .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  expect(refunded).toBe(world.otto.receipts.refundedCents(order.salesOrderId));
  expect(refunded).toBeGreaterThan(0);
});

test('what OTTO refuses of several is told piece by piece, and a number that nobody knows says what to try', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const orders = await world.shippedOrders([
    { positionItems: [{ product: shirt }] },
    { positionItems: [{ product: smartphone }] },
  ]);
  const [kept, accepted] = orders.map(({ pieces }) => pieces[0] ?? '');
  for (const piece of [kept, accepted]) {
    world.otto.announce(piece ?? '', { carrier: 'HERMES', trackingNumbers: [LABEL] });
  }
  const page = await world.open('/returns', { viewport: PHONE });
  await readReturns(page);
  const field = page.getByLabel('Retoure finden');
  await field.fill('GIBT-ES-NICHT');
  await page.getByRole('button', { name: 'Finden' }).click();
  await page.getByText('Zu „GIBT-ES-NICHT“ wurde nichts gefunden.').waitFor();
  expect(await field.inputValue()).toBe('');
  await assertAccessible(page);
  await expect
    .poll(
      async () => {
        await field.fill(LABEL);
        await page.getByRole('button', { name: 'Finden' }).click();
        await page.getByText(LABEL, { exact: false }).first().waitFor();
        return page.getByRole('button', { name: 'Ablehnen (2) …' }).count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  // Somebody was faster, in OTTO Partner Connect.
  world.otto.acceptByHand(accepted ?? '');
  await page.getByRole('button', { name: 'Ablehnen (2) …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Zustand aller Stücke').selectOption({ index: 5 });
  await dialog.getByLabel('Grund für alle Stücke').selectOption({ index: 5 });
  await dialog.getByRole('heading', { name: 'Was folgt' }).waitFor();
  await assertAccessible(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await dialog.getByRole('button', { name: '2 Stück ablehnen' }).click();
  await until(() => world.otto.returns.timesRejected(kept ?? '') === 1);
  await dialog.getByText('bei OTTO ist sie aber schon angenommen', { exact: false }).waitFor();
  // One call for both, of which OTTO does one and refuses the other (207).
  const [call, ...others] = world.otto.requestsTo('POST', /rejection/);
  expect([call?.outcome, others]).toEqual([207, []]);
  const results = dialog.locator('.decision-results > li');
  await results.filter({ hasText: shirt.sku }).getByText('von OTTO angenommen').waitFor();
  await results.filter({ hasText: smartphone.sku }).getByText('braucht Sie').waitFor();
  await assertAccessible(page);
  expect(world.otto.returns.timesRejected(accepted ?? '')).toBe(0);
});

test('of what is lost no condition is asked for, and the page says that it is not put on stock', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const [order] = await world.shippedOrders([
    { positionItems: [{ product: shirt }, { product: smartphone }] },
  ]);
  if (!order) throw new Error('no order');
  const page = await world.open(`/orders/main/${order.salesOrderId}`);
  await settled(page);
  await page.getByRole('button', { name: 'Retoure annehmen oder ablehnen …' }).click();
  const dialog = page.getByRole('dialog');
  const pieces = dialog.getByRole('table', { name: 'Stücke' });
  for (const piece of [shirt, smartphone]) {
    await pieces.getByRole('checkbox', { name: piece.sku }).check();
  }
  await dialog
    .getByLabel('Grund für alle Stücke')
    .selectOption({ label: 'Sendung zum Käufer ist verloren' });
  await dialog
    .getByText('2 Stück kommen im Shop nicht wieder auf Lager', { exact: false })
    .waitFor();
  expect(await dialog.getByLabel(/^Zustand/).count()).toBe(0);
  await assertAccessible(page);
  await dialog.getByRole('button', { name: '2 Stück annehmen' }).click();
  await dialog.getByRole('heading', { name: 'Entscheidung gespeichert' }).waitFor();
  await until(() => world.piecesAtOtto(order).every((one) => one === 'RETURNED'));
  const said = world.otto.requestsTo('POST', '/v3/returns/acceptance').map(({ body }) => body);
  expect(said.join().match(/"condition":"."/g)).toEqual(['"condition":"E"', '"condition":"E"']);
});

test('a piece reported as shipped by mistake is taken back from its order, by keyboard alone', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const [order] = await world.shippedOrders([{ positionItems: [{ product: shirt }] }]);
  if (!order) throw new Error('no order');
  const page = await world.open(`/orders/main/${order.salesOrderId}`, { language: 'en' });
  await settled(page);
  await page.getByRole('button', { name: 'Shipped by mistake …' }).waitFor();
  await tabTo(page, 'Shipped by mistake …');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Reported as shipped by mistake?' });
  await expect.poll(() => dialog.getByRole('listitem').count(), { timeout: 10_000 }).toBe(3);
  await assertAccessible(page);
  await tabTo(page, 'Leave it as it is');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(world.piecesAtOtto(order)).toEqual(['SENT']);

  await tabTo(page, 'Shipped by mistake …');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Take back 1 piece');
  // What happens to sum and stock is said before.
  const whatFollows = dialog.getByRole('status');
  await whatFollows.getByText('That can’t be undone.', { exact: false }).waitFor();
  await whatFollows.getByText('One piece goes back on stock', { exact: false }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Decision saved' }).waitFor();
  await until(() => world.piecesAtOtto(order)[0] === 'RETURNED');
  expect(world.otto.returns.timesAccepted(order.pieces[0] ?? '')).toBe(1);
  expect(JSON.stringify(world.otto.returns.find(order.pieces[0] ?? ''))).toContain(
    'STATUS_SENT_BY_ACCIDENT',
  );
});

test('part of a price goes back once; the same amount again is asked about first', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const [order] = await world.shippedOrders([{ positionItems: [{ product: smartphone }] }]);
  if (!order) throw new Error('no order');
  const page = await world.open(`/orders/main/${order.salesOrderId}`);
  await settled(page);
  const open = () => page.getByRole('button', { name: /^Preisnachlass für/ }).click();
  const dialog = page.getByRole('dialog');
  const amount = dialog.getByLabel('Betrag, der zurückgeht (€)');
  await open();
  await amount.fill('999999');
  await page.keyboard.press('Enter');
  await dialog.getByText('Er muss unter', { exact: false }).waitFor();
  await assertAccessible(page);
  await amount.fill('10.5');
  await dialog.getByText('bezahlt hat er dafür dann', { exact: false }).waitFor();
  await assertAccessible(page);
  await dialog.getByRole('button', { name: '10,50 € erstatten' }).click();
  await dialog.getByText('Notiert: 10,50 €', { exact: false }).waitFor();
  const total = () => world.otto.reductions.totalCents(order.pieces[0] ?? '');
  await until(() => total() === 1050);
  await dialog.getByRole('button', { name: 'Schließen' }).last().click();
  await open();
  await amount.fill('3');
  await dialog.getByText('schon', { exact: false }).first().waitFor();
  const yes = dialog.getByRole('button', { name: '3,00 € erstatten' });
  await until(async () => (await yes.getAttribute('aria-disabled')) === 'true');
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  await world.carriedOut();

  await open();
  await dialog.getByText('Bisher nachgelassen').waitFor();
  await amount.fill('10,50');
  await dialog.getByRole('button', { name: '10,50 € erstatten' }).click();
  const again = dialog.getByRole('button', { name: 'Ja, noch einmal 10,50 €' });
  await again.waitFor();
  await assertAccessible(page);
  expect(total()).toBe(1050);
  await again.click();
  await dialog.getByText('Notiert: 10,50 €', { exact: false }).waitFor();
  await until(() => total() === 2100);
  await dialog.getByRole('button', { name: 'Schließen' }).last().click();
  await page.getByRole('table', { name: 'Preisnachlässe' }).waitFor();

  await world.importNow();
  await until(() => world.refundsInShop(order).length > 0);
  await world.carriedOut();
  await world.importNow();
  const refunded = world
    .refundsInShop(order)
    .reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  expect(refunded).toBe(2100);
});

test('more pieces than OTTO takes at once are held back, and what was never sent is cancelled instead', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const many = Array.from({ length: 101 }, () => ({
    product: shirt,
    fulfillmentStatus: 'SENT' as const,
  }));
  const [one, other, unsent] = await world.ordersInShop([
    { positionItems: many },
    { positionItems: many },
    { positionItems: [{ product: smartphone }] },
  ]);
  if (!one || !other || !unsent) throw new Error('no orders');
  const labels = [LABEL, 'H1000234567890123457'];
  for (const [at, { pieces }] of [one, other].entries()) {
    const way = { carrier: 'HERMES', trackingNumbers: [labels[at] ?? ''] };
    for (const piece of pieces) world.otto.announce(piece, way);
  }
  const page = await world.open('/returns');
  await readReturns(page);
  const field = page.getByLabel('Retoure finden');
  const scan = async (number: string) => {
    await field.fill(number);
    await page.keyboard.press('Enter');
  };
  await until(() =>
    world.bridge.ledger.countReturns({ most: 999 }).then((all) => all.count === 202),
  );
  for (const label of labels) await scan(label);
  await page.getByRole('button', { name: 'Annehmen (202) …' }).click({ timeout: 30_000 });
  const dialog = page.getByRole('dialog');
  await dialog.getByText('höchstens 200 Stück; angehakt sind 202', { exact: false }).waitFor();
  await dialog.getByLabel('Zustand aller Stücke').selectOption({ index: 1 });
  const yes = (pieces: number) => dialog.getByRole('button', { name: `${pieces} Stück annehmen` });
  expect(await yes(202).getAttribute('aria-disabled')).toBe('true');
  for (const at of [0, 1]) await dialog.getByRole('checkbox').nth(at).uncheck();
  await dialog.getByRole('heading', { name: 'Was folgt' }).waitFor();
  expect(await yes(200).getAttribute('aria-disabled')).not.toBe('true');
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  await page.getByRole('button', { name: 'Liste leeren' }).click();

  await scan(unsent.orderNumber);
  await page.getByRole('link', { name: 'Stattdessen stornieren …' }).click();
  await page.waitForURL(/\/ship\?cancel=/);
  await page.getByRole('heading', { name: unsent.orderNumber }).waitFor();
});

test('who may only look sees returns, orders and receipts, but can decide nothing', {
  timeout: SLOW_MS,
}, async () => {
  const world = await startAfterSaleWorld();
  const [order] = await world.shippedOrders([{ positionItems: [{ product: shirt }] }]);
  if (!order) throw new Error('no order');
  world.otto.announce(order.pieces[0] ?? '', { carrier: 'HERMES', trackingNumbers: [LABEL] });
  const owner = await world.open('/returns');
  await readReturns(owner);
  await owner.getByText('Keine Retoure wartet auf Sie').waitFor();
  await owner.getByRole('link', { name: /^Angekündigt oder unterwegs/ }).click();
  await owner.getByRole('link', { name: order.orderNumber }).waitFor();

  await world.addUser('looker', 'view');
  const page = await world.open('/returns', { as: 'looker' });
  await page.getByText('Keine Retoure wartet auf Sie').waitFor();
  // Read by the schedule, the parcel that has arrived appears by itself.
  world.otto.moveReturnShipment(LABEL, 'DELIVERED');
  await readReturns(owner);
  await page.getByRole('link', { name: order.orderNumber }).waitFor();
  await page.getByLabel('Retoure finden').fill(LABEL);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gefundene Stücke' }).waitFor();
  const acts = page.getByRole('button', {
    name: /Annehmen|Ablehnen|Jetzt lesen|Versehen|nachlass/,
  });
  expect(await acts.count()).toBe(0);
  await page.goto(`${world.service.url}/orders/main/${order.salesOrderId}`);
  await settled(page);
  await page.getByText('Retoure:').waitFor();
  expect(await acts.count()).toBe(0);
  await page.goto(`${world.service.url}/receipts`);
  await settled(page);
  expect(await acts.count()).toBe(0);
});
