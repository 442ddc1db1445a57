import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { add, call, orders, shipment } from './report-facts.ts';

const choice = { accountId: ACCOUNT, salesOrderId: 'a', events: [] };

eachDatabase('the flag of a shop order', ({ openFreshLedger }) => {
  it('is due until it is written, and due again when it is to say something else', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c']);
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
    await add(ledger, shipment('b'), shipment('a'));
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([
      { salesOrderId: 'a', wooOrderId: 17, flag: 'pending' },
      { salesOrderId: 'b', wooOrderId: 17, flag: 'pending' },
    ]);
    expect(await ledger.loadDueFlags(ACCOUNT, 1)).toHaveLength(1);
    expect(await ledger.loadDueFlags('another', 10)).toEqual([]);
    await ledger.settleFlag(ACCOUNT, 'a', 'pending');
    await ledger.settleFlag(ACCOUNT, 'b', 'pending');
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
    await ledger.withdrawTransmission('report-a', 'owner', minute(6));
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([
      { salesOrderId: 'a', wooOrderId: 17, flag: null },
    ]);
  });

  it('is not due again when a report changes and it is to say the same', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    await ledger.settleFlag(ACCOUNT, 'a', 'pending');
    await call(ledger, 'report-a', 'accepted');
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
  });

  it('stays due when it became another one while it was written', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    await ledger.withdrawTransmission('report-a', 'owner', minute(6));
    await ledger.settleFlag(ACCOUNT, 'a', 'pending');
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toHaveLength(1);
    await ledger.settleFlag(ACCOUNT, 'a', null);
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
  });

  it('waits while the import has the order in hand, and for orders that are not in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await seeOrders(ledger, 'b');
    await add(ledger, shipment('a'), shipment('b'));
    const claim = { claimId: 'c', now: minute(6), notes: [] };
    await ledger.claimForChange(ACCOUNT, 'a', claim);
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
    const both = ['a', 'b'].map((id) => settlement(id));
    await ledger.settleOrders(ACCOUNT, RUN, both, minute(7));
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toHaveLength(2);
  });

  it('is due again for another shop order: taken, made anew, or found again', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, shipment('a'));
    const written = async () => {
      await ledger.settleFlag(ACCOUNT, 'a', 'pending');
      expect(await ledger.loadDueFlags(ACCOUNT, 10)).toEqual([]);
    };
    await written();
    const taken = { wooOrderId: 18, ownerYields: false };
    await ledger.takeShopOrder(choice, taken, minute(6));
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toMatchObject([{ wooOrderId: 18 }]);
    await written();
    await ledger.askForReportLooks(ACCOUNT, ['a']);
    await ledger.forgetShopOrder(choice, minute(7));
    expect(await rowOf(ledger, 'a')).toMatchObject({ report_look_at: null, report_flag_due: 1 });
    await written();
    const found = { wooOrderId: 19, status: 'processing' };
    await ledger.adoptShopOrder(ACCOUNT, seenOrder('a'), found, minute(8));
    expect(await ledger.loadDueFlags(ACCOUNT, 10)).toMatchObject([{ wooOrderId: 19 }]);
  });
});
