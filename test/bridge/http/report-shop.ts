import { buildSalesOrder, type SalesOrderOverrides } from '../../fixtures/otto/index.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

export const T1 = '00340434161094042557';
export const T2 = '00340434161094042564';

/** A running service that may report: one place, and a pool of return numbers. */
export async function startReportingShop(
  rules: object = {},
  schedule: 'at-once' | 'off' = 'at-once',
): Promise<HttpWorld> {
  return startHttpWorld((settings) => ({
    ...settings,
    schedules: { ...settings.schedules, reports: schedule === 'off' ? 'off' : null },
    shippingRules: {
      ...settings.shippingRules,
      shipFrom: [
        {
          name: 'Lager',
          city: 'Dresden',
          zipCode: '01067',
          countryCode: 'DEU',
          skus: [],
          carriers: [],
        },
      ],
      returnPools: [
        {
          id: 'dhl',
          carrier: 'DHL',
          prefix: '57754',
          digits: 6,
          firstSerial: 1,
          lastSerial: 999_999,
          checkDigit: 'dhl-identcode',
        },
      ],
      ...rules,
    },
  }));
}

/** Orders at OTTO that stand in the shop. */
export async function ordersInShop(world: HttpWorld, some: SalesOrderOverrides[]) {
  const orders = some.map((overrides, at) => buildSalesOrder({ seed: at + 1, ...overrides }));
  for (const order of orders) world.otto.addOrder(order);
  await world.importAll();
  return orders.map((order) => ({
    ...order,
    pieces: order.positionItems.map(({ positionItemId }) => positionItemId),
  }));
}

/** Waits until OTTO has so many shipments. */
export function atOtto(world: HttpWorld, shipments: number): Promise<void> {
  return until(() => world.otto.shipments.all().length === shipments);
}
