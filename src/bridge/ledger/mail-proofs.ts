import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type MailProofRow = Selectable<LedgerTables['mail_proofs']>;

export async function startMailProof(
  db: LedgerDatabase,
  proof: { proofId: string; cause: string; startedAt: string },
): Promise<void> {
  await db
    .insertInto('mail_proofs')
    .values({
      proof_id: proof.proofId,
      cause: proof.cause,
      state: 'running',
      is_order_open: 0,
      steps: '[]',
      started_at: proof.startedAt,
    })
    .execute();
}

/** Commits that the call which makes the test order is about to leave: one may stand in the shop. */
export async function startTestOrder(
  db: LedgerDatabase,
  proofId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('mail_proofs')
    .set({ create_sent_at: now, is_order_open: 1 })
    .where('proof_id', '=', proofId)
    .execute();
}

/** Whoever made these test orders may still be at it, for all that the clock says: they settle from now on. */
export async function restartTestOrders(db: LedgerDatabase, now: string): Promise<void> {
  await db
    .updateTable('mail_proofs')
    .set({ create_sent_at: now })
    .where('is_order_open', '=', 1)
    .where('create_sent_at', '<', now)
    .execute();
}

/** Keeps how far a proof is. */
export async function saveMailProof(
  db: LedgerDatabase,
  proofId: string,
  progress: { wooOrderId: number | undefined; steps: unknown; switches: unknown },
): Promise<void> {
  const { wooOrderId, steps, switches } = progress;
  await db
    .updateTable('mail_proofs')
    .set({
      woo_order_id: wooOrderId ?? null,
      steps: JSON.stringify(steps),
      switches: switches === undefined ? null : JSON.stringify(switches),
    })
    .where('proof_id', '=', proofId)
    .execute();
}

/** The test order of a proof is certainly not in the shop (any more). */
export async function closeTestOrder(db: LedgerDatabase, proofId: string): Promise<void> {
  await db
    .updateTable('mail_proofs')
    .set({ is_order_open: 0 })
    .where('proof_id', '=', proofId)
    .execute();
}

export async function finishMailProof(
  db: LedgerDatabase,
  proofId: string,
  end: {
    finishedAt: string;
    error: { code: string; params: Record<string, string | number> } | undefined;
  },
): Promise<void> {
  await db
    .updateTable('mail_proofs')
    .set({
      state: end.error ? 'failed' : 'passed',
      error_code: end.error?.code ?? null,
      error_params: end.error ? JSON.stringify(end.error.params) : null,
      finished_at: end.finishedAt,
    })
    .where('proof_id', '=', proofId)
    .execute();
}

/** Proofs whose process ended before they did: whoever takes the lease next closes them. */
export async function closeBrokenMailProofs(db: LedgerDatabase, now: string): Promise<void> {
  await db
    .updateTable('mail_proofs')
    .set({
      state: 'failed',
      error_code: 'mail-proof-interrupted',
      error_params: '{}',
      finished_at: now,
    })
    .where('state', '=', 'running')
    .execute();
}

export async function loadMailProof(
  db: LedgerDatabase,
  proofId: string,
): Promise<MailProofRow | undefined> {
  return db
    .selectFrom('mail_proofs')
    .selectAll()
    .where('proof_id', '=', proofId)
    .executeTakeFirst();
}

/** The latest first. */
export async function listMailProofs(db: LedgerDatabase, limit: number): Promise<MailProofRow[]> {
  return db
    .selectFrom('mail_proofs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('proof_id', 'desc')
    .limit(limit)
    .execute();
}

/** Proofs whose test order may still stand in the shop. */
export async function loadOpenTestOrders(db: LedgerDatabase): Promise<MailProofRow[]> {
  return db
    .selectFrom('mail_proofs')
    .selectAll()
    .where('is_order_open', '=', 1)
    .orderBy('started_at')
    .execute();
}
