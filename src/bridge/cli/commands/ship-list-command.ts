import { findAccount } from '../../create-bridge.ts';
import { presentForecast, presentShipListItem } from '../../http/present/ship-list.ts';
import { formatMoment } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `ship-list`: what must ship, the most urgent first. */
export async function shipListCommand(
  context: CliContext,
  flags: { account?: string; limit: number },
): Promise<ExitCode> {
  const { words, language } = context;
  const { account: accountId, limit } = flags;
  return context.withBridge(async ({ reportDesk, settings }) => {
    if (accountId !== undefined) findAccount(await settings.load(), accountId);
    const items = (await reportDesk.listShipList({ accountId, limit })).map(presentShipListItem);
    const forecast = presentForecast(await reportDesk.forecast({ accountId }));
    context.json({ items, forecast });
    if (items.length === 0) context.say(words.report.toShipNone);
    else {
      context.table(
        [
          { head: words.column.orderNumber, isWhole: true },
          { head: words.column.shopOrder, isWhole: true, isRight: true },
          { head: words.report.column.shipBy },
          { head: words.report.column.pieces, isRight: true },
          { head: words.column.sku },
        ],
        items.map(({ orderNumber, wooOrderId, shipBy, isOverdue, pieces }) => [
          orderNumber,
          wooOrderId === null ? '–' : String(wooOrderId),
          shipBy === null
            ? '–'
            : `${formatMoment(language, shipBy)}${isOverdue ? ` (${words.report.overdue})` : ''}`,
          String(pieces.length),
          [...new Set(pieces.map(({ sku }) => sku))].join(', '),
        ]),
      );
    }
    const { ratePercentNow, rateIfTodaysShip, dueToday, late } = forecast;
    context.say(
      ratePercentNow === null || rateIfTodaysShip === null
        ? words.report.noForecast({ dueToday, late })
        : words.report.forecast({
            now: `${ratePercentNow} %`,
            ifShipped: `${rateIfTodaysShip} %`,
            dueToday,
            late,
          }),
    );
    return EXIT.ok;
  });
}
