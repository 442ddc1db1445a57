import { z } from 'zod';
import { parseOrderPhase } from '../../mapping/order-phase.ts';
import type { Bridge } from '../create-bridge.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { formatCents, formatMoment } from '../words/formats.ts';
import {
  eventSentence,
  fulfillmentStatusWord,
  importStateWord,
  incidentStateWord,
  outcomeWord,
  phaseWord,
  reasonWord,
  runCauseWord,
  runStateWord,
  sayingOf,
} from '../words/owner-words.ts';
import type { Params } from '../words/saying.ts';
import type { CliContext } from './cli-context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** Params as the ledger keeps them; unreadable ones say nothing. */
function paramsFrom(text: string | null): Params {
  const parsed = paramsSchema.safeParse(text === null ? {} : JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** `orders`: what the bridge knows, newest first. */
export async function ordersCommand(
  context: CliContext,
  flags: { account?: string; phase?: string; limit: number },
): Promise<ExitCode> {
  const { words, language } = context;
  if (flags.phase !== undefined && parseOrderPhase(flags.phase) === undefined) {
    context.say(`${flags.phase}? ${words.option.phase}`);
    context.json([]);
    return EXIT.wrongCall;
  }
  return context.withBridge(async ({ ledger }) => {
    const rows = await ledger.listSalesOrders({
      accountId: flags.account,
      phase: flags.phase,
      limit: flags.limit,
    });
    context.json(rows);
    if (rows.length === 0) context.say(words.noOrders);
    else {
      const { column } = words;
      context.table(
        [
          column.orderNumber,
          column.ordered,
          column.phase,
          column.state,
          column.shopOrder,
          column.sum,
        ],
        rows.map((row) => [
          row.order_number,
          formatMoment(language, row.ordered_at),
          phaseWord(language, row.phase),
          stateOf(language, row),
          row.woo_order_number ?? '–',
          formatCents(language, row.gross_cents),
        ]),
      );
    }
    return EXIT.ok;
  });
}

function stateOf(language: 'de' | 'en', row: SalesOrderRow): string {
  const state = importStateWord(language, row.import_state);
  return row.reason === null ? state : `${state}: ${reasonWord(language, row.reason)}`;
}

/** `why`: the story of one order. */
export async function whyCommand(context: CliContext, orderNumber: string): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const rows = await bridge.ledger.findByOrderNumber(orderNumber.trim());
    if (rows.length === 0) {
      context.say(context.words.why.unknown(orderNumber));
      context.json(null);
      return EXIT.needsOwner;
    }
    const stories = [];
    for (const row of rows) stories.push(await tellStory(context, bridge, row));
    context.json(stories);
    return EXIT.ok;
  });
}

async function tellStory(context: CliContext, { ledger }: Bridge, row: SalesOrderRow) {
  const { language, words } = context;
  const { why } = words;
  const [pieces, events, incidents] = await Promise.all([
    ledger.loadPositionItems(row.account_id, row.sales_order_id),
    ledger.listEvents(row.account_id, row.sales_order_id),
    ledger.listIncidentsOfOrder(row.account_id, row.sales_order_id),
  ]);
  const inShop = row.woo_order_number !== null && row.import_state === 'imported';
  context.say(why.title(row.order_number, row.account_id));
  context.say(
    why.ordered(formatMoment(language, row.ordered_at), formatCents(language, row.gross_cents)),
  );
  context.say(why.phase(phaseWord(language, row.phase)));
  context.say(
    inShop ? why.inShop(row.woo_order_number ?? '', row.woo_status ?? '') : why.notInShop,
  );
  if (row.reason !== null) {
    const saying = sayingOf(language, row.reason, {
      orderNumber: row.order_number,
      ...paramsFrom(row.reason_params),
    });
    context.say(why.because(saying.what.replace(/\.$/, '')));
  }
  context.say(why.next[row.import_state]);
  if (row.next_look_at !== null)
    context.say(why.nextLook(formatMoment(language, row.next_look_at)));
  const { column } = words;
  context.say(`\n${why.pieces}`);
  context.table(
    [column.sku, column.fulfillmentStatus, column.sum],
    pieces.map((piece) => [
      piece.sku,
      fulfillmentStatusWord(language, piece.fulfillment_status),
      formatCents(language, piece.payable_cents),
    ]),
  );
  if (incidents.length > 0) {
    context.say(`\n${why.open}`);
    for (const incident of incidents) context.say(`• ${sentence(context, incident)}`);
  }
  context.say(`\n${why.timeline}`);
  for (const event of events) {
    const told = eventSentence(language, event.kind, {
      orderNumber: row.order_number,
      ...paramsFrom(event.params),
    });
    context.say(`${formatMoment(language, event.at)}  ${told}`);
  }
  context.say('');
  return { order: row, pieces, events, incidents };
}

function sentence(context: CliContext, incident: { code: string; params: string }): string {
  const saying = sayingOf(context.language, incident.code, paramsFrom(incident.params));
  return [saying.what, saying.follows, saying.todo].filter(Boolean).join(' ');
}

/** `incidents`: what is wrong right now, with what to do. */
export async function incidentsCommand(
  context: CliContext,
  flags: { all?: boolean; limit: number },
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async ({ ledger }) => {
    const open = await ledger.listIncidents('open', flags.limit);
    const resolved = flags.all ? await ledger.listIncidents('resolved', flags.limit) : [];
    const incidents = [...open, ...resolved];
    context.json(incidents);
    if (incidents.length === 0) context.say(words.doctor.allGood);
    for (const incident of incidents) {
      const saying = sayingOf(language, incident.code, paramsFrom(incident.params));
      const since = formatMoment(language, incident.opened_at);
      context.say(
        `• ${incidentStateWord(language, incident.state)}, ${words.column.since} ${since}, ${words.column.orders} ${incident.orders}`,
      );
      for (const part of [saying.what, saying.follows, saying.todo])
        if (part) context.say(`  ${part}`);
    }
    return open.length > 0 ? EXIT.needsOwner : EXIT.ok;
  });
}

/** `runs`: the latest import runs with what they did. */
export async function runsCommand(
  context: CliContext,
  flags: { limit: number },
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async ({ ledger }) => {
    const runs = await ledger.listImportRuns(flags.limit);
    context.json(runs);
    const { column } = words;
    context.table(
      [column.started, column.account, column.cause, column.result, column.what],
      runs.map((run) => [
        formatMoment(language, run.started_at),
        run.account_id,
        runCauseWord(language, run.cause),
        run.error_code === null
          ? runStateWord(language, run.state)
          : `${runStateWord(language, run.state)}: ${reasonWord(language, run.error_code)}`,
        (['created', 'updated', 'unchanged', 'backlog', 'held', 'failed', 'skipped'] as const)
          .filter((outcome) => run[outcome] > 0)
          .map((outcome) => `${run[outcome]} ${outcomeWord(language, outcome)}`)
          .join(', '),
      ]),
    );
    return EXIT.ok;
  });
}
