import type { ExpressionBuilder } from 'kysely';
import type { LedgerTables } from './tables.ts';

/**
 * What asks for a look at a shop order for what the packers did. A look that is to come earlier stays;
 * the count tells a look that is being done that it was asked for again meanwhile.
 */
export function askedFor(eb: ExpressionBuilder<LedgerTables, 'sales_orders'>, at: string) {
  return {
    report_look_at: eb
      .case()
      .when('report_look_at', '<=', at)
      .then(eb.ref('report_look_at'))
      .else(at)
      .end(),
    report_looks_asked: eb('report_looks_asked', '+', 1),
  };
}
