import { type FulfillmentStatus, isCancelled } from '../../mapping/otto/fulfillment-status.ts';
import type { Clock } from '../clock.ts';
import { BridgeError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto, ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import type { OttoClient } from '../otto/otto-client.ts';
import { ownIn } from '../transmission/reduction-next.ts';

/** Whether OTTO shows what was done by hand; `fault`: it could not be asked now, the job asks again. */
export type SeenAtOtto = { is: 'shown' } | { is: 'not-shown' } | { is: 'fault'; fault: RunFault };

type OttoDoor = Pick<OttoClient, 'getSalesOrder' | 'listPriceReductions' | 'listReturns'>;

/**
 * Asks OTTO for the order of a report that was done by hand. What it shows is taken over by the import,
 * which is told to look.
 */
export async function askOtto(
  parts: {
    /** @throws ConfigError */
    otto: () => OttoDoor;
    ledger: Pick<Ledger, 'lookAgainAt'>;
    clock: Pick<Clock, 'now'>;
  },
  report: Transmission,
  signal: AbortSignal,
): Promise<SeenAtOtto> {
  const { accountId, salesOrderId } = report;
  try {
    const isShown = await atOtto(() => isShownAt(parts.otto(), report, signal));
    await parts.ledger.lookAgainAt(accountId, [salesOrderId], parts.clock.now().toISOString());
    return { is: isShown ? 'shown' : 'not-shown' };
  } catch (error) {
    if (error instanceof ImportStopped) return { is: 'fault', fault: error.fault };
    if (!(error instanceof BridgeError)) throw error;
    return { is: 'fault', fault: { code: 'otto-unavailable', params: {} } };
  }
}

async function isShownAt(
  otto: OttoDoor,
  report: Transmission,
  signal: AbortSignal,
): Promise<boolean> {
  const { salesOrderId, positionItemIds, kind } = report;
  if (kind === 'rejection') return isRejected(otto, positionItemIds[0], signal);
  if (kind === 'price-reduction') {
    const own = ownIn(report, await otto.listPriceReductions(positionItemIds[0] ?? '', signal));
    return own !== undefined && own.status !== 'REJECTED';
  }
  const parsed = await otto.getSalesOrder(salesOrderId, signal);
  const pieces = parsed?.readable ? parsed.salesOrder.positionItems : [];
  return positionItemIds.every((id) => {
    const status = pieces.find((piece) => piece.positionItemId === id)?.fulfillmentStatus;
    return SHOWS[kind](status);
  });
}

const SHOWS = {
  shipment: (status) => status === 'SENT' || status === 'RETURNED',
  cancellation: isCancelled,
  acceptance: (status) => status === 'RETURNED',
} as const satisfies Record<string, (status: FulfillmentStatus | undefined) => boolean>;

/** Newest first: the first that is listed of the piece is how its return stands. */
async function isRejected(
  otto: OttoDoor,
  positionItemId: string | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const { returns } of otto.listReturns({}, signal)) {
    const own = returns.find((one) => one.positionItemId === positionItemId);
    if (own) return own.status === 'REJECTED';
  }
  return false;
}
