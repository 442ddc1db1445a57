import { type Bridge, findAccount, type ImportOutcome } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { presentRunLine } from '../../http/present/import-runs.ts';
import type { ImportCounters, ImportRunLineRow } from '../../ledger/import-runs.ts';
import type { Rehearsed } from '../../order-import/rehearse-import.ts';
import { ImportStopped } from '../../order-import/run-faults.ts';
import { counterLine } from '../../words/owner-words.ts';
import { pastMomentFromDay } from '../berlin-day.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { type Told, tell, tellError, toldText } from '../tell-fault.ts';
import { presentRehearsed } from './present-rehearsed.ts';
import { progressBar } from './progress-bar.ts';
import { showRehearsed, showRunLines } from './run-tables.ts';

export type ImportFlags = { account?: string; since?: string; dryRun?: boolean };

/** What became of one account; the answer of `--json`, one for each account. */
type AccountReport = {
  accountId: string;
  importRunId: string | null;
  isRehearsal: boolean;
  counters: ImportCounters | null;
  summary: string | null;
  /** why it ended early, or did not begin */
  fault: Told | null;
  lines: ReturnType<typeof presentRunLine>[];
  rehearsed: ReturnType<typeof presentRehearsed>[];
};

const LINES_A_PAGE = 500;

/** `import` and `preview`: one account, or all that may, one after the other. */
export async function importCommand(
  context: CliContext,
  flags: ImportFlags,
  isPreview: boolean,
): Promise<ExitCode> {
  const { io, words } = context;
  return context.withBridge(async (bridge) => {
    const since =
      flags.since === undefined ? undefined : pastMomentFromDay(flags.since, bridge.clock.now());
    const accountIds = await accountsFor(bridge, flags.account, isPreview);
    const heard = () => {
      if (!context.isJson) io.err(`${words.stoppingImport}\n`);
    };
    io.signal.addEventListener('abort', heard, { once: true });
    const rehearse = isPreview || flags.dryRun === true;
    const items: AccountReport[] = [];
    for (const accountId of accountIds) {
      if (io.signal.aborted) break;
      items.push(await importOne(context, bridge, { accountId, since, rehearse }));
    }
    context.json({ items });
    const open = await bridge.ledger.listIncidents({ state: 'open', limit: LINES_A_PAGE });
    if (open.length > 0) {
      context.say(words.openIncidents(open.length));
      context.sayCommand('incidents');
    }
    return gravest(items.map(exitCodeFor));
  });
}

/** @throws ConfigError `account-unknown`, `no-active-account` */
async function accountsFor(
  bridge: Bridge,
  accountId: string | undefined,
  isPreview: boolean,
): Promise<string[]> {
  const settings = await bridge.settings.load();
  if (accountId !== undefined) return [findAccount(settings, accountId).id];
  const chosen = settings.accounts.filter(
    ({ state }) => state === 'active' || (isPreview && state === 'draft'),
  );
  if (chosen.length > 0) return chosen.map(({ id }) => id);
  throw new ConfigError('no-active-account', 'There is no account to import');
}

type Wish = { accountId: string; since: string | undefined; rehearse: boolean };

async function importOne(
  context: CliContext,
  bridge: Bridge,
  { accountId, since, rehearse }: Wish,
): Promise<AccountReport> {
  const { io, words, language } = context;
  const rehearsed: Rehearsed[] = [];
  const bar = progressBar(context);
  let outcome: ImportOutcome;
  try {
    outcome = await bridge.importOrders({
      accountId,
      cause: 'command',
      holderKind: 'command',
      rehearse,
      since,
      signal: io.signal,
      onProgress: (counters) => bar?.show(counters),
      onRehearsed: (order) => rehearsed.push(order),
    });
  } catch (error) {
    // The other accounts go on; what is no fault of the set-up ends the command.
    if (!(error instanceof ConfigError || error instanceof ImportStopped)) throw error;
    return notBegun(context, accountId, tellError(language, error));
  } finally {
    bar?.stop();
  }
  if (!outcome.ran) {
    return notBegun(context, accountId, tell(language, outcome.why, { accountId }));
  }
  const { importRunId, isRehearsal, counters } = outcome;
  context.say(words.runTitle(accountId, isRehearsal));
  const rows = isRehearsal ? [] : await runLines(bridge, importRunId);
  if (isRehearsal) await showRehearsed(context, bridge, rehearsed);
  else showRunLines(context, rows);
  const fault = outcome.fault
    ? tell(language, outcome.fault.code, outcome.fault.params, { accountId })
    : null;
  // A run that ended before it had read anything does not know that there is nothing.
  const summary =
    fault && counters.seen === 0 ? null : counterLine(language, counters, { isRehearsal });
  if (summary) context.say(summary);
  if (fault) context.say(toldText(fault));
  if (isRehearsal && !rehearse) {
    context.say(words.draftHint(accountId));
    context.sayCommand(`account activate ${accountId}`);
  }
  return {
    accountId,
    importRunId,
    isRehearsal,
    counters,
    summary,
    fault,
    lines: rows.map((row) => presentRunLine(language, row)),
    rehearsed: rehearsed.map(presentRehearsed),
  };
}

function notBegun(context: CliContext, accountId: string, fault: Told): AccountReport {
  context.say(context.words.notImported(accountId));
  context.say(toldText(fault, '  '));
  return {
    accountId,
    importRunId: null,
    isRehearsal: false,
    counters: null,
    summary: null,
    fault,
    lines: [],
    rehearsed: [],
  };
}

async function runLines(bridge: Bridge, importRunId: string): Promise<ImportRunLineRow[]> {
  const lines: ImportRunLineRow[] = [];
  for (;;) {
    const after = lines.at(-1)?.line_id ?? 0;
    const page = await bridge.ledger.listRunLines(importRunId, { after, limit: LINES_A_PAGE });
    lines.push(...page);
    if (page.length < LINES_A_PAGE) return lines;
  }
}

function exitCodeFor({ fault, counters }: AccountReport): ExitCode {
  if (fault) return exitCodeOf(fault.code);
  return counters !== null && counters.held + counters.failed > 0 ? EXIT.needsOwner : EXIT.ok;
}
