/**
 * A meta value as it was meant. WooCommerce's REST API unpacks what it packed itself; what a plugin
 * packed once more arrives as PHP-serialised or JSON text.
 *
 * @returns the value itself when it is no packed text
 */
export function unpackedValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (/^[[{]/.test(text)) return fromJson(text) ?? value;
  if (/^[aO]:\d+:/.test(text)) return fromPhp(text) ?? value;
  return value;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON after all: then it is a text that begins like it.
    return undefined;
  }
}

/** Deeper ones are no tracking data, and would cost stack. */
const DEEPEST = 20;

type Reader = { bytes: Buffer; at: number };

/** PHP's serialize(): arrays and objects become objects by key. Undefined when it is cut or odd. */
function fromPhp(text: string): unknown {
  const reader = { bytes: Buffer.from(text, 'utf8'), at: 0 };
  const value = readPhp(reader, DEEPEST);
  return value === UNREADABLE ? undefined : value;
}

const UNREADABLE = Symbol('unreadable');

function readPhp(reader: Reader, depth: number): unknown {
  const kind = until(reader, /[:;]/);
  if (kind === 'N') return null;
  if (kind === 'b') return until(reader, /;/) === '1';
  if (kind === 'i' || kind === 'd') return numberIn(until(reader, /;/));
  if (kind === 's') return readText(reader, ';');
  if (depth === 0) return UNREADABLE;
  if (kind === 'O') {
    if (readText(reader, ':') === UNREADABLE) return UNREADABLE;
    return readFields(reader, depth - 1);
  }
  return kind === 'a' ? readFields(reader, depth - 1) : UNREADABLE;
}

/** `2:{key value key value}` */
function readFields(reader: Reader, depth: number): unknown {
  const count = countIn(until(reader, /:/));
  if (count === undefined || take(reader, 1) !== '{') return UNREADABLE;
  const fields = new Map<string, unknown>();
  while (fields.size < count) {
    const key = readPhp(reader, depth);
    const value = readPhp(reader, depth);
    const isKey = typeof key === 'string' || typeof key === 'number';
    if (!isKey || value === UNREADABLE) return UNREADABLE;
    fields.set(String(key), value);
  }
  return take(reader, 1) === '}' ? Object.fromEntries(fields) : UNREADABLE;
}

/** `3:"abc"` and what ends it; the length counts bytes. */
function readText(reader: Reader, end: string): unknown {
  const length = countIn(until(reader, /:/));
  if (length === undefined || take(reader, 1) !== '"') return UNREADABLE;
  const text = take(reader, length);
  return take(reader, 2) === `"${end}` ? text : UNREADABLE;
}

function numberIn(text: string): unknown {
  return /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(text) ? Number(text) : UNREADABLE;
}

/** A length below zero would lead back to what was read already, and so on without end. */
function countIn(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function take(reader: Reader, length: number): string {
  const text = reader.bytes.toString('utf8', reader.at, reader.at + length);
  reader.at += length;
  return text;
}

/** Text up to a mark, which is passed over; empty at the end. No number or kind is long. */
function until(reader: Reader, mark: RegExp): string {
  const ahead = reader.bytes.toString('latin1', reader.at, reader.at + 40);
  const length = Math.max(0, ahead.search(mark));
  reader.at += length + 1;
  return ahead.slice(0, length);
}
