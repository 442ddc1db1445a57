import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

eachDatabase('seen sales orders', ({ openFreshLedger }) => {
  it('are kept with their pieces and are to be looked at from now on', async () => {
    const { ledger } = await openFreshLedger();
    const order = seenOrder('order', { pieces: 2, expectedDeliveryAt: minute(90) });
    await ledger.recordSeen(ACCOUNT, [order], minute(1));
    expect(await rowOf(ledger, 'order')).toEqual({
      account_id: ACCOUNT,
      sales_order_id: 'order',
      order_number: 'number-order',
      ordered_at: minute(0),
      changed_at: minute(1),
      phase: 'processable',
      import_state: 'seen',
      reason: null,
      reason_params: null,
      content_hash: null,
      gross_cents: 3_998,
      payment_method: 'INVOICE',
      expected_delivery_at: minute(90),
      woo_order_id: null,
      woo_order_number: null,
      woo_status: null,
      woo_created_at: null,
      claim_id: null,
      claimed_at: null,
      next_look_at: minute(1),
      failures: 0,
      first_seen_at: minute(1),
      imported_at: null,
      woo_facts: null,
      owner_yields: 0,
      shop_meta_erased_at: null,
      report_look_at: null,
      report_looks_asked: 0,
      report_flag: null,
      report_flag_due: 0,
      tab: 'backlog',
      deliver_by: null,
      fee_cents: null,
      discount_cents: null,
    });
    expect(await ledger.loadPositionItems(ACCOUNT, 'order')).toEqual([
      {
        account_id: ACCOUNT,
        position_item_id: 'order-piece-0',
        sales_order_id: 'order',
        fulfillment_status: 'PROCESSABLE',
        sku: 'SKU-0',
        payable_cents: 1_999,
        vat_rate_percent: '19',
        expected_delivery_at: null,
        ordered_at: minute(0),
      },
      expect.objectContaining({ position_item_id: 'order-piece-1', sku: 'SKU-1' }),
    ]);
  });

  it('are brought up to date when they are seen again, and keep what the bridge did', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [seenOrder('order')], minute(1));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', { failures: 2 })], minute(2));
    const before = await rowOf(ledger, 'order');
    const changed = seenOrder('order', {
      pieces: 2,
      phase: 'sent',
      changedAt: minute(30),
      paymentMethod: undefined,
    });
    await ledger.recordSeen(ACCOUNT, [changed], minute(31));
    expect(await rowOf(ledger, 'order')).toEqual({
      ...before,
      phase: 'sent',
      changed_at: minute(30),
      gross_cents: 3_998,
      payment_method: null,
      next_look_at: minute(31),
      report_looks_asked: before.report_looks_asked + 1,
    });
    expect(await ledger.loadPositionItems(ACCOUNT, 'order')).toHaveLength(2);
  });

  it('keep an open claim when they are seen again', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.claimForCreate(ACCOUNT, ['order'], { claimId: 'c', now: minute(2), notes: [] });
    await seeOrders(ledger, 'order');
    expect(await rowOf(ledger, 'order')).toMatchObject({ import_state: 'claimed', claim_id: 'c' });
  });

  it('show each piece in its latest state', async () => {
    const { ledger } = await openFreshLedger();
    const order = seenOrder('order', { pieces: 2 });
    await ledger.recordSeen(ACCOUNT, [order], minute(1));
    const [first, second] = order.positionItems;
    if (!first || !second) throw new Error('Two pieces were expected');
    const cancelled = { ...second, fulfillmentStatus: 'CANCELLED_BY_PARTNER', payableCents: 0 };
    await ledger.recordSeen(ACCOUNT, [{ ...order, positionItems: [first, cancelled] }], minute(2));
    expect(await ledger.loadPositionItems(ACCOUNT, 'order')).toMatchObject([
      { fulfillment_status: 'PROCESSABLE', payable_cents: 1_999 },
      { fulfillment_status: 'CANCELLED_BY_PARTNER', payable_cents: 0 },
    ]);
  });

  it('may be many with many pieces in one call', async () => {
    const { ledger } = await openFreshLedger();
    const ids = Array.from({ length: 300 }, (_, index) => `order-${index}`);
    const orders = ids.map((id) => seenOrder(id, { pieces: 8 }));
    await ledger.recordSeen(ACCOUNT, orders, minute(1));
    await ledger.recordSeen(ACCOUNT, orders, minute(2));
    expect((await ledger.loadSalesOrders(ACCOUNT, ids)).size).toBe(300);
    expect(await ledger.loadPositionItems(ACCOUNT, 'order-299')).toHaveLength(8);
    expect(await ledger.loadDueOrders(ACCOUNT, minute(2), 1_000)).toHaveLength(300);
  });

  it('may be listed twice in one answer: the later one counts', async () => {
    const { ledger } = await openFreshLedger();
    const early = seenOrder('order', { phase: 'announced' });
    await ledger.recordSeen(ACCOUNT, [early, seenOrder('else'), seenOrder('order')], minute(1));
    expect(await rowOf(ledger, 'order')).toMatchObject({ phase: 'processable' });
    expect(await rowOf(ledger, 'else')).toMatchObject({ phase: 'processable' });
    expect(await ledger.loadPositionItems(ACCOUNT, 'order')).toHaveLength(1);
  });

  it('may name a piece twice', async () => {
    const { ledger } = await openFreshLedger();
    const order = seenOrder('order');
    const twice = { ...order, positionItems: [...order.positionItems, ...order.positionItems] };
    await ledger.recordSeen(ACCOUNT, [twice], minute(1));
    expect(await ledger.loadPositionItems(ACCOUNT, 'order')).toHaveLength(1);
  });

  it('may have no pieces, and a call may have no orders', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(ACCOUNT, [], minute(1));
    await ledger.recordSeen(ACCOUNT, [seenOrder('empty', { positionItems: [] })], minute(1));
    expect(await ledger.loadPositionItems(ACCOUNT, 'empty')).toEqual([]);
  });

  it('are each kept once when two processes see them at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    const said = await contend(location, 'see-orders', ['one', 'two']);
    expect(said).toEqual(['null', 'null']);
    expect(await ledger.loadDueOrders(ACCOUNT, minute(1), 100)).toHaveLength(20);
  });

  it('belong to an account: the same id under two accounts is two orders', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen('one', [seenOrder('order', { phase: 'announced' })], minute(1));
    await ledger.recordSeen('two', [seenOrder('order', { phase: 'sent' })], minute(1));
    expect((await rowOf(ledger, 'order', 'one')).phase).toBe('announced');
    expect((await rowOf(ledger, 'order', 'two')).phase).toBe('sent');
    expect(await ledger.loadPositionItems('one', 'order')).toHaveLength(1);
    expect(await ledger.findByOrderNumber('number-order')).toHaveLength(2);
  });

  it('are found by their ids; unknown ids are absent', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b', 'c');
    expect(
      [...(await ledger.loadSalesOrders(ACCOUNT, ['c', 'nobody', 'a'])).keys()].sort(),
    ).toEqual(['a', 'c']);
    expect((await ledger.loadSalesOrders(ACCOUNT, [])).size).toBe(0);
    expect(await ledger.findByOrderNumber('number-b')).toHaveLength(1);
    expect(await ledger.findByOrderNumber('number')).toEqual([]);
    expect(await ledger.loadPositionItems(ACCOUNT, 'nobody')).toEqual([]);
  });
});

