import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, minute, seenOrder } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';
import {
  add,
  call,
  incidentsOf,
  orders,
  pieces,
  report,
  shipment,
  told,
  waiting,
} from './report-facts.ts';

const unsent = ['waiting', 'due'] as const;

eachDatabase('a report that changes', ({ openFreshLedger }) => {
  it('leaves its reason behind with its state, and its incident with it', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a'));
    const ready = {
      transmissionId: 'report-a',
      from: unsent,
      state: 'due' as const,
      parcels: [{ carrier: 'DHL', trackingNumber: 'T' }],
    };
    const left = await ledger.reviseTransmissions(ACCOUNT, [ready], 'report', minute(6));
    expect(left).toEqual(new Set());
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      reason: undefined,
      nextTryAt: minute(6),
      parcels: [{ carrier: 'DHL', trackingNumber: 'T' }],
      positionItemIds: pieces('a', 0),
      shipDate: minute(3),
    });
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
    expect((await told(ledger, 'a')).map(({ kind }) => kind)).toEqual([
      'report-waits',
      'report-due',
    ]);
  });

  it('keeps what is not named, and takes what is', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a', { nextTryAt: minute(9) }));
    const before = await report(ledger, 'report-a');
    const nothing = { transmissionId: 'report-a', from: unsent };
    await ledger.reviseTransmissions(ACCOUNT, [nothing], 'report', minute(6));
    expect(await report(ledger, 'report-a')).toEqual(before);
    const changes = {
      ...nothing,
      reason: { code: 'ship-from-missing', params: {} },
      nextTryAt: null,
      shipDate: minute(4),
      shipFrom: { city: 'Fürth', zipCode: '90762', countryCode: 'DEU' },
      failures: 2,
      source: 'csv' as const,
    };
    await ledger.reviseTransmissions(ACCOUNT, [changes], 'report', minute(7));
    expect(await report(ledger, 'report-a')).toEqual({
      ...before,
      reason: { code: 'ship-from-missing', params: {} },
      nextTryAt: undefined,
      shipDate: minute(4),
      shipFrom: { city: 'Fürth', zipCode: '90762', countryCode: 'DEU' },
      failures: 2,
      failingSince: minute(7),
      source: 'csv',
    });
    const cleared = { ...nothing, reason: null, failures: 0 };
    await ledger.reviseTransmissions(ACCOUNT, [cleared], 'report', minute(8));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'waiting',
      reason: undefined,
      failingSince: undefined,
    });
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
  });

  it('tells a new reason once, with what its sentence needs', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a'));
    const reason = { code: 'return-pool-empty', params: { poolId: 'hermes' } };
    const changes = [{ transmissionId: 'report-a', from: unsent, reason }];
    await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6));
    await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(7));
    expect(await told(ledger, 'a')).toEqual([
      expect.objectContaining({ at: minute(5) }),
      {
        kind: 'report-waits',
        params: { kind: 'shipment', reason: 'return-pool-empty', poolId: 'hermes' },
        cause: 'report',
        at: minute(6),
      },
    ]);
  });

  it('tells what a person corrected where nothing else is told of it', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a'));
    const corrected = (trackingNumber: string) => [
      { transmissionId: 'report-a', from: unsent, parcels: [{ carrier: 'DPD', trackingNumber }] },
    ];
    await ledger.reviseTransmissions(ACCOUNT, corrected('1'), 'report', minute(6));
    expect(await told(ledger, 'a')).toHaveLength(1);
    await ledger.reviseTransmissions(ACCOUNT, corrected('2'), 'command', minute(7));
    await ledger.reviseTransmissions(ACCOUNT, corrected('2'), 'command', minute(8));
    expect((await told(ledger, 'a')).slice(1)).toMatchObject([
      { kind: 'report-changed', params: { trackingNumber: '2' }, at: minute(7) },
    ]);
  });

  it('is left alone in a state it may not be changed in, in another account, and when unknown', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, waiting('a'), shipment('b'));
    const toDue = (transmissionId: string) => ({
      transmissionId,
      from: ['waiting'] as const,
      state: 'attention' as const,
      parcels: [],
      positionItemIds: pieces('b', 1),
    });
    const changes = ['report-a', 'report-b', 'nobody'].map(toDue);
    const left = await ledger.reviseTransmissions(ACCOUNT, changes.slice(1), 'report', minute(6));
    expect(left).toEqual(new Set(['report-b', 'nobody']));
    expect(await report(ledger, 'report-b')).toMatchObject({
      state: 'due',
      positionItemIds: pieces('b', 0),
      parcels: [{ carrier: 'DHL' }],
    });
    const foreign = await ledger.reviseTransmissions('another', changes, 'report', minute(6));
    expect(foreign.size).toBe(3);
    expect((await report(ledger, 'report-a')).state).toBe('waiting');
  });

  it('gives pieces up and takes free ones, with the earliest promise of those it has', async () => {
    const { ledger } = await openFreshLedger();
    const order = seenOrder('a', { pieces: 3 });
    const positionItems = order.positionItems.map((item, index) => ({
      ...item,
      expectedDeliveryAt: minute(700 - index),
    }));
    await orders(ledger, ['a']);
    await ledger.recordSeen(ACCOUNT, [{ ...order, positionItems }], minute(2));
    await add(ledger, waiting('a', { positionItemIds: pieces('a', 0, 1) }));
    const changes = [
      { transmissionId: 'report-a', from: unsent, positionItemIds: pieces('a', 1, 2) },
    ];
    await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6));
    expect(await report(ledger, 'report-a')).toMatchObject({
      positionItemIds: pieces('a', 1, 2),
      deliverBy: minute(698),
    });
    await add(ledger, shipment('a', { transmissionId: 'other' }));
    expect((await report(ledger, 'other')).positionItemIds).toEqual(pieces('a', 0));
  });

  it('gets no piece of another report: then nothing of it changes', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(
      ledger,
      waiting('a'),
      shipment('a', { transmissionId: 'other', positionItemIds: pieces('a', 2) }),
    );
    const before = await report(ledger, 'report-a');
    const positionItemIds = pieces('a', 1, 2);
    const changes = [
      { transmissionId: 'report-a', from: unsent, state: 'due' as const, positionItemIds },
    ];
    expect(await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6))).toEqual(
      new Set(['report-a']),
    );
    expect(await report(ledger, 'report-a')).toEqual(before);
    await add(ledger, shipment('a', { transmissionId: 'free', positionItemIds: pieces('a', 1) }));
  });

  it('sets its pieces free when it is withdrawn, and keeps them when it is confirmed', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, waiting('a'), shipment('b'));
    const changes = [
      { transmissionId: 'report-a', from: unsent, state: 'withdrawn' as const },
      {
        transmissionId: 'report-b',
        from: unsent,
        state: 'confirmed' as const,
        nextTryAt: minute(90),
      },
    ];
    await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'withdrawn',
      endedAt: minute(6),
      nextTryAt: undefined,
      positionItemIds: pieces('a', 0),
    });
    expect(await report(ledger, 'report-b')).toMatchObject({
      endedAt: minute(6),
      nextTryAt: undefined,
    });
    const again = ['a', 'b'].map((id) => shipment(id, { transmissionId: `again-${id}` }));
    const outcome = await ledger.addTransmissions(ACCOUNT, again, 'report', minute(7));
    expect(outcome.added).toEqual(['again-a']);
    expect((await told(ledger, 'a')).map(({ kind }) => kind)).toContain('report-withdrawn');
    expect((await told(ledger, 'b')).map(({ kind }) => kind)).toContain('report-confirmed');
  });

  it('shows as failed in the shop while one of the order needs somebody', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const second = { transmissionId: 'second', positionItemIds: pieces('a', 1) };
    await add(ledger, shipment('a'), shipment('a', second));
    await call(ledger, 'report-a', 'attention', { code: 'piece-not-shippable' });
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: 'failed', report_flag_due: 1 });
    expect(await incidentsOf(ledger, 'a')).toEqual(['report-piece-not-shippable']);
    await ledger.withdrawTransmission('report-a', 'owner', minute(20));
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: 'pending' });
    await ledger.withdrawTransmission('second', 'owner', minute(21));
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: null, report_flag_due: 1 });
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
  });

  it('leaves incidents of others about the order alone', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const contradictions = [
      { code: 'total-differs', about: 'a', accountId: ACCOUNT, params: { orderNumber: 'n' } },
    ];
    const look = { salesOrderId: 'a', wooStatus: undefined, facts: undefined, events: [] };
    const looks = [{ ...look, contradictions, wakes: false, wantsReportLook: false }];
    await ledger.settleShopLooks(ACCOUNT, looks, 'poll', minute(4));
    await add(ledger, waiting('a'));
    expect(await incidentsOf(ledger, 'a')).toHaveLength(2);
    await ledger.withdrawTransmission('report-a', 'owner', minute(6));
    expect(await incidentsOf(ledger, 'a')).toEqual(['total-differs']);
  });

  it.each(['events', 'incident_orders', 'sales_orders'])(
    'stands entirely or not at all: nothing changes when %s can not be written',
    async (table) => {
      const { ledger, location } = await openFreshLedger();
      await orders(ledger, ['a', 'b']);
      await add(ledger, shipment('a'), shipment('b'));
      const before = await report(ledger, 'report-a');
      await refuseRowsOf(await openTables(location), table, 'b');
      const changes = ['report-a', 'report-b'].map((transmissionId) => ({
        transmissionId,
        from: unsent,
        state: 'attention' as const,
        reason: { code: 'given-up', params: {} },
        parcels: [],
      }));
      await expect(
        ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6)),
      ).rejects.toThrow();
      expect(await report(ledger, 'report-a')).toEqual(before);
    },
  );

  it('and another of the same order at the same moment leave what is true of both', async () => {
    const { ledger, location } = await openFreshLedger();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await orders(ledger, ids, { pieces: 2 });
    await add(
      ledger,
      ...ids.flatMap((id) =>
        [0, 1].map((index) =>
          shipment(id, {
            transmissionId: `${id}-${index}`,
            positionItemIds: pieces(id, index),
          }),
        ),
      ),
    );
    await contend(location, 'end-reports', ['0', '1']);
    for (const id of ids) {
      expect(await rowOf(ledger, id), id).toMatchObject({ report_flag: null, report_flag_due: 1 });
    }
    expect(await ledger.listIncidents({ state: 'open', limit: 10 })).toEqual([]);
  });
});

