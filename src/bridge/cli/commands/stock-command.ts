import type { StockState } from '../../../mapping/stock/stock-words.ts';
import { type Bridge, findAccount } from '../../create-bridge.ts';
import { presentStockLevel } from '../../http/present/stock.ts';
import type { ListedStock } from '../../ledger/stock-lists.ts';
import { formatNumber } from '../../words/formats.ts';
import { sayingOf } from '../../words/owner-words.ts';
import { stockCode, stockStateWord } from '../../words/stock-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { tell, toldText } from '../tell-fault.ts';

export type StockFlags = { sku?: string; account?: string; state?: StockState; limit: number };

/** `stock`: the shop's number and OTTO's beside each other. */
export async function listStockCommand(
  context: CliContext,
  { sku, account, state, limit }: StockFlags,
): Promise<ExitCode> {
  const { words, language } = context;
  return context.withBridge(async (bridge) => {
    const { stockDesk } = bridge;
    await assertAccount(bridge, account);
    const rows = await stockDesk.list({ search: sku, accountId: account, state, limit });
    const common = await stockDesk.common();
    context.json({ items: rows.map((row) => presentStockLevel(language, row, common)) });
    const { settings } = await stockDesk.view();
    if (!settings.isOn) context.say(toldText(tell(language, 'stock-off', {})));
    if (rows.length === 0) context.say(words.stock.none);
    else showLevels(context, rows);
    for (const row of sku === undefined ? [] : rows) showFindings(context, row);
    return EXIT.ok;
  });
}

function showLevels({ words, language, table }: CliContext, rows: readonly ListedStock[]): void {
  const { column } = words.stock;
  const number = (value: number | undefined) =>
    value === undefined ? '–' : formatNumber(language, value);
  const right = { isWhole: true, isRight: true };
  table(
    [
      { head: column.sku, isWhole: true },
      { head: words.column.account },
      { head: column.shop, ...right },
      { head: column.reserved, ...right },
      { head: column.target, ...right },
      { head: column.otto, ...right },
      { head: column.state },
    ],
    rows.map((row) => [
      row.sku,
      row.accountId,
      number(row.shopQuantity),
      number(row.reserved),
      number(row.target),
      number(row.ottoQuantity),
      stockStateWord(language, row.state),
    ]),
  );
}

function showFindings({ language, say }: CliContext, { sku, ...level }: ListedStock): void {
  for (const finding of [level.shopFinding, level.finding]) {
    if (!finding) continue;
    const { what, follows, todo } = sayingOf(language, stockCode(finding.code), {
      sku,
      ...finding.params,
    });
    say([`• ${sku}: ${what}`, follows, todo].filter(Boolean).join(' '));
  }
}

/** `stock --push`: reads numbers from the shop anew and sends them, changed or not. */
export async function pushStockCommand(
  context: CliContext,
  { sku, account }: StockFlags,
): Promise<ExitCode> {
  const { words, language, io } = context;
  return context.withBridge(async (bridge) => {
    const skus = sku === undefined ? undefined : [sku];
    const asked = await bridge.stockDesk.pushNow({ accountId: account, skus });
    await recordCommand(bridge, 'stock', sku ?? account ?? null, { skus: asked });
    const result = await bridge.runStock({
      cause: 'command',
      signal: io.signal,
      holderKind: 'command',
    });
    const fault = result.ran ? result.fault : { code: result.why, params: {} };
    const told = fault && tell(language, fault.code, fault.params);
    const counters = result.ran ? result.counters : null;
    context.json({ asked, counters, fault: told ?? null });
    if (counters) {
      const { pushed, refused } = counters;
      context.say(
        words.stock.pushed({
          asked: formatNumber(language, asked),
          pushed: formatNumber(language, pushed),
          refused,
        }),
      );
    }
    if (!told) return EXIT.ok;
    context.say(`✗ ${toldText(told)}`);
    return exitCodeOf(told.code);
  });
}

async function assertAccount({ settings }: Bridge, account: string | undefined): Promise<void> {
  if (account !== undefined) findAccount(await settings.load(), account);
}
