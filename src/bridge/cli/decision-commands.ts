import type { Command } from 'commander';
import {
  ACCEPTANCE_REASONS,
  REJECTION_REASONS,
  RETURN_CONDITIONS,
} from '../../mapping/returns/return-words.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import { decideReturnCommand } from './commands/decide-return-command.ts';
import { centsFrom, reducePriceCommand } from './commands/reduce-price-command.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about what comes after the sale: returns that are decided, prices that are reduced. */
export function addDecisionCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, done }: CommandMaker,
): void {
  const pieces = () =>
    option('--piece', 'decidedPiece', 'pieceId').argParser(
      (given: string, before: string[] = []) => [...before, given],
    );
  const condition = () =>
    oneOf(option('--condition', 'condition', 'condition'), RETURN_CONDITIONS).makeOptionMandatory();

  add(program, 'accept-return')
    .addArgument(argument('number', 'shipOrder'))
    .addOption(pieces())
    .addOption(condition())
    .addOption(
      oneOf(option('--reason', 'acceptReason', 'reason'), ACCEPTANCE_REASONS).default(
        'RETURN_RECEIVED',
      ),
    )
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--yes', 'decideYes'))
    .action(async (order: string, flags) =>
      done(await decideReturnCommand(context, 'accept', order, flags)),
    );
  add(program, 'reject-return')
    .addArgument(argument('number', 'shipOrder'))
    .addOption(pieces())
    .addOption(condition())
    .addOption(
      oneOf(option('--reason', 'rejectReason', 'reason'), REJECTION_REASONS).makeOptionMandatory(),
    )
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--yes', 'decideYes'))
    .action(async (order: string, flags) =>
      done(await decideReturnCommand(context, 'reject', order, flags)),
    );
  add(program, 'reduce-price')
    .addArgument(argument('number', 'shipOrder'))
    .addOption(option('--piece', 'reducedPiece', 'pieceId').makeOptionMandatory())
    .addOption(option('--amount', 'amount', 'amount').argParser(centsFrom).makeOptionMandatory())
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--again', 'reduceAgain'))
    .addOption(option('--yes', 'decideYes'))
    .action(async (order: string, flags) => done(await reducePriceCommand(context, order, flags)));
}
