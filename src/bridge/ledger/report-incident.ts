import { type ExpressionBuilder, sql } from 'kysely';
import type { LedgerTables } from './tables.ts';

/** True for a report that an incident is about: it hangs on the report's order, for its reason. */
export function hangsOnIncident(
  eb: ExpressionBuilder<LedgerTables, 'transmissions'>,
  incidentId: number,
) {
  return eb(
    'transmissions.transmission_id',
    'in',
    eb
      .selectFrom('incidents')
      .innerJoin('incident_orders', 'incident_orders.cause', 'incidents.cause')
      .innerJoin('transmissions as about', (join) =>
        join
          .onRef('about.sales_order_id', '=', 'incident_orders.sales_order_id')
          .onRef('about.account_id', '=', 'incident_orders.account_id'),
      )
      .select('about.transmission_id')
      .where('incidents.incident_id', '=', incidentId)
      .where('incident_orders.acknowledged_at', 'is', null)
      .where(sql<boolean>`incidents.code = 'report-' || about.reason`),
  );
}
