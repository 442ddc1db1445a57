import type { Express } from 'express';
import { z } from 'zod';
import type { LoginResult } from '../../access/logins.ts';
import { ConfigError } from '../../errors.ts';
import type { UserRow } from '../../ledger/users.ts';
import { Secret } from '../../settings/secret.ts';
import { sayingOf } from '../../words/owner-words.ts';
import type { Actor } from '../actor.ts';
import { type AnswerOf, API_OPERATIONS } from '../api-contract.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import {
  presentApiToken,
  presentAuditEntry,
  presentSessionUser,
  presentUser,
} from '../present/access.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';
import type { Visit } from '../visit.ts';

const placeSchema = z.tuple([z.string().regex(/^\d{1,10}$/)]).transform(([id]) => Number(id));

const REFUSED = { 'login-wrong': 401, 'setup-code-wrong': 401, 'setup-done': 409 } as const;

export function serveAccess(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  serveSession(app, parts, languageOf);
  serveUsers(app, parts, languageOf);
  serveTokens(app, parts, languageOf);
  serveOperation(app, API_OPERATIONS.listAudit, languageOf, async ({ query, language }) => {
    const { actor, action, since, cursor, limit } = query;
    const before = readCursor(cursor, placeSchema);
    const asked = { actor, action, since, before, limit: limit + 1 };
    const rows = await parts.access.audit.list(asked);
    const page = pageOf(rows, limit, (row) => [String(row.audit_entry_id)]);
    return {
      items: page.rows.map((row) => presentAuditEntry(language, row)),
      nextCursor: page.nextCursor,
    };
  });
}

function serveSession(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { users, logins, audit } = parts.access;
  const sessionOf = async (
    visit: Visit,
    user: UserRow | undefined,
  ): Promise<AnswerOf<'getSession'>> => {
    const shown = user ? presentSessionUser(user) : null;
    return {
      user: shown,
      csrfToken: user ? visit.csrfToken() : null,
      needsSetup: user ? false : await logins.needsSetup(),
      language: shown?.language ?? visit.language(parts.usualLanguage()),
    };
  };
  const loggedIn = async (visit: Visit, result: LoginResult) => {
    const user = doneOr(result);
    await visit.begin(user.user_id, parts.clock.now().toISOString());
    return sessionOf(visit, user);
  };

  serveOperation(app, API_OPERATIONS.getSession, languageOf, async ({ actor, visit }) =>
    sessionOf(visit, actor.kind === 'user' ? await users.see(actor.userId) : undefined),
  );

  serveOperation(app, API_OPERATIONS.setUp, languageOf, async ({ body, actor, visit }) => {
    requireNoToken(actor);
    const { name, language = null } = body;
    const secrets = { code: new Secret(body.code), password: new Secret(body.password) };
    const asked = { ...secrets, name, language, address: visit.address };
    return loggedIn(visit, await atFields(NEW_USER, () => logins.setUp(asked)));
  });

  serveOperation(app, API_OPERATIONS.logIn, languageOf, async ({ body, actor, visit }) => {
    requireNoToken(actor);
    const { name } = body;
    const password = new Secret(body.password);
    return loggedIn(visit, await logins.logIn({ name, password, address: visit.address }));
  });

  serveOperation(app, API_OPERATIONS.logOut, languageOf, async ({ actor, visit }) => {
    if (actor.kind === 'user') {
      await audit.record({ actorKind: 'user', actor: actor.name, action: 'logOut' });
    }
    await visit.end();
    return sessionOf(visit, undefined);
  });

  serveOperation(
    app,
    API_OPERATIONS.changeOwnPassword,
    languageOf,
    async ({ body, actor, visit }) => {
      const user = requireUser(actor);
      const result = await atFields({ password: 'newPassword' }, () =>
        logins.changeOwnPassword({
          user,
          oldPassword: new Secret(body.oldPassword),
          newPassword: new Secret(body.newPassword),
          address: visit.address,
          keptSession: visit.sessionHash(),
        }),
      );
      if (result.outcome === 'refused') throw new Problem(403, 'old-password-wrong');
      return sessionOf(visit, doneOr(result));
    },
  );

  serveOperation(app, API_OPERATIONS.setOwnLanguage, languageOf, async ({ body, actor, visit }) => {
    const { userId } = requireUser(actor);
    return sessionOf(visit, await users.change(userId, { language: body.language }));
  });
}

