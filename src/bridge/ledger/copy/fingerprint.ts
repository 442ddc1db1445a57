import { hash } from 'node:crypto';
import { type LastNumbers, loadLastNumbers } from './last-numbers.ts';
import type { Side } from './side.ts';
import { type LedgerTable, ledgerTables, rowBatches, type TextRow } from './table-rows.ts';

/** `checksum`: 32 hex digits over all values of all rows, in whatever order the rows come. */
export type TableSum = { rows: number; checksum: string };

/** What is in a ledger, so that two can be compared without having both at hand. */
export type Fingerprint = { tables: Record<string, TableSum>; lastNumbers: LastNumbers };

/** Sums up the rows of a table as they pass. */
export function createTableSum(table: LedgerTable): {
  add(rows: readonly TextRow[]): void;
  sum(): TableSum;
} {
  let count = 0;
  // Rows come in another order from each database; sums do not mind.
  let high = 0n;
  let low = 0n;
  return {
    add: (rows) => {
      for (const row of rows) {
        const digest = hash(
          'sha256',
          JSON.stringify(table.columns.map((column) => row[column] ?? null)),
          'buffer',
        );
        high = BigInt.asUintN(64, high + digest.readBigUInt64BE(0));
        low = BigInt.asUintN(64, low + digest.readBigUInt64BE(8));
      }
      count += rows.length;
    },
    sum: () => ({
      rows: count,
      checksum: [high, low].map((part) => part.toString(16).padStart(16, '0')).join(''),
    }),
  };
}

/** Reads everything there is. A PostgreSQL has to be in a transaction that sees one moment. */
export async function fingerprintOf(side: Side, signal?: AbortSignal): Promise<Fingerprint> {
  const tables: Record<string, TableSum> = {};
  for (const table of await ledgerTables(side)) {
    const sum = createTableSum(table);
    for await (const rows of rowBatches(side, table)) {
      signal?.throwIfAborted();
      sum.add(rows);
    }
    tables[table.name] = sum.sum();
  }
  return { tables, lastNumbers: await loadLastNumbers(side) };
}

/** Tables whose content, or whose counting, is not that of the original; empty = a true copy. */
export function differingTables(original: Fingerprint, copy: Fingerprint): string[] {
  const names = new Set([...Object.keys(original.tables), ...Object.keys(copy.tables)]);
  return [...names].filter((name) => {
    const [one, other] = [original.tables[name], copy.tables[name]];
    const isSame = one?.rows === other?.rows && one?.checksum === other?.checksum;
    return !isSame || (copy.lastNumbers[name] ?? 0) < (original.lastNumbers[name] ?? 0);
  });
}
