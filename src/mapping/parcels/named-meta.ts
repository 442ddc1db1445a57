import { entriesOf, fieldsOf, textOf } from './lenient.ts';
import { numbersInText, type WrittenNumber } from './numbers-in-text.ts';
import { unpackedValue } from './packed-value.ts';
import { returnAlone } from './return-numbers.ts';
import type { ShopParcel } from './shop-parcel.ts';

/** Order meta by key, in the order of the answer; a key may stand there several times. */
export type MetaValues = ReadonlyMap<string, unknown[]>;

/**
 * Parcels from order meta that the owner names: one for each number in it. Carriers belong to the numbers
 * at the same place, one alone to all of them.
 */
export function parcelsInNamedMeta(
  meta: MetaValues,
  keys: { trackingKeys: readonly string[]; carrierKeys: readonly string[] },
): ShopParcel[] {
  const carriers = keys.carrierKeys.flatMap((key) => textsIn(meta, key).flatMap(namesInText));
  const numbers = numbersIn(meta, keys.trackingKeys);
  return numbers.map(({ number, carrierName }, place) => ({
    source: 'meta',
    carrierName:
      carrierName ?? (carriers.length === numbers.length ? carriers[place] : onlyOf(carriers)),
    trackingNumber: number,
    shippedAt: undefined,
    isSaidShipped: false,
    pieces: undefined,
  }));
}

/** Return numbers from order meta that the owner names: of the order, in no parcel yet. */
export function returnsInNamedMeta(meta: MetaValues, returnKeys: readonly string[]): ShopParcel[] {
  return numbersIn(meta, returnKeys).map(({ number, carrierName }) =>
    returnAlone({ carrierName, number, source: 'meta' }),
  );
}

/** Each number once, in the order of the keys. */
function numbersIn(meta: MetaValues, keys: readonly string[]): WrittenNumber[] {
  const all = keys.flatMap((key) => textsIn(meta, key).flatMap(numbersInText));
  return all.filter(
    (found, place) => all.findIndex((one) => one.number === found.number) === place,
  );
}

/** Texts of a key: of a list each, of an object the one that is called its tracking number. */
function textsIn(meta: MetaValues, key: string): string[] {
  return (meta.get(key) ?? []).flatMap((stored) => {
    const value = unpackedValue(stored);
    return (entriesOf(value) ?? [value]).flatMap((entry) => {
      const text = textOf(entry) ?? textOf(fieldsOf(entry)?.tracking_number);
      return text === undefined ? [] : [text];
    });
  });
}

function namesInText(text: string): string[] {
  const names = text.split(/[,;|\r\n\t]+/).map((name) => name.trim());
  return names.filter((name) => name !== '');
}

function onlyOf(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
