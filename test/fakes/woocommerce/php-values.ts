/** How PHP reads values of unknown type; the shop's leniencies all come from here. */

export type PhpArray = Record<string, unknown>;

/** A JSON object (not a list, not null). */
export function isObject(value: unknown): value is PhpArray {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a PHP array in order, whether it arrived as a JSON list or as `a[0]=…` parameters. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return Object.values(value);
  return [];
}

/** PHP's `empty()`. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (value === '' || value === '0' || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return false;
}

/** PHP's `isset()` on a key: present and not null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** `(string) $value`; arrays become "Array", as in PHP. */
export function toText(value: unknown): string {
  if (value === undefined || value === null || value === false) return '';
  if (value === true) return '1';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return 'Array';
}

/** `(float) $value`: the leading number of a text, else 0. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value === true) return 1;
  const parsed = Number.parseFloat(toText(value));
  return Number.isFinite(parsed) ? parsed : 0;
}

/** `(int) $value`. */
export function toInt(value: unknown): number {
  return Math.trunc(toNumber(value));
}

/** `absint()`. */
export function toId(value: unknown): number {
  return Math.abs(toInt(value));
}

/** `is_numeric()`. */
export function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);
}

/** `sanitize_text_field()`: no tags, no line breaks, single spaces, trimmed. */
export function toPlainText(value: unknown): string {
  return toText(value)
    .replace(/<[^>]*>/g, '')
    .replace(/[\r\n\t ]+/g, ' ')
    .trim();
}

/** `wp_parse_list()`: a list, or a text split at commas and spaces. */
export function toList(value: unknown): unknown[] {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((part) => part !== '');
  if (typeof value === 'number') return [value];
  return listOf(value);
}

/** WordPress' `is_email()`; umlauts are refused. */
export function isEmail(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 6) return false;
  const at = value.lastIndexOf('@');
  if (at < 1) return false;
  const local = value.slice(0, at);
  const labels = value.slice(at + 1).split('.');
  if (!/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+$/.test(local)) return false;
  return labels.length >= 2 && labels.every((label) => /^(?!-)[a-z0-9-]+(?<!-)$/i.test(label));
}

/** Compares as the shop's database does: without case and without accents. */
export function foldText(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}
