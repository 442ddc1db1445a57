import { Argument, type Command } from 'commander';
import { SKU_MATCHES } from '../../mapping/stock/sku-match.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import {
  listSkusCommand,
  matchSkusCommand,
  saveSetCommand,
  unsetCommand,
} from './commands/sku-commands.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about what OTTO's SKUs are in the shop, and the sets the owner makes. */
export function addSkuCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, limit, done }: CommandMaker,
): void {
  const { text, value } = context.words.options;
  const skus = add(program, 'skus')
    .addOption(option('--account', 'skusAccount', 'id'))
    .addOption(oneOf(option('--match', 'skuMatch', 'value'), [...SKU_MATCHES, 'open']))
    .addOption(option('--search', 'skuSearch', 'text'))
    .addOption(limit())
    .action(async (flags) => done(await listSkusCommand(context, flags)));
  add(skus, 'skus set')
    .addArgument(argument('sku', 'sku'))
    .addArgument(new Argument(`<${value.setPart}>`, text.setParts))
    .addOption(option('--dry-run', 'setDryRun'))
    .action(async (sku: string, parts: string[], flags) =>
      done(await saveSetCommand(context, sku, parts, flags)),
    );
  add(skus, 'skus unset')
    .addArgument(argument('sku', 'sku'))
    .action(async (sku: string) => done(await unsetCommand(context, sku)));
  add(skus, 'skus match')
    .addArgument(new Argument(`[${value.sku}...]`, text.skusToMatch))
    .addOption(option('--account', 'skusAccount', 'id'))
    .action(async (some: string[], _flags, command: Command) =>
      // Commander gives `--account` to the command above, which knows it, too.
      done(await matchSkusCommand(context, some, command.optsWithGlobals())),
    );
}
