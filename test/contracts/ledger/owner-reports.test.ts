import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';
import {
  add,
  call,
  cancellation,
  incidentsOf,
  orders,
  pieces,
  report,
  shipment,
  showPieces,
  told,
  waiting,
} from './report-facts.ts';

/** One report in each state, named after it. */
async function oneOfEach(ledger: Ledger): Promise<void> {
  const states = [
    'waiting',
    'due',
    'in-flight',
    'accepted',
    'confirmed',
    'attention',
    'by-hand',
    'withdrawn',
  ];
  await orders(ledger, states);
  const named = (id: string) => ({ transmissionId: id, nextTryAt: minute(90) });
  await add(ledger, waiting('waiting', named('waiting')));
  await add(ledger, ...states.slice(1).map((id) => shipment(id, named(id))));
  const start = { from: ['due'] as const, nextTryAt: minute(90) };
  await ledger.startAttempt('in-flight', 'create-shipment', start, minute(10));
  await call(ledger, 'accepted', 'accepted');
  await call(ledger, 'confirmed', 'confirmed');
  await call(ledger, 'attention', 'attention', { code: 'otto-refused', countsAsFailure: true });
  await ledger.takeByHand('by-hand', minute(11));
  await ledger.withdrawTransmission('withdrawn', 'owner', minute(11));
}

const ALL = [
  'waiting',
  'due',
  'in-flight',
  'accepted',
  'confirmed',
  'attention',
  'by-hand',
  'withdrawn',
] as const;

async function statesAfter(ledger: Ledger, act: (id: string) => Promise<unknown>) {
  const after: Record<string, string> = {};
  for (const id of ALL) {
    await act(id);
    after[id] = (await report(ledger, id)).state;
  }
  return after;
}

const UNCHANGED = Object.fromEntries(ALL.map((state) => [state, state]));

