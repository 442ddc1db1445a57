import { Argument, Command, Option } from 'commander';
import { ORDER_PHASES } from '../../mapping/order-phase.ts';
import { addAccessCommands } from './access-commands.ts';
import type { CliContext } from './cli-context.ts';
import { commandLine } from './command-hints.ts';
import { oneOf, speakLanguage, wholeNumber } from './commander-language.ts';
import {
  addAccountCommand,
  changeAccountSecretCommand,
  changeAccountStateCommand,
  listAccountsCommand,
} from './commands/account-commands.ts';
import { chooseCommand } from './commands/choose-command.ts';
import { doctorCommand } from './commands/doctor-command.ts';
import { eraseCommand } from './commands/erase-command.ts';
import { importCommand } from './commands/import-command.ts';
import { closeIncidentCommand, incidentsCommand } from './commands/incidents-command.ts';
import { mailProofCommand } from './commands/mail-proof-command.ts';
import {
  notifyMailCommand,
  notifyOffCommand,
  notifySecretCommand,
  notifyTestCommand,
} from './commands/notify-commands.ts';
import { openApiCommand } from './commands/openapi-command.ts';
import { ordersCommand } from './commands/orders-command.ts';
import { chooseProductCommand } from './commands/product-command.ts';
import { reconcileCommand } from './commands/reconcile-command.ts';
import { runsCommand } from './commands/runs-command.ts';
import { setSettingCommand } from './commands/set-setting-command.ts';
import { connectShopCommand } from './commands/shop-command.ts';
import { showSettingsCommand } from './commands/show-settings-command.ts';
import { startCommand } from './commands/start-command.ts';
import { testOrdersCommand } from './commands/test-orders-command.ts';
import {
  exportSettingsCommand,
  importSettingsCommand,
} from './commands/transfer-settings-commands.ts';
import { watchCommand } from './commands/watch-command.ts';
import { webhooksCommand } from './commands/webhooks-command.ts';
import { whyCommand } from './commands/why-command.ts';
import { addDecisionCommands } from './decision-commands.ts';
import type { ExitCode } from './exit-codes.ts';
import { addKeepingCommands } from './keeping-commands.ts';
import { wrap } from './layout.ts';
import { addReceiptCommands } from './receipt-commands.ts';
import { addReportCommands } from './report-commands.ts';
import { addReturnCommands } from './return-commands.ts';
import { addSkuCommands } from './sku-commands.ts';
import { addStockCommands } from './stock-commands.ts';
import type { CommandName, OptionName, ValueName } from './words/help-words.ts';

const LIST_LENGTH = { usual: 50, most: 1_000 };
const LARGEST_ID = 999_999_999;
const SCENARIOS = ['1', '2', '3', '4', '5', '6', '7', '8'];

/**
 * Every command with its help, in the owner's language.
 *
 * @param done hears the exit code of the command that ran
 */
