import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const notesFor = (...ids: string[]) => ({
  claimId: 'claim',
  now: minute(2),
  notes: ids.map((id) => ({ salesOrderId: id, noteKey: 'first', text: `für ${id}` })),
});

eachDatabase('order notes', ({ openFreshLedger }) => {
  it('are due once their order is in the shop and in line with OTTO', async () => {
    const { ledger } = await openFreshLedger();
    const ids = ['claimed', 'under-way', 'held', 'through'];
    await seeOrders(ledger, ...ids);
    await ledger.claimForCreate(ACCOUNT, ids, notesFor(...ids));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toEqual([]);
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [
        settlement('under-way', { contentHash: undefined }),
        settlement('held', { importState: 'held', shopOrder: undefined }),
        settlement('through'),
      ],
      minute(3),
    );
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toEqual([
      {
        salesOrderId: 'through',
        wooOrderId: 17,
        noteKey: 'first',
        text: 'für through',
        attempts: 0,
      },
    ]);
    expect(await ledger.loadDueNotes('another', 10)).toEqual([]);
  });

  it('that are urgent come first, and are due while a change is still under way', async () => {
    const { ledger } = await openFreshLedger();
    const ids = ['a-usual', 'held', 'under-way', 'unknown'];
    await seeOrders(ledger, ...ids);
    await ledger.claimForCreate(ACCOUNT, ids, notesFor('a-usual', 'under-way'));
    const settled = [
      settlement('a-usual'),
      settlement('under-way', { contentHash: undefined }),
      settlement('held', { importState: 'held', shopOrder: undefined }),
    ];
    await ledger.settleOrders(ACCOUNT, RUN, settled, minute(3));
    const news = { events: [], urgent: [], notes: [{ noteKey: 'stop', text: 'Halt' }] };
    const seen = ids.map((id) => ({ ...seenOrder(id), news }));
    await ledger.recordSeen(ACCOUNT, seen, minute(4));
    const due = await ledger.loadDueNotes(ACCOUNT, 10);
    expect(due.map((note) => [note.salesOrderId, note.noteKey])).toEqual([
      ['a-usual', 'stop'],
      ['under-way', 'stop'],
      ['a-usual', 'first'],
    ]);
    for (const note of due) await ledger.startNote(ACCOUNT, note);
    const tried = await ledger.loadDueNotes(ACCOUNT, 2);
    expect(tried.map((note) => note.noteKey)).toEqual(['stop', 'stop']);
  });

  it('are not due any more once they were written', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.claimForCreate(ACCOUNT, ['order'], notesFor('order'));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('order')], minute(3));
    const [note] = await ledger.loadDueNotes(ACCOUNT, 10);
    if (!note) throw new Error('A note was expected');
    await ledger.startNote(ACCOUNT, note);
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toEqual([{ ...note, attempts: 1 }]);
    await ledger.settleNote(ACCOUNT, note, minute(4));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toEqual([]);
  });

  it('come untried ones first, so that one that fails for ever blocks no other', async () => {
    const { ledger } = await openFreshLedger();
    const ids = ['a', 'b', 'c'];
    await seeOrders(ledger, ...ids);
    await ledger.claimForCreate(ACCOUNT, ids, notesFor(...ids));
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      ids.map((id) => settlement(id)),
      minute(3),
    );
    const [first] = await ledger.loadDueNotes(ACCOUNT, 1);
    expect(first?.salesOrderId).toBe('a');
    if (first) await ledger.startNote(ACCOUNT, first);
    const due = await ledger.loadDueNotes(ACCOUNT, 10);
    expect(due.map((note) => note.salesOrderId)).toEqual(['b', 'c', 'a']);
    expect(await ledger.loadDueNotes(ACCOUNT, 2)).toHaveLength(2);
  });

  it('of one account say nothing about the same order of another', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'order');
    await ledger.recordSeen('another', [seenOrder('order')], minute(1));
    await ledger.claimForCreate(ACCOUNT, ['order'], notesFor('order'));
    await ledger.settleOrders('another', RUN, [settlement('order')], minute(3));
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toEqual([]);
    expect(await ledger.loadDueNotes('another', 10)).toEqual([]);
  });
});
