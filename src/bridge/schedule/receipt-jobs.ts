import type { Clock } from '../clock.ts';
import type { Bridge } from '../create-bridge.ts';
import { assertReceiptSince } from '../receipts/receipt-days.ts';
import type { JobDesk } from './job-desk.ts';
import { endOfReceipts } from './job-ends.ts';

/** When receipts are read: one look at a time in this process. */
export type ReceiptJobs = {
  /**
   * Begins a look, or joins the one in hand.
   *
   * @param since created on this day of UTC or later; default: what is new
   * @returns joined: one was in hand
   * @throws ConfigError `receipts-since-invalid`
   */
  run(
    cause: 'schedule' | 'click',
    since?: string | undefined,
  ): { joined: boolean; ended: Promise<void> };
};

export function createReceiptJobs(parts: {
  jobs: Pick<JobDesk, 'run' | 'isInHand'>;
  receipts: Pick<Bridge['receipts'], 'read'>;
  clock: Pick<Clock, 'now'>;
}): ReceiptJobs {
  const { jobs, receipts, clock } = parts;
  return {
    run(cause, since) {
      if (since !== undefined) assertReceiptSince(since, clock.now());
      const joined = jobs.isInHand('receipts');
      const ended = jobs.run(
        'receipts',
        (signal) => receipts.read({ signal, holderKind: 'service', since }),
        { job: 'receipts', cause, endOf: endOfReceipts },
      );
      return { joined, ended };
    },
  };
}
