import type { Command } from 'commander';
import { RECEIPT_CHECK_STATES, RECEIPT_TYPES } from '../../mapping/receipts/receipt-words.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import {
  checkReceiptsCommand,
  listReceiptsCommand,
  monthCsvCommand,
  readReceiptsCommand,
  receiptPdfCommand,
} from './commands/receipts-commands.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about OTTO's receipts. */
export function addReceiptCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, limit, done }: CommandMaker,
): void {
  const receipts = add(program, 'receipts')
    .addOption(option('--account', 'receiptsAccount', 'id'))
    .addOption(oneOf(option('--type', 'receiptType', 'value'), RECEIPT_TYPES))
    .addOption(option('--month', 'receiptMonth', 'month'))
    .addOption(option('--search', 'receiptSearch', 'number'))
    .addOption(oneOf(option('--check', 'receiptCheck', 'value'), RECEIPT_CHECK_STATES))
    .addOption(limit())
    .action(async (flags) => done(await listReceiptsCommand(context, flags)));
  // Options of the same name behind one of its commands are read by `receipts` itself.
  add(receipts, 'receipts read')
    .addOption(option('--account', 'receiptsAccount', 'id'))
    .addOption(option('--since', 'receiptsSince', 'day'))
    .action(async (_own, command: Command) =>
      done(await readReceiptsCommand(context, command.optsWithGlobals())),
    );
  add(receipts, 'receipts check')
    .addArgument(argument('number', 'receiptOrder'))
    .action(async (orderNumber: string) => done(await checkReceiptsCommand(context, orderNumber)));
  add(receipts, 'receipts csv')
    .addOption(option('--month', 'csvMonth', 'month'))
    .addOption(option('--account', 'receiptsAccount', 'id'))
    .addOption(option('--out', 'csvOut', 'file'))
    .action(async (_own, command: Command) =>
      done(await monthCsvCommand(context, command.optsWithGlobals())),
    );
  add(receipts, 'receipts pdf')
    .addArgument(argument('receipt', 'receiptNumber'))
    .addOption(option('--out', 'pdfOut', 'file').makeOptionMandatory())
    .addOption(option('--account', 'receiptsAccount', 'id'))
    .action(async (receiptNumber: string, _own, command: Command) =>
      done(await receiptPdfCommand(context, receiptNumber, command.optsWithGlobals())),
    );
}
