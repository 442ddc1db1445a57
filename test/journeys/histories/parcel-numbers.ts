import type { Chronicle, OrderLog } from './chronicle.ts';
import type { NotedParcels } from './report-steps.ts';

/** A parcel as somebody notes it down. */
export type NotedParcel = { carrier: string; number: string };

/** Numbers of this beginning come from the pool, and nobody notes them down. */
export const POOL_PREFIX = '57754';

/**
 * Parcels for an order, as many as are wanted, each with a number of its own unless a slip is wanted.
 * The log keeps what is odd about them.
 */
export function noteParcels(
  chronicle: Chronicle,
  log: OrderLog,
  { howMany, carrier, numbers }: NotedParcels,
): NotedParcel[] {
  const { reporting } = log;
  const parcels = Array.from({ length: howMany }, (_, index): NotedParcel => {
    if (index === 0 && numbers === "another order's") {
      const other = chronicle.noted.findLast(({ letter }) => letter !== log.letter);
      if (other) {
        reporting.oddities.add('borrowed');
        return { carrier: other.carrier, number: other.number };
      }
    }
    const number = freshNumber(chronicle, carrier);
    if (index > 0 || numbers !== 'mistyped' || carrier !== 'DHL') return { carrier, number };
    reporting.oddities.add('mistyped');
    return { carrier, number: mistyped(number) };
  });
  for (const { carrier: name, number } of parcels) {
    if (name === 'Bote Blitz') reporting.oddities.add('unknown carrier');
    chronicle.noted.push({ letter: log.letter, carrier: name, number });
    reporting.numbers.add(number);
  }
  return parcels;
}

export function freshNumber(printer: Pick<Chronicle, 'labels'>, carrier: string): string {
  printer.labels += 1;
  const serial = String(printer.labels);
  if (carrier === 'Hermes') return `H${serial.padStart(19, '0')}`;
  if (carrier === 'Bote Blitz') return `BB-${serial.padStart(4, '0')}`;
  return identcode(`3412${serial.padStart(7, '0')}`);
}

/** DHL's: the digits times 4 and 9 in turn, and what is missing to the next full ten. */
function identcode(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 4 : 9),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function mistyped(number: string): string {
  return number.slice(0, -1) + ((Number(number.slice(-1)) + 1) % 10);
}

/** In words, e.g. `DHL 341200000017`; several are joined. */
export function parcelsInWords(parcels: readonly NotedParcel[]): string {
  if (parcels.length === 0) return 'no number';
  return parcels.map(({ carrier, number }) => `${carrier} ${number}`).join(' + ');
}
