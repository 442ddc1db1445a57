import type { Hours } from './hours.ts';
import type { LargeShop } from './large-shop.ts';

/** Goods come in and are counted all day long. */
export function planShelves({ shop, calendar, chance }: LargeShop, { until }: Hours): void {
  const products = [...shop.state.products.values()];
  for (let minute = 0; minute < until; minute += 10) {
    calendar.at(minute, () => {
      const product = chance.oneOf(products);
      const stands = product.stockQuantity ?? 0;
      shop.hands.setStock(product.id, stands + chance.wholeNumber(-3, 40));
    });
  }
}
