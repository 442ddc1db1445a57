import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const claim = (claimId: string, ...notedIds: string[]) => ({
  claimId,
  now: minute(2),
  notes: notedIds.map((id) => ({ salesOrderId: id, noteKey: 'first', text: `Notiz ${id}` })),
});

eachDatabase('claims', ({ openFreshLedger }) => {
  it('are given for orders that are neither claimed nor in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'new', 'held', 'skipped', 'backlog', 'claimed', 'imported');
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [
        settlement('held', { importState: 'held', shopOrder: undefined }),
        settlement('skipped', { importState: 'skipped', shopOrder: undefined }),
        settlement('backlog', { importState: 'backlog', shopOrder: undefined }),
        settlement('imported'),
      ],
      minute(1),
    );
    await ledger.claimForCreate(ACCOUNT, ['claimed'], claim('earlier'));
    const ids = ['new', 'held', 'skipped', 'backlog', 'claimed', 'imported', 'nobody'];
    const claimed = await ledger.claimForCreate(ACCOUNT, ids, claim('now'));
    expect([...claimed].sort()).toEqual(['backlog', 'held', 'new', 'skipped']);
    expect(await rowOf(ledger, 'new')).toMatchObject({
      import_state: 'claimed',
      claim_id: 'now',
      claimed_at: minute(2),
    });
    expect(await rowOf(ledger, 'claimed')).toMatchObject({ claim_id: 'earlier' });
    expect(await rowOf(ledger, 'imported')).toMatchObject({ claim_id: null, claimed_at: null });
  });

  it('are none when no order is named', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    expect((await ledger.claimForCreate(ACCOUNT, [], claim('now', 'order'))).size).toBe(0);
    await ledger.releaseClaims(ACCOUNT, [], minute(3));
    await ledger.extendClaims(ACCOUNT, [], minute(3));
    expect(await ledger.loadOpenClaims(ACCOUNT)).toEqual([]);
  });

  it('go to exactly one of two processes that want the same orders', async () => {
    const { ledger, location } = await openFreshLedger();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await seeOrders(ledger, ...ids);
    const said = await contend(location, 'claim', ['one', 'two', 'three']);
    const won = said.map((text) => JSON.parse(text));
    expect(won.flat().sort()).toEqual([...ids].sort());
    const tables = await openTables(location);
    const notes = await tables.selectFrom('order_notes').selectAll().execute();
    for (const [index, name] of ['one', 'two', 'three'].entries()) {
      const texts = notes.filter((note) => won[index].includes(note.sales_order_id));
      expect(texts.every((note) => note.text === `by ${name}`)).toBe(true);
    }
    expect(notes).toHaveLength(20);
  });

  it('leave the orders of other accounts alone', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.recordSeen('another', [seenOrder('order')], minute(1));
    await ledger.claimForCreate('another', ['order'], claim('now'));
    expect(await rowOf(ledger, 'order')).toMatchObject({ import_state: 'seen', claim_id: null });
    expect(await ledger.loadOpenClaims(ACCOUNT)).toEqual([]);
  });

  it('are committed together with their notes, and notes of others are left out', async () => {
    const { ledger, location } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b');
    await ledger.claimForCreate(ACCOUNT, ['b'], claim('earlier'));
    await ledger.claimForCreate(ACCOUNT, ['a', 'b'], claim('now', 'a', 'b'));
    const tables = await openTables(location);
    expect(await tables.selectFrom('order_notes').selectAll().execute()).toEqual([
      {
        account_id: ACCOUNT,
        sales_order_id: 'a',
        note_key: 'first',
        text: 'Notiz a',
        attempts: 0,
        written_at: null,
        is_urgent: 0,
      },
    ]);
  });

  it('keep a note once, and as it was first said', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await ledger.claimForCreate(ACCOUNT, ['a'], claim('first', 'a'));
    await ledger.releaseClaims(ACCOUNT, ['a'], minute(3));
    const again = { ...claim('second', 'a', 'a'), now: minute(4) };
    await ledger.claimForCreate(ACCOUNT, ['a'], again);
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a')], minute(5));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ text: 'Notiz a' }]);
  });

  it('stay open until they are settled, longest open first', async () => {
    const { ledger, reopen } = await openFreshLedger();
    await seeOrders(ledger, 'a', 'b', 'c');
    await ledger.claimForCreate(ACCOUNT, ['b'], { ...claim('one'), now: minute(2) });
    await ledger.claimForCreate(ACCOUNT, ['a'], { ...claim('two'), now: minute(3) });
    const again = await reopen();
    const open = async () =>
      (await again.loadOpenClaims(ACCOUNT)).map((row) => [row.sales_order_id, row.claim_id]);
    expect(await open()).toEqual([
      ['b', 'one'],
      ['a', 'two'],
    ]);
    await again.settleOrders(ACCOUNT, RUN, [settlement('b')], minute(5));
    expect(await open()).toEqual([['a', 'two']]);
    expect(await rowOf(again, 'b')).toMatchObject({ claim_id: null, claimed_at: null });
  });

  it('free their orders when they are released, and only those that are claimed', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'claimed', 'imported');
    await ledger.claimForCreate(ACCOUNT, ['claimed', 'imported'], claim('one'));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('imported')], minute(3));
    await ledger.releaseClaims(ACCOUNT, ['claimed', 'imported', 'nobody'], minute(4));
    expect(await rowOf(ledger, 'claimed')).toMatchObject({
      import_state: 'seen',
      claim_id: null,
      claimed_at: null,
      next_look_at: minute(4),
    });
    expect(await rowOf(ledger, 'imported')).toMatchObject({
      import_state: 'imported',
      next_look_at: null,
    });
    expect((await ledger.claimForCreate(ACCOUNT, ['claimed'], claim('two'))).size).toBe(1);
  });

  it('start their time anew when they are extended; what is not claimed has no such time', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'claimed', 'free');
    await ledger.claimForCreate(ACCOUNT, ['claimed'], claim('one'));
    await ledger.extendClaims(ACCOUNT, ['claimed', 'free'], minute(8));
    expect(await rowOf(ledger, 'claimed')).toMatchObject({
      claimed_at: minute(8),
      claim_id: 'one',
    });
    expect(await rowOf(ledger, 'free')).toMatchObject({ claimed_at: null, import_state: 'seen' });
  });

  it('all start their time anew where nobody knows what became of their maker, never an earlier one', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'claimed', 'changed', 'noted', 'free');
    const inShop = ['changed', 'noted', 'free'].map((id) => settlement(id));
    await ledger.settleOrders(ACCOUNT, RUN, inShop, minute(1));
    await ledger.claimForCreate(ACCOUNT, ['claimed'], claim('one'));
    await ledger.claimForChange(ACCOUNT, 'changed', claim('two'));
    await ledger.claimForChange(ACCOUNT, 'noted', claim('over', 'noted'));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('noted')], minute(3));
    const [note] = await ledger.loadDueNotes(ACCOUNT, 10);
    if (!note) throw new Error('No note is due');
    await ledger.startNote(ACCOUNT, note);
    await ledger.restartClaims(ACCOUNT, { claimId: 'anew', now: minute(8) });
    await ledger.restartClaims(ACCOUNT, { claimId: 'late', now: minute(5) });
    await ledger.restartClaims('another', { claimId: 'other', now: minute(9) });
    const rows = ['claimed', 'changed', 'noted'].map((id) => rowOf(ledger, id));
    expect(await Promise.all(rows)).toMatchObject([
      { import_state: 'claimed', claim_id: 'one', claimed_at: minute(8) },
      { import_state: 'imported', claim_id: 'two', claimed_at: minute(8) },
      { import_state: 'imported', claim_id: 'anew', claimed_at: minute(8) },
    ]);
    expect(await rowOf(ledger, 'noted')).toMatchObject({ next_look_at: minute(8) });
    expect(await rowOf(ledger, 'free')).toMatchObject({ claim_id: null, claimed_at: null });
  });

  it('for a change keep the order in the shop and commit its notes', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a')], minute(2));
    await ledger.claimForChange(ACCOUNT, 'a', {
      claimId: 'refund',
      now: minute(3),
      notes: [{ salesOrderId: 'a', noteKey: 'refund-1', text: 'Erstattet: 19,99 €' }],
    });
    expect(await rowOf(ledger, 'a')).toMatchObject({
      import_state: 'imported',
      claim_id: 'refund',
      claimed_at: minute(3),
    });
    expect(await ledger.loadOpenClaims(ACCOUNT)).toEqual([]);
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ noteKey: 'refund-1' }]);
  });
});
