import { presentCancellations } from '../../http/present/wishes.ts';
import { formatCents } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { shellWord } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { reportAtOnce } from './report-now.ts';
import { sayRefusals } from './ship-command.ts';

export type CancelFlags = { account?: string; piece?: string[]; yes?: boolean };

/** `cancel`: cancels pieces at OTTO; without `--yes` it says what that costs and does nothing. */
export async function cancelCommand(
  context: CliContext,
  order: string,
  flags: CancelFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const isConfirmed = flags.yes === true;
    const wish = { order: order.trim(), accountId: flags.account, positionItemIds: flags.piece };
    const said = { source: 'command', cause: 'command', isConfirmed } as const;
    const answers = await bridge.reportDesk.cancelPieces([wish], said);
    const presented = presentCancellations(language, answers, { isConfirmed });
    const [item] = presented.items;
    if (!item) return EXIT.unexpected;
    if (!isConfirmed && item.cost) {
      for (const { sku, positionItemId, cents } of item.cost.pieces) {
        context.say(`• ${sku}, ${formatCents(language, cents)} (${positionItemId})`);
      }
    } else {
      for (const { about, outcomeWord } of item.reports) {
        context.say(`• ${about?.what ?? outcomeWord}`);
      }
    }
    const refused = sayRefusals(context, item);
    const accountIds = item.accountId === null ? [] : [item.accountId];
    const runs = isConfirmed ? await reportAtOnce(context, bridge, accountIds) : [];
    context.json({ ...presented, runs });
    if (refused.length > 0) return gravest(refused);
    if (!isConfirmed && item.cost) {
      context.say(`${item.cost.what} ${presented.notice}`);
      context.say(words.report.confirmHint);
      const pieces = (flags.piece ?? []).map((id) => ` --piece ${shellWord(id)}`).join('');
      context.sayCommand(`cancel ${shellWord(order.trim())}${pieces} --yes`);
      return EXIT.needsOwner;
    }
    return gravest(runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : [])));
  });
}
