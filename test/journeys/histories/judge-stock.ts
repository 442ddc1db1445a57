import { atOtto, type Chronicle, type OrderLog, type Say, type ShopSide } from './chronicle.ts';
import { idsOfLine, isCancelled, sum } from './shop-sums.ts';

const NOT_TAKEN = ['pending', 'cancelled'];

/** Every piece was taken from the shelf once, and put back once where the owner wanted it. */
export async function judgeStock(
  chronicle: Chronicle,
  log: OrderLog,
  { order }: ShopSide,
  say: Say,
): Promise<void> {
  const { state } = chronicle.world.shop;
  const salesOrder = atOtto(chronicle, log);
  const bySku = new Map([...state.products.values()].map((product) => [product.sku, product]));
  const skus = [...bySku.keys()];
  for (const sku of skus) {
    const product = bySku.get(sku);
    const moves = state.stockMovements.filter(
      (move) => move.orderId === order.id && move.productId === product?.id,
    );
    const taken = -sum(moves.map(({ from, to }) => to - from));
    const all = [...salesOrder.positionItems, ...log.vanished].filter(
      (piece) => piece.product.sku === sku,
    );
    if (log.hands.has('lines') || chronicle.stock?.handled.has(sku)) continue;
    if (taken < 0 || taken > all.length) {
      if (!log.hands.has('refund')) {
        say(`${sku}: ${taken} of ${all.length} pieces are off the shelf`);
      }
      continue;
    }
    if (log.hands.has('status') || log.hands.has('refund')) continue;
    const expected = NOT_TAKEN.includes(order.status)
      ? 0
      : all.filter((piece) => isOffShelf(log, order, piece.positionItemId)).length;
    if (taken !== expected) {
      say(`${sku}: expected ${expected} pieces off the shelf, found ${taken}`);
    }
  }
  if (salesOrder.positionItems.every(isCancelled) && log.hands.size === 0) {
    if (order.status !== 'cancelled') say(`cancelled as a whole, but ${order.status}`);
  }
}

function isOffShelf(log: OrderLog, order: ShopSide['order'], positionItemId: string): boolean {
  const isIn = order.lineItems.some((line) => idsOfLine(line).includes(positionItemId));
  return isIn && log.restocked.get(positionItemId) !== true;
}
