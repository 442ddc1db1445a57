import { SECOND } from './clock.ts';

/** A probe that gets no answer is repeated, and one more waits then: better a plain no. */
const PROBE_WAIT_MS = 2 * SECOND;

/**
 * What was asked for, if it comes before whoever probes the process gives up.
 *
 * @throws DOMException `TimeoutError` when it does not; what was asked goes on
 */
export async function inTime<Result>(asked: Promise<Result>): Promise<Result> {
  const late = AbortSignal.timeout(PROBE_WAIT_MS);
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(late.reason);
  late.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    late.removeEventListener('abort', giveUp);
  }
}
