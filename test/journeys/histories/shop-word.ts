import type { ImportRules } from '../../../src/mapping/import-rules.ts';
import type { StoredOrder, StoredRefund } from '../../fakes/woocommerce/state.ts';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { type Chronicle, inShop, type OrderLog } from './chronicle.ts';
import type { ShippedLine, ShopWord } from './shop-says.ts';
import { idsOfLine, isByHand, isCancelled, sum } from './shop-sums.ts';

/** Meta keys spelled out, so that a slip in the bridge's own tables shows. */
export const TRACKING_META = '_parcel_number';
export const CARRIER_META = '_parcel_carrier';
export const RETURN_META = '_otto_market_return_tracking';

const TRACKING_PLUGIN_META = '_wc_shipment_tracking_items';

/** Statuses in which the goods of a shop order go nowhere, whatever is noted down beside them. */
const NOTHING_LEAVES = ['trash', 'pending', 'on-hold', 'cancelled', 'failed', 'refunded'];

/** What the shop says of an order now; undefined = there is no such order, or several. */
export function wordOfShop(chronicle: Chronicle, log: OrderLog): ShopWord | undefined {
  const [side, ...others] = inShop(chronicle, log);
  if (!side || others.length > 0) return undefined;
  const { order, refunds } = side;
  const { status } = order;
  return {
    status,
    isShipped: status === 'completed',
    isOff: ['cancelled', 'failed'].includes(status) && log.statusBy !== 'bridge',
    lines: linesOf(order, refunds),
    numbers: numbersOf(order),
    fulfilled: NOTHING_LEAVES.includes(status) ? [] : fulfilledIn(chronicle, order),
  };
}

/** Keeps what the shop says now; what it said before counts until the bridge has looked. */
export function keepWord(chronicle: Chronicle, log: OrderLog): void {
  const word = wordOfShop(chronicle, log);
  if (word) log.reporting.words.push(word);
}

/**
 * The bridge has looked: what the shop said before counts no more. What is deleted said it for good,
 * and a status of the owner's own takes back nothing that was said.
 */
export function forgetWords(
  chronicle: Chronicle,
  log: OrderLog,
  { statusMapping }: Pick<ImportRules, 'statusMapping'>,
): void {
  const word = wordOfShop(chronicle, log);
  if (!word) return;
  const { sent: _sent, returned: _returned, ...others } = statusMapping;
  const known = [...NOTHING_LEAVES, 'processing', 'completed', ...Object.values(others)];
  const before = log.reporting.words.filter(({ status }) => status !== word.status);
  log.reporting.words = known.includes(word.status) ? [word] : [...before, word];
}

function linesOf(order: StoredOrder, refunds: readonly StoredRefund[]): ShippedLine[] {
  const byHand = refunds.filter(isByHand);
  return order.lineItems
    .map((line) => ({
      lineId: line.id,
      ids: idsOfLine(line),
      quantity: line.quantity,
      refunded: -sum(
        byHand.flatMap(({ lineItems }) =>
          lineItems
            .filter(({ meta }) => Number(metaValue(meta, '_refunded_item_id')) === line.id)
            .map(({ quantity }) => quantity),
        ),
      ),
    }))
    .filter(({ ids }) => ids.length > 0);
}

function numbersOf({ meta }: StoredOrder): string[] {
  const inMeta = String(metaValue(meta, TRACKING_META) ?? '').split(', ');
  const items = metaValue(meta, TRACKING_PLUGIN_META);
  const ofPlugin = (Array.isArray(items) ? items : []).map((item) => String(item.tracking_number));
  return [...inMeta, ...ofPlugin].filter((number) => number !== '');
}

function fulfilledIn({ world }: Chronicle, order: StoredOrder): ShopWord['fulfilled'] {
  return [...world.shop.state.fulfillments.values()]
    .filter(
      ({ orderId, isFulfilled, isDeleted }) => orderId === order.id && isFulfilled && !isDeleted,
    )
    .map(({ meta }) => {
      const items = metaValue(meta, '_items');
      return {
        number: String(metaValue(meta, '_tracking_number') ?? '') || undefined,
        quantities: new Map(
          (Array.isArray(items) ? items : []).map(({ item_id, qty }) => [item_id, qty]),
        ),
      };
    });
}

function metaValue(meta: StoredOrder['meta'], key: string): unknown {
  return meta.find((entry) => entry.key === key)?.value;
}

/** The line that holds a piece; undefined = none does. */
export function lineWith({ lines }: ShopWord, positionItemId: string): ShippedLine | undefined {
  return lines.find(({ ids }) => ids.includes(positionItemId));
}

/** Numbers under which a piece may have left, by the shop's word; undefined = it did not leave. */
export function numbersFor(word: ShopWord, positionItemId: string): string[] | undefined {
  const line = lineWith(word, positionItemId);
  if (!line) return undefined;
  const own = word.fulfilled.filter(({ quantities }) => quantities.has(line.lineId));
  const numbers = own.flatMap(({ number }) => number ?? []);
  if (word.isShipped) return [...numbers, ...word.numbers];
  return own.length > 0 ? numbers : undefined;
}

/**
 * Pieces that the shop says for certain left and OTTO shows as open. Of a line that was fulfilled in part
 * as many as are missing at OTTO, whichever they are.
 */
export function certainlyLeft(word: ShopWord, pieces: readonly WirePositionItem[]): string[] {
  return word.lines.flatMap(({ lineId, ids, quantity, refunded }) => {
    // Of one that a person lowered or refunded, nobody says which of its pieces left.
    if (quantity !== ids.length || refunded > 0) return [];
    const own = pieces.filter(({ positionItemId }) => ids.includes(positionItemId));
    const open = own.filter(({ fulfillmentStatus }) => fulfillmentStatus === 'PROCESSABLE');
    const fulfilled = sum(word.fulfilled.map(({ quantities }) => quantities.get(lineId) ?? 0));
    const stays = ids.length - own.filter(isCancelled).length - fulfilled;
    const left = word.isShipped ? open.length : open.length - Math.max(0, stays);
    return open.slice(0, Math.max(0, left)).map(({ positionItemId }) => positionItemId);
  });
}
