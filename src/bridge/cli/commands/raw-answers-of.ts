import type { Bridge } from '../../create-bridge.ts';
import { presentRawAnswers } from '../../http/present/raw-answers.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import type { CliContext } from '../cli-context.ts';
import { toldText } from '../tell-fault.ts';

/** Shows what OTTO and the shop answer about an order right now, and returns it for `--json`. */
export async function showRawAnswers(context: CliContext, bridge: Bridge, row: SalesOrderRow) {
  const { why } = context.words;
  const answers = await bridge.readRawAnswers({
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    signal: context.io.signal,
  });
  if (!answers) return null;
  const presented = presentRawAnswers(context.language, answers);
  for (const side of ['otto', 'shop'] as const) {
    const { answer, fault, state } = presented[side];
    context.say(`\n${why.rawOf[side]}`);
    if (fault) context.say(toldText({ ...fault, command: null }, '  '));
    else if (state === 'absent') context.say(`  ${why.rawAbsent}`);
    // Not broken where the terminal ends: it is to be copied as JSON.
    else if (!context.isJson) context.io.out(`${JSON.stringify(answer, null, 2)}\n`);
  }
  return presented;
}
