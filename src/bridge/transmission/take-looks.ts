import { allParcels } from '../../mapping/parcels/all-parcels.ts';
import { planReports } from '../../mapping/reporting/plan-reports.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import { MINUTE } from '../clock.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { isOfOneOrder } from '../order-import/find-in-shop.ts';
import { isOrderOf, withRefunds } from '../order-import/look-in-shop.ts';
import { atShop } from '../order-import/run-faults.ts';
import { commitPlan } from './commit-plan.ts';
import { type JudgedTogether, loadJudgedTogether } from './judge.ts';
import { loadOrderFacts, type OrderFacts } from './order-facts.ts';
import { knownReport } from './parcel-forms.ts';
import type { ShopDoor } from './ports.ts';
import { readParcels } from './read-parcels.ts';
import type { ReportRun } from './report-run.ts';

/** After so many what they came to may leave first: a process that does not live long gets on with both. */
const LOOKS_AT_A_TIME = 50;

/** An order that is being written to, or that nobody can read, is looked at again so much later. */
const IN_HANDS_MS = MINUTE;
const UNREADABLE_MS = 15 * MINUTE;

/**
 * Reads the shop orders that changed for what the packers did, and commits what of it OTTO is to
 * hear. A look is settled only after that, and only if nobody asked for another one meanwhile.
 *
 * @returns whether more are to be taken
 * @throws ImportStopped when the shop as a whole can't be reached; what was looked at is committed
 */
export async function takeLooks(run: ReportRun, shop: ShopDoor): Promise<boolean> {
  const { accountId } = run.account;
  const rows = await run.ledger.loadReportLooks(accountId, run.now(), LOOKS_AT_A_TIME);
  if (rows.length > 0) await lookAtOrders(run, shop, rows);
  return rows.length === LOOKS_AT_A_TIME;
}

async function lookAtOrders(
  run: ReportRun,
  shop: ShopDoor,
  rows: readonly SalesOrderRow[],
): Promise<void> {
  const standing = rows.filter((row) => row.import_state === 'imported' && row.claim_id === null);
  const ids = standing.flatMap((row) => row.woo_order_id ?? []);
  const orders = ids.length === 0 ? new Map() : await atShop(() => shop.getOrders(ids, run.signal));
  const facts = await loadOrderFacts(
    run,
    rows.map((row) => row.sales_order_id),
  );
  const skus = [...facts.values()].flatMap(({ pieces }) => pieces.map(({ sku }) => sku));
  const together = await loadJudgedTogether(run, skus);
  for (const row of rows) {
    run.signal.throwIfAborted();
    const known = facts.get(row.sales_order_id);
    const next = known
      ? await lookAtOrder(
          run,
          shop,
          { facts: known, order: orders.get(row.woo_order_id ?? 0) },
          together,
        )
      : null;
    await run.ledger.settleReportLook(run.account.accountId, row.sales_order_id, row, next);
    run.counters.looked += 1;
  }
}

/** @returns when to look again if nothing changes; null = not by itself */
async function lookAtOrder(
  run: ReportRun,
  shop: ShopDoor,
  { facts, order }: { facts: OrderFacts; order: WooOrder | Error | undefined },
  together: JudgedTogether,
): Promise<string | null> {
  const { row } = facts;
  const { accountId } = run.account;
  if (row.claim_id !== null) return run.later(IN_HANDS_MS);
  if (order instanceof Error) return unreadable(run, row, order);
  // A shop order that is gone, or another's, says nothing; the import finds out.
  if (!order || !isOrderOf(order, accountId, row.sales_order_id)) return null;
  try {
    return await planOrder(run, shop, { facts, order }, together);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error) || !isOfOneOrder(cause)) throw error;
    return unreadable(run, row, cause);
  }
}

async function planOrder(
  run: ReportRun,
  shop: ShopDoor,
  { facts, order }: { facts: OrderFacts; order: WooOrder },
  together: JudgedTogether,
): Promise<string | null> {
  const { rules, importRules, accountId } = run.account;
  const { sales_order_id: salesOrderId } = facts.row;
  const found = await atShop(() => withRefunds(shop, order));
  const parcels = await atShop(() => readParcels(run, shop, order));
  const known = await run.ledger.loadTransmissionsOf(accountId, [salesOrderId]);
  const plan = planReports({
    pieces: facts.pieces,
    found,
    parcels: allParcels(parcels, {
      sources: rules.parcelSources,
      returnSources: rules.returnSources,
    }),
    known: (known.get(salesOrderId) ?? []).map(knownReport),
    rules,
    importRules,
    now: run.now(),
  });
  const findings = plan.findings.map(({ code: kind, ...params }) => ({ kind, params }));
  await run.ledger.noteFindings(accountId, salesOrderId, findings, run.now());
  await run.ledger.compareFlag(accountId, salesOrderId, order.meta[META.reportFlag] ?? '');
  await commitPlan(run, facts, plan, together);
  return plan.lookAgainAt ?? null;
}

function unreadable(run: ReportRun, row: SalesOrderRow, problem: Error): string {
  run.logger.warn('shop-order-unreadable', {
    salesOrderId: row.sales_order_id,
    wooOrderId: row.woo_order_id,
    reason: problem.message,
  });
  return run.later(UNREADABLE_MS);
}
