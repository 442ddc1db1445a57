import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { contend } from './children/start-child.ts';
import { openTables } from './ledger-access.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';
import { refuseRowsOf } from './refuse-rows.ts';
import {
  add,
  orders,
  POOL,
  pieces,
  report,
  returnNumbers,
  shipment,
  waiting,
} from './report-facts.ts';

const unsent = ['waiting', 'due'] as const;
const DAY = 24 * 60;

function reserve(...parcelNos: number[]) {
  return parcelNos.map((parcelNo) => ({ parcelNo, pool: POOL }));
}

eachDatabase('return numbers from a pool', ({ openFreshLedger }) => {
  it('are given one after the other, to the parcels that need one', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    const parcels = [
      { trackingNumber: '1' },
      { trackingNumber: '2', returnCarrier: 'DHL', returnNumber: 'OWN' },
      { trackingNumber: '3' },
    ];
    await add(ledger, shipment('a', { parcels, reserve: reserve(1, 3) }));
    await add(ledger, shipment('b', { reserve: reserve(1) }));
    expect((await report(ledger, 'report-a')).parcels).toEqual([
      { trackingNumber: '1', returnCarrier: 'HERMES', returnNumber: 'R0001' },
      { trackingNumber: '2', returnCarrier: 'DHL', returnNumber: 'OWN' },
      { trackingNumber: '3', returnCarrier: 'HERMES', returnNumber: 'R0002' },
    ]);
    expect(await returnNumbers(ledger, 'report-b')).toEqual(['R0003']);
  });

  it('may come from several pools at once, each from its own beginning', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const other = { ...POOL, carrier: 'GLS' as const, prefix: '', firstSerial: 500 };
    const both = [
      { parcelNo: 1, pool: other },
      { parcelNo: 2, pool: POOL },
      { parcelNo: 3, pool: other },
    ];
    await add(ledger, shipment('a', { parcels: [{}, {}, {}], reserve: both }));
    expect(await returnNumbers(ledger, 'report-a')).toEqual(['0500', 'R0001', '0501']);
  });

  it('are reserved when a waiting report is revised', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, waiting('a', { parcels: [{ trackingNumber: 'T' }] }));
    const ready = { transmissionId: 'report-a', from: unsent, state: 'due' as const };
    const changes = [{ ...ready, reserve: reserve(1) }];
    await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6));
    expect(await report(ledger, 'report-a')).toMatchObject({
      state: 'due',
      parcels: [{ trackingNumber: 'T', returnCarrier: 'HERMES', returnNumber: 'R0001' }],
    });
  });

  it('are used up at some time: the report is refused, and nothing is reserved', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    const small = { ...POOL, lastSerial: 2 };
    const from = (...parcelNos: number[]) =>
      parcelNos.map((parcelNo) => ({ parcelNo, pool: small }));
    await add(ledger, shipment('a', { reserve: from(1) }));
    const greedy = shipment('b', { parcels: [{}, {}], reserve: from(1, 2) });
    expect(await ledger.addTransmissions(ACCOUNT, [greedy], 'report', minute(6))).toEqual({
      added: [],
      refused: [{ transmissionId: 'report-b', why: 'pool-empty' }],
    });
    expect(await ledger.loadTransmission('report-b')).toBeUndefined();
    expect(await ledger.countReturnPool(small, minute(7))).toMatchObject({ left: 1 });
    await add(ledger, waiting('b', { parcels: [{}, {}] }), shipment('c', { reserve: from(1) }));
    expect(await returnNumbers(ledger, 'report-c')).toEqual(['R0002']);
    const before = await report(ledger, 'report-b');
    const ready = { transmissionId: 'report-b', from: unsent, state: 'due' as const };
    const positionItemIds = pieces('b', 1);
    const changes = [{ ...ready, positionItemIds, reserve: from(1) }];
    const left = await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(8));
    expect(left).toEqual(new Set(['report-b']));
    expect(await report(ledger, 'report-b')).toEqual(before);
  });

  it('of another pool are not reserved where one of two pools is empty', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    const empty = { ...POOL, prefix: 'S', lastSerial: 1 };
    await add(ledger, shipment('a', { reserve: [{ parcelNo: 1, pool: empty }] }));
    const both = [
      { parcelNo: 1, pool: POOL },
      { parcelNo: 2, pool: empty },
    ];
    const item = shipment('b', { parcels: [{}, {}], reserve: both });
    await ledger.addTransmissions(ACCOUNT, [item], 'report', minute(6));
    expect(await ledger.countReturnPool(POOL, minute(7))).toEqual({
      left: 9_999,
      usedInLast30Days: 0,
    });
  });

  it('are never given twice, not even after a report was taken back', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a', { reserve: reserve(1) }));
    await ledger.withdrawTransmission('report-a', 'owner', minute(6));
    await add(ledger, shipment('a', { transmissionId: 'again', reserve: reserve(1) }));
    expect(await returnNumbers(ledger, 'again')).toEqual(['R0002']);
  });

  it('that the report reserved before are taken again when its parcels changed', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(ledger, shipment('a', { reserve: reserve(1) }));
    const revise = async (parcels: object[], ...parcelNos: number[]) => {
      const change = { transmissionId: 'report-a', from: unsent, parcels };
      const changes = [{ ...change, reserve: reserve(...parcelNos) }];
      await ledger.reviseTransmissions(ACCOUNT, changes, 'report', minute(6));
      return returnNumbers(ledger, 'report-a');
    };
    expect(await revise([{ trackingNumber: 'NEW' }])).toEqual([undefined]);
    expect(await revise([{ trackingNumber: 'NEW' }, {}], 1, 2)).toEqual(['R0001', 'R0002']);
    const kept = { returnCarrier: 'HERMES', returnNumber: 'R0001' };
    expect(await revise([kept, {}], 2)).toEqual(['R0001', 'R0002']);
    await add(ledger, shipment('b', { reserve: reserve(1) }));
    expect(await returnNumbers(ledger, 'report-b')).toEqual(['R0003']);
  });

  it('pass over what somebody wrote on a parcel by hand', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    const byHand = ['R0001', 'R0003'].map((returnNumber) => ({
      returnCarrier: 'HERMES',
      returnNumber,
    }));
    await add(ledger, shipment('a', { parcels: byHand }), waiting('b'));
    const typed = { returnCarrier: 'HERMES', returnNumber: 'R0004' };
    const change = { transmissionId: 'report-b', from: unsent, parcels: [typed] };
    await ledger.reviseTransmissions(ACCOUNT, [change], 'command', minute(6));
    const parcels = [{}, {}];
    await add(ledger, shipment('c', { parcels, reserve: reserve(1, 2) }));
    expect(await returnNumbers(ledger, 'report-c')).toEqual(['R0002', 'R0005']);
  });

  it('go on where a longer pool ended, and pass over a long stretch of used ones', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    await add(ledger, shipment('a', { reserve: reserve(1) }));
    const longer = [{ parcelNo: 1, pool: { ...POOL, lastSerial: 9_998 } }];
    await add(ledger, shipment('b', { reserve: longer }));
    expect(await returnNumbers(ledger, 'report-b')).toEqual(['R0002']);
    const tables = await openTables(location);
    const used = Array.from({ length: 450 }, (_, index) => ({
      carrier: 'HERMES',
      number: `R${String(index + 3).padStart(4, '0')}`,
      account_id: ACCOUNT,
      pool_key: null,
      transmission_id: 'long-ago',
      reserved_at: minute(0),
    }));
    await tables.insertInto('return_numbers').values(used).execute();
    await add(ledger, shipment('c', { reserve: reserve(1) }));
    expect(await returnNumbers(ledger, 'report-c')).toEqual(['R0453']);
  });

  it('are counted: how many are left, and how many were taken in thirty days', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await orders(ledger, ['a'], { accountId: 'another' });
    expect(await ledger.countReturnPool(POOL, minute(6))).toEqual({
      left: 9_999,
      usedInLast30Days: 0,
    });
    await add(ledger, shipment('a', { parcels: [{}, {}], reserve: reserve(1, 2) }));
    const theirs = shipment('a', { transmissionId: 'theirs', reserve: reserve(1) });
    await ledger.addTransmissions('another', [theirs], 'report', minute(5 + DAY));
    expect(await returnNumbers(ledger, 'theirs')).toEqual(['R0003']);
    const typed = [{ returnCarrier: 'HERMES', returnNumber: 'R9000' }];
    await add(ledger, shipment('b', { parcels: typed }));
    const counted = async (at: number) => ledger.countReturnPool(POOL, minute(at));
    expect(await counted(6 + DAY)).toEqual({ left: 9_996, usedInLast30Days: 3 });
    expect(await counted(4 + 30 * DAY)).toMatchObject({ usedInLast30Days: 3 });
    expect(await counted(5 + 30 * DAY)).toMatchObject({ usedInLast30Days: 1 });
    expect(await ledger.countReturnPool({ ...POOL, lastSerial: 2 }, minute(9))).toMatchObject({
      left: 0,
    });
  });

  it('may be longer than small numbers', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    const pool = {
      ...POOL,
      digits: 15,
      firstSerial: 123_456_789_012_345,
      lastSerial: 999_999_999_999_999,
    };
    for (const id of ['a', 'b']) {
      await add(ledger, shipment(id, { reserve: [{ parcelNo: 1, pool }] }));
    }
    expect(await returnNumbers(ledger, 'report-b')).toEqual(['R123456789012346']);
    expect((await ledger.countReturnPool(pool, minute(9))).left).toBe(876_543_210_987_653);
  });

  it('are all different when several processes reserve them at the same moment', async () => {
    const { ledger, location } = await openFreshLedger();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    await orders(ledger, ids, { pieces: 1 });
    await contend(location, 'reserve-numbers', ['one', 'two', 'three']);
    const tables = await openTables(location);
    const parcels = await tables.selectFrom('transmission_parcels').selectAll().execute();
    expect(new Set(parcels.map((row) => row.return_number)).size).toBe(60);
    expect(await ledger.countReturnPool(POOL, minute(6))).toEqual({
      left: 9_999 - 60,
      usedInLast30Days: 60,
    });
  });

  it('are not used up by a report that could not be written', async () => {
    const { ledger, location } = await openFreshLedger();
    await orders(ledger, ['a']);
    await refuseRowsOf(await openTables(location), 'events', 'a');
    const item = shipment('a', { reserve: reserve(1) });
    await expect(ledger.addTransmissions(ACCOUNT, [item], 'report', minute(5))).rejects.toThrow();
    expect(await ledger.countReturnPool(POOL, minute(6))).toEqual({
      left: 9_999,
      usedInLast30Days: 0,
    });
  });
});
