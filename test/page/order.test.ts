import { expect, test } from 'vitest';
import { MAIN } from '../bridge/service/service-world.ts';
import { buildSalesOrder, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { assertAccessible, type PageWorld, settled, startPageWorld } from './page-world.ts';
import { fillShelves } from './shelves.ts';

const SLOW_MS = 120_000;
const PATIENTLY = { timeout: 20_000 };

type Held = { order: WireSalesOrder; path: string; shopStatus: () => string | undefined };

/** An order that has come into the shop. */
async function importedOrder(world: PageWorld, seed: number, pieces: number): Promise<Held> {
  const order = buildSalesOrder({
    seed,
    positionItems: Array.from({ length: pieces }, () => ({})),
  });
  world.otto.addOrder(order);
  await lookAnew(world);
  return {
    order,
    path: `/orders/${MAIN}/${order.salesOrderId}`,
    shopStatus: () => shopOrderOf(world, order)?.status,
  };
}

function shopOrderOf({ shop }: PageWorld, { orderNumber }: WireSalesOrder) {
  return [...shop.state.orders.values()].find(({ transactionId }) => transactionId === orderNumber);
}

async function lookAnew({ bridge }: PageWorld, ...orders: WireSalesOrder[]): Promise<void> {
  const at = '2026-03-20T08:00:00.000Z';
  const ids = orders.map(({ salesOrderId }) => salesOrderId);
  await bridge.ledger.lookAgainAt(MAIN, ids, at);
  const signal = new AbortController().signal;
  await bridge.importOrders({ accountId: MAIN, cause: 'click', signal, holderKind: 'service' });
}

test(
  'where shop and OTTO contradict each other, the owner reads both choices and decides',
  async () => {
    const world = await startPageWorld();
    fillShelves(world);
    const { order, path, shopStatus } = await importedOrder(world, 1, 1);
    const shopOrder = shopOrderOf(world, order);
    if (!shopOrder) throw new Error('the order has not come in');
    world.shop.hands.setStatus(shopOrder.id, 'cancelled');
    await lookAnew(world, order);

    const page = await world.open(path);
    await page.getByRole('heading', { name: 'Shop und OTTO widersprechen sich' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Wie bei OTTO' }).click();
    const dialog = page.getByRole('dialog', { name: '„Wie bei OTTO“ entscheiden?' });
    expect(shopStatus()).toBe('cancelled');
    await dialog.getByRole('button', { name: 'Wie bei OTTO' }).click();
    await page.getByText('Sie haben „Wie bei OTTO“ entschieden.').waitFor();
    await page
      .getByRole('heading', { name: 'Shop und OTTO widersprechen sich' })
      .waitFor({ state: 'hidden' });
    await expect.poll(shopStatus, PATIENTLY).toBe('processing');
    await page.getByText('Sie haben entschieden „wie bei OTTO“', { exact: false }).waitFor();
  },
  SLOW_MS,
);

test(
  'addresses are shown when they are asked for, and are gone when the order is left',
  async () => {
    const world = await startPageWorld();
    fillShelves(world);
    const { order, path } = await importedOrder(world, 1, 1);
    await importedOrder(world, 2, 1);
    await world.addUser('looker', 'view');
    const street = order.deliveryAddress?.street ?? 'no street';

    const page = await world.open(path, { language: 'en' });
    await settled(page);
    expect(await page.getByText(street).count()).toBe(0);
    await page.getByRole('button', { name: 'Show addresses' }).click();
    await page.getByText(street).first().waitFor();
    await page.getByRole('link', { name: '← All orders' }).click();
    await page.getByRole('link', { name: order.orderNumber }).click();
    await page.getByRole('button', { name: 'Show addresses' }).waitFor();
    expect(await page.getByText(street).count()).toBe(0);

    const looking = await world.open(path, { language: 'en', as: 'looker' });
    await settled(looking);
    const show = looking.getByRole('button', { name: 'Show addresses' });
    expect(await show.getAttribute('aria-disabled')).toBe('true');
    expect(await looking.getByRole('button', { name: 'Report as shipped' }).count()).toBe(0);
  },
  SLOW_MS,
);

test(
  'what OTTO cancels at the packers stands before everything else until it is confirmed',
  async () => {
    const world = await startPageWorld();
    fillShelves(world);
    const { order, path } = await importedOrder(world, 1, 2);
    const [cancelled] = order.positionItems;
    if (!cancelled) throw new Error('the order has no piece');
    const page = await world.open(path);
    await settled(page);
    world.otto.cancelByMarketplace(order.salesOrderId, [cancelled.positionItemId]);
    await lookAnew(world, order);

    // The page is told by the bridge; nobody loads it anew.
    const stop = page.getByRole('alert').filter({ hasText: 'Packstopp' });
    await stop.waitFor();
    await assertAccessible(page);
    await stop.getByRole('button', { name: 'Ist aus dem Paket …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ja, es ist heraus' }).click();
    await stop.waitFor({ state: 'hidden' });
    await page
      .getByText('Als erledigt bestätigt', { exact: false })
      .or(page.getByText('als erledigt bestätigt', { exact: false }))
      .first()
      .waitFor();
  },
  SLOW_MS,
);
