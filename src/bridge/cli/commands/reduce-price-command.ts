import { randomUUID } from 'node:crypto';
import { presentReduction } from '../../http/present/return-decisions.ts';
import { formatCents } from '../../words/formats.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { shellWord } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { tell, toldText } from '../tell-fault.ts';
import { reportAtOnce } from './report-now.ts';

export type ReduceFlags = {
  account?: string;
  piece: string;
  /** cents */
  amount: number;
  again?: boolean;
  yes?: boolean;
};

/**
 * `reduce-price`: gives part of a kept piece's price back; without `--yes` it says what is left of the
 * price and does nothing. Typed in twice, the same amount is asked about.
 */
export async function reducePriceCommand(
  context: CliContext,
  order: string,
  flags: ReduceFlags,
): Promise<ExitCode> {
  const { io, language, words } = context;
  const { account: accountId, piece: positionItemId, amount: amountCents, again } = flags;
  const dryRun = flags.yes !== true;
  return context.withBridge(async (bridge) => {
    const salesOrderId = order.trim();
    const requestId = randomUUID();
    const wish = { accountId, salesOrderId, positionItemId, amountCents, requestId, again };
    const said = { source: 'command', cause: 'command', dryRun } as const;
    const answer = await bridge.returnDesk.reducePrice(wish, said, io.signal);
    const presented = presentReduction(language, answer, { isDryRun: dryRun });
    const { outcome, outcomeWord, about, price, sku } = presented;
    const amount = formatCents(language, amountCents);
    const piece = { sku: sku ?? '', positionItemId, amount, word: outcomeWord };
    context.say(`• ${words.decisions.piece(piece)}`);
    if (price) {
      const text = (cents: number) => formatCents(language, cents);
      const { priceCents, reducedCents, leftCents, isFromOtto } = price;
      const room = { price: text(priceCents), reduced: text(reducedCents), left: text(leftCents) };
      context.say(words.decisions.room(room));
      if (!isFromOtto) context.say(words.decisions.notFromOtto);
    }
    if (about) context.say(`  ${toldText(tell(language, about.code, about.params))}`);
    const isSaid = !dryRun && (outcome === 'due' || outcome === 'waits');
    if (isSaid) {
      await recordCommand(bridge, 'reduce-price', presented.orderNumber, { amountCents });
    }
    const accountIds = isSaid && presented.accountId !== null ? [presented.accountId] : [];
    const runs = await reportAtOnce(context, bridge, accountIds);
    context.json({ ...presented, runs });
    if (outcome === 'refused') return about ? exitCodeOf(about.code) : EXIT.unexpected;
    if (dryRun) {
      context.say(presented.what);
      context.say(words.decisions.confirmHint);
      const euros = (amountCents / 100).toFixed(2);
      const named = `--piece ${shellWord(positionItemId)} --amount ${euros}`;
      const repeated = again === true ? ' --again' : '';
      context.sayCommand(`reduce-price ${shellWord(salesOrderId)} ${named}${repeated} --yes`);
      return EXIT.needsOwner;
    }
    return gravest(runs.flatMap(({ fault }) => (fault ? [exitCodeOf(fault.code)] : [])));
  });
}

/** @throws CallFault for what is no amount of euros with two places at most, above 0 */
export function centsFrom(text: string): number {
  const [, euros = '', cents = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  const amount = euros === '' ? 0 : Number(euros) * 100 + Number(cents.padEnd(2, '0'));
  if (amount > 0) return amount;
  throw new CallFault('amount-invalid', { value: text });
}
