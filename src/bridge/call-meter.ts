/** What became of one call over the wire. `refused` = 4xx, `failed` = 5xx, `unanswered` = no whole answer. */
export const CALL_OUTCOMES = [
  'ok',
  'redirected',
  'refused',
  'rate-limited',
  'failed',
  'unanswered',
  'aborted',
] as const;

export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** One call to OTTO or the shop, with nothing in it that names an order, a product or a person. */
export type MeteredCall = {
  side: 'otto' | 'shop';
  method: string;
  /** the path with placeholders instead of ids: one of few */
  route: string;
  outcome: CallOutcome;
  durationMs: number;
  /** their clock minus ours, where the answer said what time it is there */
  clockSkewMs?: number | undefined;
};

/** Hears of every call that left, retries one by one. Never throws. */
export type CallMeter = { ended(call: MeteredCall): void };

/** What an answer's status says of the call. */
export function outcomeOfStatus(statusCode: number): CallOutcome {
  if (statusCode === 429) return 'rate-limited';
  if (statusCode >= 500) return 'failed';
  if (statusCode >= 400) return 'refused';
  return statusCode >= 300 ? 'redirected' : 'ok';
}
