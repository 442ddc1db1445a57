import type { Command } from 'commander';
import { AREAS, type Area, ROLES, type Role } from '../http/contract/operation.ts';
import { CallFault } from './call-fault.ts';
import type { CliContext } from './cli-context.ts';
import { oneOf } from './commander-language.ts';
import { auditCommand } from './commands/audit-command.ts';
import {
  addTokenCommand,
  listTokensCommand,
  revokeTokenCommand,
} from './commands/token-commands.ts';
import {
  addUserCommand,
  changePasswordCommand,
  changeRoleCommand,
  listUsersCommand,
  removeUserCommand,
} from './commands/user-commands.ts';
import type { CommandMaker } from './report-commands.ts';

/** The commands about users, tokens of programs, and who did what. */
export function addAccessCommands(
  program: Command,
  context: CliContext,
  { add, option, argument, limit, done }: CommandMaker,
): void {
  const user = add(program, 'user');
  add(user, 'user list').action(async () => done(await listUsersCommand(context)));
  add(user, 'user add')
    .addArgument(argument('name', 'newUserName'))
    .addOption(oneOf(option('--role', 'newUserRole', 'role'), ROLES))
    .action(async (name: string, flags) => done(await addUserCommand(context, name, flags)));
  add(user, 'user role')
    .addArgument(argument('name', 'userName'))
    .addArgument(argument('role', 'userRole').argParser(roleFrom))
    .action(async (name: string, role: Role) => done(await changeRoleCommand(context, name, role)));
  add(user, 'user password')
    .addArgument(argument('name', 'userName'))
    .action(async (name: string) => done(await changePasswordCommand(context, name)));
  add(user, 'user remove')
    .addArgument(argument('name', 'userName'))
    .action(async (name: string) => done(await removeUserCommand(context, name)));

  const token = add(program, 'token');
  add(token, 'token list').action(async () => done(await listTokensCommand(context)));
  const areas = option('--areas', 'tokenAreas', 'areas').argParser(areaAfter);
  areas.argChoices = [...AREAS];
  add(token, 'token add')
    .addArgument(argument('name', 'tokenName'))
    .addOption(oneOf(option('--role', 'tokenRole', 'role').default('view'), ROLES))
    .addOption(areas)
    .action(async (name: string, flags) => done(await addTokenCommand(context, name, flags)));
  add(token, 'token revoke')
    .addArgument(argument('id', 'tokenId'))
    .action(async (id: string) => done(await revokeTokenCommand(context, id)));

  add(program, 'audit')
    .addOption(option('--actor', 'auditActor', 'name'))
    .addOption(option('--action', 'auditAction', 'action'))
    .addOption(option('--since', 'auditSince', 'day'))
    .addOption(limit())
    .action(async (flags) => done(await auditCommand(context, flags)));
}

function roleFrom(value: string): Role {
  const role = ROLES.find((known) => known === value);
  if (role !== undefined) return role;
  throw new CallFault('choice-invalid', { name: 'role', value, allowed: ROLES.join(', ') });
}

/** One more area; also several in one text, by commas. */
function areaAfter(text: string, before: Area[] | undefined): Area[] {
  const given = text.split(',').map((value) => {
    const area = AREAS.find((known) => known === value.trim());
    if (area !== undefined) return area;
    throw new CallFault('choice-invalid', { name: '--areas', value, allowed: AREAS.join(', ') });
  });
  return [...(before ?? []), ...given];
}
