import type { Command } from 'commander';
import { RETURN_STATUSES } from '../../mapping/returns/return-words.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import {
  findReturnCommand,
  listReturnsCommand,
  readReturnsCommand,
} from './commands/returns-commands.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about returns and their way back; deciding about them has commands of its own. */
export function addReturnCommands(
  program: Command,
  context: CliContext,
  { add, option, limit, done }: CommandMaker,
): void {
  const returns = add(program, 'returns')
    .addOption(option('--account', 'returnsAccount', 'id'))
    .addOption(oneOf(option('--status', 'returnStatus', 'value'), RETURN_STATUSES))
    .addOption(option('--all', 'returnsAll'))
    .addOption(option('--find', 'findReturn', 'number'))
    .addOption(limit())
    .action(async ({ find, ...flags }) =>
      done(
        find === undefined
          ? await listReturnsCommand(context, flags)
          : await findReturnCommand(context, find),
      ),
    );
  add(returns, 'returns read')
    .addOption(option('--account', 'returnsAccount', 'id'))
    .action(async (flags) => done(await readReturnsCommand(context, flags)));
}
