import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';
import { listColumns } from './0004-lists.ts';
import { index, numberedFor } from './table-parts.ts';

type Tables = Kysely<LedgerTables>;

/** Who may use the page and the web service, what they did, and what the jobs did. */
export function page(kind: 'sqlite' | 'postgres'): Migration {
  const numbered = numberedFor(kind);
  return {
    up: async (db) => {
      await peopleTables(db);
      await listColumns(db, kind);
      await numbered(db.schema.createTable('audit_entries'), 'audit_entry_id')
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('actor_kind', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('action', 'text', (c) => c.notNull())
        .addColumn('subject', 'text')
        .addColumn('details', 'text', (c) => c.notNull().defaultTo('{}'))
        .execute();
      await auditIndexes(db);
      await db.schema
        .createTable('saved_views')
        .addColumn('saved_view_id', 'text', (c) => c.primaryKey())
        .addColumn('user_id', 'text', (c) => c.notNull())
        .addColumn('list', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('query', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addUniqueConstraint('saved_views_named_once', ['user_id', 'list', 'name'])
        .execute();
      await numbered(db.schema.createTable('job_runs'), 'job_run_id')
        .addColumn('job', 'text', (c) => c.notNull())
        .addColumn('account_id', 'text')
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('started_at', 'text', (c) => c.notNull())
        .addColumn('seen_at', 'text', (c) => c.notNull())
        .addColumn('ended_at', 'text')
        .addColumn('outcome', 'text')
        .addColumn('details', 'text', (c) => c.notNull().defaultTo('{}'))
        .execute();
      await index(db, 'job_runs', ['job', 'account_id', 'job_run_id']);
    },
  };
}

/** The audit is read by who did something, by what was done, and from a day on. */
async function auditIndexes(db: Tables): Promise<void> {
  await index(db, 'audit_entries', ['actor', 'audit_entry_id']);
  await index(db, 'audit_entries', ['action', 'audit_entry_id']);
  await index(db, 'audit_entries', ['at']);
}

async function peopleTables(db: Tables): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('user_id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('language', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_seen_at', 'text')
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('session_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .execute();
  await index(db, 'sessions', ['expires_at']);
  await index(db, 'sessions', ['user_id']);
  await db.schema
    .createTable('api_tokens')
    .addColumn('api_token_id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('areas', 'text')
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('last_used_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema
    .createTable('login_throttles')
    .addColumn('throttle_key', 'text', (c) => c.primaryKey())
    .addColumn('points', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .execute();
  // A consent given at the shop's own page comes back by a call of the shop: it is known by its state.
  await db.schema
    .createTable('shop_consents')
    .addColumn('state_hash', 'text', (c) => c.primaryKey())
    .addColumn('shop_url', 'text', (c) => c.notNull())
    .addColumn('asked_by', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .execute();
}
