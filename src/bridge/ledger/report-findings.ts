import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';

/** Something odd about an order's parcels that nothing can be sent for. */
export type FoundOddity = { kind: string; params: Record<string, string | number> };

/** Tells the timeline of an order what is odd about its parcels; what it says already is not told again. */
export async function noteFindings(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
  findings: readonly FoundOddity[],
  now: string,
): Promise<void> {
  if (findings.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const told = await trx
      .selectFrom('events')
      .select(['kind', 'params'])
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', salesOrderId)
      .where(
        'kind',
        'in',
        findings.map(({ kind }) => kind),
      )
      .execute();
    const known = new Set(told.map(({ kind, params }) => `${kind} ${params}`));
    const events = findings.filter(
      ({ kind, params }) => !known.has(`${kind} ${JSON.stringify(params)}`),
    );
    await addEvents(trx, accountId, [{ salesOrderId, events }], 'shop', now);
  });
}
