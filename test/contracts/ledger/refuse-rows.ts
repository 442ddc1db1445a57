import { sql } from 'kysely';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';

/** Lets the database refuse every row of a table that belongs to this order. */
export async function refuseRowsOf(
  tables: LedgerDatabase,
  table: string,
  salesOrderId: string,
): Promise<void> {
  const event = table === 'sales_orders' ? 'update' : 'insert';
  if (tables.getExecutor().adapter.supportsMultipleConnections) {
    await sql
      .raw(
        `create function refuse() returns trigger language plpgsql as $$ begin
           if new.sales_order_id = '${salesOrderId}' then raise exception 'refused'; end if;
           return new;
         end $$;
         create trigger refusal before ${event} on ${table} for each row execute function refuse()`,
      )
      .execute(tables);
    return;
  }
  await sql
    .raw(
      `create trigger refusal before ${event} on ${table} when new.sales_order_id = '${salesOrderId}'
         begin select raise(abort, 'refused'); end`,
    )
    .execute(tables);
}
