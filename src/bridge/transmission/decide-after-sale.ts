import { judgePriceReduction } from '../../mapping/reporting/judge-price-reduction.ts';
import { judgeReturn } from '../../mapping/reporting/judge-return.ts';
import type { ListedReductions } from '../../mapping/reporting/own-reduction.ts';
import { MINUTE } from '../clock.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import {
  type AfterSaleFacts,
  isAcceptanceOpen,
  loadAfterSaleFacts,
  openShipmentOf,
  seenRejectedAt,
} from './after-sale-facts.ts';
import type { Decided, Ended } from './decide-wish.ts';
import type { OrderFacts } from './order-facts.ts';
import type { ReportRun } from './report-run.ts';

/** What such a report waits for mostly wakes it; where it does not, it is judged again so much later. */
const LOOKED_AGAIN_MS = 15 * MINUTE;

/** What a decision about a return, or a price reduction, that has not left yet comes to. */
export async function decideAfterSale(
  run: ReportRun,
  report: Transmission,
  order: OrderFacts,
): Promise<Decided | Ended> {
  const facts = await loadAfterSaleFacts(run, [report.salesOrderId], report.positionItemIds);
  return report.kind === 'price-reduction'
    ? decideReduction(run, report, order, facts, undefined)
    : decideReturn(run, report, order, facts);
}

function decideReturn(
  run: ReportRun,
  report: Transmission,
  order: OrderFacts,
  facts: AfterSaleFacts,
): Decided | Ended {
  const positionItemId = report.positionItemIds[0] ?? '';
  const kind = report.kind === 'rejection' ? 'rejection' : 'acceptance';
  const verdict = judgeReturn(
    { kind, seenRejectedAt: seenRejectedAt(report) },
    {
      piece: order.pieces.find((one) => one.positionItemId === positionItemId),
      returned: facts.returned.get(positionItemId),
      isShipmentOpen: isBeingShipped(report, facts),
    },
  );
  switch (verdict.verdict) {
    case 'ready':
      return ready(report);
    case 'waits':
      return waiting(run, report, verdict.reason);
    case 'over':
      return { is: 'ended', state: 'confirmed', reason: { code: verdict.code, params: {} } };
    case 'attention':
      return attention(verdict.reason);
  }
}

/** @param listed undefined = OTTO was not asked yet */
export function decideReduction(
  run: Pick<ReportRun, 'later'>,
  report: Transmission,
  order: OrderFacts,
  facts: AfterSaleFacts,
  listed: ListedReductions | undefined,
): Decided | Ended {
  const positionItemId = report.positionItemIds[0] ?? '';
  const verdict = judgePriceReduction(
    { amountCents: report.amountCents ?? 0 },
    {
      piece: order.pieces.find((one) => one.positionItemId === positionItemId),
      returnStatus: facts.returned.get(positionItemId)?.status,
      isShipmentOpen: isBeingShipped(report, facts),
      isAcceptanceOpen: isAcceptanceOpen(
        facts.reports.get(report.salesOrderId) ?? [],
        positionItemId,
      ),
      listed,
    },
  );
  switch (verdict.verdict) {
    case 'ready':
      return ready(report);
    case 'waits':
      return waiting(run, report, verdict.reason);
    case 'attention':
      return attention(verdict.reason);
  }
}

function isBeingShipped(report: Transmission, { reports }: AfterSaleFacts): boolean {
  const [positionItemId = ''] = report.positionItemIds;
  return openShipmentOf(reports.get(report.salesOrderId) ?? [], positionItemId) !== undefined;
}

const NO_SHIPMENT = { parcels: [], shipDate: undefined };

function ready({ positionItemIds }: Transmission): Decided {
  const nothing = { ...NO_SHIPMENT, shipFrom: undefined, reserve: [], joinsTracking: false };
  return { is: 'due', positionItemIds, ...nothing };
}

function waiting(
  run: Pick<ReportRun, 'later'>,
  { positionItemIds }: Transmission,
  { code }: { code: string },
): Decided {
  const nextTryAt = run.later(LOOKED_AGAIN_MS);
  return {
    is: 'waiting',
    positionItemIds,
    ...NO_SHIPMENT,
    reason: { code, params: {} },
    nextTryAt,
  };
}

function attention({ code, ...params }: { code: string } & Record<string, string | number>): Ended {
  return { is: 'ended', state: 'attention', reason: { code, params } };
}
