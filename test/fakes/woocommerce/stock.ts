import { sendMail } from './mails.ts';
import { metaInt, removeMeta, setMeta } from './meta-data.ts';
import { addNote } from './notes.ts';
import { productOfLine, refreshStockStatus, stockHolderOf } from './products.ts';
import type { Shop } from './shop.ts';
import type { LineItem, Product, StockMovement, StoredOrder } from './state.ts';
import { takeId } from './state.ts';
import { productUpdated } from './webhook-events.ts';

/** Takes the stock of every matched line, once per line; over-selling is allowed. */
export function reduceStock(shop: Shop, order: StoredOrder): void {
  if (order.stockReduced) return;
  const changes: string[] = [];
  for (const line of order.lineItems) {
    const product = stockedProduct(shop, line);
    if (product === undefined || metaInt(line.meta, '_reduced_stock') !== 0) continue;
    const move = moveStock(shop, product, -line.quantity, 'order', order);
    setMeta(line.meta, '_reduced_stock', line.quantity, () => takeId(shop.state, 'itemMeta'));
    changes.push(`${product.name} (${move.from}&rarr;${move.to})`);
    mailAboutStock(shop, order, move);
  }
  if (changes.length > 0) addNote(shop, order, `Stock levels reduced: ${changes.join(', ')}`);
  order.stockReduced = true;
}

/** Puts the stock of an order back, as cancelling does. */
export function restoreStock(shop: Shop, order: StoredOrder): void {
  if (!order.stockReduced) return;
  const changes: string[] = [];
  for (const line of order.lineItems) {
    const product = stockedProduct(shop, line);
    const taken = metaInt(line.meta, '_reduced_stock');
    if (product === undefined || taken === 0) continue;
    const move = moveStock(shop, product, taken, 'order-undone', order);
    removeMeta(line.meta, (entry) => entry.key === '_reduced_stock');
    changes.push(`${product.name} (${move.from}&rarr;${move.to})`);
  }
  if (changes.length > 0) addNote(shop, order, `Stock levels increased: ${changes.join(', ')}`);
  order.stockReduced = false;
}

/**
 * Brings the stock in line with a changed quantity; 0 gives back what the line had taken.
 *
 * @returns the movement, or undefined when nothing had to move
 */
export function adjustLineStock(
  shop: Shop,
  order: StoredOrder,
  line: LineItem,
  quantity: number,
): StockMovement | undefined {
  const product = stockedProduct(shop, line);
  if (product === undefined) return undefined;
  const taken = metaInt(line.meta, '_reduced_stock');
  const returned = metaInt(line.meta, '_restock_refunded_items');
  const more = quantity === 0 ? -taken : quantity - returned - taken;
  if (more === 0) return undefined;
  const move = moveStock(shop, product, -more, 'line-changed', order);
  const takeMetaId = () => takeId(shop.state, 'itemMeta');
  setMeta(line.meta, '_reduced_stock', quantity - returned, takeMetaId);
  if (quantity > 0) order.stockReduced = true;
  return move;
}

/** Puts refunded pieces back; the quantity is not capped, but a line with nothing left is skipped. */
export function restockRefunded(
  shop: Shop,
  order: StoredOrder,
  line: LineItem,
  quantity: number,
): void {
  const product = stockedProduct(shop, line);
  const taken = metaInt(line.meta, '_reduced_stock');
  if (product === undefined || taken === 0 || quantity === 0) return;
  const move = moveStock(shop, product, quantity, 'refund', order);
  const returned = metaInt(line.meta, '_restock_refunded_items');
  const takeMetaId = () => takeId(shop.state, 'itemMeta');
  setMeta(line.meta, '_reduced_stock', taken - quantity, takeMetaId);
  setMeta(line.meta, '_restock_refunded_items', returned + quantity, takeMetaId);
  addNote(shop, order, `Item #${product.id} stock increased from ${move.from} to ${move.to}.`);
}

/** The product whose stock a line moves: a variation without own stock uses its parent's. */
function stockedProduct(shop: Shop, line: LineItem): Product | undefined {
  if (!shop.settings.manageStock) return undefined;
  const product = productOfLine(shop, line);
  return product && stockHolderOf(shop, product);
}

function moveStock(
  shop: Shop,
  product: Product,
  by: number,
  reason: StockMovement['reason'],
  order: StoredOrder,
): StockMovement {
  const from = product.stockQuantity ?? 0;
  product.stockQuantity = from + by;
  refreshStockStatus(shop, product);
  productUpdated(shop, product);
  const to = from + by;
  const move = { productId: product.id, from, to, reason, orderId: order.id, at: shop.now() };
  shop.state.stockMovements.push(move);
  return move;
}

function mailAboutStock(shop: Shop, order: StoredOrder, move: StockMovement): void {
  if (move.to <= shop.settings.noStockAmount) sendMail(shop, 'no-stock', order);
  else if (move.to <= shop.settings.lowStockAmount) sendMail(shop, 'low-stock', order);
  if (move.to < 0) sendMail(shop, 'backorder', order);
}
