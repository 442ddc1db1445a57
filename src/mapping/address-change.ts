import { addressesAreEmpty, addressFingerprint, mapAddresses } from './address.ts';
import type { MappingIssue } from './mapping-issue.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { WooAddress, WooOrder } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';

/**
 * Both addresses when OTTO's are new and the shop still shows what the bridge wrote, or nothing. Where
 * the owner yields, whenever the shop shows others.
 */
export function addressChange(
  salesOrder: SalesOrder,
  order: WooOrder,
  ownerYields: boolean,
  issues: MappingIssue[],
): { billing: WooAddress; shipping: WooAddress } | undefined {
  const mapped = mapAddresses(salesOrder);
  if (!mapped || !mayWrite(mapped.fingerprint, order, ownerYields)) return undefined;
  issues.push(...mapped.issues);
  return { billing: mapped.billing, shipping: mapped.shipping };
}

function mayWrite(ottoFingerprint: string, order: WooOrder, ownerYields: boolean): boolean {
  const shown = addressFingerprint(order);
  if (ownerYields) return shown !== ottoFingerprint;
  const written = order.meta[META.addressWritten];
  if (ottoFingerprint === written) return false;
  return written === undefined ? addressesAreEmpty(order) : written === shown;
}
