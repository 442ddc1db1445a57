import { type ApiTokens, createApiTokens } from './api-tokens.ts';
import { type AuditTrail, createAuditTrail } from './audit-trail.ts';
import { createLogins, type Logins } from './logins.ts';
import type { AccessParts } from './ports.ts';
import { createUsers, type Users } from './users.ts';

/** Who may use the bridge, the ways in, and who did what. */
export type Access = { users: Users; logins: Logins; tokens: ApiTokens; audit: AuditTrail };

export function createAccess(parts: AccessParts): Access {
  const users = createUsers(parts);
  const audit = createAuditTrail(parts);
  return {
    users,
    audit,
    logins: createLogins(parts, users, audit),
    tokens: createApiTokens(parts),
  };
}
