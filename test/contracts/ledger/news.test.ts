import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { openTables, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';

const news = {
  events: [
    { kind: 'otto-phase-changed', params: { from: 'processable', to: 'sent' } },
    { kind: 'pack-stopped', params: { pieces: 1 } },
  ],
  urgent: [cause('stop', { code: 'pack-stop' })],
  notes: [{ noteKey: 'cancelled:1', text: 'Bitte nicht versenden' }],
};

eachDatabase('news of a sales order', ({ openFreshLedger }) => {
  it('stand in the ledger with what was seen: timeline, incident and note', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(2));
    await ledger.recordSeen(ACCOUNT, [{ ...seenOrder('order'), news }], minute(3));
    expect(await ledger.listEvents(ACCOUNT, 'order')).toMatchObject([
      { at: minute(3), kind: 'otto-phase-changed', cause: 'otto' },
      { at: minute(3), kind: 'pack-stopped', cause: 'otto', params: '{"pieces":1}' },
    ]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'order')).toMatchObject([
      { code: 'pack-stop', opened_at: minute(3) },
    ]);
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ noteKey: 'cancelled:1' }]);
  });

  it('that write a note the order has already leave it as it was first said', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [{ ...seenOrder('order'), news }], minute(3));
    const notes = [{ noteKey: 'cancelled:1', text: 'anders' }];
    await ledger.recordSeen(
      ACCOUNT,
      [{ ...seenOrder('order'), news: { ...news, notes } }],
      minute(4),
    );
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(5));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([
      { text: 'Bitte nicht versenden' },
    ]);
  });

  it('of an order listed twice in one answer are told once', async () => {
    const { ledger } = await openFreshLedger();
    const told = { ...seenOrder('order'), news };
    await ledger.recordSeen(ACCOUNT, [told, told], minute(3));
    expect(await ledger.listEvents(ACCOUNT, 'order')).toHaveLength(2);
  });

  it.each(['events', 'incident_orders', 'order_notes', 'position_items'])(
    'stand entirely or not at all: nothing was seen when %s can not be written',
    async (table) => {
      const { ledger, location } = await openFreshLedger();
      await seeOrders(ledger, 'b');
      const tables = await openTables(location);
      const content = () =>
        Promise.all(
          (['sales_orders', 'position_items', 'events', 'incidents', 'order_notes'] as const).map(
            (name) => tables.selectFrom(name).selectAll().execute(),
          ),
        );
      const before = await content();
      await refuseRowsOf(tables, table, 'b');
      const changed = { ...seenOrder('b', { phase: 'sent', pieces: 2 }), news };
      const both = [{ ...seenOrder('a'), news }, changed];
      await expect(ledger.recordSeen(ACCOUNT, both, minute(3))).rejects.toThrow('refused');
      expect(await content()).toEqual(before);
    },
  );
});
