import { type Bridge, findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { differencesCsv } from '../../http/present/differences-csv.ts';
import { presentDifference, presentReconcileRun } from '../../http/present/reconcile.ts';
import { allDifferences } from '../../http/routes/reconcile.ts';
import type { ReconcileDifferenceRow } from '../../ledger/reconcile-runs.ts';
import { writeDurably } from '../../settings/durable-file.ts';
import { notWritable } from '../../settings/settings-fault.ts';
import { reasonWord } from '../../words/owner-words.ts';
import { momentAfterDay, pastMomentFromDay } from '../berlin-day.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { type Told, tell, tellError, toldText } from '../tell-fault.ts';

export type ReconcileFlags = {
  account?: string;
  from?: string;
  until?: string;
  csv?: string;
  repair?: boolean;
};

/** A repair that is the owner's to decide. */
const OWNERS = 'create-again';

type Range = { from: string | undefined; until: string | undefined };

/** What became of one account; the answer of `--json`, one for each account. */
type AccountReport = {
  accountId: string;
  run: ReturnType<typeof presentReconcileRun> | null;
  differences: ReturnType<typeof presentDifference>[];
  /** how many differences were repaired before this comparison, and how many could not be */
  repaired: { repaired: number; left: number } | null;
  /** why it ended early, or did not begin */
  fault: Told | null;
};

/** `reconcile`: OTTO, bridge and shop side by side, for one account or all active ones. */
export async function reconcileCommand(
  context: CliContext,
  flags: ReconcileFlags,
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const range = {
      from:
        flags.from === undefined ? undefined : pastMomentFromDay(flags.from, bridge.clock.now()),
      until: flags.until === undefined ? undefined : momentAfterDay(flags.until),
    };
    const reports: AccountReport[] = [];
    const rows: ReconcileDifferenceRow[] = [];
    for (const accountId of await accountsFor(bridge, flags.account)) {
      if (context.io.signal.aborted) break;
      const { found, ...report } = await reconcileOne(context, bridge, accountId, range, flags);
      reports.push(report);
      rows.push(...found);
    }
    if (flags.csv !== undefined) await writeCsv(context, flags.csv, rows);
    context.json({ items: reports });
    return gravest(reports.map(exitCodeFor));
  });
}

/** @throws ConfigError `account-unknown`, `no-active-account` */
async function accountsFor(bridge: Bridge, accountId: string | undefined): Promise<string[]> {
  const settings = await bridge.settings.load();
  if (accountId !== undefined) return [findAccount(settings, accountId).id];
  const active = settings.accounts.filter(({ state }) => state === 'active');
  if (active.length > 0) return active.map(({ id }) => id);
  throw new ConfigError('no-active-account', 'There is no account to compare');
}

/** The range as it was typed, for a command that is to mean the same. */
function rangeFlags({ account, from, until }: ReconcileFlags): string {
  return [
    ...(account === undefined ? [] : [` --account ${account}`]),
    ...(from === undefined ? [] : [` --from ${from}`]),
    ...(until === undefined ? [] : [` --until ${until}`]),
  ].join('');
}

type Found = AccountReport & { found: ReconcileDifferenceRow[] };

async function reconcileOne(
  context: CliContext,
  bridge: Bridge,
  accountId: string,
  range: Range,
  flags: ReconcileFlags,
): Promise<Found> {
  const { words } = context;
  const asAsked = rangeFlags(flags);
  context.say(words.reconcile.title(accountId));
  try {
    const first = await compare(context, bridge, accountId, range, asAsked);
    const isRepairable = first.found.some((row) => row.repair !== null);
    if (!flags.repair || !isRepairable || !first.run) return first;
    const outcome = await bridge.repairDifferences({
      reconcileRunId: first.run.reconcileRunId,
      ...askedBy(context),
    });
    if (!outcome.ran) return failed(context, accountId, tell(context.language, outcome.why, {}));
    const fault = outcome.fault ?? outcome.importFault;
    if (fault) {
      const told = tell(context.language, fault.code, fault.params, { accountId });
      return failed(context, accountId, told);
    }
    const { repaired, left } = outcome;
    context.say(words.reconcile.repaired(repaired, left));
    const second = await compare(context, bridge, accountId, range, asAsked);
    return { ...second, repaired: { repaired, left } };
  } catch (error) {
    // The other accounts go on; what is no fault of this account's set-up ends the command.
    if (!(error instanceof ConfigError) || exitCodeOf(error.code) === EXIT.wrongCall) throw error;
    return failed(context, accountId, tellError(context.language, error));
  }
}

