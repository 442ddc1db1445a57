import { addressFingerprint } from './address.ts';
import { fingerprint } from './fingerprint.ts';
import type { WooOrder } from './woocommerce/order.ts';

/** What tells whether a shop order changed since it was read last. No personal data. */
export type ShopFacts = {
  status: string;
  totalCents: number;
  /** fingerprint of both addresses */
  addresses: string;
  /** fingerprint of all lines: items, shipping, fees */
  lines: string;
  refundedCents: number;
  /** there is a mail address of a buyer in it; absent = as before there was this fact */
  hasEmail?: boolean;
  /** fingerprint of what other plugins wrote into it, tracking numbers among it; absent = nothing */
  otherMeta?: string;
};

/** The facts of a shop order as it was just read. */
export function shopFacts({ order }: { order: WooOrder }): ShopFacts {
  const { status, totalCents, lineItems, shippingLines, feeLines } = order;
  const items = lineItems.map(({ lineItemId, productId, variationId, quantity }) => [
    ...[lineItemId, productId, variationId, quantity],
  ]);
  return {
    status,
    totalCents,
    addresses: addressFingerprint(order),
    lines: fingerprint([
      items,
      shippingLines.map(({ lineId, total }) => [lineId, total]),
      feeLines.map(({ lineId, total }) => [lineId, total]),
    ]),
    hasEmail: order.billingEmail !== '',
    refundedCents: order.refunds.reduce((sum, refund) => sum + Math.abs(refund.totalCents), 0),
    ...otherMeta(order.metaData),
  };
}

/** By key and value alone: a plugin that writes the same anew under another id changes nothing. */
function otherMeta(entries: readonly unknown[]): { otherMeta?: string } {
  if (entries.length === 0) return {};
  const plain = entries.map((entry) => {
    const { key, value } = Object(entry);
    return JSON.stringify([key, value]);
  });
  return { otherMeta: fingerprint(plain.toSorted()) };
}

/** The facts as the ledger keeps them; undefined while the shop order was never read. */
export function readShopFacts({ woo_facts }: { woo_facts: string | null }): ShopFacts | undefined {
  // Written from `shopFacts` alone, and always whole.
  return woo_facts === null ? undefined : (JSON.parse(woo_facts) satisfies ShopFacts);
}
