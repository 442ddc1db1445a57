import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { PasswordCost } from './password-hash.ts';

export type AccessLedger = Pick<
  Ledger,
  | 'addApiToken'
  | 'addAuditEntry'
  | 'addFirstUser'
  | 'addUser'
  | 'changeUser'
  | 'countThrottle'
  | 'findApiToken'
  | 'forgetThrottle'
  | 'hasUsers'
  | 'listApiTokens'
  | 'listAuditEntries'
  | 'listUsers'
  | 'loadApiToken'
  | 'loadThrottle'
  | 'loadUser'
  | 'loadUserByName'
  | 'noteTokenUsed'
  | 'noteUserSeen'
  | 'pruneAudit'
  | 'pruneSessions'
  | 'pruneThrottles'
  | 'rehashPassword'
  | 'removeUser'
  | 'revokeApiToken'
  | 'saveSetupCode'
>;

/** What the use cases of access work with. */
export type AccessParts = {
  ledger: AccessLedger;
  clock: Pick<Clock, 'now'>;
  logger: Pick<Logger, 'warn'>;
  newId: () => string;
  /** of new hashes; default: `PASSWORD_COST` */
  passwordCost?: PasswordCost | undefined;
};

/** How exactly it is kept when somebody or something was last seen. */
export const SEEN_EVERY_MS = 60_000;

/** True when "last seen" is old enough to be written anew. */
export function isSeenLongAgo(lastSeenAt: string | null, now: Date): boolean {
  return lastSeenAt === null || now.getTime() - new Date(lastSeenAt).getTime() >= SEEN_EVERY_MS;
}
