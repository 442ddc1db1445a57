import { ConfigError } from '../../errors.ts';
import { createTableSum, type Fingerprint, type TableSum } from './fingerprint.ts';
import { loadLastNumbers, raiseLastNumbers } from './last-numbers.ts';
import { loadMigrations, unknownMigrations } from './migrate-side.ts';
import type { Side } from './side.ts';
import { insertRows, ledgerTables, rowBatches } from './table-rows.ts';

/**
 * Copies every row of a ledger into the empty tables of another, of the same or the other database.
 * No table refers to another, so that their order is free. Both sides have to be in a transaction.
 *
 * @returns what was read, to be compared with what then stands there
 * @throws ConfigError `copy-newer` when a newer version added something that would be left behind
 * @throws Error when the tables of both are not the same
 */
export async function copyRows(from: Side, to: Side, signal?: AbortSignal): Promise<Fingerprint> {
  for (const side of [from, to]) refuseSteps(unknownMigrations(await loadMigrations(side)).at(-1));
  const tables = await ledgerTables(to);
  const known = new Map((await ledgerTables(from)).map((table) => [table.name, table]));
  const sums: Record<string, TableSum> = {};
  for (const table of tables) {
    const columns = known.get(table.name)?.columns ?? [];
    if (columns.join() !== table.columns.join()) {
      throw new Error(`The table ${table.name} has other columns in the original`);
    }
    const sum = createTableSum(table);
    for await (const rows of rowBatches(from, table)) {
      signal?.throwIfAborted();
      sum.add(rows);
      await insertRows(to, table, rows);
    }
    sums[table.name] = sum.sum();
  }
  const lastNumbers = await loadLastNumbers(from);
  await raiseLastNumbers(to, lastNumbers);
  return { tables: sums, lastNumbers };
}

/** @throws ConfigError `copy-newer` when there is a step that only a newer version knows */
export function refuseSteps(newer: string | undefined): void {
  if (newer === undefined) return;
  throw new ConfigError('copy-newer', `The ledger has the step ${newer}`, {
    params: { problem: newer },
  });
}
