import type { Product } from '../../fakes/woocommerce/state.ts';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { atOtto, type Chronicle, inShop, type OrderLog, type StockTold } from './chronicle.ts';
import { sum } from './shop-sums.ts';

/** Statuses in which a shop order has taken nothing from the shelf. */
const TAKES_NOTHING = ['pending', 'failed', 'cancelled', 'trash'];

/**
 * What OTTO sells by in the end: the shop's last number, less what OTTO sold and the shop has not
 * taken, less what is kept back, and not above the cap; told from the shop and OTTO alone.
 *
 * @returns every breach in words
 */
export async function judgeNumbers(chronicle: Chronicle): Promise<string[]> {
  const { world, stock, orders } = chronicle;
  if (!stock) return [];
  const found: string[] = [];
  const pieces = orders.flatMap((log) => atOtto(chronicle, log).positionItems);
  const sold = new Set(pieces.map(({ product }) => product.sku));
  const unknown: string[] = [];
  for (const product of world.shop.state.products.values()) {
    const { sku } = product;
    if (!sold.has(sku) || orders.some((log) => isUnclear(chronicle, log, sku))) continue;
    const expected = numberFor(chronicle, stock, product);
    if (expected === undefined) continue;
    if (stock.forgotten.has(sku)) {
      unknown.push(sku);
      continue;
    }
    const shown = world.otto.availability.quantity(sku);
    if (shown !== expected) {
      found.push(`OTTO sells ${shown ?? 'nothing'} of ${product.name} instead of ${expected}`);
    }
  }
  const incidents = await world.openIncidents();
  const told = incidents.filter(({ code }) => code === 'stock-skus-unknown');
  if (told.length > 1) found.push('the owner is told twice of SKUs that OTTO does not know');
  const skus = told.map(({ params }) => String(JSON.parse(params).skus)).join(', ');
  for (const sku of unknown.filter((one) => !skus.includes(one))) {
    found.push(`OTTO does not know ${sku}, and nobody is told`);
  }
  for (const sku of skus.split(', ').filter((one) => one !== '')) {
    if (!stock.forgotten.has(sku)) found.push(`OTTO knows ${sku}, but the owner hears otherwise`);
  }
  return found;
}

/** Orders of which the bridge and OTTO know different things, or whose pieces nobody can count. */
function isUnclear(chronicle: Chronicle, log: OrderLog, sku: string): boolean {
  const pieces = [...atOtto(chronicle, log).positionItems, ...log.vanished];
  const isOdd = log.vanished.length > 0 || log.reporting.movedBackward || log.deleted !== 'no';
  return isOdd && pieces.some(({ product }) => product.sku === sku);
}

/** @returns undefined where OTTO is told nothing of it */
function numberFor(
  chronicle: Chronicle,
  { buffer, cap, isVacation }: StockTold,
  product: Product,
): number | undefined {
  const { status, manageStock, stockQuantity, stockStatus, sku } = product;
  const isCounted = manageStock && stockQuantity !== null;
  if (status === 'publish' && !isCounted && stockStatus === 'instock') return undefined;
  if (isVacation || status !== 'publish' || !isCounted) return 0;
  if (stockQuantity >= 1 && stockStatus !== 'instock') return 0;
  const reserved = sum(chronicle.orders.map((log) => reservedBy(chronicle, log, sku)));
  const free = Math.max(0, Math.floor(stockQuantity) - reserved - buffer);
  return Math.min(free, cap ?? free);
}

/** Pieces that OTTO sold, that have not left, and that the shop still has on its shelf. */
function reservedBy(chronicle: Chronicle, log: OrderLog, sku: string): number {
  const [side] = inShop(chronicle, log);
  if (side && !TAKES_NOTHING.includes(side.order.status)) return 0;
  const isOpen = ({ product, fulfillmentStatus }: WirePositionItem) =>
    product.sku === sku && ['ANNOUNCED', 'PROCESSABLE'].includes(fulfillmentStatus);
  return atOtto(chronicle, log).positionItems.filter(isOpen).length;
}
