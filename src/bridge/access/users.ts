import { ConfigError } from '../errors.ts';
import type { Role } from '../ledger/tables.ts';
import type { UserChangeResult, UserRow } from '../ledger/users.ts';
import type { Secret } from '../settings/secret.ts';
import { noteSeen } from './note-seen.ts';
import { hashPassword } from './password-hash.ts';
import { requireGoodPassword } from './password-rules.ts';
import { type AccessParts, isSeenLongAgo } from './ports.ts';
import { comparableName, userNameFrom } from './user-name.ts';

export type NewPerson = { name: string; password: Secret; role: Role; language: string | null };

export type PersonChanges = {
  role?: Role | undefined;
  password?: Secret | undefined;
  language?: string | null | undefined;
};

export type Users = {
  list(): Promise<UserRow[]>;
  /** a user who is there now, and notes that he was, as far as the ledger takes it; undefined = removed meanwhile */
  see(userId: string): Promise<UserRow | undefined>;
  /** @throws ConfigError `user-unknown` */
  byName(name: string): Promise<UserRow>;
  /** @throws ConfigError `user-name-invalid`, `user-name-taken`, `password-…` */
  create(person: NewPerson): Promise<UserRow>;
  /**
   * A new role or password ends the user's sessions.
   *
   * @param keptSession hash of one that goes on
   * @throws ConfigError `user-unknown`, `last-configurer`, `password-…`
   */
  change(userId: string, changes: PersonChanges, keptSession?: string): Promise<UserRow>;
  /** @throws ConfigError `user-unknown`, `last-configurer` */
  remove(userId: string): Promise<UserRow>;
};

/** Who may use the page. */
export function createUsers({ ledger, clock, logger, newId, passwordCost }: AccessParts): Users {
  const now = () => clock.now().toISOString();

  async function load(userId: string): Promise<UserRow> {
    const user = await ledger.loadUser(userId);
    if (user) return user;
    throw new ConfigError('user-unknown', 'No such user');
  }

  return {
    list: () => ledger.listUsers(),
    async see(userId) {
      const user = await ledger.loadUser(userId);
      if (user && isSeenLongAgo(user.last_seen_at, clock.now())) {
        await noteSeen(ledger.noteUserSeen(userId, now()), logger);
      }
      return user;
    },
    async byName(given) {
      const user = await ledger.loadUserByName(comparableName(given));
      if (user) return user;
      throw new ConfigError('user-unknown', 'No such user', { params: { name: given } });
    },
    async create({ name: given, password, role, language }) {
      const name = userNameFrom(given);
      requireGoodPassword(password, name);
      const passwordHash = await hashPassword(password, passwordCost);
      const userId = newId();
      if (await ledger.addUser({ userId, name, passwordHash, role, language }, now())) {
        return load(userId);
      }
      throw new ConfigError('user-name-taken', 'The name is taken', { params: { name } });
    },
    async change(userId, { role, password, language }, keptSession) {
      const { name } = await load(userId);
      if (password !== undefined) requireGoodPassword(password, name);
      const passwordHash =
        password === undefined ? undefined : await hashPassword(password, passwordCost);
      const result = await ledger.changeUser(userId, { role, passwordHash, language }, keptSession);
      requireChanged(result, name);
      return load(userId);
    },
    async remove(userId) {
      const user = await load(userId);
      requireChanged(await ledger.removeUser(userId), user.name);
      return user;
    },
  };
}

function requireChanged(result: UserChangeResult, name: string): void {
  if (result === 'last-configurer') {
    throw new ConfigError('last-configurer', 'Nobody else may change settings', {
      params: { name },
    });
  }
  if (result === 'unknown') throw new ConfigError('user-unknown', 'No such user');
}
