import type { ReturnCondition } from '../../../mapping/returns/return-words.ts';
import type { Bridge } from '../../create-bridge.ts';
import { presentDecisions } from '../../http/present/return-decisions.ts';
import type { DecisionWish } from '../../return-desk/ports.ts';
import { formatCents } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { shellWord } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { tell, toldText } from '../tell-fault.ts';
import { reportAtOnce } from './report-now.ts';

export type DecideFlags = {
  account?: string;
  piece?: string[];
  condition: ReturnCondition;
  reason: string;
  yes?: boolean;
};

/**
 * `accept-return` and `reject-return`: decides about the return of pieces; without `--yes` it says what
 * would go back and does nothing.
 */
export async function decideReturnCommand(
  context: CliContext,
  decision: DecisionWish['decision'],
  order: string,
  flags: DecideFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  const { account: accountId, condition, reason } = flags;
  const dryRun = flags.yes !== true;
  return context.withBridge(async (bridge) => {
    const pieces = flags.piece ?? (await sentPieces(bridge, order.trim(), accountId));
    const wishes = pieces.map((positionItemId) => ({
      accountId,
      salesOrderId: order.trim(),
      positionItemId,
      decision,
      condition,
      reason,
    }));
    const decided = await bridge.returnDesk.decideReturns(wishes, {
      source: 'command',
      cause: 'command',
      dryRun,
    });
    if (!decided.isTaken) {
      const { code, params } = decided.refusal;
      context.say(`✗ ${toldText(tell(language, code, params))}`);
      return exitCodeOf(code);
    }
    const presented = presentDecisions(language, decided, { isDryRun: dryRun });
    for (const item of presented.items) {
      const { sku, positionItemId, cents, about, outcomeWord } = item;
      const amount = formatCents(language, cents);
      const piece = { sku: sku ?? '', positionItemId, amount, word: outcomeWord };
      context.say(`• ${words.decisions.piece(piece)}`);
      if (about) context.say(`  ${toldText(tell(language, about.code, about.params))}`);
    }
    const refused = presented.items.flatMap(({ outcome, about }) =>
      outcome === 'refused' && about ? [exitCodeOf(about.code)] : [],
    );
    const { pieces: going } = presented.extent;
    const isSaid = !dryRun && going > 0;
    if (isSaid) {
      await recordCommand(bridge, `${decision}-return`, presented.items[0]?.orderNumber ?? null, {
        pieces: going,
      });
    }
    const accountIds = isSaid ? presented.items.flatMap((item) => item.accountId ?? []) : [];
    const runs = await reportAtOnce(context, bridge, accountIds);
    context.json({ ...presented, runs });
    if (dryRun && going > 0) {
      context.say(presented.extent.what);
      context.say(words.decisions.confirmHint);
      const named = (flags.piece ?? []).map((id) => ` --piece ${shellWord(id)}`).join('');
      const said = `--condition ${condition} --reason ${reason}`;
      context.sayCommand(`${decision}-return ${shellWord(order.trim())}${named} ${said} --yes`);
      return EXIT.needsOwner;
    }
    const faults = runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : []));
    return gravest([...refused, ...faults]);
  });
}

/** The pieces of an order that OTTO shows as sent; with none, all of them, so that each says why not. */
async function sentPieces(
  { ledger, settings }: Bridge,
  order: string,
  accountId: string | undefined,
): Promise<string[]> {
  const { accounts } = await settings.load();
  const known = accounts.map(({ id }) => id).filter((id) => (accountId ?? id) === id);
  const [row] = (await ledger.findOrdersByReferences([order], known)).get(order) ?? [];
  if (!row) return [''];
  const { account_id: account, sales_order_id: salesOrderId } = row;
  const pieces =
    (await ledger.loadPositionItemsOf(account, [salesOrderId])).get(salesOrderId) ?? [];
  const sent = pieces.filter((piece) => piece.fulfillment_status === 'SENT');
  return (sent.length > 0 ? sent : pieces).map((piece) => piece.position_item_id);
}
