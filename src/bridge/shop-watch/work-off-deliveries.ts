import type { DeliveryKey } from '../ledger/webhook-deliveries.ts';
import { lookInChunks } from './look-in-chunks.ts';
import type { WatchRun } from './ports.ts';

/** Deliveries read at a time, and committed together once their orders were looked at. */
const AT_A_TIME = 500;

/** So many may wait for the import at once; more would wait for them. */
const MOST_LEFT = 5_000;

/**
 * A delivery is only a hint at an order; it is worked off once that order was looked at. Ends when
 * none is open but those left for a later run.
 *
 * @param left deliveries about orders in the import's hands; they stay open, and are added to
 */
export async function workOffDeliveries(run: WatchRun, left: Set<string>): Promise<void> {
  for (;;) {
    const loaded = await run.ledger.loadOpenDeliveries(MOST_LEFT + AT_A_TIME);
    const open = loaded.filter((delivery) => !left.has(nameOf(delivery))).slice(0, AT_A_TIME);
    if (open.length === 0) return;
    const wooOrderIds = [...new Set(open.map(({ wooOrderId }) => wooOrderId))];
    run.counters.seen += wooOrderIds.length;
    const again = new Set(await lookInChunks(run, wooOrderIds));
    for (const delivery of open) if (again.has(delivery.wooOrderId)) left.add(nameOf(delivery));
    const worked = open.filter(({ wooOrderId }) => !again.has(wooOrderId));
    await run.ledger.settleDeliveries(worked, run.now());
  }
}

/** Two orders that changed in one second share the id. */
function nameOf({ deliveryId, wooOrderId }: DeliveryKey): string {
  return `${deliveryId}:${wooOrderId}`;
}
