import { findContradictions } from '../../mapping/contradictions.ts';
import type { ImportRules } from '../../mapping/import-rules.ts';
import type { FoundShopOrder } from '../../mapping/plan-shop-changes.ts';
import { readShopFacts, type ShopFacts, shopFacts } from '../../mapping/shop-facts.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { ShopLook } from '../ledger/shop-looks.ts';
import { causeOfContradiction } from '../order-import/causes.ts';
import type { OttoInLedger } from '../order-import/otto-in-ledger.ts';
import { refundsIn } from '../order-import/refunds-in.ts';
import { areSameFacts, handChanges, isEmailChanged, isSameMeta } from './hand-changes.ts';

/** Phases in which an order in the bin is missed; an order that is over may be tidied away. */
const MISSED_IN_BIN: readonly string[] = ['announced', 'processable', 'sent', 'unknown'];

/** Failures that a shop order ends by being there, and readable. */
const ENDED_BY_SIGHT: readonly (string | null)[] = ['shop-order-gone', 'shop-order-unreadable'];

/**
 * True while the import has the order in hand, or is about to: a write of its own may stand in the
 * shop that the ledger does not know of yet, so nothing can be told from a person's hand.
 */
export function isInImportsHands(row: SalesOrderRow, now: string): boolean {
  return row.claim_id !== null || (row.next_look_at !== null && row.next_look_at <= now);
}

/** True when the order shows what the ledger knows of it: nothing to do, nothing more to ask. */
export function isEcho(row: SalesOrderRow, order: WooOrder): boolean {
  const before = readShopFacts(row);
  const after = shopFacts({ order });
  return (
    row.woo_order_id === order.wooOrderId &&
    !ENDED_BY_SIGHT.includes(row.reason) &&
    before !== undefined &&
    areSameFacts(before, after) &&
    isSameMeta(before, after) &&
    (row.import_state !== 'imported' || !isOfAnotherPhase(row, order))
  );
}

/**
 * What the look at a shop order comes to: what a person changed, what of it contradicts OTTO, and
 * whether the import has to look. Orders the import has steps to do for are left to it.
 *
 * @param found read after `row`, so that what differs is not the import's own last write
 * @param options.isAddressOpen the import found OTTO's address at odds with a person's: it alone knows
 *   OTTO's, so it is to say again what contradicts
 * @returns undefined when there is nothing to note
 */
export function judgeLook(
  row: SalesOrderRow,
  otto: OttoInLedger,
  found: FoundShopOrder,
  rules: ImportRules,
  options: { isAddressOpen: boolean },
): ShopLook | undefined {
  const { order } = found;
  if (isLeftInBin(row) && order.status !== 'trash') return wakeUp(row);
  if (row.import_state !== 'imported' || isEcho(row, order)) return undefined;
  const before = readShopFacts(row);
  const after = shopFacts(found);
  const isChanged = before === undefined || !areSameFacts(before, after);
  const wantsReportLook = before === undefined || isChanged || !isSameMeta(before, after);
  if (row.content_hash === null) {
    const wakes = ENDED_BY_SIGHT.includes(row.reason) || (row.reason !== null && isChanged);
    return wakes || wantsReportLook ? { ...wakeUp(row), wakes, wantsReportLook } : undefined;
  }
  // What the shop remembers of us is not the last we wrote: a late write of ours came through.
  if (isOfAnotherPhase(row, order) && order.status !== 'trash') {
    return { ...wakeUp(row), wantsReportLook };
  }
  const isJudgedHere = row.reason === null && !options.isAddressOpen;
  return {
    salesOrderId: row.sales_order_id,
    wooStatus: order.status,
    facts: after,
    ...refundsIn(found, row),
    events: before ? handChanges(before, after) : [],
    contradictions: isJudgedHere ? contradictionsOf(row, otto, found, rules) : undefined,
    wakes: !isJudgedHere || isWaitedFor(row, order, before, after),
    wantsReportLook,
    basedOn: row,
  };
}

/** The shop order the ledger points at is deleted, or its id leads to another order. */
export function judgeGone(row: SalesOrderRow): ShopLook | undefined {
  if (row.import_state !== 'imported' || row.reason === 'shop-order-gone') return undefined;
  const { woo_order_id: wooOrderId } = row;
  return {
    ...wakeUp(row),
    events: [{ kind: 'shop-order-gone', params: wooOrderId === null ? {} : { wooOrderId } }],
  };
}

/** The owner left it in the bin; taken out of there, it goes on. */
function isLeftInBin(row: SalesOrderRow): boolean {
  return row.import_state === 'skipped' && row.reason === 'thrown-away-in-shop';
}

/** Lets the import look at an order; nothing else is noted. */
export function wakeUp(row: SalesOrderRow): ShopLook {
  return {
    salesOrderId: row.sales_order_id,
    wooStatus: undefined,
    facts: undefined,
    events: [],
    contradictions: undefined,
    wakes: true,
    wantsReportLook: false,
    basedOn: row,
  };
}

function isWaitedFor(
  row: SalesOrderRow,
  order: WooOrder,
  before: ShopFacts | undefined,
  after: ShopFacts,
): boolean {
  if (after.status === 'trash') return MISSED_IN_BIN.includes(row.phase);
  if (isEmailChanged(before, after)) return true;
  // An older address of ours that came through late; a person's own is left alone by the import.
  const isOurs = order.meta[META.addressWritten] === after.addresses;
  return before !== undefined && before.addresses !== after.addresses && isOurs;
}

/** An order in line has the phase in its meta that the ledger has. */
function isOfAnotherPhase(row: SalesOrderRow, order: WooOrder): boolean {
  return row.content_hash !== null && row.reason === null && order.meta[META.phase] !== row.phase;
}

function contradictionsOf(
  row: SalesOrderRow,
  otto: OttoInLedger,
  found: FoundShopOrder,
  rules: ImportRules,
) {
  const names = {
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: found.order.wooOrderId,
  };
  return findContradictions(otto, found, rules).map((contradiction) =>
    causeOfContradiction(contradiction, names),
  );
}
