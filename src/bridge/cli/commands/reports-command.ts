import type { TransmissionState } from '../../../mapping/reporting/transmission.ts';
import { type Bridge, findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { presentAttempt, presentTransmission } from '../../http/present/transmissions.ts';
import { manifestJob } from '../../manifest.ts';
import { createJobSchedule } from '../../schedule/job-schedule.ts';
import { effectiveSchedule } from '../../settings/account-schema.ts';
import { formatMoment } from '../../words/formats.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { findReport } from './find-report.ts';
import { type RunReport, reportNow } from './report-now.ts';
import { exitCodeOfReports, sayMoments, sayReport, showReports } from './show-reports.ts';

export type ReportListFlags = {
  account?: string;
  state?: TransmissionState;
  order?: string;
  incident?: number;
  all?: boolean;
  limit: number;
};

/** `reports`, `reports list`: reports to OTTO, newest first; those that are through only where asked. */
export async function listReportsCommand(
  context: CliContext,
  flags: ReportListFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const { account, state, incident: incidentId, limit } = flags;
    if (account !== undefined) findAccount(await bridge.settings.load(), account);
    const isOpen = flags.all || state !== undefined ? undefined : true;
    const filter = { state, incidentId, isOpen, limit };
    const found = [];
    for (const order of await ordersFor(bridge, flags.order)) {
      const accountId = order.accountId ?? account;
      found.push(...(await bridge.ledger.listTransmissions({ ...filter, ...order, accountId })));
    }
    const items = found.map((report) => presentTransmission(language, report));
    context.json({ items });
    if (items.length === 0) context.say(words.report.noReports);
    else showReports(context, items);
    return exitCodeOfReports(items);
  });
}

type OrderFilter = { accountId?: string; salesOrderId?: string };

/** @throws CallFault `order-unknown` */
async function ordersFor(bridge: Bridge, asked: string | undefined): Promise<OrderFilter[]> {
  if (asked === undefined) return [{}];
  const orderNumber = asked.trim();
  const rows = await bridge.ledger.findByOrderNumber(orderNumber);
  if (rows.length === 0) throw new CallFault('order-unknown', { orderNumber });
  return rows.map((row) => ({ accountId: row.account_id, salesOrderId: row.sales_order_id }));
}

/** `reports show`: one report with every call that was made for it. */
export async function showReportCommand(context: CliContext, asked: string): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const transmissionId = await findReport(bridge, asked);
    const loaded = await bridge.ledger.loadTransmission(transmissionId);
    if (!loaded) throw unknown(transmissionId);
    const report = presentTransmission(language, loaded.transmission);
    const attempts = loaded.attempts.map((attempt) => presentAttempt(language, attempt));
    context.json({ ...report, attempts });
    context.say(words.why.title(report.orderNumber, report.accountId));
    sayReport(context, report);
    sayMoments(context, report);
    if (attempts.length === 0) return exitCodeOfReports([report]);
    context.say(`\n${words.report.attempts}`);
    context.table(
      [
        { head: words.report.column.at },
        { head: words.report.column.call },
        { head: words.report.column.outcome },
        { head: words.column.reason },
      ],
      attempts.map(({ at, callWord, outcomeWord, statusCode, titles, logref, fault }) => [
        formatMoment(language, at),
        callWord,
        outcomeWord,
        [statusCode, ...titles, logref, fault].filter((part) => part !== null).join(', '),
      ]),
    );
    return exitCodeOfReports([report]);
  });
}

/** `reports run`: sends now what is due, of one account or of all active ones. */
export async function runReportsCommand(
  context: CliContext,
  flags: { account?: string },
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const runs: RunReport[] = [];
    for (const accountId of await accountsFor(bridge, flags.account)) {
      if (context.io.signal.aborted) break;
      runs.push(await reportNow(context, bridge, accountId));
    }
    const nextRunAt = await nextReportsAt(bridge);
    context.json({ items: runs, nextRunAt: nextRunAt ?? null });
    const { nextRun, noNextRun } = context.words.report;
    context.say(
      nextRunAt === undefined ? noNextRun : nextRun(formatMoment(context.language, nextRunAt)),
    );
    return gravest([
      ...runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : [])),
      runs.some(({ counters }) => (counters?.attention ?? 0) > 0) ? EXIT.needsOwner : EXIT.ok,
    ]);
  });
}

/** When a running service sends next by itself, UTC ISO; undefined = not by itself. */
async function nextReportsAt(bridge: Bridge): Promise<string | undefined> {
  const { defaultSchedule, timeZone } = manifestJob(bridge.manifest, 'reports');
  const { schedules } = await bridge.settings.load();
  const expression = effectiveSchedule({ schedule: schedules.reports }, defaultSchedule);
  if (expression === null) return undefined;
  const { logger } = bridge;
  const schedule = createJobSchedule(() => undefined, { timeZone, logger });
  await schedule.set([{ name: 'reports', expression }]);
  const nextRunAt = schedule.nextRunAt('reports');
  await schedule.stop();
  return nextRunAt;
}

/** @throws ConfigError `account-unknown`, `no-active-account` */
async function accountsFor(bridge: Bridge, accountId: string | undefined): Promise<string[]> {
  const settings = await bridge.settings.load();
  if (accountId !== undefined) return [findAccount(settings, accountId).id];
  const active = settings.accounts.filter(({ state }) => state === 'active');
  if (active.length > 0) return active.map(({ id }) => id);
  throw new ConfigError('no-active-account', 'There is no account to report for');
}

function unknown(transmissionId: string): ConfigError {
  return new ConfigError('transmission-unknown', `There is no report ${transmissionId}`, {
    params: { transmissionId },
  });
}
