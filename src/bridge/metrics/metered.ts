import type { JobRecorder } from '../schedule/job-recorder.ts';
import type { WebhookReceipt, WebhookRequest } from '../shop-watch/receive-webhook.ts';
import type { Metrics } from './metrics.ts';

/** Counts every run that is recorded by what it came to. */
export function meteredJobs(
  recorder: JobRecorder,
  metrics: Pick<Metrics, 'jobEnded'>,
): JobRecorder {
  return {
    stop: recorder.stop,
    async record(about, work, endOf, signal) {
      const { job, accountId } = about;
      const count = (outcome: string) => metrics.jobEnded({ job, accountId, outcome });
      try {
        const result = await recorder.record(about, work, endOf, signal);
        const { outcome } = endOf(result);
        count(outcome === 'failed' && signal.aborted ? 'interrupted' : outcome);
        return result;
      } catch (error) {
        count(signal.aborted ? 'interrupted' : 'failed');
        throw error;
      }
    },
  };
}

/** Counts the shop's deliveries by what became of each. */
export function meteredDeliveries(
  receive: (request: WebhookRequest) => Promise<WebhookReceipt>,
  metrics: Pick<Metrics, 'deliveryCame'>,
): (request: WebhookRequest) => Promise<WebhookReceipt> {
  return async (request) => {
    try {
      const receipt = await receive(request);
      if (receipt.outcome === 'refused') metrics.deliveryCame('refused');
      else metrics.deliveryCame(receipt.isNews || receipt.isStockNews ? 'news' : 'known');
      return receipt;
    } catch (error) {
      metrics.deliveryCame('failed');
      throw error;
    }
  };
}
