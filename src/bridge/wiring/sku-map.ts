import type { Ledger } from '../ledger/ledger.ts';
import type { ProductSet } from '../ledger/product-sets.ts';
import type { SkuInLedger } from '../ledger/skus.ts';
import { atShop } from '../order-import/run-faults.ts';
import type { AskedSet } from '../sku-map/check-set.ts';
import { type AskedSku, findMatches, namedPart } from '../sku-map/find-matches.ts';
import { deleteSet, previewSet, type SetPreview, saveSet } from '../sku-map/keep-sets.ts';
import { type MatchedAgain, type MatchPlace, matchAgain } from '../sku-map/match-again.ts';
import { type ResolvedSku, resolveSkus } from '../sku-map/resolve-skus.ts';
import type { Wired } from './wired.ts';

/** One SKU with what the owner said about it. */
export type SkuView = {
  row: SkuInLedger;
  choice: string | undefined;
  set: ProductSet | undefined;
  waitingOrders: number;
};

/** Which products of the shop stand behind OTTO's SKUs. */
export type SkuMap = {
  /**
   * By SKU as asked. With an account what was found is kept for the owner to see.
   *
   * @throws what the shop threw
   */
  resolveSkus(
    asked: readonly AskedSku[],
    options?: { accountId?: string | undefined; signal?: AbortSignal | undefined },
  ): Promise<Map<string, ResolvedSku>>;
  listSkus: Ledger['listSkus'];
  /** undefined = OTTO never named it */
  viewSku(accountId: string, sku: string): Promise<SkuView | undefined>;
  /** @throws ImportStopped with the shop's fault; ConfigError `shop-missing`, … */
  matchAgain(asked: {
    accountId: string | undefined;
    skus: readonly string[] | undefined;
    from: MatchPlace | undefined;
  }): Promise<MatchedAgain>;
  listProductSets: Ledger['listProductSets'];
  /** @throws FieldsRefusedError, ImportStopped, ConfigError */
  previewSet(asked: AskedSet, exampleCents: number): Promise<SetPreview>;
  /** @throws FieldsRefusedError, ImportStopped, ConfigError */
  saveSet(asked: AskedSet): Promise<{ set: ProductSet; waitingOrders: number }>;
  /** @returns whether there was one */
  deleteSet(sku: string): Promise<boolean>;
};

export function wireSkuMap({ settings, connections, ledger, clock }: Wired): SkuMap {
  const parts = { ledger, clock };
  const client = async () => connections.shop(await settings.load()).client;
  return {
    async resolveSkus(asked, { accountId, signal } = {}) {
      const shop = await client();
      if (accountId !== undefined) {
        const now = () => clock.now().toISOString();
        return resolveSkus({ ledger, shop, now }, accountId, asked, signal);
      }
      const owners = {
        choices: await ledger.loadProductChoices(),
        sets: await ledger.loadProductSets(),
      };
      const found = await findMatches(shop, owners, asked, signal);
      return new Map(
        [...found].map(([sku, match]) => [sku, { ...match, parts: match.parts.map(namedPart) }]),
      );
    },
    listSkus: ledger.listSkus,
    async viewSku(accountId, sku) {
      const row = await ledger.loadSku(accountId, sku);
      if (!row) return undefined;
      return {
        row,
        choice: (await ledger.loadProductChoices()).get(sku),
        set: (await ledger.loadProductSets()).get(sku),
        waitingOrders: await ledger.wakeHeldForSku(sku, undefined),
      };
    },
    async matchAgain(asked) {
      const { accounts } = await settings.load();
      const shop = await client();
      if (asked.from === undefined) shop.forgetProducts();
      const accountIds = accounts.map(({ id }) => id);
      return atShop(() => matchAgain(parts, shop, { ...asked, accountIds }));
    },
    listProductSets: ledger.listProductSets,
    async previewSet(asked, exampleCents) {
      const shop = await client();
      return atShop(() => previewSet(parts, shop, asked, exampleCents));
    },
    async saveSet(asked) {
      const shop = await client();
      return atShop(() => saveSet(parts, shop, asked));
    },
    deleteSet: (sku) => deleteSet(parts, sku),
  };
}
