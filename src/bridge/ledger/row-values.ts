import { type RawBuilder, sql } from 'kysely';

/** How a column of some rows is told to the database, which can't know it of a parameter. */
export type ValueType = 'text' | 'integer';

/**
 * Some rows of values as a table that a statement reads from, e.g. `updateTable(…).from(rowValues(…))`:
 * so that many rows are changed, each in its own way, by one statement.
 *
 * @param types of all columns, in any order; `null` is a value of each of them
 */
export function rowValues<
  Row extends Record<string, string | number | null>,
  Alias extends string = 'given',
>(rows: readonly Row[], types: Record<keyof Row & string, ValueType>, alias: Alias) {
  const columns = Object.keys(types);
  const typed = (row: Row) =>
    columns.map((column) => sql`cast(${row[column]} as ${sql.raw(types[column] ?? 'text')})`);
  const plain = (row: Row) => columns.map((column) => sql`${row[column]}`);
  const lines: RawBuilder<unknown>[] = rows.map(
    (row, index) => sql`(${sql.join(index === 0 ? typed(row) : plain(row))})`,
  );
  // Both databases call the columns of such a list column1, column2, …
  const names = columns.map(
    (column, index) => sql`${sql.raw(`column${index + 1}`)} as ${sql.ref(column)}`,
  );
  const table = sql<Row>`(select ${sql.join(names)} from (values ${sql.join(lines)}) as listed)`;
  return table.as<Alias>(sql.ref(alias));
}
