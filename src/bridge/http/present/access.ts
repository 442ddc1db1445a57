import { z } from 'zod';
import type { ApiTokenRow } from '../../ledger/api-tokens.ts';
import type { AuditRow } from '../../ledger/audit.ts';
import type { UserRow } from '../../ledger/users.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { actionWords } from '../audit-words.ts';
import { pageLanguage } from '../contract/access.ts';
import { areasOf } from '../identify.ts';

const ownLanguage = pageLanguage.nullable().catch(null);
const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).catch({});

export function presentSessionUser(row: UserRow): NonNullable<AnswerOf<'getSession'>['user']> {
  const { user_id: userId, name, role, language } = row;
  return { userId, name, role, language: ownLanguage.parse(language) };
}

/** @param askedBy id of the user who asks; undefined = a token does */
export function presentUser(row: UserRow, askedBy: string | undefined): AnswerOf<'createUser'> {
  return {
    ...presentSessionUser(row),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    isSelf: row.user_id === askedBy,
  };
}

export function presentApiToken(row: ApiTokenRow): AnswerOf<'revokeToken'> {
  return {
    tokenId: row.api_token_id,
    name: row.name,
    role: row.role,
    areas: areasOf(row),
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

export function presentAuditEntry(
  language: Language,
  row: AuditRow,
): AnswerOf<'listAudit'>['items'][number] {
  return {
    auditEntryId: row.audit_entry_id,
    at: row.at,
    actorKind: row.actor_kind,
    actor: row.actor,
    action: row.action,
    actionWords: actionWords(language, row.action),
    subject: row.subject,
    details: details.parse(readJson(row.details)),
  };
}

/** What is not readable is no reason to withhold the rest. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
