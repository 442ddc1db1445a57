import { foldCarrierName } from '../carriers/carrier-names.ts';

/**
 * One key for all spellings of a carrier's name, under which the owner's answer is remembered:
 * "Kühne & Nagel GmbH" and "kuehne nagel" are one. Empty only for a name that says nothing.
 */
export function carrierNameKey(name: string): string {
  return foldCarrierName(name) || name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}
