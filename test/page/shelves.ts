import { furtherProducts, sandboxProducts } from '../fixtures/otto/index.ts';
import type { PageWorld } from './page-world.ts';

/** Everything that the fixtures' orders are about is in the shop. */
export function fillShelves({ shop }: Pick<PageWorld, 'shop'>): void {
  for (const product of [...Object.values(furtherProducts), ...Object.values(sandboxProducts)]) {
    const { sku, productTitle: name, vatRate } = product;
    const taxClass = vatRate === 7 ? 'reduced-rate' : '';
    shop.addProduct({ sku, name, taxClass, stockQuantity: 100 });
  }
}
