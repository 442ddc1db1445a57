import type { Logger } from '../logger.ts';

/**
 * Waits until it is written down that somebody or something was seen. A ledger that does not take that now,
 * as one that only reads, is no reason to turn anybody away: it is logged, and the call goes on.
 */
export async function noteSeen(
  written: Promise<unknown>,
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  try {
    await written;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.warn('last-use-not-noted', { reason });
  }
}
