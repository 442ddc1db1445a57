import { mapAddresses } from '../../mapping/address.ts';
import { checkShopOrder, type Difference } from '../../mapping/check-shop-order.ts';
import { findContradictions } from '../../mapping/contradictions.ts';
import { paymentRecord } from '../../mapping/draft-shop-order.ts';
import { livePieces, orderPhase } from '../../mapping/order-phase.ts';
import { orderTotalCents } from '../../mapping/order-total.ts';
import type { FoundShopOrder } from '../../mapping/plan-shop-changes.ts';
import { shopFacts } from '../../mapping/shop-facts.ts';
import type { ExpectedShopOrder, HoldReason } from '../../mapping/shop-plan.ts';
import { piecesInShop } from '../../mapping/stock/expand-sets.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { MINUTE } from '../clock.ts';
import type { Cause } from '../ledger/incidents.ts';
import type { Settlement } from '../ledger/settlements.ts';
import { causeOfContradiction, causeOfHold, causeOfIssue, reasonParams } from './causes.ts';
import type { ImportRun } from './import-run.ts';
import { refundsIn } from './refunds-in.ts';
import { nextLookAfter } from './retry-later.ts';
import type { WorkItem } from './work-item.ts';

/** Ids of an order as incidents and logs name it. */
export function namesOf(run: ImportRun, item: WorkItem) {
  const { salesOrderId, orderNumber } = item.salesOrder;
  return { accountId: run.account.accountId, salesOrderId, orderNumber };
}

/** The shop is in line with OTTO: nothing is open about this order until OTTO changes it. */
export function inLine(run: ImportRun, item: WorkItem): Settlement {
  return {
    ...common(run, item),
    ...(item.found ? { contradictions: contradictionsOf(run, item, item.found) } : {}),
    importState: 'imported',
    reason: undefined,
    contentHash: item.contentHash,
    nextLookAt: undefined,
    failures: 0,
    line: item.done && { outcome: item.done, params: {} },
  };
}

/** The order is in the shop, but another step follows; found again by its next look if we end here. */
export function underWay(run: ImportRun, item: WorkItem): Settlement {
  return {
    ...common(run, item),
    importState: 'imported',
    reason: undefined,
    contentHash: undefined,
    nextLookAt: run.now(),
    failures: 0,
    line: undefined,
  };
}

/** Stays out of the shop, for now (backlog) or for good (skipped). */
export function keptOut(
  run: ImportRun,
  item: WorkItem,
  importState: 'backlog' | 'skipped',
  code: string,
): Settlement {
  const isNews = item.row?.reason !== code;
  return {
    ...common(run, item),
    importState,
    reason: { code, params: {} },
    contentHash: item.contentHash,
    nextLookAt: undefined,
    failures: 0,
    events: isNews ? [{ kind: `sales-order-${importState}`, params: { reason: code } }] : [],
    line: { outcome: importState, params: { reason: code } },
  };
}

/** Waits with a reason; looked at again at growing distances and whenever the owner's rules change. */
export function held(run: ImportRun, item: WorkItem, reason: HoldReason): Settlement {
  const failures = (item.row?.failures ?? 0) + 1;
  const isNews = item.row?.reason !== reason.code;
  const settlement = common(run, item);
  return {
    ...settlement,
    importState: item.found ? 'imported' : 'held',
    reason: { code: reason.code, params: reasonParams(reason) },
    contentHash: item.contentHash,
    nextLookAt: nextLookAfter(failures, run.clock.now()),
    failures,
    events: isNews
      ? [
          ...item.events,
          { kind: 'sales-order-held', params: { reason: reason.code, ...reasonParams(reason) } },
        ]
      : item.events,
    causes: [...settlement.causes, causeOfHold(reason, namesOf(run, item))],
    line: { outcome: 'held', params: { reason: reason.code, ...reasonParams(reason) } },
  };
}

/** A write did not work; tried again later, in the same way. */
export function failedWith(
  run: ImportRun,
  item: WorkItem,
  failure: { code: string; params: Record<string, string | number> },
): Settlement {
  const failures = (item.row?.failures ?? 0) + 1;
  const settlement = common(run, item);
  const names = namesOf(run, item);
  const wooOrderId = item.found?.order.wooOrderId ?? item.row?.woo_order_id;
  return {
    ...settlement,
    importState: wooOrderId ? 'imported' : 'held',
    reason: failure,
    contentHash: undefined,
    nextLookAt: nextLookAfter(failures, run.clock.now()),
    failures,
    events: [
      ...item.events,
      { kind: 'sales-order-failed', params: { reason: failure.code, ...failure.params } },
    ],
    causes: [
      ...settlement.causes,
      {
        code: failure.code,
        about: names.salesOrderId,
        accountId: names.accountId,
        params: { orderNumber: names.orderNumber, ...failure.params },
      },
    ],
    line: { outcome: 'failed', params: { reason: failure.code, ...failure.params } },
  };
}

