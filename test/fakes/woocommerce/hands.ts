import { removeOrder, restoreOrder, trashOrder } from './order-removal.ts';
import { updateOrder } from './order-save.ts';
import { createParcelHands } from './parcel-hands.ts';
import { roundTo, toDecimalText } from './php-numbers.ts';
import { toNumber } from './php-values.ts';
import { createProductHands } from './product-hands.ts';
import type { RefundedLine } from './refund-booking.ts';
import { createRefund } from './refunds.ts';
import { acceptedStatuses } from './settings.ts';
import type { Shop } from './shop.ts';
import type { Address, LineItem, StoredOrder, StoredRefund } from './state.ts';
import { orderUpdated } from './webhook-events.ts';

export type HandRefund = {
  reason?: string;
  /** Pieces per line id; their net amount and tax are taken from the line. Default: none. */
  pieces?: Record<number, number>;
  /** Default: true, as the box is ticked in the admin. */
  restock?: boolean;
};

/**
 * What a person does in the WordPress admin. Everything bumps `date_modified` and fires the webhooks
 * the real shop fires; stock, mails and notes follow. They throw for an unknown order, and, but for
 * `restore` and `deleteForGood`, for one in the bin. Whether the admin would call the order editable
 * is not asked.
 */
export function createHands(shop: Shop) {
  function known(id: number): StoredOrder {
    const order = shop.state.orders.get(id);
    if (order === undefined) throw new Error(`the fake shop has no order ${id}`);
    return order;
  }

  function editable(id: number): StoredOrder {
    const order = known(id);
    if (order.status === 'trash') throw new Error(`order ${id} is in the bin`);
    return order;
  }

  function save(order: StoredOrder): void {
    order.dateModified = shop.now();
    orderUpdated(shop, order);
  }

  return {
    ...createParcelHands(shop, editable, save),
    ...createProductHands(shop),

    setStatus(id: number, slug: string): void {
      if (!acceptedStatuses(shop.settings).includes(slug)) {
        throw new Error(`the fake shop has no status ${slug}`);
      }
      updateOrder(shop, editable(id), { status: slug });
    },

    /** The amounts of the line go with its quantity, unlike over REST. */
    setLineQuantity(id: number, lineId: number, quantity: number): void {
      const order = editable(id);
      const line = lineOf(order, lineId);
      if (quantity < 1) throw new Error('a line without pieces is removed: removeLine');
      const scaled = (amount: string) =>
        toDecimalText((toNumber(amount) / line.quantity) * quantity);
      const { subtotal, total } = line;
      const changed = { quantity, subtotal: scaled(subtotal), total: scaled(total) };
      updateOrder(shop, order, { line_items: [{ id: lineId, ...changed }] });
    },

    removeLine(id: number, lineId: number): void {
      const order = editable(id);
      updateOrder(shop, order, { line_items: [{ id: lineOf(order, lineId).id, quantity: 0 }] });
    },

    /** @param total net decimal text, taxed at the standard rate */
    addFee(id: number, name: string, total: string): void {
      updateOrder(shop, editable(id), { fee_lines: [{ name, total }] });
    },

    /** Totals are not recalculated, unlike over REST. */
    setAddress(
      id: number,
      given: { billing?: Partial<Address>; shipping?: Partial<Address> },
    ): void {
      const order = editable(id);
      Object.assign(order.billing, given.billing);
      Object.assign(order.shipping, given.shipping);
      save(order);
    },

    setEmail(id: number, mail: string): void {
      const order = editable(id);
      order.billing.email = mail;
      save(order);
    },

    /**
     * "Refund manually": without our meta, and never through a gateway.
     *
     * @param amount gross decimal text
     * @throws RestError when it is more than what is left
     */
    refund(
      id: number,
      amount: string,
      { reason = '', pieces = {}, restock = true }: HandRefund = {},
    ): StoredRefund {
      const order = editable(id);
      const lines = new Map(
        Object.entries(pieces).map(([lineId, quantity]) => {
          const line = lineOf(order, Number(lineId));
          return [line.id, refundedPieces(line, quantity)] as const;
        }),
      );
      const content = { amount, reason, lines, viaGateway: false, restock };
      const refund = createRefund(shop, order, content);
      orderUpdated(shop, order);
      return refund;
    },

    trash(id: number): void {
      trashOrder(shop, editable(id));
    },

    restore(id: number): void {
      const order = known(id);
      if (order.status !== 'trash') throw new Error(`order ${id} is not in the bin`);
      restoreOrder(shop, order);
    },

    deleteForGood(id: number): void {
      removeOrder(shop, known(id));
    },
  };
}

export type ShopHands = ReturnType<typeof createHands>;

function lineOf(order: StoredOrder, lineId: number): LineItem {
  const line = order.lineItems.find(({ id }) => id === lineId);
  if (line === undefined) throw new Error(`order ${order.id} has no line item ${lineId}`);
  return line;
}

function refundedPieces(line: LineItem, quantity: number): RefundedLine {
  const share = (amount: string) => roundTo((toNumber(amount) / line.quantity) * quantity, 2);
  const taxes = new Map([...line.taxes].map(([rateId, tax]) => [rateId, share(tax)]));
  return { quantity, total: share(line.total), taxes };
}
