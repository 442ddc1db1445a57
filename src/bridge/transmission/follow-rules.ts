import { fingerprint } from '../../mapping/fingerprint.ts';
import { HOUR, MINUTE } from '../clock.ts';
import type { ReportRun } from './report-run.ts';

const AT_A_TIME = 200;

/** Orders that were shipped in the shop and of which no report knows are looked for so often. */
const SWEEP_EVERY_MS = HOUR;

/**
 * Parcels that are kept outside of the order can come without a trace in it: Shiptastic moves neither
 * the order nor a webhook when one is added (seen in 5.1), and a further fulfillment leaves an order
 * "partially fulfilled" as it was. Where the shop has such a source, orders with something left to
 * report are looked at so often.
 */
const SILENT_SOURCES = ['fulfillments', 'shiptastic'] as const;
const SILENT_EVERY_MS = 15 * MINUTE;

/**
 * Lets new rules count for what waits already, and now and then looks for shipped orders that no
 * change announced.
 */
export async function followRules(run: ReportRun): Promise<void> {
  const { ledger, account } = run;
  const { accountId, rules } = account;
  const print = fingerprint(rules);
  const isNew = (await ledger.loadReportsFingerprint(accountId)) !== print;
  if (isNew) {
    await askForWaitingOrders(run);
    await ledger.wakeWaiting(accountId, run.now());
  }
  if (isTime(run, 'shipped', SWEEP_EVERY_MS) || isNew) {
    await ledger.sweepReportLooks(accountId, rules.shippedStatuses, run.now());
  }
  const isSilent = SILENT_SOURCES.some(
    (source) => rules.parcelSources.includes(source) && run.missingRoutes.get(source) === 0,
  );
  if (isSilent && isTime(run, 'silent', SILENT_EVERY_MS)) {
    await askForWaitingOrders(run);
    await askForOpenOrders(run);
  }
  if (isNew) await ledger.saveReportsFingerprint(accountId, print);
}

/** The shop may say more under the new rules about what it asked for. */
async function askForWaitingOrders({ ledger, account }: ReportRun): Promise<void> {
  const { accountId } = account;
  let before: { createdAt: string; transmissionId: string } | undefined;
  for (;;) {
    const page = await ledger.listTransmissions({
      accountId,
      state: 'waiting',
      limit: AT_A_TIME,
      ...(before ? { before } : {}),
    });
    const ids = page.filter(({ source }) => source === 'shop').map((one) => one.salesOrderId);
    if (ids.length > 0) await ledger.askForReportLooks(accountId, [...new Set(ids)]);
    if (page.length < AT_A_TIME) return;
    before = page.at(-1);
  }
}

/** Orders of which OTTO still waits for pieces that are in no report. */
async function askForOpenOrders({ ledger, account }: ReportRun): Promise<void> {
  const { accountId } = account;
  let after: Parameters<typeof ledger.listToShip>[0]['after'];
  for (;;) {
    const page = await ledger.listToShip({
      accountId,
      limit: AT_A_TIME,
      ...(after ? { after } : {}),
    });
    const ids = page.map(({ salesOrderId }) => salesOrderId);
    await ledger.askForReportLooks(accountId, ids);
    if (page.length < AT_A_TIME) return;
    after = page.at(-1);
  }
}

/** True once in so long, for each account and sweep; and at the first run of a process. */
function isTime({ clock, account, sweptAt }: ReportRun, sweep: string, everyMs: number): boolean {
  const name = `${sweep}:${account.accountId}`;
  const time = clock.now().getTime();
  if (time - (sweptAt.get(name) ?? 0) < everyMs) return false;
  sweptAt.set(name, time);
  return true;
}
