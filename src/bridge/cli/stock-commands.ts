import type { Command } from 'commander';
import { STOCK_STATES } from '../../mapping/stock/stock-words.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import { listStockCommand, pushStockCommand, type StockFlags } from './commands/stock-command.ts';
import { switchVacationCommand, vacationStatusCommand } from './commands/vacation-command.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about the shop's stock at OTTO. */
export function addStockCommands(
  program: Command,
  context: CliContext,
  { add, option, limit, done }: CommandMaker,
): void {
  add(program, 'stock')
    .addOption(option('--sku', 'stockSku', 'sku'))
    .addOption(option('--account', 'stockAccount', 'id'))
    .addOption(oneOf(option('--state', 'stockState', 'value'), STOCK_STATES))
    .addOption(option('--push', 'stockPush'))
    .addOption(limit())
    .action(async ({ push, ...flags }: StockFlags & { push?: boolean }) =>
      done(await (push ? pushStockCommand(context, flags) : listStockCommand(context, flags))),
    );
  const vacation = add(program, 'vacation');
  add(vacation, 'vacation status').action(async () => done(await vacationStatusCommand(context)));
  add(vacation, 'vacation on')
    .addOption(option('--yes', 'vacationYes'))
    .action(async (flags: { yes?: boolean }) =>
      done(await switchVacationCommand(context, 'start', flags)),
    );
  add(vacation, 'vacation off')
    .addOption(option('--yes', 'vacationYes'))
    .action(async (flags: { yes?: boolean }) =>
      done(await switchVacationCommand(context, 'end', flags)),
    );
}
