import { expect, it } from 'vitest';
import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, cause, minute, RUN, settlement } from './ledger-facts.ts';
import {
  add,
  call,
  cancellation,
  orders,
  pieces,
  report,
  shipment,
  showPieces,
  waiting,
} from './report-facts.ts';

const ids = (reports: readonly Transmission[]) => reports.map((one) => one.transmissionId);

eachDatabase('reports that are due', ({ openFreshLedger }) => {
  it('come the most urgent promise first, those without a promise last', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd']);
    await add(
      ledger,
      shipment('a', { deliverBy: undefined }),
      shipment('b', { deliverBy: minute(700) }),
      shipment('c', { deliverBy: minute(600) }),
      shipment('d', { deliverBy: minute(500), nextTryAt: minute(50) }),
    );
    const due = async (at: number, limit = 10) =>
      ids(await ledger.loadDueTransmissions(ACCOUNT, { now: minute(at), isFailed: false, limit }));
    expect(await due(4)).toEqual([]);
    expect(await due(5)).toEqual(['report-c', 'report-b', 'report-a']);
    expect(await due(5, 2)).toEqual(['report-c', 'report-b']);
    expect(await due(50)).toEqual(['report-d', 'report-c', 'report-b', 'report-a']);
    const others = { now: minute(50), isFailed: false, limit: 10 };
    expect(await ledger.loadDueTransmissions('another', others)).toEqual([]);
  });

  it('that failed come apart from the new ones, the longest waiting first, in their time', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'new']);
    await add(ledger, ...['a', 'b', 'c', 'new'].map((id) => shipment(id)));
    for (const [id, nextTryAt] of [
      ['a', minute(30)],
      ['b', minute(20)],
      ['c', minute(40)],
    ] as const) {
      await call(ledger, `report-${id}`, 'due', { countsAsFailure: true, nextTryAt });
    }
    const due = async (at: number, isFailed: boolean) =>
      ids(await ledger.loadDueTransmissions(ACCOUNT, { now: minute(at), isFailed, limit: 10 }));
    expect(await due(19, true)).toEqual([]);
    expect(await due(30, true)).toEqual(['report-b', 'report-a']);
    expect(await due(60, false)).toEqual(['report-new']);
  });

  it('may be asked for by kind', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, shipment('a'), cancellation('b', { state: 'due', reason: undefined }));
    for (const [kind, id] of [
      ['shipment', 'report-a'],
      ['cancellation', 'report-b'],
    ] as const) {
      const which = { now: minute(9), isFailed: false, limit: 10, kinds: [kind] };
      expect(ids(await ledger.loadDueTransmissions(ACCOUNT, which))).toEqual([id]);
    }
  });
});

eachDatabase('reports whose outcome is open', ({ openFreshLedger }) => {
  it('are looked up in their time; a run that begins sees all of them', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'due']);
    await add(ledger, ...['a', 'b', 'due'].map((id) => shipment(id)));
    for (const [id, at] of [
      ['a', 30],
      ['b', 20],
    ] as const) {
      const start = { from: ['due'] as const, nextTryAt: minute(at) };
      await ledger.startAttempt(`report-${id}`, 'create-shipment', start, minute(10));
    }
    const open = async (at: number, limit = 10) =>
      ids(await ledger.loadOpenOutcomes(ACCOUNT, minute(at), limit));
    expect(await open(19)).toEqual([]);
    expect(await open(20)).toEqual(['report-b']);
    expect(await open(30)).toEqual(['report-b', 'report-a']);
    expect(await open(30, 1)).toEqual(['report-b']);
    expect(ids(await ledger.loadInFlight(ACCOUNT))).toEqual(['report-b', 'report-a']);
    expect(await ledger.loadInFlight('another')).toEqual([]);
    expect(await ledger.loadOpenOutcomes('another', minute(60), 10)).toEqual([]);
    // Nobody knows what became of the one who sent them: a time to come stays as it is.
    await ledger.restartOutcomes(ACCOUNT, minute(25));
    await ledger.restartOutcomes('another', minute(50));
    expect(await open(24)).toEqual([]);
    expect(await open(25)).toEqual(['report-b']);
    expect(await open(30)).toEqual(['report-b', 'report-a']);
  });
});

