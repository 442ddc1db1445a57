import { parseFulfillmentStatus } from '../otto/fulfillment-status.ts';
import { mayDecide } from '../returns/may-decide.ts';
import type { ReturnWish } from './transmission.ts';
import type { AttentionCode, DoneCode, WaitReason } from './wait-reason.ts';

/** What OTTO's list of returns says of a piece, the newest of it. */
export type ReturnSeen = {
  /** a ReturnStatus, or OTTO's own word */
  status: string;
  /** UTC ISO */
  occurredAt: string;
};

export type ReturnVerdict =
  | { verdict: 'ready' }
  | { verdict: 'waits'; reason: WaitReason }
  /** OTTO shows already what is asked for */
  | { verdict: 'over'; code: Extract<DoneCode, 'returned-elsewhere' | 'rejected-elsewhere'> }
  | {
      verdict: 'attention';
      reason: {
        code: Extract<
          AttentionCode,
          'return-accepted-at-otto' | 'return-rejected-at-otto' | 'return-not-possible'
        >;
        /** of a rejection that the owner has not seen, UTC ISO */
        rejectedAt?: string;
      };
    };

/** What a decision about a return is judged by. */
export type ReturnContext = {
  /** undefined = the ledger does not know the piece */
  piece: { fulfillmentStatus: string } | undefined;
  returned: ReturnSeen | undefined;
  /** OTTO took its shipment, or may have, and does not show it yet */
  isShipmentOpen: boolean;
};

/**
 * Whether a decision about a return can go to OTTO now. An acceptance is for good, so one that OTTO
 * knows otherwise since the owner decided is asked about first; a rejection of what is accepted comes
 * too late.
 *
 * @param wish.seenRejectedAt when the rejection happened that the owner knew of, UTC ISO
 */
export function judgeReturn(
  wish: Pick<ReturnWish, 'kind'> & { seenRejectedAt: string | undefined },
  { piece, returned, isShipmentOpen }: ReturnContext,
): ReturnVerdict {
  const isAcceptance = wish.kind === 'acceptance';
  const status = piece && {
    fulfillmentStatus: parseFulfillmentStatus(piece.fulfillmentStatus),
  };
  const { steps, reason } = mayDecide(status, returned?.status, undefined);
  if (reason === 'already-accepted') {
    return isAcceptance
      ? { verdict: 'over', code: 'returned-elsewhere' }
      : { verdict: 'attention', reason: { code: 'return-accepted-at-otto' } };
  }
  if (reason === 'not-sent-yet' && isShipmentOpen) {
    return { verdict: 'waits', reason: { code: 'piece-not-sent-yet' } };
  }
  if (!steps.includes('accept')) {
    return { verdict: 'attention', reason: { code: 'return-not-possible' } };
  }
  if (!isAcceptance) {
    return steps.includes('reject')
      ? { verdict: 'ready' }
      : { verdict: 'over', code: 'rejected-elsewhere' };
  }
  if (returned?.status === 'REJECTED' && returned.occurredAt > (wish.seenRejectedAt ?? '')) {
    const code = 'return-rejected-at-otto';
    return { verdict: 'attention', reason: { code, rejectedAt: returned.occurredAt } };
  }
  return { verdict: 'ready' };
}
