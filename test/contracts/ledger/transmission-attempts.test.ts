import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { AttemptEnd } from '../../../src/bridge/ledger/transmission-attempts.ts';
import { saveRow, stepped } from '../../../src/bridge/ledger/write-transmission.ts';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';
import { add, call, incidentsOf, orders, report, shipment, told, waiting } from './report-facts.ts';

const fromDue = { from: ['due'] as const, nextTryAt: minute(11) };
const fromFlight = { from: ['in-flight'] as const, nextTryAt: minute(40) };

function accepted(attemptId: number | undefined, overrides: Partial<AttemptEnd> = {}): AttemptEnd {
  return {
    attemptId: attemptId ?? -1,
    transmissionId: 'report-a',
    outcome: 'done',
    statusCode: 201,
    next: { state: 'accepted', ottoShipmentId: 'shipment-1', countsAsFailure: false },
    ...overrides,
  };
}

const toCorrect = {
  transmissionId: 'report-a',
  from: ['waiting', 'due'] as const,
  state: 'waiting' as const,
};

/** What changes a report that has not left, and what each says when it has. */
const CHANGES: [string, (ledger: Ledger) => Promise<unknown>, unknown][] = [
  ['sends it again', (ledger) => ledger.sendAgain({ accountId: ACCOUNT }, minute(9)), 0],
  ['takes it by hand', (ledger) => ledger.takeByHand('report-a', minute(9)), false],
  ['withdraws it', (ledger) => ledger.withdrawTransmission('report-a', 'owner', minute(9)), false],
  [
    'corrects it',
    (ledger) => ledger.reviseTransmissions(ACCOUNT, [toCorrect], 'click', minute(9)),
    new Set(['report-a']),
  ],
];

