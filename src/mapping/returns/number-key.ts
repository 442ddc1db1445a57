import { normaliseTrackingNumber } from '../carriers/tracking-number.ts';

/** A number as numbers are compared: its letters and digits alone, in upper case. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** AIM's mark of the kind of barcode, which scanners may put first, e.g. `]C1`. */
const AIM_PREFIX = /^\s*\][A-Z]\d/i;
/** GS1's application identifier of a shipping container, before its 18 digits. */
const SSCC_PREFIX = /^00(?=\d{18}$)/;
/** Hermes prints its numbers with it, the barcode may be without. */
const HERMES_PREFIX = /^H(?=\d{14,19}$)/;

/**
 * The keys under which a number may be kept that somebody typed or scanned: as it is, and without or
 * with what scanners and labels put before it. None for a text without letters and digits.
 */
export function numberKeysOf(typed: string): string[] {
  const texts = [typed, typed.replace(AIM_PREFIX, ''), normaliseTrackingNumber(typed)];
  const keys = texts.map(numberKey).filter((key) => key !== '');
  const all = keys.flatMap((key) => [
    key,
    key.replace(SSCC_PREFIX, ''),
    key.replace(HERMES_PREFIX, ''),
    ...(/^\d{18}$/.test(key) ? [`00${key}`] : []),
    ...(/^\d{14,19}$/.test(key) ? [`H${key}`] : []),
  ]);
  return [...new Set(all)];
}
