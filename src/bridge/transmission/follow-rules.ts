import { fingerprint } from '../../mapping/fingerprint.ts';
import { HOUR } from '../clock.ts';
import type { ReportRun } from './report-run.ts';

const AT_A_TIME = 200;

/** Orders that were shipped in the shop and of which no report knows are looked for so often. */
const SWEEP_EVERY_MS = HOUR;

/**
 * Lets new rules count for what waits already, and now and then looks for shipped orders that no
 * change announced.
 */
export async function followRules(run: ReportRun): Promise<void> {
  const { ledger, account, sweptAt } = run;
  const { accountId, rules } = account;
  const print = fingerprint(rules);
  const isNew = (await ledger.loadReportsFingerprint(accountId)) !== print;
  if (isNew) {
    await askForLooks(run);
    await ledger.wakeWaiting(accountId, run.now());
  }
  const time = run.clock.now().getTime();
  if (isNew || time - (sweptAt.get(accountId) ?? 0) >= SWEEP_EVERY_MS) {
    await ledger.sweepReportLooks(accountId, rules.shippedStatuses, run.now());
    sweptAt.set(accountId, time);
  }
  if (isNew) await ledger.saveReportsFingerprint(accountId, print);
}

/** The shop may say more under the new rules about what it asked for. */
async function askForLooks({ ledger, account, now }: ReportRun): Promise<void> {
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
    if (ids.length > 0) await ledger.askForReportLooks(accountId, [...new Set(ids)], now());
    if (page.length < AT_A_TIME) return;
    before = page.at(-1);
  }
}