eachDatabase('a call for a report', ({ kind, openFreshLedger }) => {
  it('is committed before it leaves: the report is in flight until its outcome is known', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const attemptId = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: { state: 'in-flight', nextTryAt: minute(11), sentAt: minute(10) },
      attempts: [
        {
          attemptId,
          call: 'create-shipment',
          at: minute(10),
          endedAt: undefined,
          outcome: undefined,
          titles: [],
        },
      ],
    });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({
      kind: 'report-sent',
      params: { kind: 'shipment', carrier: 'DHL', trackingNumber: 'TRACK-report-a' },
      cause: 'report',
    });
  });

  it('may not leave from another state, nor for a report that is not there', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a'));
    for (const id of ['report-a', 'nobody']) {
      expect(await ledger.startAttempt(id, 'create-shipment', fromDue, minute(10))).toBeUndefined();
    }
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: { state: 'waiting', sentAt: undefined },
      attempts: [],
    });
  });

  it('leaves once when several processes want to make it', async () => {
    const { ledger, location } = await openFreshLedger();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await orders(ledger, ids, { pieces: 1 });
    await add(ledger, ...ids.map((id) => shipment(id, { transmissionId: id })));
    const said = await contend(location, 'start-attempts', ['one', 'two', 'three']);
    const started: string[] = said.flatMap((text) => JSON.parse(text));
    expect(started.toSorted()).toEqual(ids.toSorted());
    const tables = await openTables(location);
    const attempts = await tables.selectFrom('transmission_attempts').selectAll().execute();
    expect(attempts).toHaveLength(20);
  });

  // SQLite lets nobody else write meanwhile.
  if (kind === 'postgres') {
    it.each(CHANGES)(
      'that leaves in that very moment is seen by whoever %s',
      async (_name, change, said) => {
        const { ledger, location, openAnother } = await openFreshLedger();
        await orders(ledger, ['a']);
        await add(ledger, shipment('a'));
        const desk = await openAnother();
        const tables = await openTables(location);
        let leaving: Promise<unknown> | undefined;
        let changing: Promise<unknown> | undefined;
        await tables.transaction().execute(async (trx) => {
          const report = trx.selectFrom('transmissions').select('state').forUpdate();
          expect(await report.execute()).toEqual([{ state: 'due' }]);
          const waiting = sql`select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`;
          const whoWaits = async () => (await waiting.execute(tables)).rows.length;
          leaving = ledger.startAttempts(['report-a'], 'create-shipment', fromDue, minute(10));
          await expect.poll(whoWaits).toBe(1);
          changing = change(desk);
          await expect.poll(whoWaits).toBe(2);
        });
        expect(await leaving).toEqual(new Map([['report-a', 1]]));
        expect(await changing).toEqual(said);
        expect(await report(ledger, 'report-a')).toMatchObject({
          state: 'in-flight',
          nextTryAt: fromDue.nextTryAt,
        });
      },
    );
  }

  it('is not undone by a change that was made of what stood there before it left', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const before = await report(ledger, 'report-a');
    await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const tables = await openTables(location);
    const late = stepped(before, { nextTryAt: minute(11) }, minute(11));
    await expect(saveRow(tables, before, late)).rejects.toThrow('not due any more');
    expect(await report(ledger, 'report-a')).toMatchObject({ state: 'in-flight' });
  });

  it('that OTTO took makes the report accepted', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    expect(await ledger.settleAttempt(accepted(id), minute(12))).toBe(true);
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: {
        state: 'accepted',
        acceptedAt: minute(12),
        nextTryAt: undefined,
        ottoShipmentId: 'shipment-1',
        endedAt: undefined,
      },
      attempts: [{ endedAt: minute(12), outcome: 'done', statusCode: 201 }],
    });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({ kind: 'report-accepted' });
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: 'pending' });
  });

  it('that OTTO refused keeps what OTTO said, and opens an incident', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const refused = accepted(id, {
      outcome: 'refused',
      statusCode: 400,
      titles: ['PROPERTY_IS_MANDATORY', 'OTHER'],
      logref: 'log-1',
      fault: 'reset',
      next: {
        state: 'attention',
        reason: { code: 'otto-refused', params: { statusCode: 400 } },
        countsAsFailure: true,
      },
    });
    await ledger.settleAttempt(refused, minute(12));
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: {
        state: 'attention',
        reason: { code: 'otto-refused', params: { statusCode: 400 } },
        failures: 1,
        failingSince: minute(12),
        acceptedAt: undefined,
      },
      attempts: [
        {
          outcome: 'refused',
          statusCode: 400,
          titles: ['PROPERTY_IS_MANDATORY', 'OTHER'],
          logref: 'log-1',
          fault: 'reset',
        },
      ],
    });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({
      kind: 'report-refused',
      params: { reason: 'otto-refused', statusCode: 400 },
    });
    expect(await incidentsOf(ledger, 'a')).toEqual(['report-otto-refused']);
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: 'failed' });
  });

  it('that fails again and again is told once, and is told of as an incident in time', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    for (const at of [10, 12, 14]) {
      await call(ledger, 'report-a', 'due', {
        code: 'otto-unavailable',
        countsAsFailure: true,
        at,
        nextTryAt: minute(at + 1),
      });
      if (at < 14) expect(await incidentsOf(ledger, 'a')).toEqual([]);
    }
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      failures: 3,
      failingSince: minute(10),
      nextTryAt: minute(15),
      sentAt: minute(14),
    });
    expect((await told(ledger, 'a')).map(({ kind }) => kind)).toEqual([
      'report-due',
      'report-sent',
      'report-deferred',
    ]);
    expect(await incidentsOf(ledger, 'a')).toEqual(['report-otto-unavailable']);
    await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(20));
    expect(await incidentsOf(ledger, 'a')).toEqual(['report-otto-unavailable']);
    const { attempts } = (await ledger.loadTransmission('report-a')) ?? { attempts: [] };
    await ledger.settleAttempt(accepted(attempts.at(-1)?.attemptId), minute(21));
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
    expect(await report(ledger, 'report-a')).toMatchObject({
      failures: 0,
      failingSince: undefined,
    });
  });

  it('without an answer leaves the report in flight, to be looked up', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const unknown = accepted(id, {
      outcome: 'unknown',
      next: {
        state: 'in-flight',
        reason: { code: 'outcome-open', params: {} },
        nextTryAt: minute(13),
        countsAsFailure: true,
      },
    });
    await ledger.settleAttempt(unknown, minute(12));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'in-flight',
      nextTryAt: minute(13),
      reason: { code: 'outcome-open' },
      failures: 1,
    });
    const lookUp = await ledger.startAttempt('report-a', 'look-up', fromFlight, minute(13));
    expect(await report(ledger, 'report-a')).toMatchObject({
      nextTryAt: minute(40),
      sentAt: minute(10),
    });
    const absent = accepted(lookUp, {
      outcome: 'absent',
      next: { state: 'due', countsAsFailure: false },
    });
    await ledger.settleAttempt(absent, minute(14));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      reason: undefined,
      nextTryAt: minute(14),
      failures: 1,
    });
    expect((await told(ledger, 'a')).map(({ kind }) => kind)).toEqual([
      'report-due',
      'report-sent',
      'report-deferred',
    ]);
  });

  it('keeps its time to be looked up where its end names none', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const open = accepted(id, {
      outcome: 'unknown',
      next: { state: 'in-flight', countsAsFailure: true },
    });
    await ledger.settleAttempt(open, minute(12));
    expect((await report(ledger, 'report-a')).nextTryAt).toBe(minute(11));
  });

  it('that is answered late changes nothing once another call has left', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const late = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const lookUp = await ledger.startAttempt('report-a', 'look-up', fromFlight, minute(12));
    const notSent = accepted(late, {
      outcome: 'not-sent',
      next: { state: 'due', countsAsFailure: true },
    });
    expect(await ledger.settleAttempt(notSent, minute(13))).toBe(false);
    expect((await report(ledger, 'report-a')).state).toBe('in-flight');
    expect(await ledger.settleAttempt(accepted(lookUp), minute(14))).toBe(true);
    const { attempts } = (await ledger.loadTransmission('report-a')) ?? { attempts: [] };
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['not-sent', 'done']);
    expect((await told(ledger, 'a')).map(({ kind }) => kind)).toEqual([
      'report-due',
      'report-sent',
      'report-accepted',
    ]);
  });

  it('is settled once: a second end of it changes nothing', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    await ledger.settleAttempt(
      accepted(id, { next: { state: 'in-flight', countsAsFailure: false } }),
      minute(11),
    );
    const twice = accepted(id, {
      outcome: 'refused',
      next: { state: 'due', countsAsFailure: true },
    });
    expect(await ledger.settleAttempt(twice, minute(12))).toBe(false);
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: { state: 'in-flight', failures: 0 },
      attempts: [{ outcome: 'done', endedAt: minute(11) }],
    });
  });

  it('changes nothing about a report that somebody settled meanwhile', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    const tables = await openTables(location);
    await tables.updateTable('transmissions').set({ state: 'confirmed' }).execute();
    expect(await ledger.settleAttempt(accepted(id), minute(12))).toBe(false);
    expect((await report(ledger, 'report-a')).state).toBe('confirmed');
  });

  it('ends entirely or not at all', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const id = await ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10));
    await refuseRowsOf(await openTables(location), 'events', 'a');
    await expect(ledger.settleAttempt(accepted(id), minute(12))).rejects.toThrow();
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: { state: 'in-flight', acceptedAt: undefined },
      attempts: [{ endedAt: undefined, outcome: undefined }],
    });
  });

  it('leaves entirely or not at all', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    await refuseRowsOf(await openTables(location), 'events', 'a');
    await expect(
      ledger.startAttempt('report-a', 'create-shipment', fromDue, minute(10)),
    ).rejects.toThrow();
    expect(await ledger.loadTransmission('report-a')).toMatchObject({
      transmission: { state: 'due', sentAt: undefined },
      attempts: [],
    });
  });
});
