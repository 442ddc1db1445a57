import type { ExpressionBuilder } from 'kysely';
import type { LedgerTables } from './tables.ts';

/** Before every clock: what was asked for while ours ran ahead is not put off when it is set right. */
export const AT_ONCE = '1970-01-01T00:00:00.000Z';

/**
 * What asks for a look at a shop order for what the packers did, at once. The count tells a look that
 * is being done that it was asked for again meanwhile.
 */
export function askedFor(eb: ExpressionBuilder<LedgerTables, 'sales_orders'>) {
  return { report_look_at: AT_ONCE, report_looks_asked: eb('report_looks_asked', '+', 1) };
}
