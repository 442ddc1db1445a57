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
 * would go back and does nothing. Where no piece is named, those are meant that `returns` lists as to be
 * decided: what is only sent is never taken back because of a piece beside it.
 */
export async function decideReturnCommand(
  context: CliContext,
  decision: DecisionWish['decision'],
  order: string,
  flags: DecideFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  const { account: accountId, condition, reason } = flags;
  return context.withBridge(async (bridge) => {
    const { pieces, areMeant } = flags.piece
      ? { pieces: flags.piece, areMeant: true }
      : await piecesOf(bridge, order.trim(), accountId);
    const dryRun = flags.yes !== true || !areMeant;
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
      // Of an order that nobody knows there is no piece to name.
      if (positionItemId !== '') context.say(`• ${words.decisions.piece(piece)}`);
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
      const ids = presented.items
        .filter(({ outcome }) => outcome === 'due' || outcome === 'waits')
        .map(({ positionItemId }) => positionItemId);
      const commandFor = (some: readonly string[]) => {
        const named = some.map((id) => `--piece ${shellWord(id)}`);
        const account = accountId === undefined ? [] : [`--account ${shellWord(accountId)}`];
        const said = [...named, ...account, `--condition ${condition}`, `--reason ${reason}`];
        return `${decision}-return ${shellWord(order.trim())} ${said.join(' ')}`;
      };
      if (!areMeant) {
        context.say(words.decisions.nameThem);
        for (const id of ids) context.sayCommand(commandFor([id]));
        return EXIT.wrongCall;
      }
      context.say(presented.extent.what);
      context.say(words.decisions.confirmHint);
      context.sayCommand(`${commandFor(ids)} --yes`);
      return EXIT.needsOwner;
    }
    const faults = runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : []));
    return gravest([...refused, ...faults]);
  });
}

/** The pieces of an order to be decided about; with none, all of it, so that each says how it stands. */
async function piecesOf(
  { ledger, settings }: Bridge,
  order: string,
  accountId: string | undefined,
): Promise<{ pieces: string[]; areMeant: boolean }> {
  const { accounts } = await settings.load();
  const known = accounts.map(({ id }) => id).filter((id) => (accountId ?? id) === id);
  const [row] = (await ledger.findOrdersByReferences([order], known)).get(order) ?? [];
  // The desk says that nobody knows it.
  if (!row) return { pieces: [''], areMeant: false };
  const { account_id: account, sales_order_id: salesOrderId } = row;
  const all = (await ledger.loadPositionItemsOf(account, [salesOrderId])).get(salesOrderId) ?? [];
  const filter = { accountId: account, salesOrderId, toDecide: true };
  const toDecide = await ledger.listReturns({ ...filter, limit: all.length });
  const listed = new Set(toDecide.map(({ positionItemId }) => positionItemId));
  const ids = all.map((piece) => piece.position_item_id);
  const meant = ids.filter((id) => listed.has(id));
  return meant.length > 0 ? { pieces: meant, areMeant: true } : { pieces: ids, areMeant: false };
}
