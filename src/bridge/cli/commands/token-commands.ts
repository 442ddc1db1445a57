import type { Area, Role } from '../../http/contract/operation.ts';
import { presentApiToken } from '../../http/present/access.ts';
import { formatMoment } from '../../words/formats.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { machineUser, recordCommand } from '../record-command.ts';

/** `token list`: what there is, never the tokens themselves. */
export async function listTokensCommand(context: CliContext): Promise<ExitCode> {
  const { language, words } = context;
  const { column, role, everyArea, never, noTokens, revoked } = words.access;
  return context.withBridge(async ({ access }) => {
    const tokens = (await access.tokens.list()).map(presentApiToken);
    context.json({ items: tokens });
    if (tokens.length === 0) {
      context.say(noTokens);
      context.sayCommand('token add …');
      return EXIT.ok;
    }
    context.table(
      [
        { head: words.column.id, isWhole: true },
        { head: words.column.name },
        { head: column.role },
        { head: column.areas },
        { head: column.lastUsed },
      ],
      tokens.map(({ tokenId, name, areas, lastUsedAt, revokedAt, ...token }) => [
        tokenId,
        name,
        role[token.role],
        areas === null ? everyArea : areas.join(', '),
        revokedAt === null
          ? lastUsedAt === null
            ? never
            : formatMoment(language, lastUsedAt)
          : revoked(formatMoment(language, revokedAt)),
      ]),
    );
    return EXIT.ok;
  });
}

/** `token add`: the one time a token is shown. */
export async function addTokenCommand(
  context: CliContext,
  name: string,
  flags: { role: Role; areas?: Area[] },
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const { row, token } = await bridge.access.tokens.create({
      name,
      role: flags.role,
      areas: flags.areas ?? null,
      createdBy: machineUser(),
    });
    await recordCommand(bridge, 'token add', row.name, { role: row.role });
    context.json({ ...presentApiToken(row), token: token.reveal() });
    context.say(context.words.access.tokenAdded(row.name));
    context.say(`  ${token.reveal()}`);
    return EXIT.ok;
  });
}

/** `token revoke` */
export async function revokeTokenCommand(context: CliContext, tokenId: string): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    const row = await bridge.access.tokens.revoke(tokenId);
    await recordCommand(bridge, 'token revoke', row.name);
    context.json(presentApiToken(row));
    context.say(context.words.access.tokenRevoked(row.name));
    return EXIT.ok;
  });
}
