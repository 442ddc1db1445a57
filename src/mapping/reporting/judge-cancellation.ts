import { type ShipRefusal, whyNotShip } from '../may-ship.ts';
import { parseFulfillmentStatus } from '../otto/fulfillment-status.ts';
import type { JudgeContext } from './judge-context.ts';
import type { CancellationWish, TransmissionSource } from './transmission.ts';
import type { WaitReason } from './wait-reason.ts';

export type CancellationVerdict =
  | { verdict: 'ready' }
  | { verdict: 'waits'; reason: WaitReason }
  | {
      verdict: 'over';
      why: Extract<ShipRefusal, 'cancelled' | 'already-sent' | 'returned' | 'state-unknown'>;
    };

/**
 * Whether a piece can be cancelled at OTTO now. OTTO lets only released pieces be cancelled, so the
 * wish is kept until then; what was cancelled in the shop may need the owner's yes, while a person who
 * cancels here has said it.
 *
 * @param wish.isConfirmed the owner said yes
 */
export function judgeCancellation(
  wish: CancellationWish & { source: TransmissionSource; isConfirmed: boolean },
  { pieces, rules }: Pick<JudgeContext, 'pieces' | 'rules'>,
): CancellationVerdict {
  const piece = pieces.find(({ positionItemId }) => positionItemId === wish.positionItemId);
  if (!piece) return { verdict: 'over', why: 'state-unknown' };
  const fulfillmentStatus = parseFulfillmentStatus(piece.fulfillmentStatus);
  const refusal = whyNotShip({ fulfillmentStatus }, { hasPackStop: false });
  if (refusal === 'not-released') {
    return { verdict: 'waits', reason: { code: 'piece-not-released' } };
  }
  // Without a pack-stop there is none to refuse for.
  if (refusal !== undefined && refusal !== 'pack-stop') return { verdict: 'over', why: refusal };
  const isSaid = wish.isConfirmed || wish.source !== 'shop' || rules.cancellations === 'at-once';
  return isSaid
    ? { verdict: 'ready' }
    : { verdict: 'waits', reason: { code: 'cancellation-to-confirm' } };
}
