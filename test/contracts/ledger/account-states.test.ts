import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

eachDatabase('account states', ({ openFreshLedger }) => {
  it('know nothing of a new account', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.loadAccountState('new')).toEqual({
      cursorAt: undefined,
      wideRunOn: undefined,
    });
  });

  it('move the cursor forward and never back', async () => {
    const { ledger } = await openFreshLedger();
    const cursor = async () => (await ledger.loadAccountState(ACCOUNT)).cursorAt;
    await ledger.saveCursor(ACCOUNT, { cursorAt: undefined, wideRunOn: undefined });
    expect(await cursor()).toBeUndefined();
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(5), wideRunOn: undefined });
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(3), wideRunOn: undefined });
    expect(await cursor()).toBe(minute(5));
    await ledger.saveCursor(ACCOUNT, { cursorAt: undefined, wideRunOn: undefined });
    expect(await cursor()).toBe(minute(5));
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(6), wideRunOn: undefined });
    expect(await cursor()).toBe(minute(6));
    expect((await ledger.loadAccountState('another')).cursorAt).toBeUndefined();
  });

  it('never move the cursor back when two processes move it at once', async () => {
    const { ledger, location } = await openFreshLedger();
    await contend(location, 'move-cursor', ['early', 'late']);
    expect((await ledger.loadAccountState(ACCOUNT)).cursorAt).toBe(minute(139));
  });

  it('keep the day of the last wide run while only the cursor moves', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(1), wideRunOn: '2026-03-02' });
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(2), wideRunOn: undefined });
    expect(await ledger.loadAccountState(ACCOUNT)).toEqual({
      cursorAt: minute(2),
      wideRunOn: '2026-03-02',
    });
  });

  it('wake every order that waits, and only those, when the rules changed', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'backlog', 'held', 'skipped', 'claimed', 'imported', 'hampered');
    await ledger.recordSeen('another', [seenOrder('foreign')], minute(1));
    const reason = { code: 'some-reason', params: {} };
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [
        settlement('backlog', { importState: 'backlog', reason, shopOrder: undefined }),
        settlement('held', { importState: 'held', reason, shopOrder: undefined }),
        settlement('skipped', { importState: 'skipped', reason, shopOrder: undefined }),
        settlement('imported'),
        settlement('hampered', { reason }),
      ],
      minute(2),
    );
    await ledger.settleOrders(
      'another',
      RUN,
      [settlement('foreign', { importState: 'held', reason })],
      minute(2),
    );
    await ledger.claimForCreate(ACCOUNT, ['claimed'], {
      claimId: 'claim',
      now: minute(2),
      notes: [],
    });
    expect(await ledger.wakeWaitingOrders(ACCOUNT, 'rules-1', minute(3))).toBe(3);
    const due = await ledger.loadDueOrders(ACCOUNT, minute(3), 10);
    expect(due.map((row) => row.sales_order_id)).toEqual(['backlog', 'hampered', 'held']);
    expect((await rowOf(ledger, 'foreign', 'another')).next_look_at).toBeNull();
  });

  it('let waiting orders rest while the rules stay the same', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'held');
    expect(await ledger.wakeWaitingOrders(ACCOUNT, 'rules-1', minute(1))).toBe(0);
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('held', { importState: 'held' })],
      minute(2),
    );
    expect(await ledger.wakeWaitingOrders(ACCOUNT, 'rules-1', minute(3))).toBe(0);
    expect((await rowOf(ledger, 'held')).next_look_at).toBeNull();
    expect(await ledger.wakeWaitingOrders(ACCOUNT, 'rules-2', minute(4))).toBe(1);
    expect((await rowOf(ledger, 'held')).next_look_at).toBe(minute(4));
  });

  it('keep cursor and rules apart', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.wakeWaitingOrders(ACCOUNT, 'rules-1', minute(1));
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(5), wideRunOn: '2026-03-02' });
    await seeOrders(ledger, 'held');
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [settlement('held', { importState: 'held' })],
      minute(2),
    );
    expect(await ledger.wakeWaitingOrders(ACCOUNT, 'rules-1', minute(3))).toBe(0);
    await ledger.wakeWaitingOrders(ACCOUNT, 'rules-2', minute(4));
    expect(await ledger.loadAccountState(ACCOUNT)).toEqual({
      cursorAt: minute(5),
      wideRunOn: '2026-03-02',
    });
  });
});