/** Answers missing in a row before the owner hears of it: most come by themselves the next time. */
export const UNANSWERED_TO_TELL = 3;

/**
 * The shop gave no answer to a write, or a fault of its own. Tried again soon; when that goes on, it
 * becomes an incident of this order.
 */
export function unanswered(
  run: ImportRun,
  item: WorkItem,
  params: Record<string, string | number>,
): Settlement {
  const settlement = failedWith(run, item, { code: 'shop-refused', params });
  // It may still be carried out: the next look waits until the shop has surely finished.
  const openWrite = item.hasOpenClaim
    ? { openWrite: { claimId: run.newId(), claimedAt: run.now() } }
    : {};
  if (settlement.failures >= UNANSWERED_TO_TELL) return { ...settlement, ...openWrite };
  return {
    ...settlement,
    ...common(run, item),
    reason: undefined,
    nextLookAt: new Date(run.clock.now().getTime() + MINUTE).toISOString(),
    ...openWrite,
  };
}

/** What the shop shows after all steps, against what it should show. */
export function differencesAtRest(item: WorkItem, order: WooOrder): Difference[] {
  const inShop = new Set(order.lineItems.flatMap((line) => line.positionItemIds));
  const all = piecesInShop(item.salesOrder.positionItems, order);
  if (!livePieces(all).every((piece) => inShop.has(piece.positionItemId))) return [];
  const pieces = all.filter((piece) => inShop.has(piece.positionItemId));
  const expected: ExpectedShopOrder = {
    totalCents:
      pieces.reduce((sum, piece) => sum + piece.payableCents, 0) +
      item.salesOrder.deliveryFees.reduce((sum, fee) => sum + fee.grossCents, 0),
    status: order.status,
    addresses: undefined,
  };
  return checkShopOrder(expected, order);
}

function common(
  run: ImportRun,
  item: WorkItem,
): Pick<
  Settlement,
  | 'salesOrderId'
  | 'orderNumber'
  | 'shopOrder'
  | 'payment'
  | 'events'
  | 'causes'
  | 'ownerYielded'
  | 'moneyBackKnown'
> {
  const { salesOrder, found } = item;
  const phase = orderPhase(salesOrder.positionItems);
  const payment = found && phase ? paymentRecord(salesOrder, phase) : undefined;
  return {
    salesOrderId: salesOrder.salesOrderId,
    orderNumber: salesOrder.orderNumber,
    shopOrder: found && {
      wooOrderId: found.order.wooOrderId,
      number: found.order.number,
      status: found.order.status,
      createdAt: found.order.createdAt,
      facts: shopFacts(found),
      ...refundsIn(found, item.row),
    },
    payment,
    events: item.events,
    ownerYielded: item.row?.owner_yields === 1,
    moneyBackKnown: item.afterSale.moneyBack.length,
    causes: found ? uniqueCauses(run, item) : [],
  };
}

/** What a person decided in the shop, against what OTTO says; told once nothing of ours is open. */
function contradictionsOf(run: ImportRun, item: WorkItem, found: FoundShopOrder): Cause[] {
  const { salesOrder } = item;
  const otto = {
    phase: orderPhase(salesOrder.positionItems),
    positionItems: salesOrder.positionItems,
    grossCents: orderTotalCents(salesOrder),
    addressFingerprint: mapAddresses(salesOrder)?.fingerprint,
    afterSale: item.afterSale,
  };
  return findContradictions(otto, found, run.account.rules).map((contradiction) =>
    causeOfContradiction(contradiction, {
      ...namesOf(run, item),
      wooOrderId: found.order.wooOrderId,
    }),
  );
}

function uniqueCauses(run: ImportRun, item: WorkItem): Cause[] {
  const causes = [
    ...item.causes,
    ...item.issues.map((issue) => causeOfIssue(issue, namesOf(run, item))),
  ];
  return [...new Map(causes.map((cause) => [`${cause.code}:${cause.about}`, cause])).values()];
}
