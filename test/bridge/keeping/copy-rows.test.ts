import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { copyRows } from '../../../src/bridge/ledger/copy/copy-rows.ts';
import { differingTables, fingerprintOf } from '../../../src/bridge/ledger/copy/fingerprint.ts';
import { ledgerTables } from '../../../src/bridge/ledger/copy/table-rows.ts';
import type { LedgerLocation } from '../../../src/bridge/ledger/database.ts';
import { eachDatabase, preparedLocation } from '../../databases.ts';
import { everyRow, fillEveryTable, fingerprintAt, LARGE_TABLE, onSide } from './filled-ledger.ts';

function copy(from: LedgerLocation, to: LedgerLocation) {
  return onSide(from, (source) => onSide(to, (target) => copyRows(source, target)));
}

eachDatabase('copying a ledger', ({ kind }) => {
  it.each([
    ['the other database and back', kind === 'sqlite' ? 'postgres' : 'sqlite'],
    ['another of the same kind and back', kind],
  ] as const)('to %s keeps every value of every row as it was', async (_where, between) => {
    const first = await preparedLocation(kind);
    const second = await preparedLocation(between);
    const third = await preparedLocation(kind);
    const original = await fillEveryTable(first);
    expect(await copy(first, second)).toEqual(original);
    expect(await copy(second, third)).toEqual(original);
    expect(await everyRow(second)).toEqual(await everyRow(first));
    expect(await everyRow(third)).toEqual(await everyRow(first));
    expect(await fingerprintAt(third)).toEqual(original);
  });

  it('goes on counting where the original had come to, though its newest rows are gone', async () => {
    const from = await preparedLocation(kind);
    const to = await preparedLocation(kind === 'sqlite' ? 'postgres' : 'sqlite');
    await fillEveryTable(from);
    await copy(from, to);
    const { rows } = await onSide(to, (side) =>
      sql<{ id: number }>`
        insert into events (at, account_id, sales_order_id, kind, params)
        values ('', '', '', '', '{}') returning event_id as id`.execute(side.db),
    );
    expect(rows).toEqual([{ id: 90_001 }]);
  });

  it.each([
    ['a text', `update sales_orders set phase = 'sent' where order_number like '% 2 %'`],
    ['a number', `update receipts set gross_cents = gross_cents + 1 where gross_cents = 4004`],
    ['null for an empty text', `update sales_orders set reason = null where reason = ''`],
    ['a row more', `delete from ${LARGE_TABLE} where event_id = 987`],
    ['the text of a number', `update payments set payment_method = '7'`],
  ])('tells a copy apart by %s', async (_what, change) => {
    const location = await preparedLocation(kind);
    const original = await fillEveryTable(location);
    await onSide(location, ({ db }) => sql.raw(change).execute(db));
    expect(differingTables(original, await fingerprintAt(location))).toHaveLength(1);
  });

  it('tells a copy apart that would give numbers out again', async () => {
    const location = await preparedLocation(kind);
    const original = await fillEveryTable(location);
    const lastNumbers = { ...original.lastNumbers, events: 90_001 };
    expect(differingTables({ ...original, lastNumbers }, original)).toEqual(['events']);
    expect(differingTables(original, { ...original, lastNumbers })).toEqual([]);
  });

  it('leaves out the settings and the mark of a move, which belong to the place', async () => {
    const location = await preparedLocation(kind);
    const original = await fillEveryTable(location);
    await onSide(location, ({ db }) =>
      sql`insert into settings_documents (name, body, version)
        values ('settings', '{}', 1), ('moved', '{}', 1)`.execute(db),
    );
    expect(await fingerprintAt(location)).toEqual(original);
  });

  it('is free in the order of the tables, because none refers to another', async () => {
    const location = await preparedLocation(kind);
    await onSide(location, async (side) => {
      const tables = await ledgerTables(side);
      expect(tables.length).toBeGreaterThan(50);
      const query =
        kind === 'sqlite'
          ? sql`select m.name from sqlite_schema m join pragma_foreign_key_list(m.name) f`
          : sql`select conname from pg_constraint where contype = 'f'`;
      expect((await query.execute(side.db)).rows).toEqual([]);
    });
  });

  it('refuses an original whose tables are not those of this version', async () => {
    const from = await preparedLocation(kind);
    const to = await preparedLocation(kind);
    await onSide(from, ({ db }) => sql`alter table skus add column later text`.execute(db));
    await expect(copy(from, to)).rejects.toThrow('skus');
  });

  it('stops when it is told to', async () => {
    const from = await preparedLocation(kind);
    await fillEveryTable(from);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(onSide(from, (side) => fingerprintOf(side, signal))).rejects.toThrow('enough');
  });
});