eachDatabase('sending again', ({ openFreshLedger }) => {
  it('tries now what waits, is due or needed somebody, and nothing else', async () => {
    const { ledger } = await openFreshLedger();
    await oneOfEach(ledger);
    expect(await ledger.sendAgain({}, minute(20))).toBe(3);
    expect(await report(ledger, 'waiting')).toMatchObject({
      state: 'waiting',
      nextTryAt: minute(20),
      reason: { code: 'tracking-missing' },
    });
    expect(await report(ledger, 'due')).toMatchObject({ state: 'due', nextTryAt: minute(20) });
    expect(await report(ledger, 'attention')).toMatchObject({
      state: 'waiting',
      nextTryAt: minute(20),
      reason: undefined,
      failures: 0,
      failingSince: undefined,
    });
    expect(await incidentsOf(ledger, 'attention')).toEqual([]);
    expect(await rowOf(ledger, 'attention')).toMatchObject({ report_flag: 'pending' });
    expect(await report(ledger, 'in-flight')).toMatchObject({ nextTryAt: minute(90) });
  });

  it('looks up first what OTTO took once, and what was said to be done by hand', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    await add(ledger, ...['a', 'b', 'c'].map((id) => shipment(id)));
    await call(ledger, 'report-a', 'accepted');
    const late = {
      transmissionId: 'report-a',
      from: ['accepted'] as const,
      state: 'attention' as const,
      reason: { code: 'accepted-not-shown', params: {} },
    };
    await ledger.reviseTransmissions(ACCOUNT, [late], 'report', minute(11));
    await call(ledger, 'report-b', 'attention', { code: 'by-hand-not-at-otto' });
    await ledger.takeByHand('report-c', minute(12));
    expect(await ledger.sendAgain({ accountId: ACCOUNT }, minute(20))).toBe(2);
    expect(await ledger.sendAgain({ transmissionIds: ['report-c'] }, minute(20))).toBe(1);
    const open = await ledger.loadOpenOutcomes(ACCOUNT, minute(20), 10);
    expect(open.map((one) => one.transmissionId)).toEqual(['report-a', 'report-b', 'report-c']);
    const absent = {
      transmissionId: 'report-a',
      outcome: 'absent' as const,
      next: { state: 'due' as const, countsAsFailure: false },
    };
    const start = { from: ['in-flight'] as const, nextTryAt: minute(22) };
    const attemptId = await ledger.startAttempt('report-a', 'look-up', start, minute(21));
    await ledger.settleAttempt({ attemptId: attemptId ?? -1, ...absent }, minute(21));
    expect((await report(ledger, 'report-a')).acceptedAt).toBeUndefined();
    expect(await ledger.withdrawTransmission('report-a', 'owner', minute(22))).toBe(true);
  });

  it('may mean one report, one order, one account, or what an incident is about', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    await orders(ledger, ['a'], { accountId: 'another' });
    const noPlace = { reason: { code: 'ship-from-missing', params: {} } };
    await add(
      ledger,
      waiting('a', noPlace),
      waiting('a', { transmissionId: 'second', positionItemIds: pieces('a', 1) }),
      waiting('b', noPlace),
      waiting('c'),
    );
    const theirs = waiting('a', { transmissionId: 'theirs' });
    await ledger.addTransmissions('another', [theirs], 'report', minute(5));
    const tried = async (which: Parameters<Ledger['sendAgain']>[0], at: number) => {
      const count = await ledger.sendAgain(which, minute(at));
      const all = await ledger.listTransmissions({ limit: 10 });
      const now = all.filter((one) => one.nextTryAt === minute(at));
      expect(count).toBe(now.length);
      return now.map((one) => one.transmissionId).toSorted();
    };
    expect(await tried({ transmissionIds: ['second', 'nobody'] }, 20)).toEqual(['second']);
    expect(await tried({ transmissionIds: [] }, 21)).toEqual([]);
    expect(await tried({ salesOrderId: 'a', accountId: ACCOUNT }, 22)).toEqual([
      'report-a',
      'second',
    ]);
    expect(await tried({ accountId: 'another' }, 23)).toEqual(['theirs']);
    const incidents = await ledger.listIncidents({ state: 'open', limit: 10 });
    const incident = incidents.find(({ code }) => code === 'report-ship-from-missing');
    const incidentId = incident?.incident_id ?? -1;
    expect(await tried({ incidentId }, 24)).toEqual(['report-a', 'report-b']);
    const order = { accountId: ACCOUNT, salesOrderId: 'b' };
    await ledger.acknowledgeIncident(incidentId, order, minute(25));
    expect(await tried({ incidentId }, 26)).toEqual(['report-a']);
    expect(await tried({ incidentId: incidentId + 99 }, 27)).toEqual([]);
  });
});

eachDatabase('taking a report into the own hand', ({ openFreshLedger }) => {
  it('is possible while nothing of it is under way', async () => {
    const { ledger } = await openFreshLedger();
    await oneOfEach(ledger);
    const after = await statesAfter(ledger, (id) => ledger.takeByHand(id, minute(20)));
    expect(after).toEqual({
      ...UNCHANGED,
      waiting: 'by-hand',
      due: 'by-hand',
      attention: 'by-hand',
    });
    expect(await ledger.takeByHand('due', minute(21))).toBe(false);
    expect(await ledger.takeByHand('nobody', minute(21))).toBe(false);
  });

  it('ends its incident and flag; it is over once OTTO shows it', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a'));
    expect(await ledger.takeByHand('report-a', minute(20))).toBe(true);
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'by-hand',
      reason: undefined,
      nextTryAt: minute(20),
      endedAt: undefined,
    });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({
      kind: 'report-by-hand',
      cause: 'owner',
    });
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: null, report_flag_due: 1 });
    expect(await ledger.confirmByPieces(ACCOUNT, minute(21))).toBe(0);
    const doubt = { transmissionId: 'report-a', from: ['by-hand'] as const };
    const reason = { code: 'by-hand-not-at-otto', params: {} };
    await ledger.reviseTransmissions(ACCOUNT, [{ ...doubt, reason }], 'report', minute(22));
    await showPieces(ledger, 'a', ['SENT']);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(1);
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'by-hand',
      reason: undefined,
      endedAt: minute(31),
      nextTryAt: undefined,
    });
    expect(await ledger.confirmByPieces(ACCOUNT, minute(32))).toBe(0);
    expect(await ledger.sendAgain({ transmissionIds: ['report-a'] }, minute(33))).toBe(0);
    const again = shipment('a', { transmissionId: 'again' });
    const { refused } = await ledger.addTransmissions(ACCOUNT, [again], 'report', minute(34));
    expect(refused).toHaveLength(1);
  });
});

