import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import { moment } from '../../../i18n/format.ts';
import type { Words } from '../../../i18n/words.ts';

type Entry = Pick<AnswerOf<'listAudit'>['items'][number], 'subject' | 'details'>;

/** What it was done to, and what is known of it besides. */
export function aboutEntry(
  { audit, users, accounts }: Words['settings'],
  { subject, details }: Entry,
): string {
  const isNamed = (key: string): key is keyof typeof audit.detailNames =>
    Object.hasOwn(audit.detailNames, key);
  const isRole = (value: unknown): value is keyof typeof users.roles =>
    typeof value === 'string' && Object.hasOwn(users.roles, value);
  const isState = (value: unknown): value is keyof typeof accounts.states =>
    typeof value === 'string' && Object.hasOwn(accounts.states, value);
  const said = Object.entries(details).map(([key, value]) => {
    const name = isNamed(key) ? audit.detailNames[key] : key;
    if (typeof value === 'boolean') return `${name}: ${value ? audit.yes : audit.no}`;
    if (key === 'role' && isRole(value)) return `${name}: ${users.roles[value]}`;
    if (key === 'state' && isState(value)) return `${name}: ${accounts.states[value]}`;
    if (key === 'since') return `${name}: ${moment(String(value))}`;
    return `${name}: ${value}`;
  });
  return [subject, ...said].filter((part) => part !== null && part !== '').join(' · ') || '–';
}
