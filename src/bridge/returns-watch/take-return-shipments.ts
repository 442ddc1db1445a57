import { DAY, HOUR } from '../clock.ts';
import type { ReturnShipmentInLedger } from '../ledger/return-shipments.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { OttoReturnShipment } from '../otto/return-shipments.ts';
import type { ReturnsRun } from './ports.ts';

export const RETURN_SHIPMENTS = 'return-shipments';
/** Likewise, of looks that went back to the oldest parcel that has not arrived. */
export const ALL_ON_THE_WAY = 'return-shipments-all';

/** So far back a first look goes, and no look further: nobody waits longer for a parcel. */
const FIRST_LOOK_MS = 60 * DAY;
const OVERLAP_MS = 2 * DAY;
/** Whether OTTO lists a parcel by its making or by its latest change is not sure: so both are asked. */
const ALL_EVERY_MS = 6 * HOUR;

/**
 * Reads the parcels on their way back. Usually those of the last days; a few times a day all from the
 * oldest on that has not arrived yet.
 */
export async function takeReturnShipments(run: ReturnsRun): Promise<void> {
  const { accountId, ledger } = run;
  const beganAt = run.now();
  const { cursorAt } = await ledger.loadReadCursor(accountId, RETURN_SHIPMENTS);
  const all = await ledger.loadReadCursor(accountId, ALL_ON_THE_WAY);
  const earliest = before(beganAt, FIRST_LOOK_MS);
  const usual = cursorAt === undefined ? earliest : before(cursorAt, OVERLAP_MS);
  const isForAll = all.readAt === undefined || all.readAt <= before(beganAt, ALL_EVERY_MS);
  const oldest = isForAll ? await ledger.oldestOnTheWayBack(accountId, earliest) : undefined;
  const since = [usual, oldest ?? usual].toSorted()[0] ?? usual;

  const createdSince = since < earliest ? earliest : since;
  const pages = run.source
    .listReturnShipments({ createdSince }, run.signal)
    [Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atOtto(() => pages.next());
      if (next.done) break;
      run.signal.throwIfAborted();
      await run.keepLease();
      const { shipments, unreadable } = next.value;
      const look = { isFirst: cursorAt === undefined, now: run.now() };
      run.counters.unreadable += unreadable;
      run.counters.moved += await ledger.saveReturnShipments(
        accountId,
        shipments.map(inNewestState),
        look,
      );
    }
  } finally {
    await pages.return?.();
  }
  await run.keepLease();
  const read = { cursorAt: beganAt, readAt: run.now() };
  await ledger.saveReadCursor(accountId, RETURN_SHIPMENTS, read);
  if (isForAll) await ledger.saveReadCursor(accountId, ALL_ON_THE_WAY, read);
}

const WAY = ['ANNOUNCED', 'ON_THE_WAY', 'DELIVERED'];

/** The latest of its states; of one moment the one further on. States without a moment come first. */
function inNewestState({ states, ...shipment }: OttoReturnShipment): ReturnShipmentInLedger {
  const newest = states.toSorted((one, other) => {
    const [a, b] = [one.occurredAt ?? '', other.occurredAt ?? ''];
    if (a !== b) return a < b ? -1 : 1;
    return WAY.indexOf(one.state) - WAY.indexOf(other.state);
  });
  const last = newest.at(-1);
  return { ...shipment, state: last?.state, stateAt: last?.occurredAt };
}

function before(moment: string, ms: number): string {
  return new Date(Date.parse(moment) - ms).toISOString();
}
