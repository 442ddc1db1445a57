import type { LedgerDatabase } from './database.ts';
import { wakeAmong } from './transmission-queue.ts';

/** The owner's own answers to "which carrier is this?", by the key of the name. */
export async function loadCarrierChoices(db: LedgerDatabase): Promise<Map<string, string>> {
  const rows = await db.selectFrom('carrier_choices').select(['name_key', 'carrier']).execute();
  return new Map(rows.map((row) => [row.name_key, row.carrier]));
}

/**
 * Remembers which carrier a name means; the reports that wait for such an answer are judged anew, of
 * all accounts.
 *
 * @param carrierName as it was written where it was found
 */
export async function chooseCarrier(
  db: LedgerDatabase,
  nameKey: string,
  carrierName: string,
  carrier: string,
  now: string,
): Promise<void> {
  const choice = { carrier_name: carrierName, carrier, chosen_at: now };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('carrier_choices')
      .values({ name_key: nameKey, ...choice })
      .onConflict((oc) => oc.column('name_key').doUpdateSet(choice))
      .execute();
    await wakeAmong(trx, now).where('reason', '=', 'carrier-unknown').execute();
  });
}

/** Every answer the owner gave, by name; for his list. */
export async function listCarrierChoices(
  db: LedgerDatabase,
): Promise<{ nameKey: string; carrierName: string; carrier: string; chosenAt: string }[]> {
  const rows = await db.selectFrom('carrier_choices').selectAll().orderBy('name_key').execute();
  return rows.map((row) => ({
    nameKey: row.name_key,
    carrierName: row.carrier_name,
    carrier: row.carrier,
    chosenAt: row.chosen_at,
  }));
}