eachDatabase('reports that wait', ({ openFreshLedger }) => {
  it('are judged anew in their time, or when they are woken', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'due']);
    await add(
      ledger,
      waiting('a', { nextTryAt: minute(30) }),
      waiting('b', { reason: { code: 'ship-from-missing', params: {} } }),
      waiting('c', { nextTryAt: minute(7) }),
      shipment('due'),
    );
    const woken = async (at: number, limit = 10) =>
      ids(await ledger.loadWaiting(ACCOUNT, minute(at), limit));
    expect(await woken(30)).toEqual(['report-c', 'report-a']);
    expect(await woken(30, 1)).toEqual(['report-c']);
    expect(await ledger.wakeWaiting(ACCOUNT, minute(8), [])).toBe(0);
    expect(await ledger.wakeWaiting('another', minute(8))).toBe(0);
    expect(await ledger.wakeWaiting(ACCOUNT, minute(8), ['ship-from-missing'])).toBe(1);
    expect(await woken(8)).toEqual(['report-c', 'report-b']);
    expect(await ledger.wakeWaiting(ACCOUNT, minute(9))).toBe(1);
    expect(await woken(9)).toEqual(['report-c', 'report-b', 'report-a']);
    expect(await ledger.loadWaiting('another', minute(60), 10)).toEqual([]);
  });

  it('are judged anew when OTTO shows a piece of their order in a new state', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, waiting('a'), waiting('b'));
    await showPieces(ledger, 'b', ['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE'], minute(20));
    expect(await ledger.loadWaiting(ACCOUNT, minute(60), 10)).toEqual([]);
    await showPieces(ledger, 'a', ['PROCESSABLE', 'ANNOUNCED', 'PROCESSABLE'], minute(21));
    expect(ids(await ledger.loadWaiting(ACCOUNT, minute(21), 10))).toEqual(['report-a']);
  });

  it('are judged anew when the owner has taken care of the pack-stop of their order', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    const stop = (about: string) => cause(about, { code: 'pack-stop' });
    const news = (id: string, code: string) =>
      settlement(id, { causes: [code === 'pack-stop' ? stop(id) : cause(id)] });
    const settled = [news('a', 'pack-stop'), news('b', 'other')];
    await ledger.settleOrders(ACCOUNT, RUN, settled, minute(3));
    await add(ledger, waiting('a'), waiting('b'));
    for (const incident of await ledger.listIncidents({ state: 'open', limit: 10 })) {
      if (incident.code.startsWith('report-')) continue;
      await ledger.acknowledgeIncident(incident.incident_id, undefined, minute(20));
    }
    expect(ids(await ledger.loadWaiting(ACCOUNT, minute(20), 10))).toEqual(['report-a']);
  });
});

