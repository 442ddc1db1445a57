import type { WireProduct, WireSalesOrder } from '../../../fixtures/otto/wire.ts';

export type ReceiptType = 'PURCHASE' | 'REFUND' | 'PARTIAL_REFUND';

export const receiptTypes = ['PURCHASE', 'REFUND', 'PARTIAL_REFUND'] as const;

/** What lowers the price of a position: a discount, or reductions that were given back before. */
export type BilledModification = {
  /** `PARTNER_DISCOUNT`, or a partial-refund type. */
  priceModificationType: string;
  details: { type?: string; id?: string; description?: string };
  /** For all pieces of the position together. */
  cents: number;
};

/** Equal pieces, grouped. */
export type BilledItem = {
  product: WireProduct;
  positionItemIds: string[];
  /** Of one piece, before modifications. */
  unitCents: number;
  modifications: BilledModification[];
};

export type BilledService = {
  serviceType: 'DISPOSAL' | 'INSURANCE';
  serviceName: string;
  positionItemIds: string[];
  unitCents: number;
  vatRate: number;
};

export type BilledFee = { deliveryCostType: string; cents: number; vatRate: number };

export type Voucher = { code: string; cents: number };

/** One receipt as it is true, in cents; `presentReceipt` gives it OTTO's form. */
export type Receipt = {
  receiptNumber: string;
  receiptType: ReceiptType;
  /** UTC ISO 8601; nobody sees the receipt before. */
  creationDate: string;
  isRealReceipt: boolean;
  /** The order at that moment, with its addresses. */
  order: WireSalesOrder;
  shipmentDate?: string;
  linkedReceiptNumber?: string;
  linkedCreationDate?: string;
  refundType?: string;
  partialRefundType?: string;
  items: BilledItem[];
  /** Of a PARTIAL_REFUND alone. */
  partialRefunds: { product: WireProduct; positionItemIds: string[]; cents: number }[];
  services: BilledService[];
  fees: BilledFee[];
  vouchers: Voucher[];
  /** Repeats another receipt for technical reasons: it moves no money. */
  isTechnical: boolean;
};

/** A receipt that is sent exactly as given, however wrong. */
export type RawReceipt = {
  receiptNumber: string;
  receiptType: string;
  salesOrderId: string;
  creationDate: string;
  [field: string]: unknown;
};

/** All receipts, and vouchers that wait for the next purchase. */
export class ReceiptStore {
  readonly #receipts: Receipt[] = [];
  readonly #raw: RawReceipt[] = [];
  readonly #vouchers = new Map<string, Voucher[]>();
  #lastNumber = 1500;

  /** A number no other receipt has, e.g. `R-DE-123456789-2026-1501`. */
  takeNumber(at: Date): string {
    this.#lastNumber += 1;
    return `R-DE-123456789-${at.getUTCFullYear()}-${this.#lastNumber}`;
  }

  add(receipt: Receipt): Receipt {
    this.#receipts.push(receipt);
    return receipt;
  }

  addRaw(receipt: RawReceipt): void {
    this.#raw.push(receipt);
  }

  addVoucher(salesOrderId: string, voucher: Voucher): void {
    const waiting = this.#vouchers.get(salesOrderId);
    if (waiting === undefined) this.#vouchers.set(salesOrderId, [voucher]);
    else waiting.push(voucher);
  }

  /** Vouchers that pay for a purchase, up to its sum; what is over waits for the next one. */
  takeVouchers(salesOrderId: string, upToCents: number): Voucher[] {
    const rest: Voucher[] = [];
    const taken: Voucher[] = [];
    let left = upToCents;
    for (const { code, cents } of this.#vouchers.get(salesOrderId) ?? []) {
      const now = Math.min(cents, left);
      left -= now;
      if (now > 0) taken.push({ code, cents: now });
      if (cents > now) rest.push({ code, cents: cents - now });
    }
    this.#vouchers.set(salesOrderId, rest);
    return taken;
  }

  /** Every receipt, oldest first, those nobody sees yet included. */
  all(receiptType?: ReceiptType): Receipt[] {
    return this.#receipts.filter(
      (receipt) => receiptType === undefined || receipt.receiptType === receiptType,
    );
  }

  raw(): RawReceipt[] {
    return [...this.#raw];
  }

  of(salesOrderId: string, receiptType?: ReceiptType): Receipt[] {
    return this.all(receiptType).filter(({ order }) => order.salesOrderId === salesOrderId);
  }

  /** The real purchase receipt a piece stands on. */
  purchaseOf(positionItemId: string): Receipt | undefined {
    return this.all('PURCHASE').find(
      (receipt) =>
        !receipt.isTechnical &&
        receipt.items.some((item) => item.positionItemIds.includes(positionItemId)),
    );
  }

  find(receiptNumber: string): Receipt | undefined {
    return this.#receipts.find((receipt) => receipt.receiptNumber === receiptNumber);
  }

  /** What went back to the buyer of an order: refunds and partial refunds, technical ones left out. */
  refundedCents(salesOrderId: string): number {
    return this.of(salesOrderId)
      .filter(({ receiptType, isTechnical }) => receiptType !== 'PURCHASE' && !isTechnical)
      .reduce((sum, receipt) => sum + grossCentsOf(receipt), 0);
  }

  wipe(): void {
    this.#receipts.length = 0;
    this.#raw.length = 0;
    this.#vouchers.clear();
  }
}

/** What the receipt says in total, vouchers not taken off. */
export function grossCentsOf(receipt: Receipt): number {
  const items = receipt.items.map(sumCentsOf);
  const services = receipt.services.map((service) => service.unitCents);
  const fees = receipt.fees.map((fee) => fee.cents);
  const partial = receipt.partialRefunds.map((refund) => refund.cents);
  return [...items, ...services, ...fees, ...partial].reduce((sum, cents) => sum + cents, 0);
}

/** A position with its modifications taken off. */
export function sumCentsOf({ positionItemIds, unitCents, modifications }: BilledItem): number {
  const off = modifications.reduce((sum, { cents }) => sum + cents, 0);
  return positionItemIds.length * unitCents - off;
}
