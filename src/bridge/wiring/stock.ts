import { findAccount } from '../settings/find-account.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { resolveSkus } from '../sku-map/resolve-skus.ts';
import type { StockParts } from '../stock/ports.ts';
import { runStock } from '../stock/run-stock.ts';
import { createStockDesk, type StockDesk } from '../stock/stock-desk.ts';
import type { StockOptions, StockResult } from '../stock/stock-run.ts';
import { tellNothingMore } from '../stock/tell-owner.ts';
import { commonParts, type Wired } from './wired.ts';

/** The shop's stock at OTTO, as the bridge offers it. */
export type StockWork = {
  /**
   * One run for all live accounts; asks nobody anything where stock is off.
   *
   * @throws ConfigError `shop-missing`, or what opening the connections throws
   */
  runStock(options: StockOptions): Promise<StockResult>;
  stockDesk: StockDesk;
};

export function wireStock(bridge: Wired): StockWork {
  const told = new Map<string, string>();
  let isToldOff = false;
  let isBringingBack = false;

  /** Switched off right after a vacation, OTTO would go on showing zero: its numbers are brought back. */
  async function isBackFromVacation({ accounts }: Settings): Promise<boolean> {
    const live = accounts.flatMap(({ id, state }) => (state === 'active' ? [id] : []));
    return isBringingBack || (await bridge.ledger.countVacation(live)).away > 0;
  }

  function partsFor(settings: Settings, shop: NonNullable<Settings['shop']>): StockParts {
    const { client } = bridge.connections.shop(settings);
    const common = commonParts(bridge);
    const now = () => bridge.clock.now().toISOString();
    const live = settings.accounts.filter(({ state }) => state === 'active');
    return {
      ...common,
      shopUrl: shop.url,
      shop: client,
      resolveSkus: (accountId, asked, signal) =>
        resolveSkus({ ledger: bridge.ledger, shop: client, now }, accountId, asked, signal),
      accounts: live.map((account) => ({
        accountId: account.id,
        otto: bridge.connections.otto(account),
      })),
      allAccountIds: settings.accounts.map(({ id }) => id),
      wish: settings.stock,
      told,
    };
  }

  return {
    async runStock(options) {
      const settings = await bridge.settings.load();
      const { shop, stock } = settings;
      const isOnlyBringingBack = !stock.isOn && (await isBackFromVacation(settings));
      if (!stock.isOn && !isOnlyBringingBack) {
        const ids = settings.accounts.map(({ id }) => id);
        if (!isToldOff) await tellNothingMore(bridge.ledger, ids, bridge.clock.now().toISOString());
        isToldOff = true;
        told.clear();
        return { ran: false, why: 'stock-off' };
      }
      isToldOff = false;
      if (shop === null) bridge.connections.shop(settings); // throws what is missing
      if (shop === null || settings.accounts.every(({ state }) => state !== 'active')) {
        return { ran: true, fault: undefined, counters: NOTHING };
      }
      const result = await runStock(partsFor(settings, shop), options);
      isBringingBack = isOnlyBringingBack && !(result.ran && result.fault === undefined);
      return result;
    },

    stockDesk: createStockDesk({
      ledger: bridge.ledger,
      now: () => bridge.clock.now().toISOString(),
      load: async (accountId) => {
        const settings = await bridge.settings.load();
        if (accountId !== undefined) findAccount(settings, accountId);
        return {
          stock: settings.stock,
          shopUrl: settings.shop?.url,
          accounts: settings.accounts
            .filter(({ state }) => state === 'active')
            .map(({ id, name }) => ({ accountId: id, name })),
        };
      },
      saveVacation: async (isVacation) => {
        await bridge.settings.update((settings) => ({
          ...settings,
          stock: { ...settings.stock, isVacation },
        }));
      },
    }),
  };
}

const NOTHING = { looked: 0, pushed: 0, refused: 0, readBack: 0 };