function serveUsers(app: Express, { access: { users } }: HttpParts, languageOf: LanguageOf): void {
  serveOperation(app, API_OPERATIONS.listUsers, languageOf, async ({ actor }) => ({
    items: (await users.list()).map((row) => presentUser(row, idOf(actor))),
  }));

  serveOperation(app, API_OPERATIONS.createUser, languageOf, async ({ body, actor, note }) => {
    const password = new Secret(body.password);
    const row = await atFields(NEW_USER, () => users.create({ ...body, password }));
    note({ subject: row.name, details: { role: row.role } });
    return presentUser(row, idOf(actor));
  });

  serveOperation(app, API_OPERATIONS.changeUser, languageOf, async ({ params, ...asked }) => {
    const { body, actor, visit, note } = asked;
    const password = body.password === undefined ? undefined : new Secret(body.password);
    const isOwn = idOf(actor) === params.userId;
    const kept = isOwn ? visit.sessionHash() : undefined;
    const row = await atFields(NEW_USER, () =>
      users.change(params.userId, { ...body, password }, kept),
    );
    note({ subject: row.name });
    return presentUser(row, idOf(actor));
  });

  serveOperation(app, API_OPERATIONS.removeUser, languageOf, async ({ params, note }) => {
    const row = await users.remove(params.userId);
    note({ subject: row.name });
    return { userId: row.user_id, removed: true as const };
  });
}

function serveTokens(
  app: Express,
  { access: { tokens } }: HttpParts,
  languageOf: LanguageOf,
): void {
  serveOperation(app, API_OPERATIONS.listTokens, languageOf, async () => ({
    items: (await tokens.list()).map(presentApiToken),
  }));

  serveOperation(app, API_OPERATIONS.createToken, languageOf, async ({ body, actor, note }) => {
    const made = await atFields({ 'token-name': 'name' }, () =>
      tokens.create({ ...body, createdBy: actor.name }),
    );
    note({ subject: made.row.name, details: { role: made.row.role } });
    return { ...presentApiToken(made.row), token: made.token.reveal() };
  });

  serveOperation(app, API_OPERATIONS.revokeToken, languageOf, async ({ params, note }) => {
    const row = await tokens.revoke(params.tokenId);
    note({ subject: row.name });
    return presentApiToken(row);
  });
}

/** @throws Problem with what the refusal means, and when it may be tried again */
function doneOr(result: LoginResult): UserRow {
  if (result.outcome === 'done') return result.user;
  if (result.outcome === 'refused') throw new Problem(REFUSED[result.why], result.why);
  const { retryAfterSeconds } = result;
  throw new Problem(429, 'login-locked', {
    params: { minutes: Math.ceil(retryAfterSeconds / 60) },
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
}

const NEW_USER = { password: 'password', 'user-name': 'name' };

/** Faults of what was typed in are told at their field, by how their code begins. */
async function atFields<Result>(
  fields: Record<string, string>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    const { code, params } = fault;
    const [, field] = Object.entries(fields).find(([begin]) => code.startsWith(`${begin}-`)) ?? [];
    if (field === undefined) throw fault;
    throw new Problem(code === 'user-name-taken' ? 409 : 400, code, {
      params,
      fields: (language) => [{ in: 'body', field, problem: sayingOf(language, code, params).what }],
    });
  }
}

function idOf(actor: Actor): string | undefined {
  return actor.kind === 'user' ? actor.userId : undefined;
}

function requireUser(actor: Actor): Extract<Actor, { kind: 'user' }> {
  if (actor.kind === 'user') return actor;
  throw new Problem(403, 'only-for-users');
}

/** A program has its token, and no browser that could keep a session. */
function requireNoToken(actor: Actor): void {
  if (actor.kind === 'token') throw new Problem(403, 'only-for-users');
}
