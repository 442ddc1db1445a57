import type { StockRun } from './stock-run.ts';

const CODE = 'stock-sku-doubled';
/** More would bury all other incidents; the shop itself refuses new ones. */
const MOST_TOLD = 20;
const MOST_OPEN = 1_000;

/**
 * Several products of the shop with one SKU: the one that orders are booked on is counted, and the
 * owner hears of the others.
 *
 * @param shopSkus that were looked at
 */
export async function tellDoubles(run: StockRun, shopSkus: readonly string[]): Promise<void> {
  const { ledger, shop } = run;
  const doubled = shop.findDoubledSkus(shopSkus);
  const open = await ledger.listIncidents({ state: 'open', code: CODE, limit: MOST_OPEN });
  if (doubled.size === 0 && open.length === 0) return;
  const told = new Set(open.map(({ cause }) => cause.slice(CODE.length + 1)));
  for (const sku of shopSkus.filter((one) => told.has(one) && !doubled.has(one))) {
    await ledger.resolveIncidents([CODE], sku, run.now());
  }
  for (const [sku, ids] of [...doubled].filter(([one]) => !told.has(one)).slice(0, MOST_TOLD)) {
    const params = { sku, productIds: ids.join(', ') };
    await ledger.openIncident({ code: CODE, about: sku, accountId: undefined, params }, run.now());
  }
}
