import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** What hangs on an incident of the reports. */
export type IncidentStake = {
  incidentId: number;
  /** the earliest promise of the orders it touches, UTC ISO; undefined when OTTO made none */
  deliverBy: string | undefined;
};

/** The earliest promise among the orders that each of these incidents touches now. */
export async function listIncidentStakes(
  db: LedgerDatabase,
  incidentIds: readonly number[],
): Promise<IncidentStake[]> {
  const stakes: IncidentStake[] = [];
  for (const some of inChunks(incidentIds)) {
    const rows = await db
      .selectFrom('incidents')
      .innerJoin('incident_orders', 'incident_orders.cause', 'incidents.cause')
      .innerJoin('position_items', (join) =>
        join
          .onRef('position_items.account_id', '=', 'incident_orders.account_id')
          .onRef('position_items.sales_order_id', '=', 'incident_orders.sales_order_id'),
      )
      .select('incidents.incident_id')
      .select((eb) => eb.fn.min('position_items.expected_delivery_at').as('deliver_by'))
      .where('incidents.incident_id', 'in', some)
      .where('incident_orders.acknowledged_at', 'is', null)
      .where('position_items.fulfillment_status', 'in', ['PROCESSABLE', 'ANNOUNCED'])
      .groupBy('incidents.incident_id')
      .execute();
    stakes.push(
      ...rows.map((row) => ({
        incidentId: row.incident_id,
        deliverBy: row.deliver_by ?? undefined,
      })),
    );
  }
  return stakes;
}
