import { MAIN } from '../bridge/service/service-world.ts';
import type { Product } from '../fakes/woocommerce/state.ts';
import { type PageWorld, startPageWorld } from './page-world.ts';
import { until } from './reporting-world.ts';

/** So long until OTTO's list is asked about what it took. */
export const SHOWN_AFTER_MS = 4 * 60 * 1_000;
/** So long until the whole list is read while a vacation is on. */
export const VACATION_READ_MS = 11 * 60 * 1_000;

export type StockPageWorld = PageWorld & {
  /** a product of the shop that OTTO knows by the same SKU and shows `atOtto` pieces of */
  sold(sku: string, stockQuantity: number, atOtto?: number): Product;
  /** time goes by, then one run of stock */
  tellAfter(ms: number): Promise<void>;
  atOtto(sku: string): number | undefined;
  importNow(): Promise<void>;
};

/** The page before a bridge that may tell OTTO the stock. */
export async function startStockPage(options: { isOn: boolean }): Promise<StockPageWorld> {
  const world = await startPageWorld();
  const { bridge, otto, shop, clock } = world;
  await bridge.settings.update((settings) => ({
    ...settings,
    stock: { ...settings.stock, isOn: options.isOn },
  }));
  const run = () => ({ signal: new AbortController().signal, holderKind: 'service' as const });
  return Object.assign(world, {
    sold(sku: string, stockQuantity: number, atOtto = 0) {
      otto.availability.know(sku);
      otto.setQuantity(sku, atOtto);
      return shop.addProduct({ name: `Produkt ${sku}`, sku, price: '10.00', stockQuantity });
    },
    async tellAfter(ms: number) {
      clock.skip(ms);
      // The run that a click brought about may be at it still.
      await until(async () => (await bridge.runStock({ cause: 'schedule', ...run() })).ran);
    },
    atOtto: (sku: string) => otto.availability.quantity(sku),
    async importNow() {
      await bridge.importOrders({ accountId: MAIN, cause: 'click', ...run() });
    },
  });
}
