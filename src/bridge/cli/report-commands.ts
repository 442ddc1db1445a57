import { Argument, type Command, type Option } from 'commander';
import { TRANSMISSION_STATES } from '../../mapping/reporting/transmission.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf, wholeNumber } from './commander-language.ts';
import { cancelCommand } from './commands/cancel-command.ts';
import { carrierCommand } from './commands/carrier-command.ts';
import {
  byHandCommand,
  confirmCommand,
  correctCommand,
  sendAgainCommand,
  withdrawCommand,
} from './commands/report-action-commands.ts';
import {
  listReportsCommand,
  runReportsCommand,
  showReportCommand,
} from './commands/reports-command.ts';
import { shipCommand } from './commands/ship-command.ts';
import { shipCsvCommand } from './commands/ship-csv-command.ts';
import { shipListCommand } from './commands/ship-list-command.ts';
import type { ExitCode } from './exit-codes.ts';
import type { CommandName, OptionName, ValueName } from './words/help-words.ts';

const LARGEST_ID = 999_999_999;
/** What the program hands over to those who add commands to it. */
export type CommandMaker = {
  add: (parent: Command, name: CommandName) => Command;
  option: (flag: string, name: OptionName, of?: ValueName) => Option;
  argument: (of: ValueName, name: OptionName) => Argument;
  limit: () => Option;
  done: (exitCode: ExitCode) => void;
};

/** The commands about reports to OTTO: what was shipped, what is cancelled, what became of it. */
export function addReportCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, limit, done }: CommandMaker,
): void {
  const { text, value } = context.words.options;
  const several = (flag: string, name: OptionName, of: ValueName) =>
    option(flag, name, of).argParser((given: string, before: string[] = []) => [...before, given]);
  const incident = () =>
    option('--incident', 'ofIncident', 'number').argParser(
      wholeNumber('--incident', 1, LARGEST_ID),
    );
  const maybe = (of: ValueName, name: OptionName) => new Argument(`[${value[of]}]`, text[name]);
  const withParcels = (command: Command) =>
    command
      .addOption(option('--carrier', 'shipCarrier', 'carrier'))
      .addOption(several('--tracking', 'tracking', 'tracking'))
      .addOption(several('--return', 'returnNumber', 'tracking'))
      .addOption(option('--return-carrier', 'returnCarrier', 'carrier'))
      .addOption(several('--piece', 'piece', 'pieceId'))
      .addOption(option('--date', 'shippedOn', 'day'));

  withParcels(add(program, 'ship').addArgument(argument('number', 'shipOrder')))
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--dry-run', 'shipDryRun'))
    .action(async (order: string, flags) => done(await shipCommand(context, order, flags)));
  add(program, 'ship-list')
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(limit())
    .action(async (flags) => done(await shipListCommand(context, flags)));
  add(program, 'ship-csv')
    .addArgument(argument('file', 'csvFile'))
    .addOption(option('--yes', 'csvYes'))
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--carrier', 'shipCarrier', 'carrier'))
    .addOption(several('--map', 'csvMap', 'column'))
    .action(async (file: string, flags) => done(await shipCsvCommand(context, file, flags)));
  add(program, 'cancel')
    .addArgument(argument('number', 'shipOrder'))
    .addOption(several('--piece', 'piece', 'pieceId'))
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(option('--yes', 'cancelYes'))
    .action(async (order: string, flags) => done(await cancelCommand(context, order, flags)));
  add(program, 'carrier')
    .addArgument(maybe('name', 'carrierName'))
    .addArgument(maybe('carrier', 'ottoCarrier'))
    .action(async (name: string | undefined, carrier: string | undefined) =>
      done(await carrierCommand(context, name, carrier)),
    );

  const reports = add(program, 'reports');
  add(reports, 'reports run')
    .addOption(option('--account', 'shipAccount', 'id'))
    .action(async (flags) => done(await runReportsCommand(context, flags)));
  add(reports, 'reports list')
    .addOption(option('--account', 'shipAccount', 'id'))
    .addOption(oneOf(option('--state', 'reportState', 'value'), TRANSMISSION_STATES))
    .addOption(option('--order', 'ofOrder', 'number'))
    .addOption(incident())
    .addOption(option('--all', 'reportsAll'))
    .addOption(limit())
    .action(async (flags) => done(await listReportsCommand(context, flags)));
  add(reports, 'reports show')
    .addArgument(argument('report', 'report'))
    .action(async (asked: string) => done(await showReportCommand(context, asked)));
  add(reports, 'reports send-again')
    .addArgument(maybe('report', 'report'))
    .addOption(option('--order', 'ofOrder', 'number'))
    .addOption(incident())
    .addOption(option('--all', 'everyReport'))
    .action(async (asked: string | undefined, flags) =>
      done(await sendAgainCommand(context, asked, flags)),
    );
  add(reports, 'reports by-hand')
    .addArgument(argument('report', 'report'))
    .action(async (asked: string) => done(await byHandCommand(context, asked)));
  add(reports, 'reports withdraw')
    .addArgument(argument('report', 'report'))
    .action(async (asked: string) => done(await withdrawCommand(context, asked)));
  add(reports, 'reports confirm')
    .addArgument(argument('report', 'report'))
    .action(async (asked: string) => done(await confirmCommand(context, asked)));
  withParcels(add(reports, 'reports correct').addArgument(argument('report', 'report'))).action(
    async (asked: string, flags) => done(await correctCommand(context, asked, flags)),
  );
}
