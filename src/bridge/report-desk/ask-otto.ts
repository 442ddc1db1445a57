import { isCancelled } from '../../mapping/otto/fulfillment-status.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { Clock } from '../clock.ts';
import { BridgeError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { atOtto, ImportStopped, type RunFault } from '../order-import/run-faults.ts';

/** Whether OTTO shows what was done by hand; `fault`: it could not be asked now, the job asks again. */
export type SeenAtOtto = { is: 'shown' } | { is: 'not-shown' } | { is: 'fault'; fault: RunFault };

type OttoDoor = {
  getSalesOrder(salesOrderId: string, signal?: AbortSignal): Promise<ParsedSalesOrder | undefined>;
};

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
  { accountId, salesOrderId, positionItemIds, kind }: Transmission,
  signal: AbortSignal,
): Promise<SeenAtOtto> {
  try {
    const parsed = await atOtto(() => parts.otto().getSalesOrder(salesOrderId, signal));
    const pieces = parsed?.readable ? parsed.salesOrder.positionItems : [];
    const isShown = positionItemIds.every((id) => {
      const status = pieces.find((piece) => piece.positionItemId === id)?.fulfillmentStatus;
      return kind === 'cancellation'
        ? isCancelled(status)
        : status === 'SENT' || status === 'RETURNED';
    });
    await parts.ledger.lookAgainAt(accountId, [salesOrderId], parts.clock.now().toISOString());
    return { is: isShown ? 'shown' : 'not-shown' };
  } catch (error) {
    if (error instanceof ImportStopped) return { is: 'fault', fault: error.fault };
    if (!(error instanceof BridgeError)) throw error;
    return { is: 'fault', fault: { code: 'otto-unavailable', params: {} } };
  }
}