async function compare(
  context: CliContext,
  bridge: Bridge,
  accountId: string,
  range: Range,
  asAsked: string,
): Promise<Found> {
  const { language } = context;
  const result = await bridge.reconcile({ accountId, ...range, ...askedBy(context) });
  if (!result.ran) return failed(context, accountId, tell(language, result.why, { accountId }));
  if (result.fault) {
    const { code, params } = result.fault;
    return failed(context, accountId, tell(language, code, params, { accountId }));
  }
  const row = await bridge.ledger.loadReconcileRun(result.reconcileRunId);
  const run = row ? presentReconcileRun(language, row) : null;
  const found = await allDifferences(bridge.ledger, result.reconcileRunId);
  const differences = found.map((each) => presentDifference(language, each));
  showDifferences(context, differences, asAsked);
  const isFine = found.length === 0;
  context.say(`${isFine ? '✓' : '✗'} ${run?.line ?? ''}`);
  const reasons = run?.reasons ?? [];
  if (reasons.length > 0) {
    context.say(`  ${reasons.map(({ word, count }) => `${count} × ${word}`).join(', ')}`);
  }
  return { accountId, run, differences, repaired: null, fault: null, found };
}

function askedBy(context: CliContext) {
  return { cause: 'command', holderKind: 'command', signal: context.io.signal } as const;
}

function failed(context: CliContext, accountId: string, fault: Told): Found {
  context.say(toldText(fault, '  '));
  return { accountId, run: null, differences: [], repaired: null, fault, found: [] };
}

/** More lines would push the one line out of sight; the file has them all. */
const MOST_LINES = 100;

function showDifferences(
  context: CliContext,
  differences: AccountReport['differences'],
  asAsked: string,
): void {
  const { words, language } = context;
  if (differences.length === 0) return;
  const { column } = words;
  context.table(
    [
      { head: column.orderNumber, isWhole: true },
      { head: column.reason },
      { head: column.what },
      { head: column.repair },
    ],
    differences
      .slice(0, MOST_LINES)
      .map(({ orderNumber, about, repairWord }) => [
        orderNumber,
        reasonWord(language, about.code),
        about.what,
        repairWord,
      ]),
  );
  const further = differences.length - MOST_LINES;
  if (further > 0) context.say(words.reconcile.further(further));
  if (differences.some(({ repair }) => repair !== null && repair !== OWNERS)) {
    context.say(words.reconcile.repairHint);
    context.sayCommand(`reconcile${asAsked} --repair`);
  }
  const toDecide = differences.find(({ repair }) => repair === null || repair === OWNERS);
  if (toDecide) {
    context.say(words.reconcile.decideHint);
    context.sayCommand(`choose ${toDecide.orderNumber} --otto`);
    context.sayCommand(`choose ${toDecide.orderNumber} --shop`);
  }
}

/** @throws ConfigError `settings-not-writable` */
async function writeCsv(
  context: CliContext,
  file: string,
  rows: ReconcileDifferenceRow[],
): Promise<void> {
  try {
    await writeDurably(file, differencesCsv(context.language, rows));
  } catch (fault) {
    throw notWritable(file, fault);
  }
  context.say(context.words.reconcile.written(file, rows.length));
}

function exitCodeFor({ fault, differences }: AccountReport): ExitCode {
  if (fault) return exitCodeOf(fault.code);
  return differences.length > 0 ? EXIT.needsOwner : EXIT.ok;
}
