import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute } from './ledger-facts.ts';

const SHOP = 'https://shop.example';
const delivery = (wooOrderId: number, deliveryId = 'd-1') => ({
  deliveryId,
  webhookId: 7,
  topic: 'order.updated',
  wooOrderId,
});

eachDatabase('the watch over a shop', ({ openFreshLedger }) => {
  it('remembers how far it has come, each shop for itself', async () => {
    const { ledger, reopen } = await openFreshLedger();
    const nothing = { cursorAt: undefined, lookedAt: undefined, unannouncedSince: undefined };
    expect(await ledger.loadShopWatch(SHOP)).toEqual({ ...nothing, lookAgain: [] });
    const first = { ...nothing, cursorAt: minute(1), lookAgain: [3, 5] };
    await ledger.saveShopWatch(SHOP, first);
    const second = { ...first, lookedAt: minute(2), lookAgain: [], unannouncedSince: minute(1) };
    await ledger.saveShopWatch(SHOP, second);
    const again = await reopen();
    expect(await again.loadShopWatch(SHOP)).toEqual(second);
    expect((await again.loadShopWatch('https://other.example')).cursorAt).toBeUndefined();
  });

  it('keeps a delivery once; orders that changed in one second share its id', async () => {
    const { ledger } = await openFreshLedger();
    const open = (id: number) => ({ ...delivery(id), isWorked: false });
    expect(await ledger.addDeliveries([open(1)], minute(1))).toEqual([true]);
    expect(await ledger.addDeliveries([open(2), open(1), open(2)], minute(2))).toEqual([
      true,
      false,
      false,
    ]);
    const echo = { ...delivery(9, 'echo'), isWorked: true };
    expect(await ledger.addDeliveries([open(1), echo], minute(4))).toEqual([false, true]);
    expect(await ledger.countDeliveries()).toEqual({ waiting: 2, lastAt: minute(4) });
    const waiting = await ledger.loadOpenDeliveries(9);
    expect(waiting).toEqual([
      { deliveryId: 'd-1', wooOrderId: 1 },
      { deliveryId: 'd-1', wooOrderId: 2 },
    ]);
    expect(await ledger.loadOpenDeliveries(1)).toEqual(waiting.slice(0, 1));
    await ledger.settleDeliveries(waiting.slice(1), minute(5));
    expect(await ledger.loadOpenDeliveries(9)).toEqual(waiting.slice(0, 1));
    await ledger.pruneDeliveries(minute(2));
    expect(await ledger.countDeliveries()).toEqual({ waiting: 0, lastAt: minute(4) });
    expect(await ledger.addDeliveries([open(1)], minute(6))).toEqual([true]);
  });

  it('settles more deliveries at once than a statement takes', async () => {
    const { ledger } = await openFreshLedger();
    const ids = Array.from({ length: 1_100 }, (_, index) => index + 1);
    await ledger.addDeliveries(
      ids.map((id) => ({ ...delivery(id), isWorked: false })),
      minute(1),
    );
    await ledger.settleDeliveries(await ledger.loadOpenDeliveries(2_000), minute(2));
    expect((await ledger.countDeliveries()).waiting).toBe(0);
  });

  it('keeps one webhook for each topic, and can distrust one', async () => {
    const { ledger } = await openFreshLedger();
    const row = (topic: string, webhookId: number) => ({
      shop: SHOP,
      topic,
      webhook_id: webhookId,
      delivery_url: 'https://bridge.example/webhooks/woocommerce',
      secret_fingerprint: 'abc',
      created_at: minute(1),
      restored: 0,
    });
    await ledger.saveShopWebhook(row('order.updated', 1));
    await ledger.saveShopWebhook(row('order.deleted', 2));
    await ledger.saveShopWebhook({ ...row('order.updated', 3), restored: 1 });
    await ledger.distrustShopWebhook(SHOP, 2);
    const known = await ledger.loadShopWebhooks(SHOP);
    expect(known.get('order.updated')).toEqual({ ...row('order.updated', 3), restored: 1 });
    expect(known.get('order.deleted')?.secret_fingerprint).toBe('');
    await ledger.forgetShopWebhook(SHOP, 'order.updated');
    expect([...(await ledger.loadShopWebhooks(SHOP)).keys()]).toEqual(['order.deleted']);
    expect((await ledger.loadShopWebhooks('https://other.example')).size).toBe(0);
  });

  it('alone takes back that an order stands in the shop twice', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    const twice = cause('57', { code: 'shop-order-twice', params: { otherWooOrderId: 57 } });
    await ledger.addShopCopies(ACCOUNT, [{ salesOrderId: 'a', causes: [twice] }], minute(1));
    const look = {
      ...{ salesOrderId: 'a', wooStatus: undefined, facts: undefined },
      ...{ events: [], contradictions: [], wakes: false, wantsReportLook: false },
    };
    await ledger.settleShopLooks(ACCOUNT, [look], 'shop', minute(2));
    expect(
      (await ledger.listIncidents({ state: 'open', limit: 9 })).map(({ code }) => code),
    ).toEqual([twice.code]);
    await ledger.resolveForAllOrders(twice.code, ['57'], minute(3));
    expect(await ledger.listIncidents({ state: 'open', limit: 9 })).toEqual([]);
  });
});
