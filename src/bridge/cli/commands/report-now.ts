import type { Bridge } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { ImportStopped } from '../../order-import/run-faults.ts';
import type { CliContext } from '../cli-context.ts';
import { type Told, tell, tellError, toldText } from '../tell-fault.ts';

/** What a run of the reports came to, account by account; the answer of `--json`. */
export type RunReport = {
  accountId: string;
  ran: boolean;
  counters: {
    accepted: number;
    open: number;
    deferred: number;
    attention: number;
    confirmed: number;
  } | null;
  fault: Told | null;
};

/**
 * Sends what was just committed, where reports leave at once; else says when they do.
 *
 * @returns the runs; none where the owner has set times of his own
 */
export async function reportAtOnce(
  context: CliContext,
  bridge: Bridge,
  accountIds: readonly string[],
): Promise<RunReport[]> {
  if (accountIds.length === 0) return [];
  const { schedules } = await bridge.settings.load();
  if (schedules.reports !== null) {
    context.say(context.words.report.later);
    context.sayCommand('reports run');
    return [];
  }
  const runs: RunReport[] = [];
  for (const accountId of new Set(accountIds))
    runs.push(await reportNow(context, bridge, accountId));
  return runs;
}

/** Runs the reports of one account; what keeps it from running is told, not thrown. */
export async function reportNow(
  context: CliContext,
  bridge: Bridge,
  accountId: string,
): Promise<RunReport> {
  const { io, language } = context;
  try {
    const [outcome] = await bridge.runReports({
      accountId,
      cause: 'command',
      holderKind: 'command',
      signal: io.signal,
    });
    const result = outcome?.result;
    if (!result?.ran) {
      return failed(
        context,
        accountId,
        tell(language, result?.why ?? 'reports-running', { accountId }),
      );
    }
    const { accepted, found, open, deferred, attention, confirmed } = result.counters;
    const counters = { accepted: accepted + found, open, deferred, attention, confirmed };
    const isNothing = counters.accepted + open + deferred + attention === 0;
    const { words } = context;
    context.say(isNothing ? words.report.nothingToSend : words.report.runDone(counters));
    const fault = result.fault
      ? tell(language, result.fault.code, result.fault.params, { accountId })
      : null;
    if (fault) context.say(toldText(fault));
    return { accountId, ran: true, counters, fault };
  } catch (error) {
    // What was committed stands and leaves later; what is no fault of the set-up ends the command.
    if (!(error instanceof ConfigError || error instanceof ImportStopped)) throw error;
    return failed(context, accountId, tellError(language, error));
  }
}

function failed(context: CliContext, accountId: string, fault: Told): RunReport {
  context.say(toldText(fault));
  return { accountId, ran: false, counters: null, fault };
}
