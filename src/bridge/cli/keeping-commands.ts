import type { Command } from 'commander';
import { CallFault } from './call-fault.ts';
import type { CliContext } from './cli-context.ts';
import { backupCommand } from './commands/backup-command.ts';
import { moveCommand } from './commands/move-command.ts';
import { restoreCommand } from './commands/restore-command.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands that keep the data: backup, restore, move. */
export function addKeepingCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, done }: CommandMaker,
): void {
  const folderNamed = (text: string) => {
    if (text.trim() !== '') return text;
    throw new CallFault('argument-missing', { name: context.words.options.value.folder });
  };
  add(program, 'backup')
    .addArgument(argument('folder', 'backupFolder').argParser(folderNamed))
    .addOption(option('--with-key', 'withKey'))
    .addOption(option('--passphrase', 'keyPassphrase', 'passphrase'))
    .action(async (folder: string, flags: { withKey?: boolean; passphrase?: string }) =>
      done(await backupCommand(context, folder, flags)),
    );
  add(program, 'restore')
    .addArgument(argument('folder', 'backupToRestore').argParser(folderNamed))
    .addOption(option('--passphrase', 'restorePassphrase', 'passphrase'))
    .addOption(option('--yes', 'restoreYes'))
    .action(async (folder: string, flags: { yes?: boolean; passphrase?: string }) =>
      done(await restoreCommand(context, folder, flags)),
    );
  add(program, 'move')
    .addOption(option('--to', 'moveTo', 'target').makeOptionMandatory())
    .action(async (flags: { to: string }) => done(await moveCommand(context, flags)));
}
