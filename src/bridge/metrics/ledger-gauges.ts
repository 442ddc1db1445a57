import { Gauge, type Registry } from 'prom-client';
import type { Measures } from '../ledger/measures.ts';

/** What is asked when somebody scrapes. */
export type LedgerFacts = {
  measures: Measures;
  /** sides that were called by now, and whether calls are kept away from them */
  breakers: readonly { side: 'otto' | 'shop'; accountId: string; isOpen: boolean }[];
  now: Date;
};

export type LedgerGauges = {
  /** @param skews seconds by side; undefined facts leave nothing of the last look standing */
  set(facts: LedgerFacts | undefined, skews: ReadonlyMap<string, number>): void;
};

/** What is looked up for each scrape instead of being counted as it happens. */
export function ledgerGauges(registers: Registry[], version: string): LedgerGauges {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `otto_bridge_${name}`, help, labelNames, registers });
  gauge('info', 'The bridge; always 1.', ['version']).set({ version }, 1);
  const up = gauge('ledger_up', '1 = the ledger answered this scrape.', []);
  const skew = gauge('clock_skew_seconds', 'Their clock minus ours, by their last answer.', [
    'side',
  ]);
  const orders = gauge('orders', 'Orders in each tab of the list; 1000 = that many or more.', [
    'tab',
  ]);
  const incidents = gauge('open_incidents', 'Open incidents; none = no line.', ['code']);
  const reports = gauge('open_transmissions', 'Reports to OTTO that are not over.', ['state']);
  const oldest = gauge(
    'oldest_due_transmission_age_seconds',
    'How long the report waits that is due longest; 0 = none is due.',
    [],
  );
  const deliveries = gauge('webhook_deliveries_waiting', 'Deliveries not worked off yet.', []);
  const lastImport = gauge(
    'last_import_success_timestamp_seconds',
    'When the last import of the account ended that went through; 0 = none did.',
    ['account'],
  );
  const stock = gauge('stock_due', 'Numbers of stock that are to be sent to OTTO.', ['account']);
  const breaker = gauge('breaker_open', '1 = calls are kept away from this side for now.', [
    'side',
    'account',
  ]);
  const ofLedger = [orders, incidents, reports, oldest, deliveries, lastImport, stock, breaker];

  return {
    set(facts, skews) {
      for (const one of ofLedger) one.reset();
      up.set(facts === undefined ? 0 : 1);
      for (const [side, seconds] of skews) skew.set({ side }, seconds);
      if (facts === undefined) {
        oldest.remove();
        deliveries.remove();
        return;
      }
      const { measures, breakers, now } = facts;
      for (const [tab, count] of measures.ordersByTab) orders.set({ tab }, count);
      for (const [code, count] of measures.incidentsByCode) incidents.set({ code }, count);
      for (const [state, count] of measures.reportsByState) reports.set({ state }, count);
      oldest.set(ageSeconds(measures.oldestDueReportAt, now));
      deliveries.set(measures.deliveriesWaiting);
      for (const { accountId: account, lastImportAt, stockDue } of measures.accounts) {
        lastImport.set({ account }, Date.parse(lastImportAt ?? '1970-01-01') / 1_000);
        stock.set({ account }, stockDue);
      }
      for (const { side, accountId: account, isOpen } of breakers) {
        breaker.set({ side, account }, isOpen ? 1 : 0);
      }
    },
  };
}

function ageSeconds(since: string | undefined, now: Date): number {
  if (since === undefined) return 0;
  return Math.max(0, (now.getTime() - Date.parse(since)) / 1_000);
}
