import type { WirePositionItem, WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import { withZoneColon } from '../date-text.ts';

/** One state of an order, and when the world outside could first have seen it. */
export type OrderVersion = {
  committedAtMs: number;
  visibleAtMs: number;
  orderDateMs: number;
  lifecycleMs: number;
  modifiedMs: number;
  order: WireSalesOrder;
};

/** All orders with their history; strict about what may be put in. */
export class OrderStore {
  readonly #versions = new Map<string, OrderVersion[]>();
  readonly #idsByNumber = new Map<string, string>();
  readonly #idsByPiece = new Map<string, string>();

  /**
   * Takes a new order.
   * @throws when an id or number is already there, a field is null, or a date cannot be read
   */
  add(order: WireSalesOrder, at: Date): void {
    const { salesOrderId, orderNumber, positionItems } = order;
    refuseWhen(this.#versions.has(salesOrderId), `order ${salesOrderId} is already there`);
    refuseWhen(this.#idsByNumber.has(orderNumber), `order number ${orderNumber} is already there`);
    refuseWhen(positionItems.length === 0, `order ${salesOrderId} has no position item`);
    refuseWhen(/:null[,}\]]/.test(JSON.stringify(order)), `order ${salesOrderId} holds a null`);
    const pieceIds = positionItems.map((piece) => piece.positionItemId);
    refuseWhen(
      new Set(pieceIds).size < pieceIds.length || pieceIds.some((id) => this.#idsByPiece.has(id)),
      `a position item of order ${salesOrderId} is there twice; give each piece its own seed`,
    );
    this.commit(order, at);
    this.#idsByNumber.set(orderNumber, salesOrderId);
    for (const id of pieceIds) this.#idsByPiece.set(id, salesOrderId);
  }

  /**
   * Makes this the newest state of its order, true at once.
   *
   * @param visibleAfterMs lists and reads show it only this much later, and no newer state before it
   */
  commit(order: WireSalesOrder, at: Date, visibleAfterMs = 0): void {
    const lifecycle = order.orderLifecycleInformation.lifecycleChangeDate;
    const committedAtMs = at.getTime();
    const version: OrderVersion = {
      committedAtMs,
      visibleAtMs: Math.max(committedAtMs + visibleAfterMs, this.#heldUntil(order.salesOrderId)),
      orderDateMs: moment(order.orderDate),
      lifecycleMs: moment(lifecycle),
      modifiedMs: moment(order.lastModifiedDate ?? lifecycle),
      order: structuredClone(order),
    };
    const versions = this.#versions.get(order.salesOrderId);
    if (versions === undefined) this.#versions.set(order.salesOrderId, [version]);
    else versions.push(version);
  }

  /** The true newest state, whatever lists show; by salesOrderId or order number. */
  find(idOrNumber: string): WireSalesOrder | undefined {
    return this.#versions.get(this.#idOf(idOrNumber))?.at(-1)?.order;
  }

  /** All newest states, oldest comers first. */
  all(): WireSalesOrder[] {
    return this.seenAt(Number.POSITIVE_INFINITY).map((version) => version.order);
  }

  /** Every state the order ever had, oldest first. */
  history(salesOrderId: string): WireSalesOrder[] {
    return (this.#versions.get(salesOrderId) ?? []).map((version) => version.order);
  }

  /** What somebody sees to whom nothing newer than this moment has come through. */
  seenAt(moment: number): OrderVersion[] {
    return [...this.#versions.values()].flatMap((versions) => newestUpTo(versions, moment) ?? []);
  }

  findSeenAt(idOrNumber: string, moment: number): WireSalesOrder | undefined {
    return newestUpTo(this.#versions.get(this.#idOf(idOrNumber)) ?? [], moment)?.order;
  }

  findPiece(
    positionItemId: string,
  ): { order: WireSalesOrder; piece: WirePositionItem } | undefined {
    const order = this.find(this.#idsByPiece.get(positionItemId) ?? '');
    const piece = order?.positionItems.find((item) => item.positionItemId === positionItemId);
    return order && piece ? { order, piece } : undefined;
  }

  /** Forgets everything, as the monthly wipe of the sandbox does. */
  wipe(): void {
    this.#versions.clear();
    this.#idsByNumber.clear();
    this.#idsByPiece.clear();
  }

  /** Until when the newest state of the order is kept from view. */
  #heldUntil(salesOrderId: string): number {
    const newest = this.#versions.get(salesOrderId)?.at(-1);
    return newest && newest.visibleAtMs > newest.committedAtMs
      ? newest.visibleAtMs
      : Number.NEGATIVE_INFINITY;
  }

  #idOf(idOrNumber: string): string {
    return this.#idsByNumber.get(idOrNumber) ?? idOrNumber;
  }
}

function newestUpTo(versions: OrderVersion[], moment: number): OrderVersion | undefined {
  return versions.findLast((version) => version.visibleAtMs <= moment);
}

function moment(text: string): number {
  const ms = Date.parse(withZoneColon(text));
  refuseWhen(Number.isNaN(ms), `${JSON.stringify(text)} is not a date`);
  return ms;
}

function refuseWhen(wrong: boolean, why: string): void {
  if (wrong) throw new Error(`fake OTTO: ${why}`);
}
