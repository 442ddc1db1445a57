import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { ActorKind, LedgerTables } from './tables.ts';

export type AuditRow = Selectable<LedgerTables['audit_entries']>;

export type NewAuditEntry = {
  actorKind: ActorKind;
  actor: string;
  action: string;
  subject: string | null;
  /** names of what changed, never a secret */
  details: Record<string, string | number | boolean>;
};

export async function addAuditEntry(
  db: LedgerDatabase,
  entry: NewAuditEntry,
  now: string,
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      at: now,
      actor_kind: entry.actorKind,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details),
    })
    .execute();
}

/** Entries, the latest first. */
export async function listAuditEntries(
  db: LedgerDatabase,
  asked: {
    actor?: string | undefined;
    action?: string | undefined;
    /** then or later */
    since?: string | undefined;
    /** entries older than this one */
    before?: number | undefined;
    limit: number;
  },
): Promise<AuditRow[]> {
  const { actor, action, since, before, limit } = asked;
  return db
    .selectFrom('audit_entries')
    .selectAll()
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(since !== undefined, (query) => query.where('at', '>=', since ?? ''))
    .$if(before !== undefined, (query) => query.where('audit_entry_id', '<', before ?? 0))
    .orderBy('audit_entry_id', 'desc')
    .limit(limit)
    .execute();
}

/** Forgets entries made before a moment. */
export async function pruneAudit(db: LedgerDatabase, before: string): Promise<void> {
  await db.deleteFrom('audit_entries').where('at', '<', before).execute();
}
