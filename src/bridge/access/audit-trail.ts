import { DAY } from '../clock.ts';
import type { AuditRow, NewAuditEntry } from '../ledger/audit.ts';
import type { AccessParts } from './ports.ts';

/** How long it is kept who did what. */
export const AUDIT_KEPT_DAYS = 400;

export type AuditEntry = Omit<NewAuditEntry, 'subject' | 'details'> & Partial<NewAuditEntry>;

export type AuditTrail = {
  /** adds an entry; it stands when this returns */
  record(entry: AuditEntry): Promise<void>;
  list(asked: Parameters<AccessParts['ledger']['listAuditEntries']>[0]): Promise<AuditRow[]>;
  /** forgets what is too old to be kept, sessions and counts of log-ins too; at most once a day */
  tidy(): Promise<void>;
};

export function createAuditTrail({ ledger, clock }: AccessParts): AuditTrail {
  let tidiedAt = Number.NEGATIVE_INFINITY;

  async function tidy(): Promise<void> {
    const now = clock.now();
    if (now.getTime() - tidiedAt < DAY) return;
    tidiedAt = now.getTime();
    await ledger.pruneAudit(new Date(now.getTime() - AUDIT_KEPT_DAYS * DAY).toISOString());
    await ledger.pruneSessions(now.toISOString());
    await ledger.pruneThrottles(now.toISOString());
  }

  return {
    async record({ subject = null, details = {}, ...entry }) {
      await ledger.addAuditEntry({ ...entry, subject, details }, clock.now().toISOString());
      await tidy();
    },
    list: (asked) => ledger.listAuditEntries(asked),
    tidy,
  };
}
