import type { Bridge } from '../../src/bridge/create-bridge.ts';
import {
  endOfCheck,
  endOfErase,
  endOfImport,
  endOfNotices,
  endOfReceipts,
  endOfReconcile,
  endOfReports,
  endOfReturns,
  endOfStock,
  endOfWatch,
} from '../../src/bridge/schedule/job-ends.ts';
import { accountOfJob } from '../../src/bridge/schedule/job-names.ts';
import type { JobEnd } from '../../src/bridge/schedule/job-recorder.ts';
import { isOwnJob } from '../../src/bridge/schedule/own-jobs.ts';
import type { OwnJob } from '../../src/bridge/schedule/scheduled-jobs.ts';

export const MAIN = 'main';

const holderKind = 'service';
const cause = 'schedule';

/** Runs a scheduled job as the service does. */
export async function carryOut(bridge: Bridge, job: string): Promise<JobEnd> {
  const accountId = accountOfJob(job);
  const { signal } = new AbortController();
  if (accountId !== undefined) {
    return endOfImport(await bridge.importOrders({ accountId, cause, signal, holderKind }));
  }
  if (!isOwnJob(job)) throw new Error(`nobody knows the job ${job}`);
  const begin: Record<OwnJob, () => Promise<JobEnd>> = {
    'shop-watch': async () =>
      endOfWatch(await bridge.watchShop({ cause: 'poll', signal, holderKind })),
    reports: async () => endOfReports(await bridge.runReports({ cause, signal, holderKind })),
    'webhook-check': async () => endOfCheck(await bridge.checkWebhooks({ signal, holderKind })),
    reconcile: async () =>
      endOfReconcile([await bridge.reconcile({ accountId: MAIN, cause, signal, holderKind })]),
    notices: async () => endOfNotices(await bridge.sendNotices({ signal, holderKind })),
    'data-erase': async () => {
      const asked = { cause, holderKind, dryRun: false, again: false, signal } as const;
      return endOfErase(await bridge.eraseShopMeta(asked));
    },
    returns: async () => endOfReturns(await bridge.readReturns({ signal, holderKind })),
    receipts: async () =>
      endOfReceipts(await bridge.receipts.read({ signal, holderKind, since: undefined })),
    stock: async () => endOfStock(await bridge.runStock({ cause, signal, holderKind })),
  };
  return begin[job]();
}

/** Works off what the shop's webhooks told, as the service does at once. */
export async function workOffDeliveries(bridge: Bridge): Promise<JobEnd> {
  const { signal } = new AbortController();
  return endOfWatch(await bridge.watchShop({ cause: 'webhook', signal, holderKind }));
}
