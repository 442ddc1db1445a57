import type { Bridge } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import type { Role } from '../../http/contract/operation.ts';
import { presentUser } from '../../http/present/access.ts';
import type { UserRow } from '../../ledger/users.ts';
import { Secret } from '../../settings/secret.ts';
import { formatMoment } from '../../words/formats.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** `user list` */
export async function listUsersCommand(context: CliContext): Promise<ExitCode> {
  const { language, words } = context;
  const { column, role, never, noUsers } = words.access;
  return context.withBridge(async ({ access }) => {
    const users = await access.users.list();
    context.json({ items: users.map(shown) });
    if (users.length === 0) {
      context.say(noUsers);
      context.sayCommand('user add …');
      return EXIT.ok;
    }
    context.table(
      [
        { head: words.column.name, isWhole: true },
        { head: column.role },
        { head: column.language },
        { head: column.lastSeen },
      ],
      users.map((user) => [
        user.name,
        role[user.role],
        user.language ?? '–',
        user.last_seen_at === null ? never : formatMoment(language, user.last_seen_at),
      ]),
    );
    return EXIT.ok;
  });
}

/** `user add`: the first user may do everything unless told otherwise, every further one may look. */
export async function addUserCommand(
  context: CliContext,
  name: string,
  flags: { role?: Role },
): Promise<ExitCode> {
  const words = context.words.access;
  return context.withBridge(async (bridge) => {
    const { access } = bridge;
    const password = await askPassword(context);
    const isFirst = await access.logins.needsSetup();
    const role = flags.role ?? (isFirst ? 'configure' : 'view');
    const user = await access.users.create({ name, password, role, language: null });
    await recordCommand(bridge, 'user add', user.name, { role });
    context.json(shown(user));
    context.say(words.userAdded(user.name, words.role[role]));
    return EXIT.ok;
  });
}

/** `user role` */
export async function changeRoleCommand(
  context: CliContext,
  name: string,
  role: Role,
): Promise<ExitCode> {
  const words = context.words.access;
  return changed(context, name, async (bridge, { user_id, name: known }) => {
    const user = await bridge.access.users.change(user_id, { role });
    await recordCommand(bridge, 'user role', known, { role });
    context.say(words.roleChanged(known, words.role[role]));
    return user;
  });
}

/** `user password` */
export async function changePasswordCommand(context: CliContext, name: string): Promise<ExitCode> {
  return changed(context, name, async (bridge, { user_id, name: known }) => {
    const password = await askPassword(context);
    const user = await bridge.access.users.change(user_id, { password });
    await recordCommand(bridge, 'user password', known);
    context.say(context.words.access.passwordChanged(known));
    return user;
  });
}

/** `user remove` */
export async function removeUserCommand(context: CliContext, name: string): Promise<ExitCode> {
  return changed(context, name, async (bridge, { user_id, name: known }) => {
    const user = await bridge.access.users.remove(user_id);
    await recordCommand(bridge, 'user remove', known);
    context.say(context.words.access.userRemoved(known));
    return user;
  });
}

/** Does something to a user who is called by name. */
async function changed(
  context: CliContext,
  name: string,
  work: (bridge: Bridge, user: UserRow) => Promise<UserRow>,
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const user = await work(bridge, await bridge.access.users.byName(name));
    context.json(shown(user));
    return EXIT.ok;
  });
}

function shown(row: UserRow) {
  const { isSelf: _nobodyAsks, ...user } = presentUser(row, undefined);
  return user;
}

/**
 * A new password: from BRIDGE_PASSWORD, or typed in twice. Taken as it is, with its spaces.
 *
 * @throws ConfigError `secret-needed`, CallFault `passwords-differ`
 */
async function askPassword({ io, words }: CliContext): Promise<Secret> {
  const given = io.environment.BRIDGE_PASSWORD;
  if (given) return new Secret(given);
  const { password: what, askPassword, askPasswordAgain } = words.access;
  const typed = io.isTerminal ? await io.askHidden(askPassword) : '';
  if (typed === '') {
    throw new ConfigError('secret-needed', 'A password is missing', {
      params: { what, variable: 'BRIDGE_PASSWORD' },
    });
  }
  if ((await io.askHidden(askPasswordAgain)) !== typed) throw new CallFault('passwords-differ');
  return new Secret(typed);
}
