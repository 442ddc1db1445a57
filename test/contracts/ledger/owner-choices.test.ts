import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';

const choice = {
  accountId: ACCOUNT,
  salesOrderId: 'order',
  events: [{ kind: 'owner-chose-otto', params: { code: 'cancelled-in-shop' } }],
};

const PAYMENT = { amountCents: 1_999, paidAt: minute(1), paymentMethod: 'INVOICE' };

/** An order in the shop, and another one that nobody decides about. */
async function withOrders(ledger: Ledger): Promise<void> {
  await seeOrders(ledger, 'order', 'other');
  await ledger.claimForCreate(ACCOUNT, ['order', 'other'], {
    claimId: 'c',
    now: minute(1),
    notes: ['order', 'other'].map((salesOrderId) => ({ salesOrderId, noteKey: 'n', text: 't' })),
  });
  const settled = settlement('order', {
    reason: { code: 'shop-order-gone', params: {} },
    payment: PAYMENT,
    causes: [cause('gone')],
    contradictions: [cause('contradicts')],
    nextLookAt: minute(50),
    failures: 3,
  });
  await ledger.settleOrders(ACCOUNT, RUN, [settled, settlement('other')], minute(2));
}

eachDatabase("the owner's choice", ({ openFreshLedger }) => {
  it('that OTTO is right is kept until the order is in line', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.yieldToOtto(choice, minute(3));
    expect(await rowOf(ledger, 'order')).toMatchObject({
      owner_yields: 1,
      next_look_at: minute(3),
      woo_order_id: 17,
    });
    expect(await rowOf(ledger, 'other')).toMatchObject({ owner_yields: 0, next_look_at: null });
    expect(await ledger.listEvents(ACCOUNT, 'order')).toMatchObject([
      { kind: 'owner-chose-otto', cause: 'owner', at: minute(3) },
    ]);
    const underWay = settlement('order', { ownerYielded: true, contentHash: undefined });
    const held = settlement('order', { ownerYielded: true, reason: { code: 'r', params: {} } });
    for (const between of [underWay, held]) {
      await ledger.settleOrders(ACCOUNT, RUN, [between], minute(4));
      expect(await rowOf(ledger, 'order')).toMatchObject({ owner_yields: 1, next_look_at: null });
    }
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('order', { ownerYielded: true })],
      minute(5),
    );
    expect(await rowOf(ledger, 'order')).toMatchObject({ owner_yields: 0, next_look_at: null });
  });

  it('is not lost on a run that read the order before it', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.yieldToOtto(choice, minute(3));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(4));
    expect(await rowOf(ledger, 'order')).toMatchObject({
      owner_yields: 1,
      next_look_at: minute(3),
    });
  });

  it('may be taken back before the next look', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.yieldToOtto(choice, minute(3));
    await ledger.yieldToOtto({ ...choice, salesOrderId: 'other' }, minute(3));
    await ledger.stopYielding(ACCOUNT, 'order');
    expect(await rowOf(ledger, 'order')).toMatchObject({ owner_yields: 0 });
    expect(await rowOf(ledger, 'other')).toMatchObject({ owner_yields: 1 });
    const held = { ownerYielded: true, reason: { code: 'r', params: {} } };
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order', held)], minute(4));
    expect(await rowOf(ledger, 'order')).toMatchObject({ owner_yields: 0 });
  });

  it('may name another shop order, which is the one from then on', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.takeShopOrder(choice, { wooOrderId: 99, ownerYields: true }, minute(3));
    expect(await rowOf(ledger, 'order')).toMatchObject({
      woo_order_id: 99,
      import_state: 'imported',
      reason: null,
      owner_yields: 1,
      next_look_at: minute(3),
      failures: 0,
    });
    expect(await rowOf(ledger, 'other')).toMatchObject({ woo_order_id: 17 });
    await ledger.takeShopOrder(choice, { wooOrderId: 98, ownerYields: false }, minute(4));
    expect(await rowOf(ledger, 'order')).toMatchObject({ woo_order_id: 98, owner_yields: 0 });
  });

  it('to have it created anew forgets the shop order and its notes, not the payment', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.forgetShopOrder(choice, minute(3));
    expect(await rowOf(ledger, 'order')).toMatchObject({
      import_state: 'seen',
      woo_order_id: null,
      woo_order_number: null,
      woo_status: null,
      woo_created_at: null,
      woo_facts: null,
      content_hash: null,
      claim_id: null,
      reason: null,
      reason_params: null,
      failures: 0,
      owner_yields: 0,
      imported_at: null,
      next_look_at: minute(3),
      gross_cents: 1_999,
    });
    const notes = [{ salesOrderId: 'order', noteKey: 'n', text: 'neu' }];
    const claimed = await ledger.claimForCreate(ACCOUNT, ['order'], {
      claimId: 'd',
      now: minute(4),
      notes,
    });
    expect([...claimed]).toEqual(['order']);
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(5));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ text: 'neu' }, { text: 't' }]);
    const all = { changedSince: undefined, after: undefined, limit: 10 };
    expect(await ledger.listPayments(all)).toHaveLength(1);
  });

  it('to leave it out closes what was open about it, and nothing looks at it again', async () => {
    const { ledger } = await openFreshLedger();
    await withOrders(ledger);
    await ledger.leaveOutOfShop(choice, 'deleted-in-shop', minute(3));
    expect(await rowOf(ledger, 'order')).toMatchObject({
      import_state: 'skipped',
      reason: 'deleted-in-shop',
      reason_params: '{}',
      woo_order_id: 17,
      content_hash: 'hash-1',
      next_look_at: null,
      failures: 0,
    });
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toEqual([]);
    expect(await ledger.listEvents(ACCOUNT, 'order')).toHaveLength(1);
  });
});
