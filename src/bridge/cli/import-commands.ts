import { SingleBar } from 'cli-progress';
import { centsFromText } from '../../mapping/money.ts';
import { statusName } from '../../mapping/woocommerce/shop-profile.ts';
import type { Bridge, ImportOutcome } from '../create-bridge.ts';
import { findAccount } from '../create-bridge.ts';
import type { Rehearsed } from '../order-import/rehearse-import.ts';
import { formatCents, formatMoment } from '../words/formats.ts';
import { counterLine, outcomeWord, reasonWord, sayingOf } from '../words/owner-words.ts';
import type { CliContext } from './cli-context.ts';
import { momentFromDay } from './cli-context.ts';
import { EXIT, type ExitCode, exitCodeOfFault } from './exit-codes.ts';

export type ImportFlags = { account?: string; since?: string; dryRun?: boolean };

type AccountReport = { accountId: string; outcome: ImportOutcome; rehearsed: Rehearsed[] };

/** `import` and `preview`: one account, or all active ones, one after the other. */
export async function importCommand(
  context: CliContext,
  flags: ImportFlags,
  isPreview: boolean,
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const accountIds = await accountsFor(bridge, flags.account, isPreview);
    if (accountIds.length === 0) {
      context.say(context.words.noAccounts);
      context.json([]);
      return EXIT.misconfigured;
    }
    const reports: AccountReport[] = [];
    for (const accountId of accountIds) {
      reports.push(await importOne(context, bridge, accountId, flags, isPreview));
    }
    context.json(reports);
    const incidents = await bridge.ledger.listIncidents('open', 500);
    if (incidents.length > 0) context.say(context.words.openIncidents(incidents.length));
    return worst(reports);
  });
}

async function accountsFor(
  bridge: Bridge,
  accountId: string | undefined,
  isPreview: boolean,
): Promise<string[]> {
  const settings = await bridge.settings.load();
  if (accountId !== undefined) return [findAccount(settings, accountId).id];
  return settings.accounts
    .filter(({ state }) => state === 'active' || (isPreview && state === 'draft'))
    .map(({ id }) => id);
}

async function importOne(
  context: CliContext,
  bridge: Bridge,
  accountId: string,
  flags: ImportFlags,
  isPreview: boolean,
): Promise<AccountReport> {
  const { io, words, language } = context;
  const rehearse = isPreview || flags.dryRun === true;
  const rehearsed: Rehearsed[] = [];
  const bar = progressBar(context);
  const outcome = await bridge.importOrders({
    accountId,
    cause: 'command',
    holderKind: 'command',
    rehearse,
    since: flags.since === undefined ? undefined : momentFromDay(flags.since),
    signal: io.signal,
    onProgress: (counters) => {
      const { seen, ...done } = counters;
      bar?.setTotal(seen);
      bar?.update(Object.values(done).reduce((sum, count) => sum + count, 0));
    },
    onRehearsed: (order) => rehearsed.push(order),
  });
  bar?.stop();
  if (!outcome.ran) {
    context.say(words.alreadyRunning(accountId));
    return { accountId, outcome, rehearsed };
  }
  context.say(words.runTitle(accountId, outcome.isRehearsal));
  if (outcome.isRehearsal) await showRehearsed(context, bridge, rehearsed);
  else await showLines(context, bridge, outcome.importRunId);
  context.say(counterLine(language, outcome.counters, { isRehearsal: outcome.isRehearsal }));
  if (outcome.fault) showFault(context, outcome.fault);
  if (outcome.isRehearsal) {
    context.say(rehearse ? words.rehearsalHint : words.draftHint(accountId));
  }
  return { accountId, outcome, rehearsed };
}

function progressBar(context: CliContext): SingleBar | undefined {
  if (context.isJson || !context.io.isTerminal) return undefined;
  const bar = new SingleBar({
    format: ' {bar} {value}/{total}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(0, 0);
  return bar;
}

async function showLines(context: CliContext, bridge: Bridge, importRunId: string): Promise<void> {
  const { language, words } = context;
  const lines = await bridge.ledger.listRunLines(importRunId, { after: 0, limit: 500 });
  if (lines.length === 0) {
    context.say(words.runNothing);
    return;
  }
  context.table(
    [words.column.orderNumber, words.column.result, words.column.shopOrder, words.column.what],
    lines.map((line) => {
      const params: unknown = JSON.parse(line.params);
      const reason = readReason(params);
      return [
        line.order_number ?? '–',
        outcomeWord(language, line.outcome),
        line.woo_order_id === null ? '–' : String(line.woo_order_id),
        reason === undefined ? '' : reasonWord(language, reason),
      ];
    }),
  );
}

function readReason(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('reason' in params)) return undefined;
  return typeof params.reason === 'string' ? params.reason : undefined;
}

async function showRehearsed(
  context: CliContext,
  bridge: Bridge,
  rehearsed: Rehearsed[],
): Promise<void> {
  const { language, words } = context;
  if (rehearsed.length === 0) {
    context.say(words.runNothing);
    return;
  }
  const statuses = rehearsed.some((order) => order.readable && order.step.action === 'create')
    ? await bridge.connections.shop(await bridge.settings.load()).client.listStatuses()
    : [];
  const { column } = words;
  context.table(
    [
      column.orderNumber,
      column.ordered,
      column.result,
      column.shopStatus,
      column.lines,
      column.sum,
    ],
    rehearsed.map((order) => rehearsedRow(language, order, statuses)),
  );
}

function rehearsedRow(
  language: 'de' | 'en',
  order: Rehearsed,
  statuses: { slug: string; name: string }[],
): string[] {
  if (!order.readable) {
    const reason = reasonWord(language, 'sales-order-unreadable');
    return [order.orderNumber ?? '?', '', outcomeWord(language, 'failed'), '', reason, ''];
  }
  const { step } = order;
  const row = [order.orderNumber, formatMoment(language, order.orderedAt)];
  const outcome = outcomeWord(language, `would-${step.action}`);
  switch (step.action) {
    case 'create': {
      const status = statusName({ statuses }, step.draft.status);
      const sum = formatCents(language, step.expected.totalCents);
      return [...row, outcome, status, order.items.join('\n'), sum];
    }
    case 'update':
      return [
        ...row,
        outcome,
        step.expected.status,
        '',
        formatCents(language, step.expected.totalCents),
      ];
    case 'refund': {
      const cents = centsFromText(step.refund.amount) ?? 0;
      return [...row, outcome, '', '', formatCents(language, -cents)];
    }
    case 'hold':
      return [...row, outcome, '', reasonWord(language, step.reason.code), ''];
    case 'skip':
    case 'backlog':
      return [...row, outcome, '', reasonWord(language, step.reason), ''];
    case 'none':
      return [...row, outcome, '', '', ''];
  }
}

export function showFault(
  context: CliContext,
  fault: { code: string; params: Record<string, string | number> },
): void {
  const saying = sayingOf(context.language, fault.code, fault.params);
  context.say([saying.what, saying.follows, saying.todo].filter(Boolean).join(' '));
}

function worst(reports: AccountReport[]): ExitCode {
  for (const { outcome } of reports) {
    if (outcome.ran && outcome.fault) return exitCodeOfFault(outcome.fault.code);
  }
  if (reports.some(({ outcome }) => !outcome.ran)) return EXIT.alreadyRunning;
  const waiting = reports.some(
    ({ outcome }) => outcome.ran && outcome.counters.held + outcome.counters.failed > 0,
  );
  return waiting ? EXIT.needsOwner : EXIT.ok;
}
