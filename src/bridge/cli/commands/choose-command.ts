import type { Bridge } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import type { Side } from '../../order-choice/ports.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { type Told, tell, toldText } from '../tell-fault.ts';

const SIDES = { allowed: '--otto, --shop' };

/** `choose`: what the owner decided about an order in which shop and OTTO contradict each other. */
export async function chooseCommand(
  context: CliContext,
  asked: string,
  flags: { otto?: boolean; shop?: boolean },
): Promise<ExitCode> {
  const side = sideFrom(flags);
  const orderNumber = asked.trim();
  return context.withBridge(async (bridge) => {
    const rows = await bridge.ledger.findByOrderNumber(orderNumber);
    if (rows.length === 0) throw new CallFault('order-unknown', { orderNumber });
    const chosen = [];
    for (const row of rows) chosen.push(await choose(bridge, row, side));
    const items = chosen.flatMap((item) => item ?? []);
    if (items.length === 0) {
      throw new ConfigError('nothing-to-choose', `Nothing is open about ${orderNumber}`, {
        params: { orderNumber },
      });
    }
    context.say(context.words.choice.made[side](orderNumber));
    const reports = [];
    for (const item of items) reports.push(await carryOut(context, bridge, item));
    context.json({ items: reports });
    const [fault] = reports.flatMap((report) => report.fault ?? []);
    if (fault) return exitCodeOf(fault.code);
    return reports.some(({ isOpen }) => isOpen) ? EXIT.needsOwner : EXIT.ok;
  });
}

function sideFrom({ otto, shop }: { otto?: boolean; shop?: boolean }): Side {
  if (otto && shop) {
    throw new CallFault('choice-invalid', { name: '--otto', value: '--otto --shop', ...SIDES });
  }
  if (otto) return 'otto';
  if (shop) return 'shop';
  throw new CallFault('option-missing', { name: SIDES.allowed });
}

async function choose(bridge: Bridge, row: SalesOrderRow, side: Side) {
  const { account_id: accountId, sales_order_id: salesOrderId } = row;
  const result = await bridge.chooseSide({ accountId, salesOrderId, side });
  return result.chosen ? { ...result, accountId, salesOrderId } : undefined;
}

/** Begins the import that carries it out; where none can run now, the next one does it. */
async function carryOut(
  context: CliContext,
  bridge: Bridge,
  item: NonNullable<Awaited<ReturnType<typeof choose>>>,
) {
  const { accountId, salesOrderId, side, codes, isImportDue } = item;
  const ran = isImportDue ? await importNow(context, bridge, accountId) : undefined;
  if (ran?.fault) context.say(toldText(ran.fault, '  '));
  if (isImportDue && (!ran || ran.fault)) context.say(context.words.choice.later);
  const open = await bridge.ledger.listIncidentsOfOrder(accountId, salesOrderId);
  if (open.length === 0) context.say(context.words.choice.done);
  const importRunId = ran?.importRunId ?? null;
  const fault = ran?.fault ?? null;
  return { accountId, salesOrderId, side, codes, importRunId, fault, isOpen: open.length > 0 };
}

async function importNow(
  context: CliContext,
  bridge: Bridge,
  accountId: string,
): Promise<{ importRunId: string; fault: Told | null } | undefined> {
  const { io, language } = context;
  try {
    const outcome = await bridge.importOrders({
      accountId,
      cause: 'command',
      holderKind: 'command',
      signal: io.signal,
    });
    if (!outcome.ran) return undefined;
    const { importRunId, fault } = outcome;
    const told = fault ? tell(language, fault.code, fault.params, { accountId }) : null;
    return { importRunId, fault: told };
  } catch (error) {
    // What was chosen stands; it waits until the account runs again.
    if (error instanceof ConfigError && error.code === 'account-paused') return undefined;
    throw error;
  }
}
