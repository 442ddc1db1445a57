import { type Carrier, isParcelCarrier } from '../carriers/carrier.ts';
import { carrierFromName } from '../carriers/carrier-names.ts';
import { certainCarrier, normaliseTrackingNumber } from '../carriers/tracking-number.ts';
import { carrierNameKey } from './carrier-key.ts';
import type { JudgeContext } from './judge-context.ts';
import type { ParcelWish } from './transmission.ts';
import type { WaitReason } from './wait-reason.ts';

/**
 * OTTO's carrier of a parcel: the one given; what the owner said that its name means; what the name
 * means; the one that the number alone can be of. The default carrier stands only for parcels that
 * nobody named.
 *
 * @param isFreight goods that travel by forwarder: one that nobody names is OTTO's "other forwarder"
 */
export function carrierOfParcel(
  parcel: ParcelWish,
  isFreight: boolean,
  { carrierChoices, rules }: Pick<JudgeContext, 'carrierChoices' | 'rules'>,
): Carrier | undefined {
  if (parcel.carrier) return parcel.carrier;
  const name = parcel.carrierName?.trim() ?? '';
  const number = normaliseTrackingNumber(parcel.trackingNumber ?? '');
  const certain = certainCarrier(number);
  if (name !== '') {
    const chosen = carrierChoices.get(carrierNameKey(name));
    if (chosen) return chosen;
    const meant = carrierFromName(name);
    // A shop plugin's slug for DHL Express is "dhl"; the number tells them apart.
    if (meant === 'DHL' && certain === 'DHL_EXPRESS') return certain;
    return meant ?? (isLetterName(name) ? undefined : certain);
  }
  if (certain) return certain;
  const { defaultCarrier } = rules;
  if (!isFreight || number !== '') return defaultCarrier ?? undefined;
  return defaultCarrier && !isParcelCarrier(defaultCarrier) ? defaultCarrier : 'OTHER_FORWARDER';
}

/** Why a parcel has no carrier. */
export function carrierWait({ carrierName, trackingNumber }: ParcelWish): WaitReason {
  const name = carrierName?.trim() ?? '';
  return name === ''
    ? { code: 'carrier-not-recognised', trackingNumber: trackingNumber ?? '' }
    : { code: 'carrier-unknown', carrierName: name };
}

/**
 * OTTO takes no letters (otto.market, shipping and returns). Their numbers can look like a parcel's,
 * so whoever names a letter is asked instead of recognised.
 */
function isLetterName(name: string): boolean {
  return /brief|letter|einschreiben|deutschepost/.test(carrierNameKey(name));
}
