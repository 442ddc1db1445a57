import type { ReturnStatus } from '../../../mapping/returns/return-words.ts';
import { type Bridge, findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { presentReturn } from '../../http/present/returns.ts';
import type { ReturnItem } from '../../ledger/return-items.ts';
import { formatMoment, formatNumber } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exit-codes.ts';
import { tell, toldText } from '../tell-fault.ts';

export type ReturnListFlags = {
  account?: string;
  status?: ReturnStatus;
  all?: boolean;
  limit: number;
};

/** `returns`: what waits for a decision, the latest change first; others only where asked. */
export async function listReturnsCommand(
  context: CliContext,
  { account, status, all, limit }: ReturnListFlags,
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    if (account !== undefined) findAccount(await bridge.settings.load(), account);
    const toDecide = all || status !== undefined ? undefined : true;
    const items = await bridge.ledger.listReturns({ accountId: account, status, toDecide, limit });
    await show(context, bridge, items, context.words.returns.noReturns);
    return EXIT.ok;
  });
}

/** `returns --find`: the pieces behind a scanned or typed number. */
export async function findReturnCommand(context: CliContext, number: string): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const { items } = await bridge.ledger.findReturns(number);
    await show(context, bridge, items, context.words.returns.notFound(number.trim()));
    return items.length === 0 ? EXIT.needsOwner : EXIT.ok;
  });
}

async function show(
  context: CliContext,
  bridge: Bridge,
  found: readonly ReturnItem[],
  none: string,
): Promise<void> {
  const { language, words } = context;
  const shopUrl = (await bridge.settings.load()).shop?.url;
  const items = found.map((item) => presentReturn(language, item, shopUrl));
  context.json({ items });
  if (items.length === 0) {
    context.say(none);
    return;
  }
  const { about, next, number, since, step, wayBack } = words.returns;
  for (const item of items) {
    const { occurredAt, trackingNumbers, wayBack: parcel } = item;
    const moment = occurredAt === null ? undefined : formatMoment(language, occurredAt);
    const numbers = trackingNumbers.map(({ carrier, trackingNumber }) =>
      carrier === null ? trackingNumber : `${carrier} ${trackingNumber}`,
    );
    const told = [
      moment === undefined ? item.statusWord : since(item.statusWord, moment),
      ...(parcel === null ? [] : [wayBack(parcel.stateWord)]),
      ...(numbers.length === 0 ? [] : [number(numbers.join(', '))]),
    ];
    const steps = item.steps.map((one) => step[one]).join(', ');
    context.say(`\n${about(item.orderNumber ?? item.salesOrderId, item.sku ?? undefined)}`);
    context.say(`• ${item.positionItemId}`);
    context.say(`• ${told.join('; ')}`);
    context.say(`• ${steps === '' ? (item.about?.what ?? '') : next(steps)}`);
  }
}

/** `returns read`: reads them now, of one account or of all active ones. */
export async function readReturnsCommand(
  context: CliContext,
  flags: { account?: string },
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const outcome = await bridge.readReturns({
      accountId: flags.account,
      signal: context.io.signal,
      holderKind: 'command',
    });
    if (outcome.length === 0) {
      throw new ConfigError('no-active-account', 'There is no account to read returns of');
    }
    const items = outcome.map(({ accountId, result }) => {
      const fault = result.ran ? result.fault : { code: result.why, params: {} };
      const told = fault ? tell(language, fault.code, fault.params, { accountId }) : null;
      return { accountId, result, fault: told };
    });
    context.json({
      items: items.map(({ accountId, result, fault }) => {
        if (!result.ran) return { accountId, counters: null, fault };
        const { ran: _ran, fault: _fault, ...counters } = result;
        return { accountId, counters, fault };
      }),
    });
    for (const { result, fault } of items) {
      if (result.ran) {
        const number = (value: number) => formatNumber(language, value);
        const { read, changed, moved } = result;
        context.say(
          words.returns.readDone({
            read: number(read),
            changed: number(changed),
            moved: number(moved),
          }),
        );
      }
      if (fault) context.say(toldText(fault));
    }
    return gravest(items.map(({ fault }) => (fault ? exitCodeOf(fault.code) : EXIT.ok)));
  });
}
