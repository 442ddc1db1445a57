import { startFakeOtto, usualCredentials } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import {
  furtherProducts,
  sandboxProducts,
  variedSalesOrders,
} from '../test/fixtures/otto/index.ts';

/** Both sides of the demo: an OTTO Market with varied orders, and a shop that sells most of them. */
export async function startDemoWorld() {
  const otto = await startFakeOtto();
  const shop = await startFakeShop();
  // The shop lacks one product on purpose: a real one does, sooner or later.
  const [, ...known] = [...Object.values(furtherProducts), ...Object.values(sandboxProducts)];
  for (const product of known) {
    const taxClass = product.vatRate === 7 ? 'reduced-rate' : '';
    shop.addProduct({ sku: product.sku, name: product.productTitle, taxClass, stockQuantity: 100 });
  }
  otto.runAllScenarios();
  for (const salesOrder of variedSalesOrders(24, 2026)) otto.addOrder(salesOrder);
  return {
    otto,
    shop,
    credentials: usualCredentials,
    stop: async () => {
      await otto.stop();
      await shop.stop();
    },
  };
}

export type DemoWorld = Awaited<ReturnType<typeof startDemoWorld>>;
