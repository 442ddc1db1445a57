import { randomBytes } from 'node:crypto';
import type { UserRow } from '../ledger/users.ts';
import { Secret } from '../settings/secret.ts';
import type { AuditTrail } from './audit-trail.ts';
import { createLoginThrottle, type LoginTry } from './login-throttle.ts';
import { hashPassword, isOutdated, isPassword } from './password-hash.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { AccessParts } from './ports.ts';
import { makeSetupCode, setupCodeHash } from './setup-code.ts';
import { comparableName, userNameFrom } from './user-name.ts';
import type { Users } from './users.ts';

/** What a try to log in comes to. It never tells whether the name or the password was wrong. */
export type LoginResult =
  | { outcome: 'done'; user: UserRow }
  | { outcome: 'refused'; why: 'login-wrong' | 'setup-code-wrong' | 'setup-done' }
  | { outcome: 'wait'; retryAfterSeconds: number };

export type Logins = {
  needsSetup(): Promise<boolean>;
  /** a new code for the first user, in place of the one before; undefined when there are users */
  offerSetup(): Promise<Secret | undefined>;
  /** makes the first user; @throws ConfigError `user-name-invalid`, `password-…` */
  setUp(asked: {
    code: Secret;
    name: string;
    password: Secret;
    language: string | null;
    address: string;
  }): Promise<LoginResult>;
  logIn(asked: { name: string; password: Secret; address: string }): Promise<LoginResult>;
  /** @throws ConfigError `password-…`, `user-unknown` */
  changeOwnPassword(asked: {
    user: { userId: string; name: string };
    oldPassword: Secret;
    newPassword: Secret;
    address: string;
    /** hash of the session the change is made in: it goes on */
    keptSession: string;
  }): Promise<LoginResult>;
};

/** Ways in for people. Each try is counted before anything is compared. */
export function createLogins(parts: AccessParts, users: Users, audit: AuditTrail): Logins {
  const { ledger, clock, newId, passwordCost } = parts;
  const throttle = createLoginThrottle(parts);
  // Compared with where there is no such user, so that the answer takes as long as with one.
  let nobody: Promise<string> | undefined;
  const nobodysHash = () => {
    nobody ??= hashPassword(new Secret(randomBytes(16).toString('hex')), passwordCost);
    return nobody;
  };

  async function refusedTry(
    refused: Extract<LoginTry, { isAllowed: false }>,
    actor: string,
  ): Promise<LoginResult> {
    if (refused.isFirst) await audit.record({ actorKind: 'user', actor, action: 'logInLocked' });
    return { outcome: 'wait', retryAfterSeconds: refused.retryAfterSeconds };
  }

  /** @returns undefined for a wrong password or no such user, after the same time */
  async function matching(
    user: UserRow | undefined,
    password: Secret,
  ): Promise<UserRow | undefined> {
    const matches = await isPassword(password, user?.password_hash ?? (await nobodysHash()));
    return matches ? user : undefined;
  }

  return {
    needsSetup: async () => !(await ledger.hasUsers()),
    async offerSetup() {
      if (await ledger.hasUsers()) return undefined;
      const code = makeSetupCode();
      await ledger.saveSetupCode(setupCodeHash(code));
      return code;
    },
    async setUp({ code, name: given, password, language, address }) {
      const name = userNameFrom(given);
      requireGoodPassword(password, name);
      if (await ledger.hasUsers()) return { outcome: 'refused', why: 'setup-done' };
      const attempt = await throttle.begin({ name: ' set-up', address });
      if (!attempt.isAllowed) return refusedTry(attempt, '');
      const passwordHash = await hashPassword(password, passwordCost);
      const userId = newId();
      const first = { userId, name, passwordHash, role: 'configure', language } as const;
      const now = clock.now().toISOString();
      if (!(await ledger.addFirstUser(first, setupCodeHash(code), now))) {
        await audit.record({ actorKind: 'setup', actor: '', action: 'setUpFailed' });
        return { outcome: 'refused', why: 'setup-code-wrong' };
      }
      await attempt.succeeded();
      await audit.record({ actorKind: 'setup', actor: name, action: 'setUp', subject: name });
      const user = await ledger.loadUser(userId);
      if (!user) return { outcome: 'refused', why: 'setup-done' };
      return { outcome: 'done', user };
    },
    async logIn({ name: given, password, address }) {
      const name = comparableName(given);
      const known = await ledger.loadUserByName(name);
      // Who mistakes one field for the other types a password as a name: it is not written down.
      const actor = known?.name ?? '';
      const attempt = await throttle.begin({ name, address });
      if (!attempt.isAllowed) return refusedTry(attempt, actor);
      const user = await matching(known, password);
      if (!user) {
        await audit.record({ actorKind: 'user', actor, action: 'logInFailed' });
        return { outcome: 'refused', why: 'login-wrong' };
      }
      await attempt.succeeded();
      const before = user.password_hash;
      if (isOutdated(before, passwordCost)) {
        const after = await hashPassword(password, passwordCost);
        await ledger.rehashPassword(user.user_id, { before, after });
      }
      await audit.record({ actorKind: 'user', actor, action: 'logIn' });
      return { outcome: 'done', user };
    },
    async changeOwnPassword({ user: { userId, name }, oldPassword, newPassword, ...asked }) {
      requireGoodPassword(newPassword, name);
      const attempt = await throttle.begin({ name, address: asked.address });
      if (!attempt.isAllowed) return refusedTry(attempt, name);
      if (!(await matching(await ledger.loadUser(userId), oldPassword))) {
        await audit.record({ actorKind: 'user', actor: name, action: 'logInFailed' });
        return { outcome: 'refused', why: 'login-wrong' };
      }
      await attempt.succeeded();
      const user = await users.change(userId, { password: newPassword }, asked.keptSession);
      return { outcome: 'done', user };
    },
  };
}
