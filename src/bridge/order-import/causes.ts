import type { Difference } from '../../mapping/check-shop-order.ts';
import type { Contradiction } from '../../mapping/contradictions.ts';
import type { MappingIssue } from '../../mapping/mapping-issue.ts';
import type { HoldReason } from '../../mapping/shop-plan.ts';
import type { Cause } from '../ledger/incidents.ts';

/** A reason as the ledger keeps it: its code, and the rest as params. */
export function reasonParams(reason: HoldReason): Record<string, string | number> {
  const { code: _code, ...params } = reason;
  return params;
}

/**
 * The incident a held order belongs to. What one change mends for many orders is one cause: the
 * status, the SKU, the shop's decimals; all else stands for its own order.
 */
export function causeOfHold(
  reason: HoldReason,
  order: { accountId: string; salesOrderId: string; orderNumber: string },
): Cause {
  const shared: Partial<Record<HoldReason['code'], string>> = {
    'status-not-in-shop': reason.code === 'status-not-in-shop' ? reason.status : '',
    'sku-not-in-shop': reason.code === 'sku-not-in-shop' ? reason.skus : '',
    'shop-without-cents': 'shop',
  };
  return {
    code: reason.code === 'sku-not-in-shop' ? 'held-for-sku' : reason.code,
    about: shared[reason.code] ?? order.salesOrderId,
    accountId: order.accountId,
    params: { orderNumber: order.orderNumber, ...reasonParams(reason) },
  };
}

/** The incident of something odd that did not stop the order. */
export function causeOfIssue(
  issue: MappingIssue,
  order: { accountId: string; salesOrderId: string; orderNumber: string },
): Cause {
  const shared = issue.code === 'sku-not-in-shop' || issue.code === 'vat-rate-not-in-shop';
  return {
    code: issue.code,
    about: shared ? Object.values(issue.params).join('|') : order.salesOrderId,
    accountId: order.accountId,
    params: shared ? issue.params : { orderNumber: order.orderNumber, ...issue.params },
  };
}

/** The incident of a shop order that is not what was written. */
export function causeOfDifference(
  difference: Difference,
  order: { accountId: string; salesOrderId: string; orderNumber: string; wooOrderId: number },
): Cause {
  const { code, ...params } = difference;
  return {
    code: `shop-order-${code}`,
    about: order.salesOrderId,
    accountId: order.accountId,
    params: { orderNumber: order.orderNumber, wooOrderId: order.wooOrderId, ...params },
  };
}

/** The incident of something a person decided in the shop that contradicts OTTO. */
export function causeOfContradiction(
  contradiction: Contradiction,
  order: { accountId: string; salesOrderId: string; orderNumber: string; wooOrderId: number },
): Cause {
  const { code, ...params } = contradiction;
  return {
    code,
    about: order.salesOrderId,
    accountId: order.accountId,
    params: { orderNumber: order.orderNumber, wooOrderId: order.wooOrderId, ...params },
  };
}
