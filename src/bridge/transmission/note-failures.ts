import type { NoteIntent } from '../ledger/order-notes.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { sayingOf } from '../words/owner-words.ts';
import { reportCode } from '../words/report-code.ts';
import type { ReportRun } from './report-run.ts';

const AT_A_TIME = 200;

/**
 * Has a private note written into the shop order of each report that needs somebody: what OTTO said,
 * and what to do. The import writes it with its own. A note is known by its report and reason, so that
 * repeating this adds nothing.
 */
export async function noteFailures(run: ReportRun): Promise<void> {
  const { ledger } = run;
  const { accountId } = run.account;
  let before: { createdAt: string; transmissionId: string } | undefined;
  for (;;) {
    const filter = { accountId, state: 'attention' as const, limit: AT_A_TIME };
    const page = await ledger.listTransmissions({ ...filter, ...(before ? { before } : {}) });
    await ledger.addOrderNotes(
      accountId,
      page.flatMap((report) => noteOf(run, report)),
    );
    if (page.length < AT_A_TIME) return;
    before = page.at(-1);
  }
}

function noteOf(run: ReportRun, report: Transmission): NoteIntent[] {
  const { reason, salesOrderId, orderNumber, transmissionId, kind } = report;
  if (!reason) return [];
  const { language } = run.account.importRules;
  const params = { ...reason.params, orderNumber, kind };
  const { what, follows, todo } = sayingOf(language, reportCode(reason.code), params);
  return [
    {
      salesOrderId,
      noteKey: `report-failed:${transmissionId}:${reason.code}`,
      text: [what, follows, todo].filter(Boolean).join(' '),
    },
  ];
}
