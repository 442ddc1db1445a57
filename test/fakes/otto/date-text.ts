import { isRecord } from './answer.ts';
import type { FakeOttoBehaviour } from './behaviour.ts';

export type DateForm = Pick<FakeOttoBehaviour, 'dateZone' | 'dateFractionDigits'>;

const dateFields = new Set([
  'orderDate',
  'lastModifiedDate',
  'lifecycleChangeDate',
  'expectedDeliveryDate',
  'processableDate',
  'sentDate',
  'returnedDate',
  'cancellationDate',
  'creationDate',
  'shipDate',
  'occurredOn',
  'occurredTime',
  'createdAt',
  'shipmentDate',
  'fulfillmentDate',
  'linkedCreationDate',
  'creationDateTime',
  'lastModified',
]);

/** A copy of the value with every date field rewritten in the wanted form; unreadable dates stay. */
export function withDatesAs(form: DateForm, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => withDatesAs(form, element));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      typeof field === 'string' && dateFields.has(name)
        ? dateText(form, field)
        : withDatesAs(form, field),
    ]),
  );
}

function dateText(form: DateForm, moment: string): string {
  const ms = Date.parse(withZoneColon(moment));
  if (Number.isNaN(ms)) return moment;
  const [seconds = '', fraction = '000'] = new Date(ms).toISOString().slice(0, -1).split('.');
  const digits = form.dateFractionDigits;
  return `${seconds}${digits === 0 ? '' : `.${fraction.padEnd(digits, '0')}`}${form.dateZone}`;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** `+0100` as `+01:00`; everything else stays, days included. */
export function withZoneColon(text: string): string {
  return text.replace(/(T.*[+-]\d{2})(\d{2})$/, '$1:$2');
}

/**
 * Reads a date as OTTO's parameters take them: a day (UTC midnight) or a moment with its zone.
 * @returns milliseconds since 1970, or undefined; a `+` that arrived as a space is not a date
 */
export function readDate(text: string): number | undefined {
  if (!isoDate.test(text)) return undefined;
  const ms = Date.parse(withZoneColon(text));
  return Number.isNaN(ms) ? undefined : ms;
}
