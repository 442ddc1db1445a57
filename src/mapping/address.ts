import { countryCode, countryToTell } from './country-code.ts';
import { fingerprint } from './fingerprint.ts';
import type { MappingIssue } from './mapping-issue.ts';
import type { OttoAddress, SalesOrder } from './otto/sales-order.ts';
import type { WooAddress } from './woocommerce/order.ts';

/** More characters cost the whole address row in WooCommerce, answered 201. */
const LONGEST_PHONE = 100;

/** Both addresses of an order as the shop wants them, and what stands out. */
export type MappedAddresses = {
  billing: WooAddress;
  shipping: WooAddress;
  fingerprint: string;
  issues: MappingIssue[];
};

/**
 * OTTO's two addresses as the shop's. Every part is copied as it is, never tidied: parcel lockers
 * and companies stand in fields OTTO does not describe. The e-mail is left out on purpose: an order
 * without one can mail nobody.
 *
 * @returns undefined while OTTO shows no delivery address; a missing invoice address is the delivery one
 */
export function mapAddresses(
  salesOrder: Pick<SalesOrder, 'deliveryAddress' | 'invoiceAddress'>,
): MappedAddresses | undefined {
  const { deliveryAddress } = salesOrder;
  if (!deliveryAddress) return undefined;
  const issues: MappingIssue[] = [];
  const shipping = mapAddress(deliveryAddress, 'delivery', issues);
  const billing = mapAddress(salesOrder.invoiceAddress ?? deliveryAddress, 'invoice', issues);
  return { billing, shipping, fingerprint: addressFingerprint({ billing, shipping }), issues };
}

/** Tells two pairs of addresses apart; the same for what was sent and what the shop gives back. */
export function addressFingerprint(addresses: {
  billing: WooAddress;
  shipping: WooAddress;
}): string {
  return fingerprint([addresses.billing, addresses.shipping]);
}

/** True when no field of either address holds anything. */
export function addressesAreEmpty(addresses: {
  billing: WooAddress;
  shipping: WooAddress;
}): boolean {
  return [...Object.values(addresses.billing), ...Object.values(addresses.shipping)].every(
    (value) => value === '',
  );
}

function mapAddress(
  address: OttoAddress,
  which: 'delivery' | 'invoice',
  issues: MappingIssue[],
): WooAddress {
  const country = countryCode(address.countryCode);
  if (country === undefined) {
    issues.push({
      code: 'country-code-unknown',
      params: { which, countryCode: countryToTell(address.countryCode) },
    });
  }
  const missing = (['lastName', 'street', 'zipCode', 'city'] as const).filter(
    (field) => address[field].trim() === '',
  );
  if (missing.length > 0) {
    issues.push({ code: 'address-incomplete', params: { which, fields: missing.join(', ') } });
  }
  const phone = [...(address.phoneNumber ?? '')];
  if (phone.length > LONGEST_PHONE) {
    issues.push({ code: 'phone-number-cut', params: { which, length: phone.length } });
  }
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    company: '',
    address_1: [address.street, address.houseNumber].filter(Boolean).join(' '),
    address_2: address.addition,
    city: address.city,
    state: '',
    postcode: address.zipCode,
    country: country ?? address.countryCode,
    phone: phone.slice(0, LONGEST_PHONE).join(''),
  };
}