eachDatabase('a report of which some pieces are settled without it', ({ openFreshLedger }) => {
  const settled = (...indexes: number[]) => ({
    positionItemIds: pieces('a', ...indexes),
    state: 'confirmed' as const,
    reason: { code: 'reported-elsewhere', params: { trackingNumber: 'OTHER' } },
  });

  it('goes on with the rest; the others become a report that is over', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a', { positionItemIds: pieces('a', 0, 1, 2), sourceKey: 'key' }));
    await ledger.splitTransmission('report-a', settled(1, 2), 'away', minute(6));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      positionItemIds: pieces('a', 0),
      parcels: [{ trackingNumber: 'TRACK-report-a' }],
    });
    expect(await report(ledger, 'away')).toMatchObject({
      state: 'confirmed',
      reason: { code: 'reported-elsewhere', params: { trackingNumber: 'OTHER' } },
      positionItemIds: pieces('a', 1, 2),
      parcels: [],
      endedAt: minute(6),
      source: 'shop',
      kind: 'shipment',
    });
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: 'pending' });
    expect((await told(ledger, 'a')).at(-1)).toMatchObject({
      kind: 'report-confirmed',
      params: { reason: 'reported-elsewhere', trackingNumber: 'OTHER' },
    });
    const again = shipment('a', { transmissionId: 'again', positionItemIds: pieces('a', 1) });
    const { refused } = await ledger.addTransmissions(ACCOUNT, [again], 'report', minute(7));
    expect(refused).toMatchObject([{ otherTransmissionId: 'away' }]);
  });

  it('is over itself when none is left, and done twice is done once', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a', { positionItemIds: pieces('a', 0, 1) }));
    await ledger.splitTransmission('report-a', settled(1), 'away', minute(6));
    await ledger.splitTransmission('report-a', settled(1, 2), 'twice', minute(7));
    expect(await ledger.loadTransmission('twice')).toBeUndefined();
    await ledger.splitTransmission('report-a', settled(0, 1), 'last', minute(8));
    expect(await ledger.loadTransmission('last')).toBeUndefined();
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'confirmed',
      positionItemIds: pieces('a', 0),
      endedAt: minute(8),
    });
    const other = { ...settled(0), reason: { code: 'cancelled-elsewhere', params: {} } };
    await ledger.splitTransmission('report-a', other, 'never', minute(9));
    await ledger.splitTransmission('nobody', settled(0), 'never', minute(9));
    expect(await ledger.loadTransmission('never')).toBeUndefined();
    expect(await report(ledger, 'report-a')).toMatchObject({
      reason: { code: 'reported-elsewhere' },
      endedAt: minute(8),
    });
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: null });
  });
});
