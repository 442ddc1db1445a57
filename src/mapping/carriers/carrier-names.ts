import { CARRIERS, type Carrier } from './carrier.ts';
import { CARRIER_ALIASES } from './carrier-aliases.ts';

const LEGAL_FORMS = new Set(['gmbh', 'mbh', 'ag', 'kg', 'kgaa', 'ohg', 'inc', 'ltd']);
const JOINING_WORDS = new Set(['und', 'and']);
const GERMANY = new Set(['de', 'germany', 'deutschland']);

const CARRIER_BY_NAME: ReadonlyMap<string, Carrier> = new Map([
  ...CARRIERS.map((carrier): [string, Carrier] => [foldCarrierName(carrier), carrier]),
  ...CARRIERS.flatMap((carrier) =>
    aliasesOf(carrier).map((alias): [string, Carrier] => [alias, carrier]),
  ),
]);

/**
 * The carrier that a shop, a plugin or a carrier's export means by a name, whatever its case, spacing,
 * umlauts, punctuation and legal form. Nothing is guessed: only a whole known name counts.
 *
 * A shop plugin may say "dhl" for DHL Express (Advanced Shipment Tracking's slug does): the form of the
 * tracking number tells, see `certainCarrier`.
 *
 * @returns undefined for an unknown name: the owner is asked
 */
export function carrierFromName(name: string): Carrier | undefined {
  const words = wordsOf(name);
  const whole = CARRIER_BY_NAME.get(words.join(''));
  if (whole || !GERMANY.has(words.at(-1) ?? '')) return whole;
  return CARRIER_BY_NAME.get(words.slice(0, -1).join(''));
}

/** A name without what spellings differ in: "Kühne + Nagel (AG & Co.) KG" → "kuehnenagel". */
export function foldCarrierName(name: string): string {
  return wordsOf(name).join('');
}

function wordsOf(name: string): string[] {
  const latin = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  return latin
    .replace(/&\s*co\b\.?/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !LEGAL_FORMS.has(word) && !JOINING_WORDS.has(word));
}

function aliasesOf(carrier: Carrier): readonly string[] {
  const aliases: { [Key in Carrier]?: readonly string[] } = CARRIER_ALIASES;
  return aliases[carrier] ?? [];
}
