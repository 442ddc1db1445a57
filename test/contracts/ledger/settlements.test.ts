import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { LedgerDatabase } from '../../../src/bridge/ledger/database.ts';
import { recordSeen } from '../../../src/bridge/ledger/sales-orders.ts';
import { settleOrders } from '../../../src/bridge/ledger/settlements.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';

const PAYMENT = { amountCents: 1_999, paidAt: minute(1), paymentMethod: 'INVOICE' };

const EVERYTHING = {
  payment: PAYMENT,
  events: [{ kind: 'shop-order-created', params: { wooOrderId: 17 } }],
  causes: [cause('A')],
  line: { outcome: 'created', params: { note: 'über 50 € 🎉' } },
};

eachDatabase('settlements', ({ kind, openFreshLedger }) => {
  it('commit the state of the order, its payment, events, incidents and line', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    const reason = { code: 'sku-not-in-shop', params: { sku: 'Größe "L" 🎉', pieces: 2 } };
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { ...EVERYTHING, reason, failures: 3, nextLookAt: minute(9) })],
      minute(2),
    );
    expect(await rowOf(ledger, 'order')).toMatchObject({
      import_state: 'imported',
      reason: 'sku-not-in-shop',
      reason_params: JSON.stringify(reason.params),
      content_hash: 'hash-1',
      next_look_at: minute(9),
      failures: 3,
      woo_order_id: 17,
      woo_order_number: '17',
      woo_status: 'processing',
      woo_created_at: minute(2),
      imported_at: minute(2),
    });
    const all = { changedSince: undefined, after: undefined, limit: 10 };
    expect(await ledger.listPayments(all)).toEqual([
      {
        account_id: ACCOUNT,
        sales_order_id: 'order',
        order_number: 'number-order',
        amount_cents: 1_999,
        payment_method: 'INVOICE',
        paid_at: minute(1),
        woo_order_id: 17,
        changed_at: minute(2),
      },
    ]);
    expect(await ledger.listEvents(ACCOUNT, 'order')).toEqual([
      {
        event_id: expect.any(Number),
        at: minute(2),
        account_id: ACCOUNT,
        sales_order_id: 'order',
        kind: 'shop-order-created',
        params: '{"wooOrderId":17}',
        cause: null,
      },
    ]);
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toMatchObject([
      { cause: 'sku-not-in-shop:A', orders: 1 },
    ]);
    expect(await ledger.listRunLines(RUN, { after: 0, limit: 10 })).toEqual([
      {
        line_id: expect.any(Number),
        import_run_id: RUN,
        at: minute(2),
        sales_order_id: 'order',
        order_number: 'number-order',
        outcome: 'created',
        woo_order_id: 17,
        params: '{"note":"über 50 € 🎉"}',
      },
    ]);
  });

  it('may be none', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.settleOrders(ACCOUNT, RUN, [], minute(2));
    expect(await ledger.listRunLines(RUN, { after: 0, limit: 10 })).toEqual([]);
  });

  it('touch the orders they name and no others', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    const before = await rowOf(ledger, 'b');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a', EVERYTHING)], minute(2));
    expect(await rowOf(ledger, 'b')).toEqual(before);
    expect(await ledger.listEvents(ACCOUNT, 'b')).toEqual([]);
    expect(await ledger.listEvents('another', 'a')).toEqual([]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'b')).toEqual([]);
  });

  it('keep the moment of the first import', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { importState: 'held', shopOrder: undefined })],
      minute(2),
    );
    expect((await rowOf(ledger, 'order')).imported_at).toBeNull();
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(3));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(4));
    expect((await rowOf(ledger, 'order')).imported_at).toBe(minute(3));
  });

  it('keep the shop order when they name none, and forget reason and next look', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    const held = { reason: { code: 'r', params: {} }, nextLookAt: minute(5), failures: 2 };
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', held)], minute(2));
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { shopOrder: undefined, contentHash: undefined })],
      minute(3),
    );
    expect(await rowOf(ledger, 'order')).toMatchObject({
      woo_order_id: 17,
      woo_status: 'processing',
      reason: null,
      reason_params: null,
      next_look_at: null,
      content_hash: null,
      failures: 0,
    });
  });

  it.each(['schedule', 'click', 'command'])(
    'say of events that a run by %s made them',
    async (cause) => {
      const { ledger } = await openFreshLedger();
      await seeOrders(ledger, 'order');
      const run = { importRunId: RUN, accountId: ACCOUNT, isRehearsal: false, sinceAt: undefined };
      await ledger.startImportRun({ ...run, cause, startedAt: minute(1) });
      await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', EVERYTHING)], minute(2));
      expect(await ledger.listEvents(ACCOUNT, 'order')).toMatchObject([{ cause }]);
    },
  );

  it('keep what the shop order looked like until a later look tells anew', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    const facts = {
      status: 'processing',
      totalCents: 1_999,
      addresses: 'a1',
      lines: 'l1',
      refundedCents: 0,
    };
    const shopOrder = { wooOrderId: 17, number: '17', status: 'processing', createdAt: minute(2) };
    const withFacts = settlement('order', { shopOrder: { ...shopOrder, facts } });
    await ledger.settleOrders(ACCOUNT, RUN, [withFacts], minute(2));
    for (const later of [{ shopOrder }, { shopOrder: undefined }]) {
      await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', later)], minute(3));
      expect(JSON.parse((await rowOf(ledger, 'order')).woo_facts ?? '')).toEqual(facts);
    }
    const changed = { ...facts, refundedCents: 500 };
    const again = settlement('order', { shopOrder: { ...shopOrder, facts: changed } });
    await ledger.settleOrders(ACCOUNT, RUN, [again], minute(4));
    expect(JSON.parse((await rowOf(ledger, 'order')).woo_facts ?? '')).toEqual(changed);
  });

  it('append events in their order, across calls and within one', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    const events = (...kinds: string[]) => ({
      events: kinds.map((kind) => ({ kind, params: {} })),
    });
    const first = [settlement('a', events('1', '2')), settlement('b', events('x'))];
    await ledger.settleOrders(ACCOUNT, RUN, first, minute(2));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a', events('3', '4', '5'))], minute(1));
    const kinds = (await ledger.listEvents(ACCOUNT, 'a')).map((event) => event.kind);
    expect(kinds).toEqual(['1', '2', '3', '4', '5']);
  });

  it('keep what a payment says and when it changed while nothing about it changes', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    const paid = async (at: string, change: Partial<typeof PAYMENT>, wooOrderId = 17) => {
      const shopOrder = { wooOrderId, number: '17', status: 'processing', createdAt: minute(2) };
      const payment = { ...PAYMENT, ...change };
      await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', { payment, shopOrder })], at);
      const all = { changedSince: undefined, after: undefined, limit: 10 };
      const [row] = await ledger.listPayments(all);
      return row;
    };
    expect(await paid(minute(2), {})).toMatchObject({ changed_at: minute(2) });
    expect(await paid(minute(3), {})).toMatchObject({ changed_at: minute(2) });
    expect(await paid(minute(4), { amountCents: 999 })).toMatchObject({
      changed_at: minute(4),
      amount_cents: 999,
    });
    expect(await paid(minute(5), { amountCents: 999, paidAt: minute(0) })).toMatchObject({
      changed_at: minute(5),
      paid_at: minute(0),
    });
    const back = { paidAt: minute(0), paymentMethod: 'PREPAYMENT' };
    expect(await paid(minute(6), back)).toMatchObject({
      changed_at: minute(6),
      payment_method: 'PREPAYMENT',
    });
    expect(await paid(minute(7), back, 18)).toMatchObject({
      changed_at: minute(7),
      woo_order_id: 18,
    });
    expect(await paid(minute(8), back, 18)).toMatchObject({ changed_at: minute(7) });
  });

  it('let a payment keep its shop order when they name none', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    const payment = PAYMENT;
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', { payment })], minute(2));
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { payment, shopOrder: undefined })],
      minute(3),
    );
    const all = { changedSince: undefined, after: undefined, limit: 10 };
    expect(await ledger.listPayments(all)).toMatchObject([
      { woo_order_id: 17, changed_at: minute(2) },
    ]);
  });

  it('may cross each other: calls that wait for one another come through', async () => {
    const { ledger } = await openFreshLedger();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await seeOrders(ledger, ...ids);
    const settled = ids.map((id) => settlement(id, { line: EVERYTHING.line }));
    await Promise.all([
      ledger.settleOrders(ACCOUNT, RUN, settled, minute(2)),
      ledger.settleOrders(ACCOUNT, RUN, settled.toReversed(), minute(3)),
      ledger.lookAgainAt(ACCOUNT, ids, minute(4)),
    ]);
    expect(await ledger.listRunLines(RUN, { after: 0, limit: 100 })).toHaveLength(40);
  });

  if (kind === 'sqlite') {
    it('say that the disk is full, and go on once it is not', async () => {
      const { location } = await openFreshLedger();
      const tables = await openTables(location);
      await recordSeen(tables, ACCOUNT, [seenOrder('a')], minute(1));
      await sql`pragma max_page_count = 1`.execute(tables); // as many as there are now
      const events = Array.from({ length: 5_000 }, () => ({ kind: 'x'.repeat(100), params: {} }));
      const large = settlement('a', { ...EVERYTHING, events });
      const settled = () => settleOrders(tables, ACCOUNT, RUN, [large], minute(2));
      await expect(settled()).rejects.toThrow('database or disk is full');
      expect(await snapshot(tables)).toMatchObject([
        [{ import_state: 'seen' }],
        [],
        [],
        [],
        [],
        [],
      ]);
      await sql`pragma max_page_count = 100000`.execute(tables);
      await settled();
      expect(await tables.selectFrom('events').selectAll().execute()).toHaveLength(5_000);
    });
  }

  it.each(['sales_orders', 'payments', 'incident_orders', 'events', 'import_run_lines'])(
    'stand entirely or not at all: nothing stands when %s can not be written',
    async (table) => {
      const { ledger, location } = await openFreshLedger();
      await seeOrders(ledger, 'a', 'b');
      const tables = await openTables(location);
      await ledger.claimForCreate(ACCOUNT, ['a', 'b'], { claimId: 'c', now: minute(1), notes: [] });
      const before = await snapshot(tables);
      await refuseRowsOf(tables, table, 'b');
      const both = [settlement('a', EVERYTHING), settlement('b', EVERYTHING)];
      await expect(ledger.settleOrders(ACCOUNT, RUN, both, minute(2))).rejects.toThrow('refused');
      expect(await snapshot(tables)).toEqual(before);
      const [first] = both;
      if (first) await ledger.settleOrders(ACCOUNT, RUN, [first], minute(3));
      expect(await rowOf(ledger, 'a')).toMatchObject({ import_state: 'imported' });
    },
  );
});

/** Everything the ledger holds. */
async function snapshot(tables: LedgerDatabase): Promise<unknown[]> {
  return Promise.all([
    tables.selectFrom('sales_orders').selectAll().orderBy('sales_order_id').execute(),
    tables.selectFrom('payments').selectAll().execute(),
    tables.selectFrom('events').selectAll().execute(),
    tables.selectFrom('import_run_lines').selectAll().execute(),
    tables.selectFrom('incidents').selectAll().execute(),
    tables.selectFrom('incident_orders').selectAll().execute(),
  ]);
}
