import { expect, it } from 'vitest';
import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { eachDatabase } from '../../databases.ts';
import { MAIN, MINUTE, STOCK, startWorld } from '../support/world.ts';
import { creates, forgetMails, isMarkedAsOrder, plugin, prove, testOrders } from './proof-world.ts';

const usual = importRulesSchema.parse({}).statusMapping;

eachDatabase('the mail proof', ({ kind }) => {
  it('takes a test order through every mapped status without any mail to a buyer, and removes it', async () => {
    const world = await startWorld({ database: kind });
    const seen: boolean[] = [];
    plugin(world, (order) => seen.push(isMarkedAsOrder(order)));
    const { row, steps } = await prove(world);

    expect(row).toMatchObject({ state: 'passed', error_code: null, is_order_open: 0 });
    const shown = steps.map(({ status }) => status);
    for (const status of Object.values(usual)) expect(shown).toContain(status);
    expect(steps.map(({ kind: done }) => done)).toEqual(
      expect.arrayContaining(['created', 'updated', 'refunded', 'noted', 'status-set']),
    );
    expect(steps[0]).toMatchObject({ kind: 'created', status: 'on-hold' });
    expect(steps.at(-1)).toMatchObject({ kind: 'removed', status: '' });
    expect(steps.flatMap(({ findings }) => findings)).toEqual([]);
    expect(creates(world)).toBe(1);
    expect(world.shop.state.orders.size).toBe(0);
    // No part of the bridge may take it for an order, no stock may move.
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).not.toContain(true);
    expect(world.shop.state.stockMovements).toEqual([]);
    expect([...world.shop.state.products.values()].every((p) => p.stockQuantity === STOCK)).toBe(
      true,
    );
    expect(world.shop.state.mails.map(({ audience }) => audience)).not.toContain('customer');
    expect(await world.openIncidents()).toEqual([]);
  });

  it('goes through the statuses of every account, custom ones included', async () => {
    const world = await startWorld({
      database: kind,
      account: { rules: { statusMapping: { returned: 'retour' } } },
    });
    world.shop.settings.orderStatuses.push(
      { slug: 'retour', name: 'Retour' },
      { slug: 'packing', name: 'Packing' },
    );
    const secret = 'second-secret';
    await world.addAccount(
      {
        id: 'second',
        name: 'Second',
        state: 'active',
        clientId: 'second',
        rules: { statusMapping: { processable: 'packing', cancelledByPartner: 'leave-as-it-is' } },
      },
      secret,
    );
    const { row, steps } = await prove(world);
    expect(row.error_code).toBeNull();
    const shown = steps.map(({ status }) => status);
    expect(shown).toEqual(expect.arrayContaining(['retour', 'packing', 'cancelled']));
  });

  it('makes nothing where a mapped status is missing in the shop, and names it', async () => {
    const world = await startWorld({
      database: kind,
      rules: { statusMapping: { ...usual, cancelledByPartner: 'abgesagt' } },
    });
    const { row } = await prove(world);
    expect(row).toMatchObject({ state: 'failed', error_code: 'status-not-in-shop' });
    expect(JSON.parse(row.error_params ?? '')).toEqual({
      phase: 'cancelledByPartner',
      status: 'abgesagt',
    });
    expect(creates(world)).toBe(0);
  });

  it('fails at the very status where a plugin fills in an address, says where, and still removes the order', async () => {
    const world = await startWorld({ database: kind });
    plugin(world, (order) => {
      if (order.status === 'completed') order.billing.email = 'kunde@mail.example';
    });
    const { row, steps } = await prove(world);
    expect(row).toMatchObject({ state: 'failed', error_code: 'mail-proof-failed' });
    expect(JSON.parse(row.error_params ?? '')).toEqual({
      status: 'completed',
      place: 'billing.email',
      finding: 'address',
    });
    expect(row.steps).not.toContain('kunde@');
    expect(steps.at(-1)?.kind).toBe('removed');
    expect(world.shop.state.orders.size).toBe(0);
    expect(await world.openIncidents()).toMatchObject([{ code: 'mail-proof-failed', orders: 0 }]);

    // What it found stays open until a proof passes, not until one could not be made.
    world.shop.faults.badGateway({ times: 100 });
    const broken = await prove(world);
    expect(broken.row).toMatchObject({ state: 'failed', error_code: 'shop-unavailable' });
    world.shop.faults.clear();
    expect((await world.openIncidents()).map(({ code }) => code)).toContain('mail-proof-failed');
    delete world.shop.hooks.onEffect;
    await world.clock.advance(5 * MINUTE);
    expect((await prove(world)).row).toMatchObject({ state: 'passed', error_code: null });
    expect(await world.openIncidents()).toEqual([]);
    forgetMails(world);
  });

  it.each([
    ['meta', 'meta_data[_billing_email_2]', 'address'],
    ['shipping', 'shipping.email', 'address'],
    ['account', 'customer_id', 'customer-account'],
    ['intranet', 'billing.email', 'address'],
  ])('fails over an address in another place (%s)', async (where, place, finding) => {
    const world = await startWorld({ database: kind });
    world.shop.hooks.onEffect = (request, answer) => {
      for (const order of testOrders(world)) {
        if (where === 'account') order.customerId = 1;
        if (where === 'intranet') order.billing.email = 'kunde@intranet';
        if (where === 'meta' && !order.meta.some(({ key }) => key === '_billing_email_2')) {
          order.meta.push({ id: 9_999, key: '_billing_email_2', value: 'a.b@mail.example' });
        }
      }
      const isOrder = request.method === 'GET' && /\/orders\/\d+$/.test(request.path);
      if (where !== 'shipping' || !isOrder) return;
      if (typeof answer.body !== 'object' || answer.body === null) return;
      // Fields a plugin adds to the shop's answers.
      Object.assign(answer.body, { shipping: { email: 'a.b@mail.example' } });
    };
    const { row } = await prove(world);
    expect(row.error_code).toBe('mail-proof-failed');
    expect(JSON.parse(row.error_params ?? '')).toMatchObject({ place, finding });
    expect(testOrders(world)).toEqual([]);
    forgetMails(world);
  });

  it('fails over a note that goes to the buyer, and counts notes that only mention mail', async () => {
    const world = await startWorld({ database: kind });
    const note = (order: { id: number }, text: string, customerNote: boolean) =>
      world.shop.state.notes.push({
        id: 50_000 + world.shop.state.notes.length,
        orderId: order.id,
        at: world.clock.now(),
        author: 'system',
        note: text,
        customerNote,
      });
    let wrote = 0;
    plugin(world, (order) => {
      if (wrote === 0) note(order, 'Mail "New order" sent to admin@shop.example', false);
      wrote += 1;
    });
    const harmless = await prove(world);
    expect(harmless.row.state).toBe('passed');
    expect(harmless.steps.map(({ notesAboutMail }) => notesAboutMail)).toContain(1);

    plugin(world, (order) => {
      if (order.status === 'processing') note(order, 'Thank you!', true);
    });
    const { row } = await prove(world);
    expect(JSON.parse(row.error_params ?? '')).toMatchObject({
      status: 'processing',
      finding: 'note-to-buyer',
    });

    plugin(world, (order) => {
      const email = order.meta.find(({ key }) => key === META.billingEmail)?.value;
      if (email) note(order, `Tracking sent to ${String(email)}`, false);
    });
    const told = await prove(world);
    expect(JSON.parse(told.row.error_params ?? '')).toMatchObject({ finding: 'note-with-address' });
    forgetMails(world);
  });

  it('tells which mails to buyers are switched on, and does without where the shop hides them', async () => {
    const world = await startWorld({ database: kind });
    const open = await prove(world);
    expect(JSON.parse(open.row.switches ?? '')).toEqual(
      expect.arrayContaining([
        { mailId: 'customer_processing_order', isOn: true },
        { mailId: 'customer_cancelled_order', isOn: false },
      ]),
    );
    expect(open.row.switches).not.toContain('new_order');
    world.shop.faults.refuse(403, { method: 'GET', path: /\/settings(\?|$)/ });
    const hidden = await prove(world);
    expect(hidden.row).toMatchObject({ state: 'passed', switches: null });
  });

  it('is no matter of imports, looks at the shop and comparisons that run meanwhile', async () => {
    const world = await startWorld({ database: kind });
    const order = world.order();
    const { signal } = new AbortController();
    const asked = { holderKind: 'service', signal } as const;
    let meanwhile: Promise<unknown> | undefined;
    const others = async () => {
      await world.run();
      await world.bridge.watchShop({ ...asked, cause: 'poll' });
      const compared = await world.bridge.reconcile({
        ...asked,
        accountId: MAIN,
        cause: 'schedule',
      });
      return [testOrders(world).length, compared];
    };
    world.shop.hooks.onEffect = async () => {
      if (testOrders(world).length === 0 || meanwhile) return;
      meanwhile = others();
    };
    world.shop.hooks.onRequest = async ({ method }) => {
      if (method === 'DELETE') await meanwhile;
    };
    expect((await prove(world)).row).toMatchObject({ state: 'passed', error_code: null });
    expect(await meanwhile).toMatchObject([1, { ran: true }]);
    expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
    const rows = await world.bridge.ledger.listSalesOrders({ limit: 10 });
    expect(rows.map(({ sales_order_id: id }) => id)).toEqual([order.salesOrderId]);
    expect(await world.openIncidents()).toEqual([]);
  });
});
