import type { CancelAnswer } from '../report-desk/cancel-pieces.ts';
import type { CsvAnswer } from '../report-desk/take-carrier-csv.ts';
import type { WishAnswer, WishReport } from '../report-desk/wish-answer.ts';
import type { AuditNote } from './audited.ts';

const MOST_NAMED = 10;

/** Several things as one subject: each once, the first ten by name and how many more there are. */
export function subjectOfSeveral(names: readonly string[]): string {
  const all = [...new Set(names)];
  const more = all.length - MOST_NAMED;
  return all.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` … (+${more})` : '');
}

/** Names the orders that a report came of; what somebody typed and no order has is not kept. */
export function noteOfWishes(answers: readonly (WishAnswer | CancelAnswer)[]): AuditNote {
  const reported = answers.filter(({ reports }) => reports.some(({ outcome }) => isNew(outcome)));
  return noteOfOrders(reported);
}

/** Names the orders of the rows that a report came of. */
export function noteOfCarrierCsv({ rows }: CsvAnswer): AuditNote {
  return noteOfOrders(rows.filter(({ outcome }) => isNew(outcome)));
}

function noteOfOrders(answers: readonly Pick<WishAnswer, 'found'>[]): AuditNote {
  const numbers = answers.flatMap(({ found }) => found?.orderNumber ?? []);
  if (numbers.length === 0) return { isHarmless: true };
  return { subject: subjectOfSeveral(numbers), details: { orders: new Set(numbers).size } };
}

function isNew(outcome: WishReport['outcome'] | 'left-out'): boolean {
  return outcome === 'due' || outcome === 'waits';
}
