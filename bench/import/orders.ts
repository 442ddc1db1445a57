import {
  buildSalesOrder,
  sandboxProducts,
  type WireSalesOrder,
} from '../../test/fixtures/otto/index.ts';

const PRODUCTS = Object.values(sandboxProducts);

/** The products of the orders, for the shop. */
export const products = PRODUCTS.map(({ sku, productTitle }) => ({
  sku,
  name: productTitle,
  price: '10.00',
  stockQuantity: 10_000_000,
}));

/** Orders as shops get them: one to three pieces of several goods, some with a discount, all to be sent. */
export function salesOrders(seed: string, count: number): WireSalesOrder[] {
  const newest = Date.now() - 60_000;
  return Array.from({ length: count }, (_, index) =>
    buildSalesOrder({
      seed: `${seed}-${index}`,
      orderDate: new Date(newest - (count - index) * 10).toISOString(),
      positionItems: Array.from({ length: 1 + (index % 3) }, (_piece, number) => ({
        product: PRODUCTS[(index + number) % PRODUCTS.length] ?? sandboxProducts.shirt,
        ...(index % 5 === 0 ? { discount: 2.5 } : {}),
      })),
    }),
  );
}