export function createProgram(
  context: CliContext,
  version: string,
  done: (exitCode: ExitCode) => void,
): Command {
  const { words, io, width, isJson } = context;
  const { help } = words;
  const { text, value } = words.options;
  const option = (flag: string, name: OptionName, of?: ValueName) =>
    new Option(of === undefined ? flag : `${flag} <${value[of]}>`, text[name]);
  const needed = (flag: string, name: OptionName, of: ValueName) =>
    option(flag, name, of).makeOptionMandatory();
  const argument = (of: ValueName, name: OptionName) => new Argument(`<${value[of]}>`, text[name]);
  const limit = () =>
    option('--limit', 'limit', 'count')
      .default(LIST_LENGTH.usual)
      .argParser(wholeNumber('--limit', 1, LIST_LENGTH.most));

  /** What all have in common. */
  const prepare = (command: Command) => {
    speakLanguage(command, words);
    return command
      .addOption(option('--json', 'json'))
      .addOption(oneOf(option('--lang <de|en>', 'lang'), ['de', 'en']))
      .configureOutput({
        writeOut: io.out,
        // A complaint is told by runCli; the help that is shown for want of a command is not JSON.
        writeErr: isJson ? () => undefined : io.err,
        outputError: () => undefined,
        getOutHelpWidth: () => width,
        getErrHelpWidth: () => width,
      })
      .exitOverride();
  };
  const add = (parent: Command, name: CommandName) => {
    const command = prepare(parent.command(name.split(' ').at(-1) ?? name));
    const examples = help.example[name];
    command.description(help.command[name]).helpCommand(false);
    if (examples) command.addHelpText('after', `\n${help.examples}\n${steps(examples)}`);
    return command;
  };

  const program = prepare(new Command('bridge'))
    .description(help.description)
    .version(version, '--version', text.version)
    .helpCommand(`help [${value.command}]`, help.command.help)
    .addHelpText('after', `\n${help.begin}\n${steps(help.firstSteps)}`)
    .addHelpText('after', `\n${wrap(help.exitCodes, Math.min(width, 100))}\n\n${help.moreHelp}`);

  add(program, 'start').action(async () => done(await startCommand(context)));
  add(program, 'import')
    .addOption(option('--account', 'importAccount', 'id'))
    .addOption(option('--since', 'since', 'day'))
    .addOption(option('--dry-run', 'dryRun'))
    .action(async (flags) => done(await importCommand(context, flags, false)));
  add(program, 'preview')
    .addOption(option('--account', 'previewAccount', 'id'))
    .addOption(option('--since', 'since', 'day'))
    .action(async (flags) => done(await importCommand(context, flags, true)));
  add(program, 'orders')
    .addOption(option('--account', 'ordersAccount', 'id'))
    .addOption(oneOf(option('--phase', 'phase', 'phase'), [...ORDER_PHASES, 'unknown']))
    .addOption(limit())
    .action(async (flags) => done(await ordersCommand(context, flags)));
  add(program, 'why')
    .addArgument(argument('number', 'orderNumber'))
    .addOption(option('--raw', 'raw'))
    .action(async (number: string, flags) => done(await whyCommand(context, number, flags)));
  add(program, 'choose')
    .addArgument(argument('number', 'orderNumber'))
    .addOption(option('--otto', 'chooseOtto'))
    .addOption(option('--shop', 'chooseShop'))
    .action(async (number: string, flags) => done(await chooseCommand(context, number, flags)));
  const incidents = add(program, 'incidents')
    .addOption(option('--all', 'all'))
    .addOption(limit())
    .action(async (flags) => done(await incidentsCommand(context, flags)));
  add(incidents, 'incidents close')
    .addArgument(argument('number', 'incidentId').argParser(wholeNumber('id', 1, LARGEST_ID)))
    .action(async (id: number) => done(await closeIncidentCommand(context, id)));
  add(program, 'runs')
    .addOption(limit())
    .action(async (flags) => done(await runsCommand(context, flags)));
  add(program, 'reconcile')
    .addOption(option('--account', 'reconcileAccount', 'id'))
    .addOption(option('--from', 'from', 'day'))
    .addOption(option('--until', 'until', 'day'))
    .addOption(option('--csv', 'csv', 'file'))
    .addOption(option('--repair', 'repair'))
    .action(async (flags) => done(await reconcileCommand(context, flags)));
  addReportCommands(program, context, { add, option, argument, limit, done });
  addReceiptCommands(program, context, { add, option, argument, limit, done });
  addAccessCommands(program, context, { add, option, argument, limit, done });
  addReturnCommands(program, context, { add, option, argument, limit, done });
  addDecisionCommands(program, context, { add, option, argument, limit, done });
  addSkuCommands(program, context, { add, option, argument, limit, done });
  addStockCommands(program, context, { add, option, argument, limit, done });
  addKeepingCommands(program, context, { add, option, argument, limit, done });
  add(program, 'openapi').action(async () => done(await openApiCommand(context)));
  add(program, 'doctor').action(async () => done(await doctorCommand(context)));
  add(program, 'watch').action(async () => done(await watchCommand(context)));
  add(program, 'webhooks')
    .addOption(option('--restore', 'restore'))
    .action(async (flags) => done(await webhooksCommand(context, flags)));
  add(program, 'mail-proof').action(async () => done(await mailProofCommand(context)));
  add(program, 'erase')
    .addOption(option('--dry-run', 'eraseDryRun'))
    .addOption(option('--again', 'eraseAgain'))
    .action(async (flags) => done(await eraseCommand(context, flags)));

  const notify = add(program, 'notify');
  add(notify, 'notify mail')
    .addOption(needed('--host', 'mailHost', 'host'))
    .addOption(option('--port', 'mailPort', 'port').argParser(wholeNumber('--port', 1, 65_535)))
    .addOption(oneOf(option('--security', 'mailSecurity', 'security'), ['starttls', 'tls', 'none']))
    .addOption(option('--user', 'mailUser', 'name'))
    .addOption(option('--password', 'mailPassword', 'secret'))
    .addOption(needed('--from', 'mailFrom', 'address'))
    .addOption(new Option(`--to <${value.address}...>`, text.mailTo).makeOptionMandatory())
    .action(async (flags) => done(await notifyMailCommand(context, flags)));
  add(notify, 'notify off').action(async () => done(await notifyOffCommand(context)));
  add(notify, 'notify test').action(async () => done(await notifyTestCommand(context)));
  add(notify, 'notify secret').action(async () => done(await notifySecretCommand(context)));

  const settings = add(program, 'settings');
  add(settings, 'settings show').action(async () => done(await showSettingsCommand(context)));
  add(settings, 'settings set')
    .addArgument(argument('path', 'path'))
    .addArgument(argument('value', 'value'))
    .action(async (path: string, to: string) => done(await setSettingCommand(context, path, to)));
  add(settings, 'settings export')
    .addArgument(argument('file', 'exportFile'))
    .addOption(option('--passphrase', 'passphrase', 'passphrase'))
    .action(async (file: string, flags) => done(await exportSettingsCommand(context, file, flags)));
  add(settings, 'settings import')
    .addArgument(argument('file', 'importFile'))
    .addOption(option('--passphrase', 'passphrase', 'passphrase'))
    .action(async (file: string, flags) => done(await importSettingsCommand(context, file, flags)));

  add(program, 'shop')
    .addOption(needed('--url', 'url', 'url'))
    .addOption(needed('--key', 'key', 'key'))
    .addOption(option('--secret', 'secret', 'secret'))
    .action(async (flags) => done(await connectShopCommand(context, flags)));
  const account = add(program, 'account');
  add(account, 'account list').action(async () => done(await listAccountsCommand(context)));
  add(account, 'account add')
    .addOption(needed('--id', 'id', 'id'))
    .addOption(needed('--name', 'name', 'name'))
    .addOption(needed('--client-id', 'clientId', 'id'))
    .addOption(option('--client-secret', 'clientSecret', 'secret'))
    .addOption(option('--environment', 'environment', 'environment').default('production'))
    .addOption(option('--start', 'startAt', 'day'))
    .action(async (flags) => done(await addAccountCommand(context, flags)));
  add(account, 'account secret')
    .addArgument(argument('id', 'id'))
    .addOption(option('--client-id', 'newClientId', 'id'))
    .addOption(option('--client-secret', 'clientSecret', 'secret'))
    .action(async (id: string, flags) =>
      done(await changeAccountSecretCommand(context, id, flags)),
    );
  add(account, 'account activate')
    .addArgument(argument('id', 'id'))
    .addOption(option('--despite', 'despite'))
    .action(async (id: string, flags) =>
      done(await changeAccountStateCommand(context, id, 'active', flags)),
    );
  add(account, 'account pause')
    .addArgument(argument('id', 'id'))
    .action(async (id: string) => done(await changeAccountStateCommand(context, id, 'paused')));
  add(program, 'product')
    .addArgument(argument('sku', 'sku'))
    .addArgument(new Argument(`[${value.shopSku}]`, text.shopSku))
    .action(async (sku: string, shopSku: string | undefined) =>
      done(await chooseProductCommand(context, sku, shopSku)),
    );
  add(program, 'test-orders')
    .addOption(needed('--account', 'account', 'id'))
    .addOption(oneOf(option('--scenario', 'scenario', 'scenario'), SCENARIOS))
    .action(async (flags) => done(await testOrdersCommand(context, flags)));
  return program;
}

/** What to do, each with the command for it below. */
function steps(of: readonly (readonly [what: string, call: string])[]): string {
  return of
    .map(([what, call]) => `${what === '' ? '' : `  ${what}:\n  `}  ${commandLine(call)}`)
    .join('\n');
}
