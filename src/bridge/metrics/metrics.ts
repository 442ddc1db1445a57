import { Counter, Histogram, Registry } from 'prom-client';
import type { CallMeter, MeteredCall } from '../call-meter.ts';
import { type LedgerFacts, type LedgerGauges, ledgerGauges } from './ledger-gauges.ts';
import { processRegistry } from './process-registry.ts';

/** What a delivery of the shop came to. */
export type DeliveryOutcome = 'news' | 'known' | 'refused' | 'failed';

/** What the dead man's switch did when its time had come. */
export type HeartbeatOutcome = 'sent' | 'not-taken' | 'held-back';

/**
 * What is measured, as Prometheus reads it. Labels hold words of the bridge and names of accounts, never
 * an id of an order, and each has few values.
 *
 * @see docs/operations.md
 */
export type Metrics = {
  meter: CallMeter;
  jobEnded(run: { job: string; accountId?: string | undefined; outcome: string }): void;
  deliveryCame(outcome: DeliveryOutcome): void;
  heartbeat(outcome: HeartbeatOutcome): void;
  contentType: string;
  /** @param facts undefined = the ledger did not answer */
  render(facts: LedgerFacts | undefined): Promise<string>;
};

/** A shop that takes half a minute for a batch is slow, but not out of the ordinary. */
const CALL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** @param version of the bridge */
export function createMetrics({ version }: { version: string }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const calls = {
    otto: callHistogram('otto', registers),
    shop: callHistogram('shop', registers),
  };
  const imports = new Counter({
    name: 'otto_bridge_import_runs_total',
    help: 'Imports by this process that ended, by what they came to.',
    labelNames: ['account', 'outcome'],
    registers,
  });
  const jobs = new Counter({
    name: 'otto_bridge_job_runs_total',
    help: 'Runs of jobs by this process that ended, imports included.',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'otto_bridge_webhook_deliveries_total',
    help: 'Deliveries of the shop that this process took or refused.',
    labelNames: ['outcome'],
    registers,
  });
  const heartbeats = new Counter({
    name: 'otto_bridge_heartbeats_total',
    help: 'What the dead man’s switch did: called, called in vain, or held back.',
    labelNames: ['outcome'],
    registers,
  });
  const gauges: LedgerGauges = ledgerGauges(registers, version);
  const skews = new Map<MeteredCall['side'], number>();

  return {
    meter: {
      ended({ side, method, route, outcome, durationMs, clockSkewMs }) {
        // A clock that was put back meanwhile must not count as a negative time.
        calls[side].observe({ method, route, outcome }, Math.max(0, durationMs) / 1_000);
        if (clockSkewMs !== undefined) skews.set(side, clockSkewMs / 1_000);
      },
    },
    jobEnded({ job, accountId, outcome }) {
      jobs.inc({ job, outcome });
      if (job === 'order-import') imports.inc({ account: accountId ?? '', outcome });
    },
    deliveryCame: (outcome) => deliveries.inc({ outcome }),
    heartbeat: (outcome) => heartbeats.inc({ outcome }),
    contentType: registry.contentType,
    async render(facts) {
      gauges.set(facts, skews);
      return `${await registry.metrics()}\n${await processRegistry().metrics()}`;
    },
  };
}

function callHistogram(side: 'otto' | 'shop', registers: Registry[]) {
  return new Histogram({
    name: `otto_bridge_${side}_call_duration_seconds`,
    help: `Calls to ${side === 'otto' ? 'OTTO Market' : 'the shop'} that left, retries one by one.`,
    labelNames: ['method', 'route', 'outcome'],
    buckets: CALL_BUCKETS,
    registers,
  });
}
