import type { AfterSale, MoneyBack } from '../../mapping/receipts/money-back.ts';
import { acceptanceReason } from '../../mapping/returns/restock.ts';
import {
  type AcceptanceReason,
  RETURN_CONDITIONS,
  type ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { holdOrders } from './hold-orders.ts';
import { loadReceipt } from './receipt-facts.ts';
import { theseOrders } from './these-orders.ts';

/** Money that went back at OTTO, with where it is known from. */
export type MoneyBackInLedger = MoneyBack & {
  salesOrderId: string;
  receiptNumber: string | undefined;
  /** when it went back, UTC ISO */
  at: string;
};

/**
 * Notes what went back at OTTO, and lets the orders be looked at, so that the shop follows. A key that
 * is known already changes nothing, whatever it is said to be now; nor does a reduction on a receipt all
 * of whose money is noted already. Where that stands there as of no piece, its piece is known from now on.
 *
 * @returns those that were not known
 */
export async function addMoneyBack(
  db: LedgerDatabase,
  accountId: string,
  moneyBack: readonly MoneyBackInLedger[],
  now: string,
): Promise<MoneyBackInLedger[]> {
  if (moneyBack.length === 0) return [];
  return db.transaction().execute(async (trx) => {
    const ids = new Set(moneyBack.map(({ salesOrderId }) => salesOrderId));
    for (const some of inChunks([...ids].toSorted())) await holdOrders(trx, accountId, some);
    const fresh: MoneyBackInLedger[] = [];
    for (const one of moneyBack) {
      if (!(await isOnReceipt(trx, accountId, one))) fresh.push(one);
    }
    return addMoneyBackIn(trx, accountId, fresh, now);
  });
}

/** Whether its receipt tells of it: all that it gave back is noted, so that this is part of it. */
async function isOnReceipt(
  trx: LedgerDatabase,
  accountId: string,
  { kind, receiptNumber, positionItemId, cents, moneyKey }: MoneyBackInLedger,
): Promise<boolean> {
  if (kind !== 'reduction' || receiptNumber === undefined) return false;
  const receipt = await loadReceipt(trx, accountId, receiptNumber);
  if (!receipt) return false;
  // Not documented which receipt OTTO's list names: by the invoice nothing went back, its own will tell.
  if (receipt.receipt_type === 'PURCHASE') return true;
  const onReceipt = (await moneyBackOf(trx, accountId, [receipt.sales_order_id])).filter(
    (row) => row.receipt_number === receiptNumber && row.kind !== 'delivery-fee',
  );
  const notedCents = onReceipt.reduce((sum, row) => sum + row.cents, 0);
  const { gross_cents: grossCents, fees_cents: feesCents, services_cents: services } = receipt;
  if (notedCents + cents <= grossCents - feesCents - services) return false;
  const same = onReceipt.find((row) => row.kind === 'other' && row.cents === cents);
  if (same && !onReceipt.some((row) => row.money_key === moneyKey)) {
    await trx
      .updateTable('money_back')
      .set({ kind: 'reduction', position_item_id: positionItemId ?? null })
      .where('account_id', '=', accountId)
      .where('money_key', '=', same.money_key)
      .execute();
  }
  return true;
}

/** The same as {@link addMoneyBack} in the transaction of whoever read the receipts. */
export async function addMoneyBackIn(
  trx: LedgerDatabase,
  accountId: string,
  moneyBack: readonly MoneyBackInLedger[],
  now: string,
): Promise<MoneyBackInLedger[]> {
  // One list may name a key twice; PostgreSQL takes each row once in a statement.
  const byKey = new Map(moneyBack.map((one) => [one.moneyKey, one]));
  if (byKey.size === 0) return [];
  const added: MoneyBackInLedger[] = [];
  for (const some of inChunks([...byKey.values()])) {
    const rows = await trx
      .insertInto('money_back')
      .values(
        some.map((one) => ({
          account_id: accountId,
          money_key: one.moneyKey,
          sales_order_id: one.salesOrderId,
          position_item_id: one.positionItemId ?? null,
          kind: one.kind,
          cents: one.cents,
          receipt_number: one.receiptNumber ?? null,
          at: one.at,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .returning('money_key')
      .execute();
    const keys = new Set(rows.map((row) => row.money_key));
    added.push(...some.filter(({ moneyKey }) => keys.has(moneyKey)));
  }
  const ids = [...new Set(added.map(({ salesOrderId }) => salesOrderId))].toSorted();
  for (const some of inChunks(ids)) {
    await trx
      .updateTable('sales_orders')
      .set({ next_look_at: now })
      .where(theseOrders(accountId, some))
      .execute();
  }
  return added;
}

/**
 * What is known of some orders beyond OTTO's order itself; orders of which nothing is are absent. In
 * which condition and why a piece came back is what OTTO's returns say, else what OTTO was told here.
 */
export async function loadAfterSale(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, AfterSale>> {
  const found = new Map<string, Known>();
  const of = (salesOrderId: string): Known => {
    const known: Known = found.get(salesOrderId) ?? { moneyBack: [], conditions: new Map() };
    found.set(salesOrderId, known);
    return known;
  };
  for (const some of inChunks([...new Set(salesOrderIds)])) {
    for (const row of await moneyBackOf(db, accountId, some)) {
      of(row.sales_order_id).moneyBack.push({
        moneyKey: row.money_key,
        kind: row.kind,
        positionItemId: row.position_item_id ?? undefined,
        cents: row.cents,
      });
    }
    // What OTTO's own list says is put in last: it counts.
    const said = [
      ...(await ownAcceptances(db, accountId, some)),
      ...(await acceptedReturns(db, accountId, some)),
    ];
    for (const { sales_order_id: id, position_item_id: piece, condition, reason: word } of said) {
      const known = RETURN_CONDITIONS.find((letter) => letter === condition);
      if (known) of(id).conditions.set(piece, known);
      const reason = acceptanceReason(word);
      if (!reason) continue;
      const order = of(id);
      order.reasons ??= new Map();
      order.reasons.set(piece, reason);
    }
  }
  return found;
}

type Known = {
  moneyBack: MoneyBack[];
  conditions: Map<string, ReturnCondition>;
  reasons?: Map<string, AcceptanceReason>;
};

async function moneyBackOf(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('money_back')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...ids])
    .execute();
  // Sorted here, so that the database finds them by their order alone.
  return rows.toSorted((one, other) => (ageKey(one) < ageKey(other) ? -1 : 1));
}

function ageKey(row: { at: string; money_key: string }): string {
  return `${row.at} ${row.money_key}`;
}

async function acceptedReturns(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  return db
    .selectFrom('returns')
    .select(['sales_order_id', 'position_item_id', 'condition', 'reason'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...ids])
    .where('status', '=', 'ACCEPTED')
    .execute();
}

/** Those that ever left for OTTO, oldest first. */
async function ownAcceptances(db: LedgerDatabase, accountId: string, ids: readonly string[]) {
  const rows = await db
    .selectFrom('transmissions')
    .innerJoin('transmission_pieces', (join) =>
      join.onRef('transmission_pieces.transmission_id', '=', 'transmissions.transmission_id'),
    )
    .select([
      'transmissions.sales_order_id',
      'transmission_pieces.position_item_id',
      'transmissions.condition',
      'transmissions.decision_reason as reason',
      'transmissions.sent_at',
    ])
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.sales_order_id', 'in', [...ids])
    .where('transmissions.kind', '=', 'acceptance')
    .where('transmissions.sent_at', 'is not', null)
    .execute();
  return rows.toSorted((one, other) => ((one.sent_at ?? '') < (other.sent_at ?? '') ? -1 : 1));
}
