import type { LedgerLocation } from '../ledger/database.ts';

/** Where a ledger is, to be shown: never with a password, nor with what else an address may carry. */
export function placeOf(location: LedgerLocation): string {
  if (location.kind === 'sqlite') return location.path;
  const url = URL.parse(location.url);
  if (url === null) return 'PostgreSQL';
  const user = url.username === '' ? '' : `${url.username}@`;
  return `postgres://${user}${url.host}${url.pathname}`;
}

/** What the database said, without any password that its address holds. */
export function problemOf(fault: unknown, location: LedgerLocation): string {
  const text = fault instanceof Error ? fault.message || fault.name : String(fault);
  const password = location.kind === 'postgres' ? URL.parse(location.url)?.password : undefined;
  if (!password) return text;
  return text.replaceAll(password, '•••').replaceAll(decodeURIComponent(password), '•••');
}
