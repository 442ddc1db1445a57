import { carrierFromName } from '../carriers/carrier-names.ts';
import { numbersInText } from '../parcels/numbers-in-text.ts';
import type { ShopParcel } from '../parcels/shop-parcel.ts';
import type { WooOrder } from '../woocommerce/order.ts';
import { numberIn } from './judged-parcel.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { ParcelWish } from './transmission.ts';

type WrittenReturn = { carrierName: string | undefined; number: string };

/**
 * The return number that the shop has for a parcel, by the owner's order of sources; order meta stands
 * for all parcels of the order. Nothing where a pool comes first: the judge takes one from it.
 */
export function returnOfParcel(
  parcel: ShopParcel | undefined,
  { meta }: WooOrder,
  { returnSources, returnMetaKeys, returnPools }: ShippingRules,
): ParcelWish['returnKey'] {
  const ofParcel = parcel?.returnNumber;
  for (const source of returnSources) {
    if (source === 'pool' && returnPools.length > 0) return undefined;
    const found =
      source === 'order-meta'
        ? (readable(ofParcel?.source === 'meta' ? ofParcel : undefined) ??
          inMeta(meta, returnMetaKeys))
        : readable(source === 'label-plugin' && ofParcel?.source !== 'meta' ? ofParcel : undefined);
    if (found) return found;
  }
  return undefined;
}

function inMeta(meta: WooOrder['meta'], keys: readonly string[]): ParcelWish['returnKey'] {
  const written = keys.flatMap((key) => numbersInText(meta[key] ?? ''));
  return written.map(readable).find((found) => found !== undefined);
}

function readable(written: WrittenReturn | undefined): ParcelWish['returnKey'] {
  const number = numberIn(written?.number);
  return number === undefined
    ? undefined
    : { carrier: carrierFromName(written?.carrierName ?? ''), number };
}