eachDatabase('orders that are due', ({ openFreshLedger }) => {
  it('come longest waiting first, as many as asked for, never before their time', async () => {
    const { ledger } = await openFreshLedger();
    const lookAt = { late: minute(9), b: minute(5), a: minute(5), first: minute(3) };
    await seeOrders(ledger, ...Object.keys(lookAt), 'never');
    for (const [id, nextLookAt] of Object.entries({ ...lookAt, never: undefined })) {
      const waiting = settlement(id, { importState: 'held', nextLookAt });
      await ledger.settleOrders(ACCOUNT, RUN, [waiting], minute(2));
    }
    const due = async (now: string, limit: number) =>
      (await ledger.loadDueOrders(ACCOUNT, now, limit)).map((row) => row.sales_order_id);
    expect(await due(minute(2), 10)).toEqual([]);
    expect(await due(minute(5), 10)).toEqual(['first', 'a', 'b']);
    expect(await due(minute(9), 2)).toEqual(['first', 'a']);
    expect(await due(minute(60), 10)).toEqual(['first', 'a', 'b', 'late']);
    expect(await ledger.loadDueOrders('another', minute(60), 10)).toEqual([]);
  });

  it('leave out what is claimed', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'claimed', 'free');
    await ledger.claimForCreate(ACCOUNT, ['claimed'], { claimId: 'c', now: minute(2), notes: [] });
    const due = await ledger.loadDueOrders(ACCOUNT, minute(5), 10);
    expect(due.map((row) => row.sales_order_id)).toEqual(['free']);
  });

  it('become due when somebody asks for it', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a'), settlement('b')], minute(2));
    await ledger.lookAgainAt(ACCOUNT, [], minute(3));
    expect(await ledger.loadDueOrders(ACCOUNT, minute(5), 10)).toEqual([]);
    await ledger.lookAgainAt(ACCOUNT, ['b', 'nobody'], minute(3));
    const due = await ledger.loadDueOrders(ACCOUNT, minute(5), 10);
    expect(due).toMatchObject([{ sales_order_id: 'b', import_state: 'imported' }]);
  });

  it('are woken by the reason they are held for, and no others', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    const heldFor = (id: string, code: string) =>
      settlement(id, { importState: 'held', reason: { code, params: {} }, nextLookAt: minute(50) });
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [heldFor('a', 'sku-not-in-shop'), heldFor('b', 'address-not-there')],
      minute(2),
    );
    await ledger.wakeHeldFor('sku-not-in-shop', minute(3));
    const due = await ledger.loadDueOrders(ACCOUNT, minute(4), 10);
    expect(due.map((row) => row.sales_order_id)).toEqual(['a']);
  });
});
