import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables, Role } from './tables.ts';

export type ApiTokenRow = Selectable<LedgerTables['api_tokens']>;

export type NewApiToken = {
  apiTokenId: string;
  name: string;
  tokenHash: string;
  role: Role;
  /** null = all */
  areas: readonly string[] | null;
  createdBy: string;
};

export async function addApiToken(
  db: LedgerDatabase,
  token: NewApiToken,
  now: string,
): Promise<void> {
  await db
    .insertInto('api_tokens')
    .values({
      api_token_id: token.apiTokenId,
      name: token.name,
      token_hash: token.tokenHash,
      role: token.role,
      areas: token.areas === null ? null : JSON.stringify(token.areas),
      created_by: token.createdBy,
      created_at: now,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** Every token ever made, the newest first. */
export async function listApiTokens(db: LedgerDatabase): Promise<ApiTokenRow[]> {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('api_token_id')
    .execute();
}

export async function loadApiToken(
  db: LedgerDatabase,
  apiTokenId: string,
): Promise<ApiTokenRow | undefined> {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .where('api_token_id', '=', apiTokenId)
    .executeTakeFirst();
}

/** A token that is in force. */
export async function findApiToken(
  db: LedgerDatabase,
  tokenHash: string,
): Promise<ApiTokenRow | undefined> {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Withdraws a token; when it was withdrawn before, that moment stays. */
export async function revokeApiToken(
  db: LedgerDatabase,
  apiTokenId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('api_token_id', '=', apiTokenId)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function noteTokenUsed(
  db: LedgerDatabase,
  apiTokenId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: now })
    .where('api_token_id', '=', apiTokenId)
    .execute();
}
