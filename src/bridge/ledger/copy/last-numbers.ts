import { sql } from 'kysely';
import { LEDGER_TABLE_NAMES } from '../table-names.ts';
import type { Side } from './side.ts';

/** The last number each counting table gave out, by table; a number is never given out twice. */
export type LastNumbers = Record<string, number>;

export async function loadLastNumbers({ kind, db }: Side): Promise<LastNumbers> {
  if (kind === 'sqlite') {
    const { rows } = await sql<{ name: string; seq: number }>`
      select name, seq from sqlite_sequence where seq > 0`.execute(db);
    const own = rows.filter(({ name }) => LEDGER_TABLE_NAMES.has(name));
    return Object.fromEntries(own.map(({ name, seq }) => [name, seq]).toSorted());
  }
  const numbers: LastNumbers = {};
  for (const { table, sequence } of await sequencesOf({ kind, db })) {
    const { rows } = await sql<{ last: string }>`
      select last_value::text as last from ${sql.raw(sequence)} where is_called`.execute(db);
    if (rows[0]) numbers[table] = Number(rows[0].last);
  }
  return numbers;
}

/** Makes each table count on from there; one that is further already stays. */
export async function raiseLastNumbers(side: Side, numbers: LastNumbers): Promise<void> {
  const { kind, db } = side;
  const present = await loadLastNumbers(side);
  const sequences = kind === 'postgres' ? await sequencesOf(side) : [];
  for (const [table, last] of Object.entries(numbers)) {
    if ((present[table] ?? 0) >= last) continue;
    if (kind === 'postgres') {
      const name = sequences.find((one) => one.table === table)?.sequence;
      await sql`select setval(${name}::regclass, ${last}::bigint, true)`.execute(db);
      continue;
    }
    await sql`delete from sqlite_sequence where name = ${table}`.execute(db);
    await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(db);
  }
}

/** Every sequence behind a column, its name ready to be put into a query. */
async function sequencesOf({ db }: Side): Promise<{ table: string; sequence: string }[]> {
  const { rows } = await sql<{ table: string; sequence: string }>`
    select t.relname::text as "table", s.oid::regclass::text as "sequence"
    from pg_class s
      join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_class t on t.oid = d.refobjid
    where s.relkind = 'S' and t.relnamespace = current_schema()::text::regnamespace
    order by 1`.execute(db);
  return rows.filter(({ table }) => LEDGER_TABLE_NAMES.has(table));
}
