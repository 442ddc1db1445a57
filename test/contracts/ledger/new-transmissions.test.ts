import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables, rowOf } from './ledger-access.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';
import {
  add,
  cancellation,
  incidentsOf,
  orders,
  pieces,
  report,
  shipment,
  told,
  waiting,
} from './report-facts.ts';

eachDatabase('a report that is asked for', ({ openFreshLedger }) => {
  it('is kept whole, with its pieces and parcels, and belongs to its order', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const asked = waiting('a', {
      transmissionId: 'r',
      source: 'csv',
      sourceKey: 'csv:1',
      reason: { code: 'carrier-unknown', params: { carrierName: 'Päckchenblitz' } },
      positionItemIds: pieces('a', 0, 2),
      parcels: [
        { carrier: 'DHL', trackingNumber: '1', returnCarrier: 'GLS', returnNumber: 'R1' },
        { carrierName: 'Päckchenblitz', trackingNumber: '2' },
      ],
      nextTryAt: minute(9),
    });
    const outcome = await ledger.addTransmissions(ACCOUNT, [asked], 'command', minute(5));
    expect(outcome).toEqual({ added: ['r'], refused: [] });
    expect(await report(ledger, 'r')).toEqual({
      transmissionId: 'r',
      accountId: ACCOUNT,
      salesOrderId: 'a',
      orderNumber: 'number-a',
      wooOrderId: 17,
      kind: 'shipment',
      state: 'waiting',
      reason: { code: 'carrier-unknown', params: { carrierName: 'Päckchenblitz' } },
      source: 'csv',
      sourceKey: 'csv:1',
      positionItemIds: ['a-piece-0', 'a-piece-2'],
      parcels: [
        { carrier: 'DHL', trackingNumber: '1', returnCarrier: 'GLS', returnNumber: 'R1' },
        { carrierName: 'Päckchenblitz', trackingNumber: '2' },
      ],
      shipDate: minute(3),
      shipFrom: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
      deliverBy: minute(600),
      failures: 0,
      createdAt: minute(5),
      nextTryAt: minute(9),
      sentAt: undefined,
      failingSince: undefined,
      acceptedAt: undefined,
      endedAt: undefined,
      agreedAt: undefined,
      ottoShipmentId: undefined,
    });
    expect(await ledger.loadTransmission('nobody')).toBeUndefined();
  });

  it('may leave now when nobody says when', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, shipment('a'), shipment('b', { nextTryAt: minute(50) }));
    expect((await report(ledger, 'report-a')).nextTryAt).toBe(minute(5));
    expect((await report(ledger, 'report-b')).nextTryAt).toBe(minute(50));
  });

  it('is told in the timeline, and stands as an incident and as a flag for the shop', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    const items = [shipment('a'), waiting('b'), cancellation('c')];
    await ledger.addTransmissions(ACCOUNT, items, 'webhook', minute(5));
    expect(await told(ledger, 'a')).toEqual([
      {
        kind: 'report-due',
        params: { kind: 'shipment', carrier: 'DHL', trackingNumber: 'TRACK-report-a' },
        cause: 'webhook',
        at: minute(5),
      },
    ]);
    expect(await told(ledger, 'b')).toMatchObject([
      { kind: 'report-waits', params: { kind: 'shipment', reason: 'tracking-missing' } },
    ]);
    expect(await incidentsOf(ledger, 'a')).toEqual([]);
    expect(await incidentsOf(ledger, 'b')).toEqual(['report-tracking-missing']);
    const [asked] = await ledger.listIncidentsOfOrder(ACCOUNT, 'c');
    expect(asked?.code).toBe('report-cancellation-to-confirm');
    expect(JSON.parse(asked?.params ?? '')).toMatchObject({ pieces: 1, cents: 1_999 });
    for (const id of ['a', 'b', 'c']) {
      expect(await rowOf(ledger, id)).toMatchObject({ report_flag: 'pending', report_flag_due: 1 });
    }
  });

  it('is refused for a piece that is in a shipment or a cancellation, and leaves the others', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, cancellation('a', { transmissionId: 'first' }));
    const items = [
      shipment('a', { transmissionId: 'second', positionItemIds: pieces('a', 1, 0, 2) }),
      shipment('b'),
      shipment('a', { transmissionId: 'third', positionItemIds: pieces('a', 1, 2) }),
    ];
    expect(await ledger.addTransmissions(ACCOUNT, items, 'report', minute(6))).toEqual({
      added: ['report-b', 'third'],
      refused: [
        {
          transmissionId: 'second',
          why: 'piece-in-other-report',
          otherTransmissionId: 'first',
        },
      ],
    });
    expect(await ledger.loadTransmission('second')).toBeUndefined();
    expect((await report(ledger, 'third')).positionItemIds).toEqual(pieces('a', 1, 2));
    expect(await told(ledger, 'a')).toHaveLength(2);
  });

  it('may have a piece of a report that was taken back, and is then the one that has it', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    for (const transmissionId of ['first', 'second']) {
      await add(ledger, shipment('a', { transmissionId }));
      if (transmissionId === 'first') {
        await ledger.withdrawTransmission('first', 'owner', minute(6));
      }
    }
    const third = shipment('a', { transmissionId: 'third' });
    const { refused } = await ledger.addTransmissions(ACCOUNT, [third], 'report', minute(7));
    expect(refused).toMatchObject([{ otherTransmissionId: 'second' }]);
  });

  it('may have a piece that stands under the same id in another account', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await orders(ledger, ['a'], { accountId: 'another' });
    await add(ledger, shipment('a'));
    const other = shipment('a', { transmissionId: 'theirs' });
    const { added } = await ledger.addTransmissions('another', [other], 'report', minute(6));
    expect(added).toEqual(['theirs']);
  });

  it('is one report however often the same wish is sent in, also after it was taken back', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, shipment('a', { sourceKey: 'csv:1' }));
    const again = shipment('a', {
      transmissionId: 'again',
      sourceKey: 'csv:1',
      positionItemIds: pieces('a', 1),
    });
    const refused = [
      { transmissionId: 'again', why: 'sent-in-before', otherTransmissionId: 'report-a' },
    ];
    expect((await ledger.addTransmissions(ACCOUNT, [again], 'report', minute(6))).refused).toEqual(
      refused,
    );
    await ledger.withdrawTransmission('report-a', 'owner', minute(7));
    expect(await ledger.addTransmissions(ACCOUNT, [again], 'report', minute(8))).toEqual({
      added: [],
      refused,
    });
    const same = shipment('b', { transmissionId: 'report-a' });
    expect((await ledger.addTransmissions(ACCOUNT, [same], 'report', minute(9))).refused).toEqual([
      { transmissionId: 'report-a', why: 'sent-in-before', otherTransmissionId: 'report-a' },
    ]);
    expect(await ledger.loadTransmissionsOf(ACCOUNT, ['b'])).toEqual(new Map());
  });

  it('may come without a source key as often as there are pieces', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(
      ledger,
      shipment('a', { transmissionId: 'one' }),
      shipment('a', { transmissionId: 'two', positionItemIds: pieces('a', 1) }),
    );
    const byOrder = await ledger.loadTransmissionsOf(ACCOUNT, ['a', 'nobody']);
    expect([...byOrder.keys()]).toEqual(['a']);
    expect(byOrder.get('a')?.map(({ transmissionId }) => transmissionId)).toEqual(['one', 'two']);
  });

  it.each(['transmissions', 'events', 'incident_orders', 'sales_orders'])(
    'stands entirely or not at all: nothing stands when %s can not be written',
    async (table) => {
      const { ledger, location } = await openFreshLedger();
      await orders(ledger, ['a', 'b']);
      const tables = await openTables(location);
      await refuseRowsOf(tables, table, 'b');
      const items = [waiting('a'), waiting('b')];
      await expect(ledger.addTransmissions(ACCOUNT, items, 'report', minute(5))).rejects.toThrow();
      expect((await ledger.loadTransmissionsOf(ACCOUNT, ['a', 'b'])).size).toBe(0);
      for (const left of ['transmission_pieces', 'transmission_parcels', 'events'] as const) {
        expect(await tables.selectFrom(left).selectAll().execute(), left).toEqual([]);
      }
      expect(await rowOf(ledger, 'a')).toMatchObject({ report_flag: null, report_flag_due: 0 });
    },
  );

  it('has each piece once when several processes ask for the same pieces at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd'], { pieces: 2 });
    const said = await contend(location, 'add-reports', ['one', 'two', 'three']);
    const outcomes = said.map((text) => JSON.parse(text));
    expect(outcomes.flatMap(({ added }) => added)).toHaveLength(8);
    expect(outcomes.flatMap(({ refused }) => refused)).toHaveLength(16);
    const tables = await openTables(location);
    const rows = await tables.selectFrom('transmission_pieces').selectAll().execute();
    expect(new Set(rows.map((row) => row.position_item_id)).size).toBe(8);
    expect(rows).toHaveLength(8);
    expect(await tables.selectFrom('transmissions').selectAll().execute()).toHaveLength(8);
  });
});
