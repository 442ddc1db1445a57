import type { LedgerDatabase } from './database.ts';

/**
 * Takes a time at which a job was due: of all processes whose schedule fires for it, one does.
 *
 * Whatever is not the time that was taken last can be taken, an earlier one too: a clock that was wrong
 * for a moment must not keep a job from running until then.
 *
 * @param slot the time by the schedule, UTC ISO
 * @returns whether it was not taken yet
 */
export async function takeJobSlot(
  db: LedgerDatabase,
  name: string,
  slot: string,
): Promise<boolean> {
  const row = await db
    .insertInto('job_slots')
    .values({ name, slot })
    .onConflict((oc) => oc.column('name').doUpdateSet({ slot }).where('job_slots.slot', '!=', slot))
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}
