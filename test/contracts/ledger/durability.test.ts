import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';
import { eachDatabase } from '../../databases.ts';
import { seededNumbers } from '../../fixtures/otto/seeded.ts';
import { startChild } from './children/start-child.ts';
import { openTables } from './ledger-access.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';

const STEPS = ['absent', 'seen', 'claimed', 'settled', 'passed'];
const KILLS = 6;

eachDatabase('a killed process', ({ freshLocation }) => {
  it('leaves every committed call entirely and no half one', async () => {
    const location = await freshLocation();
    const random = seededNumbers('kills');
    let first = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('writer.ts', location, String(first));
      await child.printed(`${first} seen`);
      await sleep(random() * 60);
      child.process.kill('SIGKILL');
      await child.ended;
      const [last = '', lastStep = ''] = child.lines.at(-1)?.split(' ') ?? [];
      const calls = (STEPS.length - 1) * Number(last) + STEPS.indexOf(lastStep);

      const tables = await openTables(location);
      let standing = (STEPS.length - 1) * first;
      for (let number = first; number <= Number(last) + 2; number += 1) {
        standing += STEPS.indexOf(await stepOf(tables, number));
      }
      await tables.destroy();
      // The call after the last one that returned may stand as well.
      expect([calls, calls + 1]).toContain(standing);
      first = Number(last) + 2;
    }
  });
});

/** How far an order has come; throws when one of the calls stands by half. */
async function stepOf(tables: LedgerDatabase, number: number): Promise<string> {
  const id = `order-${number}`;
  const count = async (table: 'position_items' | 'order_notes' | 'events' | 'payments') => {
    const rows = await tables
      .selectFrom(table)
      .selectAll()
      .where('sales_order_id', '=', id)
      .execute();
    return rows.length;
  };
  const row = await tables
    .selectFrom('sales_orders')
    .select('import_state')
    .where('sales_order_id', '=', id)
    .executeTakeFirst();
  const lines = await tables
    .selectFrom('import_run_lines')
    .select('line_id')
    .where('sales_order_id', '=', id)
    .execute();
  const incidents = await tables
    .selectFrom('incidents')
    .innerJoin('incident_orders', 'incident_orders.cause', 'incidents.cause')
    .select('incident_id')
    .where('sales_order_id', '=', id)
    .execute();
  const facts = {
    pieces: await count('position_items'),
    notes: await count('order_notes'),
    events: await count('events'),
    payments: await count('payments'),
    lines: lines.length,
    incidents: incidents.length,
  };
  const nothing = { pieces: 0, notes: 0, events: 0, payments: 0, lines: 0, incidents: 0 };
  if (row === undefined) {
    expect(facts).toEqual(nothing);
    return 'absent';
  }
  if (row.import_state === 'seen') {
    expect(facts).toEqual({ ...nothing, pieces: 3 });
    return 'seen';
  }
  if (row.import_state === 'claimed') {
    expect(facts).toEqual({ ...nothing, pieces: 3, notes: 2 });
    return 'claimed';
  }
  expect(facts).toEqual({ pieces: 3, notes: 2, events: 2, payments: 1, lines: 1, incidents: 1 });
  const state = await tables
    .selectFrom('account_states')
    .select('cursor_at')
    .where('account_id', '=', ACCOUNT)
    .executeTakeFirst();
  return (state?.cursor_at ?? '') >= minute(number) ? 'passed' : 'settled';
}
