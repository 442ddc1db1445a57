import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { DeskParts, Refusal } from './ports.ts';

/** Which order is meant: OTTO's number or id, or the shop's, in the account named or any. */
export type OrderReference = {
  /** as it was asked for */
  order: string;
  /** texts that may name it, the surest first; absent = `order` itself */
  candidates?: readonly string[];
  accountId?: string | undefined;
};

export type OrderSearch = { row: SalesOrderRow } | { refusal: Refusal };

/** Finds the orders that are meant, in the order in which they are asked for. */
export async function findOrders(
  parts: Pick<DeskParts, 'ledger' | 'accounts'>,
  asked: readonly OrderReference[],
): Promise<OrderSearch[]> {
  const known = parts.accounts.map(({ accountId }) => accountId);
  const texts = [...new Set(asked.flatMap(textsOf))];
  const found = await parts.ledger.findOrdersByReferences(texts, known);
  return asked.map((one) => {
    const ways = textsOf(one).map((text) =>
      (found.get(text) ?? []).filter(
        ({ account_id }) => one.accountId === undefined || account_id === one.accountId,
      ),
    );
    return chosenFrom(one.order.trim(), ways.find((rows) => rows.length > 0) ?? []);
  });
}

function textsOf({ order, candidates }: OrderReference): readonly string[] {
  return (candidates ?? [order]).map((text) => text.trim());
}

function chosenFrom(reference: string, rows: readonly SalesOrderRow[]): OrderSearch {
  const [row] = rows;
  if (!row) return { refusal: { code: 'report-order-unknown', params: { reference } } };
  if (rows.length === 1) return { row };
  const params = { reference, orders: rows.length };
  return { refusal: { code: 'report-order-ambiguous', params } };
}