eachDatabase('taking a report back', ({ openFreshLedger }) => {
  it('is possible while surely nothing of it is at OTTO', async () => {
    const { ledger } = await openFreshLedger();
    await oneOfEach(ledger);
    const after = await statesAfter(ledger, (id) =>
      ledger.withdrawTransmission(id, 'command', minute(20)),
    );
    expect(after).toEqual({
      ...UNCHANGED,
      waiting: 'withdrawn',
      due: 'withdrawn',
      attention: 'withdrawn',
    });
    expect(await ledger.withdrawTransmission('nobody', 'owner', minute(21))).toBe(false);
    expect((await told(ledger, 'due')).at(-1)).toMatchObject({
      kind: 'report-withdrawn',
      cause: 'command',
    });
    await add(ledger, shipment('attention', { transmissionId: 'anew' }));
  });

  it('is not possible for one that OTTO took and does not show', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    await call(ledger, 'report-a', 'accepted');
    const late = { transmissionId: 'report-a', from: ['accepted'] as const };
    const state = {
      state: 'attention',
      reason: { code: 'accepted-not-shown', params: {} },
    } as const;
    await ledger.reviseTransmissions(ACCOUNT, [{ ...late, ...state }], 'report', minute(11));
    expect(await ledger.withdrawTransmission('report-a', 'owner', minute(20))).toBe(false);
    expect((await report(ledger, 'report-a')).state).toBe('attention');
  });

  it('happens entirely or not at all', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    await refuseRowsOf(await openTables(location), 'events', 'a');
    for (const act of [
      () => ledger.withdrawTransmission('report-a', 'owner', minute(20)),
      () => ledger.takeByHand('report-a', minute(20)),
    ]) {
      await expect(act()).rejects.toThrow();
      expect((await report(ledger, 'report-a')).state).toBe('due');
    }
  });
});

eachDatabase("the owner's yes to a cancellation", ({ openFreshLedger }) => {
  it('makes it due where that is all it waits for', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, cancellation('a'));
    expect(await ledger.confirmCancellation('report-a', minute(20))).toBe(true);
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      reason: undefined,
      agreedAt: minute(20),
      nextTryAt: minute(20),
    });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({ kind: 'report-due', cause: 'owner' });
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
    expect(await ledger.confirmCancellation('report-a', minute(21))).toBe(false);
  });

  it('is remembered where it waits for something else', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    const kept = { reason: { code: 'piece-not-released', params: {} } };
    await add(ledger, cancellation('a', kept), waiting('b'));
    expect(await ledger.confirmCancellation('report-a', minute(20))).toBe(true);
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'waiting',
      reason: { code: 'piece-not-released' },
      agreedAt: minute(20),
    });
    expect(await ledger.confirmCancellation('report-a', minute(21))).toBe(false);
    expect((await report(ledger, 'report-a')).agreedAt).toBe(minute(20));
    expect(await ledger.confirmCancellation('report-b', minute(21))).toBe(false);
    expect(await ledger.confirmCancellation('nobody', minute(21))).toBe(false);
  });
});
