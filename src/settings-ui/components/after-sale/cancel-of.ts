/** The query of the address at which an order is cancelled. */
export function cancelOf(accountId: string, salesOrderId: string): string {
  return `${new URLSearchParams({ cancel: `${accountId}/${salesOrderId}` })}`;
}
