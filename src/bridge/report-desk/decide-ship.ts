import type { Transmission } from '../ledger/transmission-rows.ts';
import type { JudgedTogether } from '../transmission/judge.ts';
import type { OrderFacts } from '../transmission/order-facts.ts';
import type { ReportsAccount } from '../transmission/ports.ts';
import { draftFrom, type ReportDraft } from './draft-report.ts';
import { planWish, type WishPlan } from './plan-wish.ts';
import { shipDateOf } from './ship-date.ts';
import type { ShipWish } from './ship-wish.ts';
import type { WishJudge } from './wish-judge.ts';

/** What is to become of a wish, with every report that would come of it. */
export type DecidedWish = Omit<WishPlan, 'shipments'> & { drafts: ReportDraft[] };

export function decideShip(
  order: OrderFacts,
  reports: readonly Transmission[],
  wish: ShipWish,
  parts: { account: ReportsAccount; judge: WishJudge; together: JudgedTogether; now: Date },
): DecidedWish {
  const { account, judge, together, now } = parts;
  const orderNumber = order.row.order_number;
  const nothing: DecidedWish = {
    refusal: undefined,
    known: [],
    replaces: [],
    left: [],
    missing: [],
    drafts: [],
  };
  const before = reports.filter((report) => isOfWish(report, wish.sourceKey));
  if (before.length > 0) return { ...nothing, known: before };
  const dates = [wish.shippedAt, ...wish.parcels.map(({ shippedAt }) => shippedAt)];
  const shippedAt = dates.find((date) => shipDateOf(date, now) === undefined);
  if (shippedAt !== undefined) {
    const params = { orderNumber, shippedAt };
    return { ...nothing, refusal: { code: 'report-ship-date-in-future', params } };
  }
  const { shipments, ...plan } = planWish({ orderNumber, pieces: order.pieces, reports }, wish, {
    ...together,
    rules: account.rules,
  });
  const drafts: ReportDraft[] = [];
  const left = [...plan.left];
  for (const { shippedAt: handedOverAt, ...packed } of shipments) {
    const shipDate = shipDateOf(handedOverAt, now) ?? now.toISOString();
    const decided = judge(order, reports, { ...packed, shipDate });
    if (decided.is !== 'over') drafts.push(draftFrom(decided));
    else {
      const why = decided.why[0] ?? 'state-unknown';
      left.push(...packed.positionItemIds.map((positionItemId) => ({ positionItemId, why })));
    }
  }
  const isNothing = drafts.length === 0 && plan.known.length === 0 && plan.refusal === undefined;
  const refusal = isNothing
    ? { code: 'report-nothing-to-ship', params: { orderNumber } }
    : plan.refusal;
  return { ...plan, refusal, left, drafts };
}

/** Taken in before; the second report of a wish and those after it have a number behind the key. */
function isOfWish({ sourceKey }: Transmission, key: string | undefined): boolean {
  return key !== undefined && (sourceKey === key || sourceKey?.startsWith(`${key}#`) === true);
}
