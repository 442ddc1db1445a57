import type { Bridge } from '../create-bridge.ts';
import type { WatchResult } from '../shop-watch/watch-shop.ts';
import type { Job, JobDesk } from './job-desk.ts';
import {
  endOfCheck,
  endOfErase,
  endOfNotices,
  endOfReconcile,
  endOfReturns,
  endOfStock,
  endOfWatch,
} from './job-ends.ts';
import type { ReceiptJobs } from './receipt-jobs.ts';
import type { ReconcileDesk } from './reconcile-desk.ts';
import type { ReportJobs } from './report-jobs.ts';
import { OWN_JOBS, type OwnJob } from './scheduled-jobs.ts';

/** What runs by itself besides the imports, each by its name in the manifest. */
export type OwnJobs = {
  /** Begins a run now, or joins the one in hand. @returns whether one was in hand */
  run(name: OwnJob, cause: 'schedule' | 'click'): boolean;
};

export function isOwnJob(name: string): name is OwnJob {
  return OWN_JOBS.some(([job]) => job === name);
}

export function createOwnJobs(parts: {
  bridge: Pick<
    Bridge,
    'checkWebhooks' | 'sendNotices' | 'eraseShopMeta' | 'readReturns' | 'runStock'
  >;
  jobs: JobDesk;
  reportJobs: Pick<ReportJobs, 'fire' | 'runNow'>;
  receiptJobs: Pick<ReceiptJobs, 'run'>;
  reconcileDesk: Pick<ReconcileDesk, 'nightly'>;
  pollShop: Job<WatchResult>;
}): OwnJobs {
  const { bridge, jobs, reportJobs, receiptJobs, reconcileDesk, pollShop } = parts;
  const holderKind = 'service';
  type Cause = 'schedule' | 'click';
  const begin: Record<Exclude<OwnJob, 'reports'>, (cause: Cause) => Promise<void>> = {
    'shop-watch': (cause) =>
      jobs.run('shop-watch', pollShop, { job: 'shop-watch', cause, endOf: endOfWatch }),
    'webhook-check': (cause) =>
      jobs.run('webhook-check', (signal) => bridge.checkWebhooks({ signal, holderKind }), {
        job: 'webhook-check',
        cause,
        endOf: endOfCheck,
      }),
    reconcile: (cause) =>
      jobs.run('reconcile', reconcileDesk.nightly, {
        job: 'reconcile',
        cause,
        endOf: endOfReconcile,
      }),
    notices: (cause) =>
      jobs.run('notices', (signal) => bridge.sendNotices({ signal, holderKind }), {
        job: 'notices',
        cause,
        endOf: endOfNotices,
      }),
    stock: (cause) =>
      jobs.run('stock', (signal) => bridge.runStock({ cause, signal, holderKind }), {
        job: 'stock',
        cause,
        endOf: endOfStock,
      }),
    returns: (cause) =>
      jobs.run('returns', (signal) => bridge.readReturns({ signal, holderKind }), {
        job: 'returns',
        cause,
        endOf: endOfReturns,
      }),
    receipts: (cause) => receiptJobs.run(cause).ended,
    'data-erase': (cause) =>
      jobs.run(
        'data-erase',
        (signal) =>
          bridge.eraseShopMeta({
            cause: 'schedule',
            holderKind,
            dryRun: false,
            again: false,
            signal,
          }),
        { job: 'data-erase', cause, endOf: endOfErase },
      ),
  };
  return {
    run(name, cause) {
      if (name === 'reports') {
        if (cause === 'click') return reportJobs.runNow().run === 'follows';
        reportJobs.fire();
        return false;
      }
      const joined = jobs.isInHand(name);
      void begin[name](cause);
      return joined;
    },
  };
}
