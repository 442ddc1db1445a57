import { Command, Option } from 'commander';
import { LEAVE_AS_IT_IS } from '../../mapping/import-rules.ts';
import { ORDER_PHASES } from '../../mapping/order-phase.ts';
import {
  addAccountCommand,
  changeAccountStateCommand,
  chooseProductCommand,
  connectShopCommand,
  listAccountsCommand,
  testOrdersCommand,
} from './account-commands.ts';
import type { CliContext } from './cli-context.ts';
import { doctorCommand } from './doctor-command.ts';
import type { ExitCode } from './exit-codes.ts';
import { importCommand } from './import-commands.ts';
import { incidentsCommand, ordersCommand, runsCommand, whyCommand } from './order-commands.ts';
import {
  exportCommand,
  importSettingsCommand,
  setSettingCommand,
  showSettingsCommand,
} from './settings-commands.ts';
import { startCommand } from './start-command.ts';
import type { CliWords, CommandName } from './words.ts';

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
  const { words } = context;
  const { option } = words;
  const program = new Command('bridge')
    .description(words.description)
    .version(version, '--version', words.version)
    .addOption(new Option('--json', words.jsonOption))
    .addOption(new Option('--lang <de|en>', words.langOption).choices(['de', 'en']))
    .addHelpText('after', words.afterHelp)
    .exitOverride();
  inOwnersLanguage(program, words);
  const add = (parent: Command, name: CommandName, usage: string) => {
    const command = parent
      .command(usage)
      .description(words.command[name])
      .addOption(new Option('--json', words.jsonOption))
      .addOption(new Option('--lang <de|en>', words.langOption).choices(['de', 'en']))
      .exitOverride();
    inOwnersLanguage(command, words);
    const example = words.example[name];
    if (example) command.addHelpText('after', `\n${example}`);
    return command;
  };
  const limit = () =>
    new Option('--limit <n>', option.limit).default(50).argParser((text) => Number(text) || 50);

  add(program, 'start', 'start').action(async () => done(await startCommand(context)));
  add(program, 'import', 'import')
    .option('--account <id>', option.account)
    .option('--since <day>', option.since)
    .option('--dry-run', option.dryRun)
    .action(async (flags) => done(await importCommand(context, flags, false)));
  add(program, 'preview', 'preview')
    .option('--account <id>', option.account)
    .option('--since <day>', option.since)
    .action(async (flags) => done(await importCommand(context, flags, true)));
  add(program, 'orders', 'orders')
    .option('--account <id>', option.account)
    .addOption(new Option('--phase <phase>', option.phase).choices([...ORDER_PHASES, 'unknown']))
    .addOption(limit())
    .action(async (flags) => done(await ordersCommand(context, flags)));
  add(program, 'why', 'why')
    .argument('<number>', option.orderNumber)
    .action(async (number: string) => done(await whyCommand(context, number)));
  add(program, 'incidents', 'incidents')
    .option('--all', option.all)
    .addOption(limit())
    .action(async (flags) => done(await incidentsCommand(context, flags)));
  add(program, 'runs', 'runs')
    .addOption(limit())
    .action(async (flags) => done(await runsCommand(context, flags)));
  add(program, 'doctor', 'doctor').action(async () => done(await doctorCommand(context)));

  const settings = add(program, 'settings', 'settings');
  add(settings, 'settings show', 'show').action(async () =>
    done(await showSettingsCommand(context)),
  );
  add(settings, 'settings set', 'set')
    .argument('<path>', option.path)
    .argument('<value>', `${option.value} (${LEAVE_AS_IT_IS})`)
    .action(async (path: string, value: string) =>
      done(await setSettingCommand(context, path, value)),
    );
  add(settings, 'settings export', 'export')
    .argument('<file>', option.file)
    .option('--passphrase <text>', option.passphrase)
    .action(async (file: string, flags) => done(await exportCommand(context, file, flags)));
  add(settings, 'settings import', 'import')
    .argument('<file>', option.file)
    .option('--passphrase <text>', option.passphrase)
    .action(async (file: string, flags) => done(await importSettingsCommand(context, file, flags)));

  add(program, 'shop', 'shop')
    .requiredOption('--url <url>', option.url)
    .requiredOption('--key <ck>', option.key)
    .option('--secret <cs>', option.secret)
    .action(async (flags) => done(await connectShopCommand(context, flags)));
  const account = add(program, 'account', 'account');
  add(account, 'account list', 'list').action(async () => done(await listAccountsCommand(context)));
  add(account, 'account add', 'add')
    .requiredOption('--id <id>', option.id)
    .requiredOption('--name <name>', option.name)
    .requiredOption('--client-id <id>', option.clientId)
    .option('--client-secret <secret>', option.clientSecret)
    .option('--environment <environment>', option.environment, 'production')
    .option('--start <day>', option.startAt)
    .action(async (flags) => done(await addAccountCommand(context, flags)));
  for (const [name, state] of [
    ['activate', 'active'],
    ['pause', 'paused'],
  ] as const) {
    add(account, `account ${name}`, name)
      .argument('<id>', option.id)
      .action(async (id: string) => done(await changeAccountStateCommand(context, id, state)));
  }
  add(program, 'product', 'product')
    .argument('<sku>', option.sku)
    .argument('[shop-sku]', option.shopSku)
    .action(async (sku: string, shopSku: string | undefined) =>
      done(await chooseProductCommand(context, sku, shopSku)),
    );
  add(program, 'test-orders', 'test-orders')
    .requiredOption('--account <id>', option.account)
    .option('--scenario <n>', option.scenario)
    .action(async (flags) => done(await testOrdersCommand(context, flags)));
  return program;
}

function inOwnersLanguage(command: Command, words: CliWords): void {
  command.helpOption('-h, --help', words.help);
  command.helpCommand(false);
  command.configureHelp({
    styleTitle: (title) =>
      ({
        'Usage:': words.usage,
        'Arguments:': words.argumentsTitle,
        'Options:': words.optionsTitle,
        'Commands:': words.commandsTitle,
      })[title] ?? title,
  });
}
