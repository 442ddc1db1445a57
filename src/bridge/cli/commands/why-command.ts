import type { Bridge } from '../../create-bridge.ts';
import type { AnswerOf } from '../../http/api-contract.ts';
import {
  hasPackStop,
  presentEvent,
  presentOffers,
  presentOrder,
  presentOrderIncident,
  presentPositionItem,
} from '../../http/present/orders.ts';
import { presentTransmission } from '../../http/present/transmissions.ts';
import { whatComesNext, whereItIs } from '../../http/present/why.ts';
import { readParams } from '../../http/words-of-request.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import { detailsKey } from '../../overview/describe-orders.ts';
import { formatCents, formatMoment } from '../../words/formats.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type Told, tell, toldText } from '../tell-fault.ts';
import { showRawAnswers } from './raw-answers-of.ts';
import { sayReport } from './show-reports.ts';

/** `why`: the story of one order, once for each account that has one of this number. */
export async function whyCommand(
  context: CliContext,
  asked: string,
  flags: { raw?: boolean } = {},
): Promise<ExitCode> {
  const orderNumber = asked.trim();
  return context.withBridge(async (bridge) => {
    const rows = await bridge.ledger.findByOrderNumber(orderNumber);
    if (rows.length === 0) throw new CallFault('order-unknown', { orderNumber });
    const items = [];
    for (const row of rows) {
      const story = await tellStory(context, bridge, row);
      items.push(flags.raw ? { ...story, raw: await showRawAnswers(context, bridge, row) } : story);
    }
    context.json({ items });
    return EXIT.ok;
  });
}

async function tellStory(context: CliContext, bridge: Bridge, row: SalesOrderRow) {
  const { language } = context;
  const { ledger } = bridge;
  const [pieces, events, incidents, reports] = await Promise.all([
    ledger.loadPositionItems(row.account_id, row.sales_order_id),
    ledger.listEvents(row.account_id, row.sales_order_id),
    ledger.listIncidentsOfOrder(row.account_id, row.sales_order_id),
    ledger.loadTransmissionsOf(row.account_id, [row.sales_order_id]),
  ]);
  const withNumber = (params: string) => ({
    orderNumber: row.order_number,
    ...readParams(params),
  });
  const order = { hasPackStop: hasPackStop(incidents) };
  const details = await bridge.overview.describeOrders([row]);
  const story = {
    ...presentOrder(language, row, details.get(detailsKey(row))),
    positionItems: pieces.map((piece) => presentPositionItem(language, piece, order)),
    events: events.map((event) => {
      const params = JSON.stringify(withNumber(event.params));
      return presentEvent(language, { ...event, params }, row.order_number);
    }),
    openIncidents: incidents.map((incident) => presentOrderIncident(language, incident)),
    packStop: order.hasPackStop,
    offers: presentOffers(language, incidents),
    transmissions: (reports.get(row.sales_order_id) ?? []).map((report) =>
      presentTransmission(language, report),
    ),
  };
  const around = { accountId: row.account_id, orderedAt: row.ordered_at };
  const told = (code: string, params: string) => tell(language, code, withNumber(params), around);
  const reason = row.reason === null ? undefined : told(row.reason, row.reason_params ?? '{}');
  sayWhereItIs(context, row, reason, bridge.clock.now());
  sayPieces(context, story.positionItems);
  sayReports(context, story.transmissions);
  const open = incidents.map(({ incident_id: incidentId, code, params }) =>
    tell(language, code, withNumber(params), { ...around, incidentId }),
  );
  const further = open.filter(({ what }) => what !== reason?.what);
  if (further.length > 0) {
    context.say(`\n${context.words.why.open}`);
    for (const one of further) context.say(toldText(one, '  ').replace(/^ {2}/, '• '));
  }
  context.say(`\n${context.words.why.timeline}`);
  for (const event of story.events) {
    const cause = event.causeWord === null ? '' : ` (${event.causeWord})`;
    context.say(`  ${formatMoment(language, event.at)}  ${event.text}${cause}`);
  }
  return story;
}

/** What was reported to OTTO, and what each report waits for. */
function sayReports(
  context: CliContext,
  reports: readonly AnswerOf<'getOrder'>['transmissions'][number][],
): void {
  if (reports.length === 0) return;
  context.say(`\n${context.words.report.ofOrder}`);
  for (const report of reports) sayReport(context, report);
}

function sayWhereItIs(
  context: CliContext,
  row: SalesOrderRow,
  reason: Told | undefined,
  now: Date,
): void {
  const { language, words } = context;
  const { why } = words;
  context.say(why.title(row.order_number, row.account_id));
  for (const line of whereItIs(language, row)) context.say(line);
  if (reason) {
    context.say(why.because([reason.what, reason.follows].filter(Boolean).join(' ')));
  }
  for (const line of whatComesNext(language, row, now)) context.say(line);
  if (reason?.todo) context.say(why.todo(reason.todo));
  if (reason?.command) context.say(`  ${reason.command}`);
}

function sayPieces(
  context: CliContext,
  pieces: readonly AnswerOf<'getOrder'>['positionItems'][number][],
): void {
  const { language, words } = context;
  const { column } = words;
  context.say(`\n${words.why.pieces}`);
  context.table(
    [
      { head: column.sku },
      { head: column.fulfillmentStatus },
      { head: column.sum, isWhole: true, isRight: true },
    ],
    pieces.map(({ sku, fulfillmentStatusWord, payableCents }) => [
      sku,
      fulfillmentStatusWord,
      formatCents(language, payableCents),
    ]),
  );
  const kept = Map.groupBy(pieces, ({ whyNotShip }) => whyNotShip?.what);
  for (const [what, ofOne] of kept) {
    const skus = [...new Set(ofOne.map(({ sku }) => sku))].join(', ');
    if (what !== undefined) context.say(`  ${skus}: ${what}`);
  }
}
