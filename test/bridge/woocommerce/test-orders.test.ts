import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { META, TEST_CREATED_VIA } from '../../../src/mapping/woocommerce/order-meta.ts';
import { orderDraft, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({ firstIds: { order: 1000 } });
  const draft = orderDraft('aa1');
  const marked = { key: META.mailProof, value: 'proof-1' };
  await world.client.createOrders([draft]);
  await world.client.createOrders([
    { ...draft, created_via: TEST_CREATED_VIA, meta_data: [marked] },
  ]);
  await world.client.createOrders([{ ...draft, created_via: TEST_CREATED_VIA, meta_data: [] }]);
});
afterEach(() => world.shop.stop());

describe('the test orders of mail proofs', () => {
  it('are listed with the proof they belong to, from the bin too, and nobody else’s orders', async () => {
    await world.client.deleteOrder(1002, { force: false });
    expect(await world.client.listTestOrders()).toEqual([
      { wooOrderId: 1001, proofId: 'proof-1' },
      { wooOrderId: 1002, proofId: '' },
    ]);
  });

  it('are told from all others in a shop that ignores the filter', async () => {
    world.shop.settings.wooVersion = '9.8.0';
    expect((await world.client.listTestOrders()).map(({ wooOrderId }) => wooOrderId)).toEqual([
      1001, 1002,
    ]);
  });
});

describe('the shop’s mails to buyers', () => {
  it('are listed with their switches; mails to the owner and unreadable switches are left out', async () => {
    world.shop.settings.disabledMails.add('customer-note');
    world.shop.faults.answer(
      { status: 200, body: [{ id: 'subject', value: 'Hello' }] },
      { path: 'settings/email_customer_failed_order' },
    );
    const mails = await world.client.listCustomerMails();
    expect(mails).toContainEqual({ mailId: 'customer_note', isOn: false });
    expect(mails).toContainEqual({ mailId: 'customer_completed_order', isOn: true });
    const ids = mails.map(({ mailId }) => mailId);
    expect(ids).not.toContain('customer_failed_order');
    expect(ids.every((id) => id.startsWith('customer_'))).toBe(true);
  });
});

describe('raw notes', () => {
  it('are the shop’s own answer, and none where the order is gone', async () => {
    await world.client.createNote(1000, 'Packed');
    const notes = await world.client.listRawNotes(1000);
    expect(notes).toContainEqual(
      expect.objectContaining({ note: 'Packed', customer_note: false, author: expect.anything() }),
    );
    await world.client.deleteOrder(1000, { force: true });
    expect(await world.client.listRawNotes(1000)).toEqual([]);
  });
});