eachDatabase('reports that OTTO took', ({ openFreshLedger }) => {
  it('are confirmed once OTTO shows all of their pieces so', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c'], { pieces: 2 });
    const whole = (id: string) => shipment(id, { positionItemIds: pieces(id, 0, 1) });
    await add(ledger, whole('a'), whole('b'), cancellation('c', { state: 'due' }));
    for (const id of ['a', 'b', 'c']) await call(ledger, `report-${id}`, 'accepted');
    expect(await ledger.confirmByPieces(ACCOUNT, minute(20))).toBe(0);
    await showPieces(ledger, 'a', ['SENT', 'RETURNED']);
    await showPieces(ledger, 'b', ['SENT', 'PROCESSABLE']);
    await showPieces(ledger, 'c', ['CANCELLED_BY_PARTNER', 'PROCESSABLE']);
    expect(await ledger.confirmByPieces('another', minute(31))).toBe(0);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(2);
    for (const id of ['a', 'c']) {
      expect(await report(ledger, `report-${id}`)).toMatchObject({
        state: 'confirmed',
        reason: undefined,
        endedAt: minute(31),
      });
    }
    expect((await report(ledger, 'report-b')).state).toBe('accepted');
    expect(await ledger.confirmByPieces(ACCOUNT, minute(32))).toBe(0);
    const events = await ledger.listEvents(ACCOUNT, 'a');
    expect(events.filter(({ kind }) => kind === 'report-confirmed')).toHaveLength(1);
    expect((await ledger.loadSalesOrders(ACCOUNT, ['a'])).get('a')?.report_flag).toBeNull();
  });

  it('are not confirmed by the state of the other kind, nor by a piece nobody knows', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c'], { pieces: 2 });
    await add(
      ledger,
      shipment('a'),
      cancellation('b', { state: 'due' }),
      shipment('c', { positionItemIds: [...pieces('c', 0), 'nobody'] }),
    );
    for (const id of ['a', 'b', 'c']) await call(ledger, `report-${id}`, 'accepted');
    await showPieces(ledger, 'a', ['CANCELLED_BY_PARTNER', 'SENT']);
    await showPieces(ledger, 'b', ['SENT', 'CANCELLED_BY_PARTNER']);
    await showPieces(ledger, 'c', ['SENT', 'SENT']);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(0);
  });

  it('tell apart what OTTO or the buyer cancelled first', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, cancellation('a', { state: 'due' }));
    await call(ledger, 'report-a', 'accepted');
    await showPieces(ledger, 'a', ['CANCELLED_BY_MARKETPLACE']);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(1);
    expect((await report(ledger, 'report-a')).reason).toEqual({
      code: 'cancelled-elsewhere',
      params: {},
    });
  });

  it('leave those alone that wait, are due or are on their way', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd']);
    await add(ledger, waiting('a'), shipment('b'), shipment('c'), shipment('d'));
    await ledger.startAttempt(
      'report-c',
      'create-shipment',
      { from: ['due'], nextTryAt: minute(11) },
      minute(10),
    );
    await ledger.withdrawTransmission('report-d', 'owner', minute(10));
    for (const id of ['a', 'b', 'c', 'd']) await showPieces(ledger, id, ['SENT']);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(0);
  });

  it('that needed somebody are over once OTTO shows that it was done there', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'open']);
    await add(ledger, shipment('a'), shipment('b'), shipment('open'));
    await call(ledger, 'report-a', 'attention', { code: 'otto-refused' });
    await call(ledger, 'report-open', 'attention', { code: 'otto-refused' });
    await call(ledger, 'report-b', 'accepted');
    const late = {
      transmissionId: 'report-b',
      from: ['accepted'] as const,
      state: 'attention' as const,
      reason: { code: 'accepted-not-shown', params: {} },
    };
    await ledger.reviseTransmissions(ACCOUNT, [late], 'report', minute(20));
    for (const id of ['a', 'b']) await showPieces(ledger, id, ['SENT']);
    expect(await ledger.confirmByPieces(ACCOUNT, minute(31))).toBe(2);
    expect((await report(ledger, 'report-a')).reason?.code).toBe('reported-elsewhere');
    expect((await report(ledger, 'report-b')).reason).toBeUndefined();
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toEqual([]);
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toMatchObject([{ orders: 1 }]);
  });

  it('are looked for at OTTO when it does not show them for too long', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd']);
    await add(ledger, ...['a', 'b', 'c', 'd'].map((id) => shipment(id)));
    await call(ledger, 'report-a', 'accepted', { at: 12 });
    await call(ledger, 'report-b', 'accepted', { at: 11 });
    await call(ledger, 'report-c', 'accepted', { at: 10, nextTryAt: minute(60) });
    const late = async (before: number, now: number, limit = 10) =>
      ids(await ledger.loadUnconfirmed(ACCOUNT, minute(before), minute(now), limit));
    expect(await late(11, 50)).toEqual([]);
    expect(await late(12, 50)).toEqual(['report-b']);
    expect(await late(40, 50)).toEqual(['report-b', 'report-a']);
    expect(await late(40, 50, 1)).toEqual(['report-b']);
    expect(await late(40, 60)).toEqual(['report-b', 'report-a', 'report-c']);
    await ledger.takeByHand('report-d', minute(50));
    expect(await late(1, 49)).toEqual([]);
    expect(await late(1, 50)).toEqual(['report-d']);
    await showPieces(ledger, 'd', ['SENT'], minute(51));
    await ledger.confirmByPieces(ACCOUNT, minute(52));
    expect(await late(1, 60)).toEqual([]);
    expect(await ledger.loadUnconfirmed('another', minute(40), minute(60), 10)).toEqual([]);
  });
});
