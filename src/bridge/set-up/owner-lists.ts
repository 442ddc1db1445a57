import { z } from 'zod';
import { daysLeft } from '../../mapping/carriers/return-number.ts';
import { carrierNameKey } from '../../mapping/reporting/carrier-key.ts';
import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import { atShop } from '../order-import/run-faults.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { effectiveShippingRules } from '../settings/shipping-rule-overrides.ts';
import { wakeFor } from '../sku-map/wake-for.ts';
import type { WooClient } from '../woocommerce/woo-client.ts';
import type { SetUpParts } from './ports.ts';

const MOST_SKUS = 100;
const COUNTED_DAYS = 30;

export type ProductChoice = { sku: string; shopSku: string };

export async function listProductChoices({
  ledger,
}: Pick<SetUpParts, 'ledger'>): Promise<ProductChoice[]> {
  return [...(await ledger.loadProductChoices())]
    .map(([sku, shopSku]) => ({ sku, shopSku }))
    .toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
}

type ChoiceParts = {
  ledger: Pick<SetUpParts['ledger'], 'lookAtStockOf' | 'saveProductChoice' | 'wakeHeldForSku'>;
  clock: Clock;
};

/**
 * Remembers which shop product a SKU of OTTO's means. Orders that wait for it are looked at in the next
 * run.
 *
 * @throws ConfigError `product-unknown`; ImportStopped when the shop can't be asked
 */
export async function chooseProduct(
  parts: ChoiceParts,
  shop: Pick<WooClient, 'findProducts'>,
  { sku, shopSku }: ProductChoice,
): Promise<ProductChoice> {
  const found = await atShop(() => shop.findProducts([shopSku]));
  if (!found.has(shopSku)) {
    throw new ConfigError('product-unknown', 'The shop has no such product', {
      params: { shopSku },
    });
  }
  await parts.ledger.saveProductChoice(sku, shopSku);
  await wakeFor(parts, sku);
  return { sku, shopSku };
}

export async function forgetProduct(parts: ChoiceParts, sku: string): Promise<void> {
  await parts.ledger.saveProductChoice(sku, undefined);
  await wakeFor(parts, sku);
}

/** A SKU that the shop lacks, in orders of late. */
export type UnknownSku = { sku: string; orders: number; lastAt: string; isHolding: boolean };

const skuParams = z.object({ sku: z.string().catch(''), skus: z.string().catch('') });

/** SKUs the shop does not know and nobody has said anything about, the latest first. */
export async function listUnknownSkus({
  ledger,
}: Pick<SetUpParts, 'ledger'>): Promise<UnknownSku[]> {
  const chosen = await ledger.loadProductChoices();
  const unknown = new Map<string, UnknownSku>();
  for (const { code, params, lastAt, orders } of await ledger.listSkuIncidents(MOST_SKUS)) {
    const isHolding = code === 'held-for-sku';
    for (const sku of skusIn(params).filter((one) => !chosen.has(one))) {
      const present = unknown.get(sku);
      unknown.set(sku, {
        sku,
        orders: orders + (present?.orders ?? 0),
        lastAt: present?.lastAt ?? lastAt,
        isHolding: isHolding || present?.isHolding === true,
      });
    }
  }
  return [...unknown.values()].slice(0, MOST_SKUS);
}

function skusIn(params: string): string[] {
  const { sku, skus } = skuParams.parse(JSON.parse(params));
  return [sku, ...skus.split(', ')].filter((one) => one !== '');
}

export async function forgetCarrier(
  { ledger }: Pick<SetUpParts, 'ledger'>,
  carrierName: string,
): Promise<void> {
  await ledger.forgetCarrier(carrierNameKey(carrierName));
}

/** How a pool of return numbers stands. */
export type PoolView = {
  accountId: string | null;
  poolId: string;
  carrier: string;
  left: number;
  usedInLast30Days: number;
  daysLeft: number | null;
  isLow: boolean;
};

/** Every pool once: of the common rules, and those that accounts have of their own. */
export async function listReturnPools({
  settings: store,
  ledger,
  clock,
}: Pick<SetUpParts, 'settings' | 'ledger' | 'clock'>): Promise<PoolView[]> {
  const settings = await store.load();
  const now = clock.now().toISOString();
  const views: PoolView[] = [];
  for (const { accountId, pools, alarmDays } of poolsOf(settings)) {
    for (const pool of pools) {
      const { left, usedInLast30Days } = await ledger.countReturnPool(pool, now);
      const usual = daysLeft({ left, usedPerDay: usedInLast30Days / COUNTED_DAYS });
      const days = left === 0 ? 0 : usual;
      views.push({
        accountId,
        poolId: pool.id,
        carrier: pool.carrier,
        left,
        usedInLast30Days,
        daysLeft: days ?? null,
        isLow: days !== undefined && days < alarmDays,
      });
    }
  }
  return views;
}

function poolsOf(settings: Settings) {
  const common = settings.shippingRules;
  const own = settings.accounts.filter(({ shipping }) => shipping.returnPools !== undefined);
  return [
    {
      accountId: null,
      pools: common.returnPools,
      alarmDays: common.returnPoolAlarmDays,
    },
    ...own.map((account) => {
      const rules = effectiveShippingRules(settings, account);
      return {
        accountId: account.id,
        pools: rules.returnPools,
        alarmDays: rules.returnPoolAlarmDays,
      };
    }),
  ];
}
