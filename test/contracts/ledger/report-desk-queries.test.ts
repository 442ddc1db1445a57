import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';
import { add, shipment, waiting } from './report-facts.ts';

/** Orders in the shop whose pieces OTTO promised. */
async function promised(ledger: Ledger, promises: Record<string, string | undefined>) {
  const seen = Object.entries(promises).map(([id, expectedDeliveryAt]) => {
    const order = seenOrder(id, { pieces: 2 });
    const positionItems = order.positionItems.map((piece) => ({ ...piece, expectedDeliveryAt }));
    return { ...order, positionItems };
  });
  await ledger.recordSeen(ACCOUNT, seen, minute(1));
  const settled = Object.keys(promises).map((id) => settlement(id));
  await ledger.settleOrders(ACCOUNT, RUN, settled, minute(2));
}

eachDatabase('what the report desk asks the ledger', ({ openFreshLedger }) => {
  it('finds orders by what names them at OTTO and in the shop, of the accounts that are meant', async () => {
    const { ledger } = await openFreshLedger();
    await promised(ledger, { a: undefined, b: undefined });
    const rows = await ledger.loadSalesOrders(ACCOUNT, ['a']);
    const { order_number: orderNumber, woo_order_id: wooOrderId } = rows.get('a') ?? {};
    const references = [orderNumber ?? '', 'a', String(wooOrderId), '', 'nobody', '99999999999'];
    const found = await ledger.findOrdersByReferences(references, [ACCOUNT]);
    for (const reference of references.slice(0, 3)) {
      expect(found.get(reference)?.map((row) => row.sales_order_id)).toContain('a');
    }
    expect([...found.keys()]).not.toContain('');
    expect(found.get('nobody')).toBeUndefined();
    expect(found.get('99999999999')).toBeUndefined();
    expect((await ledger.findOrdersByReferences(references, ['other'])).size).toBe(0);
    expect((await ledger.findOrdersByReferences(references, [])).size).toBe(0);
  });

  it('lists promises of what OTTO took, since a moment', async () => {
    const { ledger } = await openFreshLedger();
    await promised(ledger, { a: minute(900), b: minute(900), c: undefined });
    await add(ledger, shipment('a', { shipDate: minute(10) }), shipment('b'), shipment('c'));
    for (const id of ['a', 'c']) {
      const revision = {
        transmissionId: `report-${id}`,
        from: ['due'],
        state: 'accepted',
      } as const;
      await ledger.reviseTransmissions(ACCOUNT, [revision], 'report', minute(11));
    }
    const since = (moment: string) => ledger.countSentPieces({ accountId: ACCOUNT, since: moment });
    expect(await since(minute(10))).toEqual([
      {
        accountId: ACCOUNT,
        sentAt: minute(0),
        expectedDeliveryAt: minute(600),
        carrier: 'DHL',
        pieces: 1,
      },
    ]);
    expect(await since(minute(11))).toEqual([]);
    expect(await ledger.countSentPieces({ accountId: 'other', since: minute(0) })).toEqual([]);
  });

  it('names the earliest promise that hangs on an incident', async () => {
    const { ledger } = await openFreshLedger();
    await promised(ledger, { a: minute(900), b: minute(800) });
    const reason = { code: 'carrier-unknown', params: { carrierName: 'Schneckenpost' } };
    await add(ledger, waiting('a', { reason }), waiting('b', { reason }));
    const [incident] = await ledger.listIncidents({ state: 'open', limit: 9 });
    const incidentId = incident?.incident_id ?? 0;
    expect(incident?.orders).toBe(2);
    expect(await ledger.listIncidentStakes([incidentId, incidentId + 1])).toEqual([
      { incidentId, deliverBy: minute(800) },
    ]);
    await ledger.acknowledgeIncident(
      incidentId,
      { accountId: ACCOUNT, salesOrderId: 'b' },
      minute(5),
    );
    expect(await ledger.listIncidentStakes([incidentId])).toEqual([
      { incidentId, deliverBy: minute(900) },
    ]);
    expect(await ledger.listIncidentStakes([])).toEqual([]);
  });
});
