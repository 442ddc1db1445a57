import { findAccount } from '../../create-bridge.ts';
import { presentOrder } from '../../http/present/orders.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import { detailsKey } from '../../overview/describe-orders.ts';
import { formatCents, formatMoment } from '../../words/formats.ts';
import { importStateWord, phaseWord, reasonWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `orders`: what the bridge knows, newest first. */
export async function ordersCommand(
  context: CliContext,
  flags: { account?: string; phase?: string; limit: number },
): Promise<ExitCode> {
  const { words, language } = context;
  return context.withBridge(async ({ ledger, settings, overview }) => {
    const { accounts } = await settings.load();
    if (flags.account !== undefined) findAccount(await settings.load(), flags.account);
    const rows = await ledger.listSalesOrders({
      accountId: flags.account,
      phase: flags.phase,
      limit: flags.limit,
    });
    const details = await overview.describeOrders(rows);
    context.json({
      items: rows.map((row) => presentOrder(language, row, details.get(detailsKey(row)))),
    });
    if (rows.length === 0) {
      context.say(words.noOrders);
      return EXIT.ok;
    }
    const { column } = words;
    const showsAccount = accounts.length > 1;
    context.table(
      [
        { head: column.orderNumber, isWhole: true },
        ...(showsAccount ? [{ head: column.account }] : []),
        { head: column.ordered },
        { head: column.phase },
        { head: column.state },
        { head: column.shopOrder, isWhole: true, isRight: true },
        { head: column.sum, isWhole: true, isRight: true },
      ],
      rows.map((row) => [
        row.order_number,
        ...(showsAccount ? [row.account_id] : []),
        formatMoment(language, row.ordered_at),
        phaseWord(language, row.phase),
        stateOf(language, row),
        row.woo_order_number ?? '–',
        formatCents(language, row.gross_cents),
      ]),
    );
    return EXIT.ok;
  });
}

function stateOf(language: Language, row: SalesOrderRow): string {
  const state = importStateWord(language, row.import_state);
  return row.reason === null ? state : `${state}: ${reasonWord(language, row.reason)}`;
}
