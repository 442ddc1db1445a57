import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** Where a tracking or return number stands in a report that was not taken back. */
export type NumberUse = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  transmissionId: string;
  state: TransmissionState;
  carrier: string | undefined;
  /** fingerprint of the order's addresses in the shop; undefined while it was never read */
  addresses: string | undefined;
  /** when a call for it left last, or it was asked for */
  usedAt: string;
};

/** Reports of other orders, of any account, in which these tracking numbers stand, by number. */
export async function findTrackingUses(
  db: LedgerDatabase,
  numbers: readonly string[],
  excluding: { salesOrderId: string },
): Promise<Map<string, NumberUse[]>> {
  return findUses(db, 'tracking_number', numbers, excluding);
}

/** Reports of other orders, of any account, in which these return numbers stand, by number. */
export async function findReturnUses(
  db: LedgerDatabase,
  numbers: readonly string[],
  excluding: { salesOrderId: string },
): Promise<Map<string, NumberUse[]>> {
  return findUses(db, 'return_number', numbers, excluding);
}

const CARRIER_OF = { tracking_number: 'carrier', return_number: 'return_carrier' } as const;

async function findUses(
  db: LedgerDatabase,
  column: 'tracking_number' | 'return_number',
  numbers: readonly string[],
  excluding: { salesOrderId: string },
): Promise<Map<string, NumberUse[]>> {
  const uses: (NumberUse & { number: string })[] = [];
  for (const some of inChunks(numbers)) {
    const rows = await db
      .selectFrom('transmission_parcels')
      .innerJoin(
        'transmissions',
        'transmissions.transmission_id',
        'transmission_parcels.transmission_id',
      )
      .innerJoin('sales_orders', (join) =>
        join
          .onRef('sales_orders.account_id', '=', 'transmissions.account_id')
          .onRef('sales_orders.sales_order_id', '=', 'transmissions.sales_order_id'),
      )
      .select([
        `transmission_parcels.${column} as number`,
        `transmission_parcels.${CARRIER_OF[column]} as carrier`,
        'transmissions.transmission_id',
        'transmissions.account_id',
        'transmissions.sales_order_id',
        'transmissions.state',
        'transmissions.sent_at',
        'transmissions.created_at',
        'sales_orders.order_number',
        'sales_orders.woo_facts',
      ])
      .where(`transmission_parcels.${column}`, 'in', some)
      .where('transmissions.state', '!=', 'withdrawn')
      .where('transmissions.sales_order_id', '!=', excluding.salesOrderId)
      .orderBy('transmissions.created_at')
      .orderBy('transmissions.transmission_id')
      .execute();
    for (const row of rows) {
      uses.push({
        number: row.number ?? '',
        accountId: row.account_id,
        salesOrderId: row.sales_order_id,
        orderNumber: row.order_number,
        transmissionId: row.transmission_id,
        state: row.state,
        carrier: row.carrier ?? undefined,
        addresses: readShopFacts(row)?.addresses,
        usedAt: row.sent_at ?? row.created_at,
      });
    }
  }
  const byNumber = Map.groupBy(uses, ({ number }) => number);
  return new Map(
    [...byNumber].map(([number, found]) => [number, found.map(({ number: _, ...use }) => use)]),
  );
}
