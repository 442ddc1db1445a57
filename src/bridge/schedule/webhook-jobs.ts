import type { Settings } from '../settings/settings-schema.ts';
import type { WebhookCheck } from '../shop-watch/check-webhooks.ts';
import type { WatchResult } from '../shop-watch/watch-shop.ts';
import type { JobDesk } from './job-desk.ts';
import { endOfCheck, endOfWatch } from './job-ends.ts';
import { onceMore } from './once-more.ts';

/** The watch over the shop, as far as it runs by itself. */
export type WebhookWork = {
  workOffDeliveries(signal: AbortSignal): Promise<WatchResult>;
  checkWebhooks(signal: AbortSignal): Promise<WebhookCheck>;
};

export type WebhookJobs = {
  /** deliveries wait: works them off now, all of them in one go */
  deliveriesCame(): void;
  /** makes the shop's webhooks what these settings ask for, when that is something new */
  follow(settings: Settings, isLive: boolean): void;
};

/** What webhooks need beyond the schedule: work at once, and a check when the settings change. */
export function createWebhookJobs(jobs: Pick<JobDesk, 'run'>, work: WebhookWork): WebhookJobs {
  let followed: string | undefined;
  const check = onceMore(() =>
    jobs.run('webhook-check', work.checkWebhooks, {
      job: 'webhook-check',
      cause: 'settings',
      endOf: endOfCheck,
    }),
  );
  return {
    // By the name of the poll: either of them works off what waits.
    deliveriesCame: onceMore(() =>
      jobs.run('shop-watch', work.workOffDeliveries, {
        job: 'shop-watch',
        cause: 'webhook',
        endOf: endOfWatch,
      }),
    ),
    follow({ publicUrl, shop, stock }, isLive) {
      if (!isLive) return;
      const wanted = JSON.stringify([publicUrl, shop?.url, shop?.consumerKey, stock.isOn]);
      const isNew = followed === undefined ? publicUrl !== null : followed !== wanted;
      followed = wanted;
      if (isNew) check();
    },
  };
}
