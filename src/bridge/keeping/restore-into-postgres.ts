import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { differingTables } from '../ledger/copy/fingerprint.ts';
import { migrateWithin } from '../ledger/copy/migrate-side.ts';
import { kyselyOn, openPostgres, type Side } from '../ledger/copy/side.ts';
import { firstFilledTable, ledgerTables } from '../ledger/copy/table-rows.ts';
import { copyDiffers, wouldReplace } from './faults.ts';
import { refuseConnected, refuseWorkInHand } from './in-use.ts';
import { makeBackup } from './make-backup.ts';
import { LEDGER_COPY } from './manifest.ts';
import { settingsIn } from './open-backup.ts';
import { placeOf } from './place.ts';
import { unusedName } from './place-files.ts';
import { beginKey, finishKey, isKeyAwaited, replacedKey } from './place-key.ts';
import { emptyTables, fillTables, keepOthersOut, lookInto } from './postgres-content.ts';
import { keptName, type RestoreRequest, type Staged } from './restore-request.ts';

/**
 * Puts a backup into a PostgreSQL: one transaction with the look at what is there, the tables and the
 * rows. The key is a file and can't be part of it: from the end of the transaction until the key is
 * there, no bridge starts on this data folder.
 *
 * @returns where that is now which was there before; undefined = nothing was
 */
export async function restoreIntoPostgres(
  request: RestoreRequest,
  { folder, fingerprint, newKey }: Staged,
): Promise<string | undefined> {
  const { backup, to, now, signal } = request;
  if (to.ledger.kind !== 'postgres') return undefined;
  const { dataFolder, ledger } = to;
  const settings = await settingsIn(backup);
  const wasBegun = await isKeyAwaited(dataFolder, ledger);
  const source = new DatabaseSync(join(folder, LEDGER_COPY));
  const postgres = openPostgres(ledger.url);
  let keptIn: string | undefined;
  let isCommitting = false;
  let unmark: (() => Promise<void>) | undefined;
  try {
    await postgres.transaction().execute(async (db) => {
      const target: Side = { kind: 'postgres', db };
      const content = await lookInto(target, ledger);
      await refuseConnected(target, content);
      await keepOthersOut(target, content);
      const isFilled = content.state !== 'empty' && (await firstFilledTable(target)) !== undefined;
      if (!request.mayReplace && !wasBegun) {
        if (isFilled) throw wouldReplace(placeOf(ledger));
        const replaced = await replacedKey(dataFolder, newKey);
        if (replaced !== undefined) throw wouldReplace(replaced);
      }
      await migrateWithin(db);
      await refuseWorkInHand(target, now);
      if (isFilled) keptIn = await keepAside(request, target);
      await emptyTables(target, await ledgerTables(target));
      const read = await fillTables(
        { kind: 'sqlite', db: kyselyOn(source) },
        target,
        settings,
        signal,
      );
      const differing = differingTables(fingerprint, read);
      if (differing.length > 0) throw copyDiffers(differing);
      if (newKey !== undefined) unmark = await beginKey(dataFolder, ledger);
      signal?.throwIfAborted();
      isCommitting = true;
    });
  } catch (fault) {
    // Whether an end that broke off took effect, nobody knows: then all that was kept is still needed.
    if (!isCommitting) {
      if (keptIn !== undefined) await rm(keptIn, { recursive: true, force: true });
      await unmark?.();
    }
    throw fault;
  } finally {
    source.close();
    await postgres.destroy();
  }
  await finishKey(dataFolder, newKey, keptName(now));
  return keptIn;
}

/** What is in the database becomes a backup itself. */
async function keepAside(
  { to, bridgeVersion, now, signal }: RestoreRequest,
  within: Side,
): Promise<string> {
  const name = await unusedName(to.dataFolder, keptName(now));
  const folder = join(to.dataFolder, name);
  return (await makeBackup({ from: to, within, to: folder, bridgeVersion, now, signal })).folder;
}
