import { expect, it } from 'vitest';
import type { Cause } from '../../../src/bridge/ledger/incidents.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';

async function settle(ledger: Ledger, id: string, at: number, ...causes: Cause[]): Promise<void> {
  await ledger.settleOrders(ACCOUNT, RUN, [settlement(id, { causes })], minute(at));
}

async function brief(ledger: Ledger, state: 'open' | 'resolved') {
  return (await ledger.listIncidents({ state, limit: 10 })).map((row) => [row.cause, row.orders]);
}

eachDatabase('incidents', ({ openFreshLedger }) => {
  it('are one for each cause, however many orders it touches', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', 1, cause('X'), cause('Y'));
    await settle(ledger, 'b', 2, cause('X'));
    await settle(ledger, 'b', 3, cause('X'));
    expect(await brief(ledger, 'open')).toEqual([
      ['sku-not-in-shop:X', 2],
      ['sku-not-in-shop:Y', 1],
    ]);
    const ofOrder = await ledger.listIncidentsOfOrder(ACCOUNT, 'a');
    expect(ofOrder.map((row) => row.cause)).toEqual(['sku-not-in-shop:X', 'sku-not-in-shop:Y']);
    expect(ofOrder[0]).toEqual({
      incident_id: expect.any(Number),
      cause: 'sku-not-in-shop:X',
      code: 'sku-not-in-shop',
      account_id: ACCOUNT,
      params: '{"sku":"X"}',
      state: 'open',
      opened_at: minute(1),
      last_at: minute(3),
      resolved_at: null,
      open_since: minute(1),
      alarmed_at: null,
      noticed_state: null,
    });
  });

  it('are resolved when the last of their orders is through', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', 1, cause('X'));
    await settle(ledger, 'b', 2, cause('X'));
    await settle(ledger, 'a', 3);
    expect(await brief(ledger, 'open')).toEqual([['sku-not-in-shop:X', 1]]);
    await settle(ledger, 'b', 4, cause('Y'));
    expect(await brief(ledger, 'open')).toEqual([['sku-not-in-shop:Y', 1]]);
    expect(await ledger.listIncidents({ state: 'resolved', limit: 10 })).toMatchObject([
      { cause: 'sku-not-in-shop:X', orders: 0, resolved_at: minute(4), state: 'resolved' },
    ]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toEqual([]);
  });

  it('are resolved by one call that brings all of their orders through', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', 1, cause('X'));
    await settle(ledger, 'b', 1, cause('X'));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a'), settlement('b')], minute(2));
    expect(await brief(ledger, 'open')).toEqual([]);
  });

  it('go from one order to another within one call', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', 1, cause('X'));
    const moved = [settlement('a'), settlement('b', { causes: [cause('X')] })];
    await ledger.settleOrders(ACCOUNT, RUN, moved, minute(2));
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toMatchObject([
      { cause: 'sku-not-in-shop:X', orders: 1, resolved_at: null },
    ]);
    expect(await ledger.listIncidents({ state: 'resolved', limit: 10 })).toEqual([]);
  });

  it('are reopened as the same incident', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await settle(ledger, 'a', 1, cause('X'));
    const [before] = await ledger.listIncidents({ state: 'open', limit: 10 });
    await settle(ledger, 'a', 2);
    await settle(ledger, 'a', 3, cause('X', { params: { sku: 'X', pieces: 2 } }));
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toEqual([
      { ...before, last_at: minute(3), open_since: minute(3), params: '{"sku":"X","pieces":2}' },
    ]);
    expect(await ledger.listIncidents({ state: 'resolved', limit: 10 })).toEqual([]);
  });

  it('are shared by accounts: one is not through while the other is not', async () => {
    const { ledger } = await openFreshLedger();
    const open = settlement('order', { causes: [cause('X')] });
    await ledger.settleOrders('one', RUN, [open], minute(1));
    await ledger.settleOrders('two', RUN, [open], minute(1));
    await ledger.settleOrders('one', RUN, [settlement('order')], minute(2));
    expect(await brief(ledger, 'open')).toEqual([['sku-not-in-shop:X', 1]]);
    expect(await ledger.listIncidentsOfOrder('one', 'order')).toEqual([]);
    expect(await ledger.listIncidentsOfOrder('two', 'order')).toHaveLength(1);
  });

  it('without orders open, stay one, are resolved and reopen', async () => {
    const { ledger } = await openFreshLedger();
    const outage = cause('otto', { code: 'otto-unavailable', accountId: undefined, params: {} });
    await ledger.openIncident(outage, minute(1));
    await ledger.openIncident(outage, minute(2));
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toMatchObject([
      {
        cause: 'otto-unavailable:otto',
        account_id: null,
        opened_at: minute(1),
        last_at: minute(2),
      },
    ]);
    await ledger.resolveIncidents(['otto-unavailable', 'otto-refuses'], 'another', minute(3));
    expect(await brief(ledger, 'open')).toHaveLength(1);
    await ledger.resolveIncidents(['otto-unavailable', 'otto-refuses'], 'otto', minute(3));
    await ledger.resolveIncidents(['otto-unavailable'], 'otto', minute(4));
    await ledger.resolveIncidents([], 'otto', minute(4));
    const [resolved] = await ledger.listIncidents({ state: 'resolved', limit: 10 });
    expect(resolved).toMatchObject({ resolved_at: minute(3), orders: 0 });
    await ledger.openIncident(outage, minute(5));
    const [reopened] = await ledger.listIncidents({ state: 'open', limit: 10 });
    expect(reopened).toMatchObject({ incident_id: resolved?.incident_id, resolved_at: null });
  });

  it('are listed the latest first, as many as asked for', async () => {
    const { ledger } = await openFreshLedger();
    for (const [index, about] of ['a', 'b', 'c', 'd'].entries()) {
      await ledger.openIncident(cause(about), minute(Math.min(index, 2)));
    }
    expect(
      (await ledger.listIncidents({ state: 'open', limit: 3 })).map((row) => row.cause),
    ).toEqual(['sku-not-in-shop:d', 'sku-not-in-shop:c', 'sku-not-in-shop:b']);
  });

  it('are right when accounts meet in them at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    // The last round of a contender resolves when its number of rounds is even, opens when it is odd.
    expect(await contend(location, 'settle-with-causes', ['one', 'two', 'three'])).toEqual([
      'null',
      'null',
      'null',
    ]);
    const tables = await openTables(location);
    const open = await brief(ledger, 'open');
    expect(open.map(([, orders]) => orders)).toEqual([6, 6, 6, 6]);
    const through = ['one', 'two', 'three'].map((account) =>
      ledger.settleOrders(account, RUN, [settlement('order-1'), settlement('order-2')], minute(30)),
    );
    await Promise.all(through);
    expect(await tables.selectFrom('incident_orders').selectAll().execute()).toEqual([]);
    expect(await brief(ledger, 'open')).toEqual([]);
  });

  it('are resolved when the last orders go through side by side', async () => {
    const { ledger } = await openFreshLedger();
    const ids = Array.from({ length: 6 }, (_, index) => `order-${index}`);
    await seeOrders(ledger, ...ids);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(ids.map((id) => settle(ledger, id, 2 * round, cause('X'), cause('Y'))));
      expect(await brief(ledger, 'open')).toHaveLength(2);
      await Promise.all(ids.map((id) => settle(ledger, id, 2 * round + 1)));
      expect(await brief(ledger, 'open')).toEqual([]);
    }
  });

  it('stay open when one order leaves them while another enters', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    for (let round = 0; round < 25; round += 1) {
      const [leaves, enters] = round % 2 ? ['b', 'a'] : ['a', 'b'];
      await settle(ledger, leaves, round, cause('X'));
      await Promise.all([settle(ledger, leaves, round), settle(ledger, enters, round, cause('X'))]);
      expect(await brief(ledger, 'open')).toEqual([['sku-not-in-shop:X', 1]]);
    }
  });

  it('are resolved for all their orders at once when their cause is mended, and only they', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await settle(ledger, 'a', 1, cause('X'), cause('Y'));
    await settle(ledger, 'b', 1, cause('X'));
    await ledger.resolveForAllOrders('sku-not-in-shop', [], minute(2));
    await ledger.resolveForAllOrders('sku-not-in-shop', ['unheard-of'], minute(2));
    expect(await brief(ledger, 'open')).toHaveLength(2);
    await ledger.resolveForAllOrders('sku-not-in-shop', ['X', 'unheard-of'], minute(2));
    expect(await brief(ledger, 'open')).toEqual([['sku-not-in-shop:Y', 1]]);
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'b')).toEqual([]);
  });
});
