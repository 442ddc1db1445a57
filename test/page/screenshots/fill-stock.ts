import { furtherProducts, sandboxProducts } from '../../fixtures/otto/index.ts';
import type { PageWorld } from '../page-world.ts';

const MINUTE_MS = 60_000;

/** Stock in every state there is to see: one SKU each that OTTO shows otherwise, does not know, or lacks here; and a set. */
export async function fillStock(world: PageWorld): Promise<void> {
  const { bridge, otto, shop, clock } = world;
  await bridge.settings.update((settings) => ({
    ...settings,
    stock: { ...settings.stock, isOn: true, buffer: 2 },
  }));
  const known = [...Object.values(furtherProducts), ...Object.values(sandboxProducts)];
  for (const { sku } of known) otto.availability.know(sku);
  const [first, second] = Object.values(sandboxProducts);
  shop.addProduct({ name: 'Becher', sku: 'BECHER-1', price: '12.00', stockQuantity: 40 });
  shop.addProduct({ name: 'Kanne', sku: 'KANNE-1', price: '29.00', stockQuantity: 12 });
  otto.availability.know('TEESET-OTTO', 'OHNE-PRODUKT-7');
  otto.setQuantity('TEESET-OTTO', 1);
  otto.setQuantity('OHNE-PRODUKT-7', 4);
  await bridge.skuMap.saveSet({
    sku: 'TEESET-OTTO',
    parts: [
      { shopSku: 'BECHER-1', quantity: 2 },
      { shopSku: 'KANNE-1', quantity: 1 },
    ],
  });
  await tell(world);
  clock.skip(4 * MINUTE_MS);
  await tell(world);
  if (second) {
    otto.availability.forget(second.sku);
    await bridge.stockDesk.pushNow({ skus: [second.sku] });
  }
  if (first) await bridge.stockDesk.saveOfSku('main', first.sku, { buffer: 5, cap: 60 });
  clock.skip(MINUTE_MS);
  await tell(world);
}

function tell({ bridge }: PageWorld) {
  const signal = new AbortController().signal;
  return bridge.runStock({ cause: 'schedule', signal, holderKind: 'service' });
}
