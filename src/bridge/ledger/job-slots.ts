import type { LedgerDatabase } from './database.ts';

/**
 * Takes a time at which a job was due: of all processes whose schedule fires for it, one does.
 *
 * A time before the one that was taken last is over, unless that one has not come yet: a clock that ran
 * ahead for a moment must not keep a job from running until then.
 *
 * @param slot the time by the schedule, UTC ISO
 * @param now UTC ISO
 * @returns whether it was not taken yet
 */
export async function takeJobSlot(
  db: LedgerDatabase,
  name: string,
  slot: string,
  now: string,
): Promise<boolean> {
  const row = await db
    .insertInto('job_slots')
    .values({ name, slot })
    .onConflict((oc) =>
      oc
        .column('name')
        .doUpdateSet({ slot })
        .where('job_slots.slot', '!=', slot)
        .where((eb) => eb.or([eb('job_slots.slot', '<', slot), eb('job_slots.slot', '>', now)])),
    )
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}
