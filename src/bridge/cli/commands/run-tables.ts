import { centsFromText } from '../../../mapping/money.ts';
import { statusName } from '../../../mapping/woocommerce/shop-profile.ts';
import type { Bridge } from '../../create-bridge.ts';
import { BridgeError } from '../../errors.ts';
import { readParams } from '../../http/words-of-request.ts';
import type { ImportRunLineRow } from '../../ledger/import-runs.ts';
import type { Rehearsed } from '../../order-import/rehearse-import.ts';
import { formatCents, formatMoment } from '../../words/formats.ts';
import { outcomeWord, reasonWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { CliContext } from '../cli-context.ts';

/** More lines would push the summary out of sight. */
const MOST_LINES = 200;
/** Below this width the day of an order gives way to its items. */
const ROOMY = 100;

/** What a run did, order by order. */
export function showRunLines(context: CliContext, lines: readonly ImportRunLineRow[]): void {
  const { language, words } = context;
  if (lines.length === 0) return;
  const { column } = words;
  context.table(
    [
      { head: column.orderNumber, isWhole: true },
      { head: column.result },
      { head: column.shopOrder, isWhole: true, isRight: true },
      { head: column.reason },
    ],
    lines.slice(0, MOST_LINES).map((line) => {
      const { reason } = readParams(line.params);
      return [
        line.order_number ?? '–',
        outcomeWord(language, line.outcome),
        line.woo_order_id === null ? '–' : String(line.woo_order_id),
        reason === undefined ? '' : reasonWord(language, String(reason)),
      ];
    }),
  );
  const further = lines.length - MOST_LINES;
  if (further > 0) context.say(words.furtherLines(further));
}

/** What a run would do, order by order. */
export async function showRehearsed(
  context: CliContext,
  bridge: Bridge,
  rehearsed: readonly Rehearsed[],
): Promise<void> {
  if (context.isJson || rehearsed.length === 0) return;
  const { language, words } = context;
  const statuses = await statusesOf(context, bridge);
  const hasRoom = context.width >= ROOMY;
  const { column } = words;
  context.table(
    [
      { head: column.orderNumber, isWhole: true },
      ...(hasRoom ? [{ head: column.ordered }] : []),
      { head: column.result },
      { head: column.shopStatus },
      { head: column.lines },
      { head: column.sum, isWhole: true, isRight: true },
    ],
    rehearsed.map((order) => {
      const [orderNumber = '', orderedAt = '', ...rest] = rehearsedRow(language, order, statuses);
      return hasRoom ? [orderNumber, orderedAt, ...rest] : [orderNumber, ...rest];
    }),
  );
}

type Statuses = { slug: string; name: string }[];

/** The shop's names of its statuses; a shop that does not answer now is no reason to show nothing. */
async function statusesOf(context: CliContext, bridge: Bridge): Promise<Statuses> {
  try {
    const { client } = bridge.connections.shop(await bridge.settings.load());
    return await client.listStatuses(context.io.signal);
  } catch (error) {
    if (error instanceof BridgeError) return [];
    throw error;
  }
}

function rehearsedRow(language: Language, order: Rehearsed, statuses: Statuses): string[] {
  if (!order.readable) {
    const reason = reasonWord(language, 'sales-order-unreadable');
    return [order.orderNumber ?? '–', '', outcomeWord(language, 'failed'), '', reason, ''];
  }
  const { step, items } = order;
  const lead = [
    order.orderNumber,
    formatMoment(language, order.orderedAt),
    outcomeWord(language, step.action === 'fault' ? 'failed' : `would-${step.action}`),
  ];
  switch (step.action) {
    case 'create':
    case 'update': {
      const status = statusName({ statuses }, step.expected.status);
      const lines = step.action === 'create' ? items.join('\n') : '';
      return [...lead, status, lines, formatCents(language, step.expected.totalCents)];
    }
    case 'refund': {
      const cents = centsFromText(step.refund.amount) ?? 0;
      return [...lead, '', '', formatCents(language, -cents)];
    }
    case 'hold':
      return [...lead, '', reasonWord(language, step.reason.code), ''];
    case 'skip':
    case 'backlog':
      return [...lead, '', reasonWord(language, step.reason), ''];
    case 'fault':
      return [...lead, '', reasonWord(language, step.code), ''];
    case 'none':
      return [...lead, '', '', ''];
  }
}
