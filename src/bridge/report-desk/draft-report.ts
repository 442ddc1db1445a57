import type { NewTransmission } from '../ledger/new-transmissions.ts';
import type { Decided, ReservedFrom } from '../transmission/decide-wish.ts';

/** A report as it would be committed, without whose it is. */
export type ReportDraft = Pick<
  NewTransmission,
  'state' | 'reason' | 'positionItemIds' | 'parcels' | 'shipDate' | 'shipFrom' | 'nextTryAt'
> & { reserve: ReservedFrom[] };

export function draftFrom(decided: Exclude<Decided, { is: 'over' }>): ReportDraft {
  const { positionItemIds, parcels, shipDate } = decided;
  const said = { positionItemIds, parcels, shipDate };
  return decided.is === 'due'
    ? {
        ...said,
        state: 'due',
        reason: undefined,
        shipFrom: decided.shipFrom,
        nextTryAt: undefined,
        reserve: decided.reserve,
      }
    : {
        ...said,
        state: 'waiting',
        reason: decided.reason,
        shipFrom: undefined,
        nextTryAt: decided.nextTryAt,
        reserve: [],
      };
}
