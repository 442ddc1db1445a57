import type { ListedStock } from '../../../src/bridge/ledger/stock-lists.ts';
import type { Settings } from '../../../src/bridge/settings/settings-schema.ts';
import type { StockOptions, StockResult } from '../../../src/bridge/stock/stock-run.ts';
import type { ProductSeed } from '../../fakes/woocommerce/products.ts';
import type { Product } from '../../fakes/woocommerce/state.ts';
import { MAIN, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';

export type Stocked = Extract<StockResult, { ran: true }>;

export type StockWorld = World & {
  /** one run of stock; throws when it did not run */
  tell(options?: Partial<StockOptions>): Promise<Stocked>;
  /** lets some time pass, then runs */
  tellAfter(ms: number, options?: Partial<StockOptions>): Promise<Stocked>;
  setStockSettings(change: Partial<Settings['stock']>): Promise<void>;
  /** a product of the shop that OTTO knows by the same SKU and shows `atOtto` pieces of */
  sold(seed: Partial<ProductSeed> & { sku: string }, atOtto?: number): Product;
  /** what OTTO sells by */
  atOtto(sku: string): number | undefined;
  /** calls that OTTO took, each as what it was asked for */
  pushes(): Record<string, number>[];
  level(sku: string, accountId?: string): Promise<ListedStock>;
  incidentCodes(): Promise<string[]>;
};

/** A world in which OTTO is told the stock; nothing is sold there yet but what a test makes. */
export async function startStockWorld(
  options: WorldOptions & { stock?: Partial<Settings['stock']> } = {},
): Promise<StockWorld> {
  const { stock, ...others } = options;
  const world = await startWorld(others);
  const setStockSettings = (change: Partial<Settings['stock']>) =>
    world.update((settings) => ({ ...settings, stock: { ...settings.stock, ...change } }));
  await setStockSettings({ isOn: true, ...stock });
  const tell = async (asked: Partial<StockOptions> = {}): Promise<Stocked> => {
    const result = await world.bridge.runStock({
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
      ...asked,
    });
    if (result.ran) return result;
    throw new Error(`Stock did not run: ${result.why}`);
  };
  return Object.assign(Object.create(world), {
    tell,
    async tellAfter(ms: number, asked: Partial<StockOptions> = {}) {
      await world.clock.advance(ms);
      return tell(asked);
    },
    setStockSettings,
    sold(seed: Partial<ProductSeed> & { sku: string }, atOtto = 0) {
      world.otto.availability.know(seed.sku);
      world.otto.setQuantity(seed.sku, atOtto);
      return world.shop.addProduct({ name: seed.sku, price: '10.00', ...seed });
    },
    atOtto: (sku: string) => world.otto.availability.quantity(sku),
    pushes: () =>
      world.otto.availability.pushes.map(({ asked }) =>
        Object.fromEntries(asked.map(({ sku, quantity }) => [sku, quantity])),
      ),
    async level(sku: string, accountId = MAIN) {
      const level = await world.bridge.ledger.loadStockLevel(accountId, sku);
      if (level) return level;
      throw new Error(`The ledger has no stock of ${sku}`);
    },
    async incidentCodes() {
      return (await world.openIncidents()).map(({ code }) => code).toSorted();
    },
  });
}

/** So long until OTTO's list is asked about what it took. */
export const SHOWN_AFTER = 4 * MINUTE;
