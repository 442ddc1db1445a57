import type { Cause } from '../ledger/incidents.ts';
import type { OpenReturn } from '../ledger/return-troubles.ts';

/** What is odd about returns nothing is decided about. */
export type ReturnTroubles = {
  /** of orders the ledger knows */
  orders: { salesOrderId: string; causes: Cause[] }[];
  /** of orders it does not know */
  others: Cause[];
  /** orders that OTTO may show otherwise by now than the ledger has them */
  lookAgain: string[];
};

/** Pieces in these states at OTTO may come back; of others the import may just not have heard yet. */
const MAY_COME_BACK = ['SENT', 'RETURNED'];

/**
 * What of an account's open returns has to be told to the owner. What the import may still catch up
 * with is told only after a while.
 *
 * @param known since when it has to be known, UTC ISO
 */
export function troublesIn(
  accountId: string,
  returns: readonly OpenReturn[],
  { known }: { known: string },
): ReturnTroubles {
  const ofKnown = returns.filter(({ isOrderKnown }) => isOrderKnown);
  const unsent = ofKnown.filter(
    ({ fulfillmentStatus }) => !MAY_COME_BACK.includes(fulfillmentStatus ?? ''),
  );
  const isOld = ({ firstSeenAt }: OpenReturn) => firstSeenAt <= known;
  const causes = [
    ...ofKnown.filter(isMisdirected).map((one) => ({ one, cause: misdirected(accountId, one) })),
    ...unsent.filter(isOld).map((one) => ({ one, cause: notSent(accountId, one) })),
  ];
  const unknown = returns.filter((one) => !one.isOrderKnown && isOld(one));
  return {
    orders: [...Map.groupBy(causes, ({ one }) => one.salesOrderId)].map(
      ([salesOrderId, ofOrder]) => ({ salesOrderId, causes: ofOrder.map(({ cause }) => cause) }),
    ),
    others: [
      ...returns
        .filter((one) => !one.isOrderKnown && isMisdirected(one))
        .map((one) => misdirected(accountId, one)),
      ...(unknown.length === 0 ? [] : [orderUnknown(accountId, unknown)]),
    ],
    lookAgain: [
      ...new Set(unsent.filter((one) => !isOld(one)).map(({ salesOrderId }) => salesOrderId)),
    ],
  };
}

/** Codes of {@link ReturnTroubles.others}: they hang on no order. */
export const CODES_WITHOUT_ORDER = ['return-misdirected', 'return-order-unknown'] as const;

function isMisdirected({ status }: OpenReturn): boolean {
  return status === 'MISDIRECTED';
}

function misdirected(accountId: string, one: OpenReturn): Cause {
  return {
    code: 'return-misdirected',
    about: `${accountId}:${one.positionItemId}`,
    accountId,
    params: {
      ...factsOf(accountId, one),
      ...(one.ottoWarehouseId === undefined ? {} : { ottoWarehouseId: one.ottoWarehouseId }),
    },
  };
}

function notSent(accountId: string, one: OpenReturn): Cause {
  return {
    code: 'return-of-unsent-piece',
    about: `${accountId}:${one.positionItemId}`,
    accountId,
    params: {
      ...factsOf(accountId, one),
      ...(one.fulfillmentStatus === undefined ? {} : { fulfillmentStatus: one.fulfillmentStatus }),
    },
  };
}

const MOST_NAMED = 3;

function orderUnknown(accountId: string, returns: readonly OpenReturn[]): Cause {
  const ids = [...new Set(returns.map(({ salesOrderId }) => salesOrderId))].toSorted();
  return {
    code: 'return-order-unknown',
    about: accountId,
    accountId,
    params: { accountId, orders: ids.length, salesOrderIds: ids.slice(0, MOST_NAMED).join(', ') },
  };
}

function factsOf(accountId: string, one: OpenReturn): Record<string, string> {
  return {
    accountId,
    salesOrderId: one.salesOrderId,
    positionItemId: one.positionItemId,
    ...(one.orderNumber === undefined ? {} : { orderNumber: one.orderNumber }),
    ...(one.sku === undefined ? {} : { sku: one.sku }),
  };
}
