import { CARRIERS, carrierSchema } from '../../mapping/carriers/carrier.ts';
import { carrierNameKey } from '../../mapping/reporting/carrier-key.ts';
import type { DeskParts, Refusal } from './ports.ts';

export type CarrierChoice = { carrierName: string; carrier: string; chosenAt: string };

/**
 * The owner says which of OTTO's carriers a name means; it is remembered for all accounts, and what
 * waits for it is judged anew. OTTO's own words keep their meaning.
 */
export async function chooseCarrier(
  { ledger, clock }: DeskParts,
  carrierName: string,
  carrier: string,
): Promise<{ chosen: true; choice: CarrierChoice } | { chosen: false; refusal: Refusal }> {
  const word = carrier.trim().toUpperCase();
  const known = carrierSchema.safeParse(word).data;
  if (known === undefined) {
    const params = { carrier, allowed: CARRIERS.join(', ') };
    return { chosen: false, refusal: { code: 'carrier-not-at-otto', params } };
  }
  const name = carrierName.trim();
  const ownWord = carrierSchema.safeParse(name.toUpperCase()).data;
  if (ownWord !== undefined && ownWord !== known) {
    const params = { carrierName: name, carrier: known };
    return { chosen: false, refusal: { code: 'carrier-name-is-ottos', params } };
  }
  const now = clock.now().toISOString();
  await ledger.chooseCarrier(carrierNameKey(name), name, known, now);
  return { chosen: true, choice: { carrierName: name, carrier: known, chosenAt: now } };
}
