import { done, type RealOrder, realShop } from './real-shop.ts';

/**
 * What a person does to an order in the shop's admin, done over REST: written past the bridge, and
 * without our meta. Statuses, lines and fees move stock and sums as they do there.
 */
export function shopHands() {
  const { api } = realShop();
  const put = async (id: number, change: Record<string, unknown>) => {
    done(await api.put(`orders/${id}`, change), `PUT order ${id}`);
  };
  const lineOf = (order: RealOrder, index: number) => {
    const line = order.line_items[index];
    if (line === undefined) throw new Error(`Order ${order.id} has no line ${index}`);
    return line;
  };
  return {
    /** also takes it out of the bin */
    setStatus: ({ id }: RealOrder, status: string) => put(id, { status }),
    /** the amounts of the line go with it */
    setQuantity: (order: RealOrder, index: number, quantity: number) => {
      const { id, total, quantity: before } = lineOf(order, index);
      const net = ((total / 100 / before) * quantity).toFixed(6);
      return put(order.id, { line_items: [{ id, quantity, subtotal: net, total: net }] });
    },
    removeLine: (order: RealOrder, index: number) =>
      put(order.id, { line_items: [{ id: lineOf(order, index).id, quantity: 0 }] }),
    /** untaxed */
    addFee: ({ id }: RealOrder, total: string) =>
      put(id, { fee_lines: [{ name: 'Geschenkpapier', total, tax_status: 'none' }] }),
    setStreet: ({ id }: RealOrder, street: string) => put(id, { shipping: { address_1: street } }),
    /** an amount, without lines and without stock */
    refund: async ({ id }: RealOrder, amount: string) => {
      const refund = { amount, api_refund: false, api_restock: false, reason: 'Kulanz' };
      done(await api.post(`orders/${id}/refunds`, refund), `refund of order ${id}`);
    },
    bin: async ({ id }: RealOrder) => {
      done(await api.delete(`orders/${id}`), `bin order ${id}`);
    },
    deleteForGood: async ({ id }: RealOrder) => {
      done(await api.delete(`orders/${id}`, { force: true }), `delete order ${id}`);
    },
  };
}
