import { STOCK_STATES, type StockState } from '../../mapping/stock/stock-words.ts';
import { ConfigError } from '../errors.ts';
import type { ListedStock, StockPlace } from '../ledger/stock-lists.ts';
import { productsCursor } from './find-changes.ts';
import { NO_ACCOUNT } from './no-account.ts';
import type { StockLedger } from './ports.ts';
import { OTTO_LIST } from './read-back.ts';
import { keepVacationSince, vacationSince } from './vacation.ts';

/** The owner's share of the settings. */
export type StockSettings = {
  isOn: boolean;
  buffer: number;
  cap: number | null;
  isVacation: boolean;
};

/** What the desk works with, handed in by wiring/stock.ts. */
export type StockDeskParts = {
  ledger: StockLedger;
  now: () => string;
  /**
   * As they are by now.
   *
   * @throws ConfigError `account-unknown` where the account that is meant is none
   */
  load: (accountId?: string) => Promise<{
    stock: StockSettings;
    shopUrl: string | undefined;
    /** those that are live */
    accounts: readonly { accountId: string; name: string }[];
  }>;
  /** @throws ConfigError where the settings can't be saved */
  saveVacation: (isVacation: boolean) => Promise<void>;
};

export type VacationView = {
  isOn: boolean;
  since: string | undefined;
  total: number;
  atZero: number;
  /** when OTTO's lists were all read to their end last, since it began */
  verifiedAt: string | undefined;
  isVerified: boolean;
};

export type StockView = {
  settings: StockSettings;
  vacation: VacationView;
  states: { state: StockState; count: number }[];
  shopReadAt: string | undefined;
  sweptAt: string | undefined;
  accounts: {
    accountId: string;
    name: string;
    total: number;
    ottoReadAt: string | undefined;
    lastPushedAt: string | undefined;
  }[];
  /** SKUs that share one number of the shop, with nothing kept back */
  shared: number;
};

/** What the owner sees of stock, and does with it. */
export type StockDesk = ReturnType<typeof createStockDesk>;

export function createStockDesk(parts: StockDeskParts) {
  const { ledger, now } = parts;

  async function viewVacation(): Promise<VacationView> {
    const { stock, accounts } = await parts.load();
    const ids = accounts.map(({ accountId }) => accountId);
    const since = stock.isVacation ? await vacationSince(ledger) : undefined;
    const { total, atZero } = await ledger.countVacation(ids);
    const reads = await Promise.all(ids.map((id) => ledger.loadReadCursor(id, OTTO_LIST)));
    const [oldest] = reads.map(({ readAt }) => readAt ?? '').toSorted();
    const isRead = since !== undefined && oldest !== undefined && oldest >= since;
    return {
      isOn: stock.isVacation,
      since,
      total,
      atZero,
      verifiedAt: isRead ? oldest : undefined,
      isVerified: isRead && atZero === total,
    };
  }

  async function setVacation(isVacation: boolean): Promise<VacationView> {
    const { stock } = await parts.load();
    if (isVacation && !stock.isOn) throw stockIsOff();
    if (stock.isVacation !== isVacation) await parts.saveVacation(isVacation);
    await keepVacationSince(ledger, isVacation, now());
    return viewVacation();
  }

  return {
    async view(): Promise<StockView> {
      const { stock, shopUrl, accounts } = await parts.load();
      const ids = accounts.map(({ accountId }) => accountId);
      const counts = await ledger.countStock(ids);
      const of = (state: StockState) =>
        counts.reduce((sum, { states }) => sum + (states.get(state) ?? 0), 0);
      const reads = await Promise.all(ids.map((id) => ledger.loadReadCursor(id, OTTO_LIST)));
      const sweeps = counts.map(({ readSince }) => readSince);
      return {
        settings: stock,
        vacation: await viewVacation(),
        states: STOCK_STATES.map((state) => ({ state, count: of(state) })),
        shopReadAt: (await ledger.loadReadCursor(NO_ACCOUNT, productsCursor(shopUrl ?? ''))).readAt,
        sweptAt: sweeps.some((at) => at === undefined)
          ? undefined
          : sweeps.flatMap((at) => at ?? []).toSorted()[0],
        accounts: accounts.map(({ accountId, name }, index) => ({
          accountId,
          name,
          total: sumOf(counts[index]?.states),
          ottoReadAt: reads[index]?.readAt,
          lastPushedAt: counts[index]?.lastPushedAt,
        })),
        shared: stock.buffer > 0 ? 0 : await ledger.countSharedStock(ids),
      };
    },

    /** what is in force for every SKU, and where its products are opened */
    async common(): Promise<{ buffer: number; cap: number | null; shopUrl: string | undefined }> {
      const { stock, shopUrl } = await parts.load();
      return { buffer: stock.buffer, cap: stock.cap, shopUrl };
    },

    list: (asked: {
      accountId?: string | undefined;
      state?: StockState | undefined;
      search?: string | undefined;
      after?: StockPlace | undefined;
      limit: number;
    }): Promise<ListedStock[]> => ledger.listStock(asked),

    /** @throws ConfigError `stock-sku-not-known` */
    async saveOfSku(
      accountId: string,
      sku: string,
      own: { buffer?: number | null | undefined; cap?: number | null | undefined },
    ): Promise<ListedStock> {
      await ledger.saveStockOfSku(accountId, sku, own, now());
      const level = await ledger.loadStockLevel(accountId, sku);
      if (level) return level;
      throw new ConfigError('stock-sku-not-known', `No stock is known of the SKU ${sku}`, {
        params: { sku },
      });
    },

    /**
     * Has numbers read from the shop anew and sent to OTTO, changed or not.
     *
     * @throws ConfigError `stock-off`, `account-unknown`
     */
    async pushNow(asked: {
      accountId?: string | undefined;
      skus?: readonly string[] | undefined;
    }): Promise<number> {
      const { stock, accounts } = await parts.load(asked.accountId);
      if (!stock.isOn) throw stockIsOff();
      const meant = accounts.filter(
        ({ accountId }) => asked.accountId === undefined || accountId === asked.accountId,
      );
      let count = 0;
      for (const { accountId } of meant) {
        count += await ledger.wishForStock(accountId, asked.skus ?? 'all', now());
      }
      return count;
    },

    viewVacation,

    /** What beginning or ending the vacation would change at OTTO. */
    async previewVacation(
      step: 'start' | 'end',
    ): Promise<{ changes: number; unchanged: number; isOn: boolean }> {
      const { stock, accounts } = await parts.load();
      const ids = accounts.map(({ accountId }) => accountId);
      const { total, above, away } = await ledger.countVacation(ids);
      const isDone = stock.isVacation === (step === 'start');
      const changes = isDone ? 0 : step === 'start' ? above : away;
      return { changes, unchanged: Math.max(0, total - changes), isOn: stock.isOn };
    },

    /** @throws ConfigError `stock-off`: nobody would bring the numbers back */
    startVacation: () => setVacation(true),
    endVacation: () => setVacation(false),
  };
}

function sumOf(states: ReadonlyMap<StockState, number> | undefined): number {
  return [...(states?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

function stockIsOff(): ConfigError {
  return new ConfigError('stock-off', 'The stock is not told to OTTO: it is switched off');
}
