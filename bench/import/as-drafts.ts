import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { systemClock } from '../../src/bridge/system-clock.ts';
import { createWooClient } from '../../src/bridge/woocommerce/woo-client.ts';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { parseSalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { planShopChanges } from '../../src/mapping/plan-shop-changes.ts';
import { NOTHING_AFTER_SALE } from '../../src/mapping/receipts/money-back.ts';
import type { WooOrderDraft } from '../../src/mapping/woocommerce/order.ts';
import type { WireSalesOrder } from '../../test/fixtures/otto/index.ts';
import type { ShopPlace } from './shop-place.ts';

/** Sales orders as the bridge would write them into this shop: what a bare loop has to post. */
export async function asDrafts(
  place: ShopPlace,
  accountId: string,
  orders: readonly WireSalesOrder[],
): Promise<WooOrderDraft[]> {
  const client = createWooClient(
    { ...place, timeoutMs: 120_000 },
    { clock: systemClock, logger: createPinoLogger('silent') },
  );
  const profile = await client.loadShopProfile();
  const skus = orders.flatMap(({ positionItems }) =>
    positionItems.map(({ product }) => product.sku),
  );
  const products = await client.findProducts([...new Set(skus)]);
  return orders.map((order) => {
    const parsed = parseSalesOrder(order);
    if (!parsed.readable) throw new Error(parsed.unreadable.problems.join('; '));
    const { step } = planShopChanges({
      salesOrder: parsed.salesOrder,
      accountId,
      rules: importRulesSchema.parse({}),
      startAt: undefined,
      shop: { profile, products, sets: new Map() },
      found: undefined,
      ownerYields: false,
      afterSale: NOTHING_AFTER_SALE,
    });
    if (step.action !== 'create') throw new Error(`not to be created but ${JSON.stringify(step)}`);
    return step.draft;
  });
}
