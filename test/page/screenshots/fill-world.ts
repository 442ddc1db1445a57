import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { MAIN } from '../../bridge/service/service-world.ts';
import { furtherProducts, sandboxProducts, variedSalesOrders } from '../../fixtures/otto/index.ts';
import { dhlNumber, USUAL_RULES } from '../../journeys/reports/report-world.ts';
import type { PageWorld } from '../page-world.ts';
import type { FilledWorld } from '../screen-paths.ts';
import { fillAfterSale } from './fill-after-sale.ts';
import { fillStock } from './fill-stock.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * A shop in the middle of its day: orders in every tab, reports that went and that lack something,
 * incidents, runs, returns, receipts, stock, and a comparison.
 *
 * @returns the sales orders and the incident that pictures are taken of
 */
export async function fillWorld(world: PageWorld): Promise<FilledWorld> {
  const { bridge, shop, otto } = world;
  await bridge.settings.update((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, ...USUAL_RULES },
  }));
  const [, ...known] = [...Object.values(furtherProducts), ...Object.values(sandboxProducts)];
  for (const { sku, productTitle, vatRate } of known) {
    const taxClass = vatRate === 7 ? 'reduced-rate' : '';
    shop.addProduct({ sku, name: productTitle, taxClass, stockQuantity: 100 });
  }
  otto.runAllScenarios();
  for (const salesOrder of variedSalesOrders(24, 2026)) otto.addOrder(salesOrder);
  await importNow(bridge);
  packSome(world);
  await watchNow(bridge);
  await reportNow(bridge);
  await importNow(bridge);
  const sentOrder = await fillAfterSale(world);
  await fillStock(world);
  const until = world.clock.now();
  await bridge.reconcile({
    accountId: MAIN,
    cause: 'click',
    signal: new AbortController().signal,
    holderKind: 'service',
    from: new Date(until.getTime() - 30 * DAY_MS).toISOString(),
    until: until.toISOString(),
  });
  const [incident] = await bridge.ledger.listIncidents({ state: 'open', limit: 1 });
  const [order] = await bridge.ledger.listSalesOrders({ importState: 'imported', limit: 1 });
  if (!incident || !order) throw new Error('the world has nothing to show');
  return { order: order.sales_order_id, sentOrder, incidentId: incident.incident_id };
}

/** Every third order is handed over with a number, every fifth without one. */
function packSome(world: PageWorld): void {
  const orders = [...world.shop.state.orders.values()].filter(
    ({ status }) => status === 'processing',
  );
  for (const [index, order] of orders.entries()) {
    if (index % 3 === 0) {
      order.meta.push({ id: 800_000 + index, key: '_parcel_number', value: dhlNumber(index) });
      order.meta.push({ id: 810_000 + index, key: '_parcel_carrier', value: 'DHL' });
    }
    if (index % 3 === 0 || index % 5 === 0) world.shop.hands.setStatus(order.id, 'completed');
  }
}

function importNow(bridge: Bridge) {
  const signal = new AbortController().signal;
  return bridge.importOrders({ accountId: MAIN, cause: 'click', signal, holderKind: 'service' });
}

function watchNow(bridge: Bridge) {
  const signal = new AbortController().signal;
  return bridge.watchShop({ cause: 'poll', signal, holderKind: 'service' });
}

function reportNow(bridge: Bridge) {
  const signal = new AbortController().signal;
  return bridge.runReports({ cause: 'click', signal, holderKind: 'service' });
}
