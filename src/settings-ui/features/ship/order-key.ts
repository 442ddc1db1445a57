/** An order in an address: `<accountId>/<salesOrderId>`; several are parted by commas. */
export type OrderKey = { accountId: string; salesOrderId: string };

/** The form is for what somebody packs now, not for a whole backlog. */
export const MOST_ORDERS = 50;

export function orderKeysIn(text: string): OrderKey[] {
  const keys = text.split(',').flatMap((part) => {
    const [accountId, salesOrderId] = part.split('/');
    return accountId && salesOrderId ? [{ accountId, salesOrderId }] : [];
  });
  return keys.slice(0, MOST_ORDERS);
}

export function textOfOrders(orders: readonly OrderKey[]): string {
  return orders
    .slice(0, MOST_ORDERS)
    .map(({ accountId, salesOrderId }) => `${accountId}/${salesOrderId}`)
    .join(',');
}
