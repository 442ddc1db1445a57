import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, RUN, settlement } from './ledger-facts.ts';
import { add, call, orders, pieces, shipment, waiting } from './report-facts.ts';

const facts = { status: 'p', totalCents: 1, addresses: 'home', lines: 'l', refundedCents: 0 };
const shopOrder = { wooOrderId: 17, number: '17', status: 'p', createdAt: minute(2), facts };

eachDatabase('numbers on parcels', ({ openFreshLedger }) => {
  it('are found in the reports of other orders, with whom they went to', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    const read = settlement('a', { shopOrder });
    await ledger.settleOrders(ACCOUNT, RUN, [read], minute(3));
    const parcel = { carrier: 'DHL', returnCarrier: 'GLS' };
    await add(
      ledger,
      shipment('a', { parcels: [{ ...parcel, trackingNumber: 'T1', returnNumber: 'R1' }] }),
      shipment('b', { parcels: [{ ...parcel, trackingNumber: 'T1', returnNumber: 'R2' }] }),
      shipment('c', { parcels: [{ ...parcel, trackingNumber: 'T2', returnNumber: 'R1' }] }),
    );
    await call(ledger, 'report-a', 'accepted', { at: 12 });
    const use = { accountId: ACCOUNT, carrier: 'DHL', usedAt: minute(5), addresses: undefined };
    const ofA = {
      ...use,
      salesOrderId: 'a',
      orderNumber: 'number-a',
      transmissionId: 'report-a',
      state: 'accepted',
      addresses: 'home',
      usedAt: minute(12),
    };
    const ofB = {
      ...use,
      salesOrderId: 'b',
      orderNumber: 'number-b',
      transmissionId: 'report-b',
      state: 'due',
    };
    const tracking = await ledger.findTrackingUses(['T1', 'T3', 'R1'], { salesOrderId: 'c' });
    expect(tracking).toEqual(new Map([['T1', [ofA, ofB]]]));
    expect(await ledger.findTrackingUses(['T1'], { salesOrderId: 'a' })).toEqual(
      new Map([['T1', [ofB]]]),
    );
    expect(await ledger.findTrackingUses([], { salesOrderId: 'a' })).toEqual(new Map());
    expect(await ledger.findReturnUses(['R1', 'R2', 'T1'], { salesOrderId: 'b' })).toMatchObject(
      new Map([['R1', [{ ...ofA, carrier: 'GLS' }, { salesOrderId: 'c' }]]]),
    );
  });

  it('of a report that was taken back are not in use', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a', { parcels: [{ trackingNumber: 'T', returnNumber: 'R' }] }));
    await ledger.withdrawTransmission('report-a', 'owner', minute(6));
    expect(await ledger.findTrackingUses(['T'], { salesOrderId: 'b' })).toEqual(new Map());
    expect(await ledger.findReturnUses(['R'], { salesOrderId: 'b' })).toEqual(new Map());
  });
});

eachDatabase("the owner's answer to what a carrier is", ({ openFreshLedger }) => {
  it('is remembered, may be changed, and is listed', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.loadCarrierChoices()).toEqual(new Map());
    await ledger.chooseCarrier('blitz', 'Päckchen-Blitz', 'DPD', minute(1));
    await ledger.chooseCarrier('anders', 'Anders', 'UPS', minute(2));
    await ledger.chooseCarrier('blitz', 'PäckchenBlitz', 'GLS', minute(3));
    expect(await ledger.loadCarrierChoices()).toEqual(
      new Map([
        ['anders', 'UPS'],
        ['blitz', 'GLS'],
      ]),
    );
    expect(await ledger.listCarrierChoices()).toEqual([
      { nameKey: 'anders', carrierName: 'Anders', carrier: 'UPS', chosenAt: minute(2) },
      { nameKey: 'blitz', carrierName: 'PäckchenBlitz', carrier: 'GLS', chosenAt: minute(3) },
    ]);
  });

  it('wakes the reports of all accounts that wait for such an answer', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await orders(ledger, ['a'], { accountId: 'another' });
    const unknown = { reason: { code: 'carrier-unknown', params: { carrierName: 'Blitz' } } };
    const second = { transmissionId: 'other', positionItemIds: pieces('a', 1) };
    await add(ledger, waiting('a', unknown), waiting('a', second));
    const theirs = waiting('a', { ...unknown, transmissionId: 'theirs' });
    await ledger.addTransmissions('another', [theirs], 'report', minute(5));
    await ledger.chooseCarrier('blitz', 'Blitz', 'DPD', minute(9));
    const woken = async (accountId: string) =>
      (await ledger.loadWaiting(accountId, minute(9), 10)).map((one) => one.transmissionId);
    expect(await woken(ACCOUNT)).toEqual(['report-a']);
    expect(await woken('another')).toEqual(['theirs']);
  });
});

eachDatabase('what is known for reports', ({ openFreshLedger }) => {
  it('tells how goods travel as OTTO taught it last, for each account', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.learnDeliveryType(ACCOUNT, 'SOFA', 'parcel', minute(1));
    await ledger.learnDeliveryType(ACCOUNT, 'SOFA', 'forwarder', minute(2));
    await ledger.learnDeliveryType(ACCOUNT, 'LAMP', 'parcel', minute(2));
    await ledger.learnDeliveryType('another', 'SOFA', 'parcel', minute(3));
    expect(await ledger.loadDeliveryTypes(ACCOUNT, ['SOFA', 'CHAIR'])).toEqual(
      new Map([['SOFA', 'forwarder']]),
    );
    expect(await ledger.loadDeliveryTypes(ACCOUNT, [])).toEqual(new Map());
  });

  it('keeps the rules the reports were judged under apart from the cursor', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.loadReportsFingerprint(ACCOUNT)).toBeUndefined();
    await ledger.saveReportsFingerprint(ACCOUNT, 'one');
    await ledger.saveCursor(ACCOUNT, { cursorAt: minute(4), wideRunOn: undefined });
    expect(await ledger.loadReportsFingerprint(ACCOUNT)).toBe('one');
    await ledger.saveReportsFingerprint(ACCOUNT, 'two');
    expect(await ledger.loadReportsFingerprint(ACCOUNT)).toBe('two');
    expect(await ledger.loadReportsFingerprint('another')).toBeUndefined();
    expect(await ledger.loadAccountState(ACCOUNT)).toMatchObject({ cursorAt: minute(4) });
  });

  it('notes what is to be written into the shop order', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const note = { salesOrderId: 'a', noteKey: 'report-failed:1', text: 'Abgelehnt' };
    await ledger.addOrderNotes(ACCOUNT, [{ ...note, isUrgent: true }]);
    await ledger.addOrderNotes(ACCOUNT, [{ ...note, text: 'anders' }]);
    await ledger.addOrderNotes(ACCOUNT, []);
    expect(await ledger.loadDueNotes(ACCOUNT, 10)).toMatchObject([{ text: 'Abgelehnt' }]);
  });
});
