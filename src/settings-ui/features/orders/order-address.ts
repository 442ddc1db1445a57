type Named = { accountId: string; salesOrderId: string };

/** Where the page shows an order. */
export function orderAddress({ accountId, salesOrderId }: Named): string {
  return `/orders/${accountId}/${salesOrderId}`;
}

/** Where orders are reported as shipped, or cancelled at OTTO. */
export function shipAddress(what: 'orders' | 'cancel', orders: readonly Named[]): string {
  const named = orders.map(({ accountId, salesOrderId }) => `${accountId}/${salesOrderId}`);
  return `/ship?${new URLSearchParams({ [what]: named.join(',') })}`;
}
