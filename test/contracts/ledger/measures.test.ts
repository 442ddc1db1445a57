import { expect, it } from 'vitest';
import { noCounters } from '../../../src/bridge/ledger/import-runs.ts';
import { MOST_MEASURED } from '../../../src/bridge/ledger/measures.ts';
import { eachDatabase } from '../../databases.ts';
import { minute, seenOrder } from './ledger-facts.ts';
import { cancellation, orders, shipment } from './report-facts.ts';

const asked = { accountIds: ['one', 'two'], now: minute(9) };

eachDatabase('what is measured', ({ openFreshLedger }) => {
  it('is nothing in an empty ledger, tab by tab and state by state', async () => {
    const { ledger } = await openFreshLedger();
    const measures = await ledger.loadMeasures(asked);
    expect([...measures.ordersByTab.values()]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...measures.reportsByState.values()]).toEqual([0, 0, 0, 0, 0]);
    expect(measures.incidentsByCode.size).toBe(0);
    expect(measures.oldestDueReportAt).toBeUndefined();
    expect(measures.deliveriesWaiting).toBe(0);
    expect(measures.accounts).toEqual([
      { accountId: 'one', lastImportAt: undefined, stockDue: 0 },
      { accountId: 'two', lastImportAt: undefined, stockDue: 0 },
    ]);
  });

  it('counts orders of every account, and never further than its limit', async () => {
    const { ledger } = await openFreshLedger();
    const several = (count: number) => Array.from({ length: count }, (_, at) => seenOrder(`${at}`));
    const sum = async () => {
      const { ordersByTab } = await ledger.loadMeasures(asked);
      return [...ordersByTab.values()].reduce((total, count) => total + count, 0);
    };
    await ledger.recordSeen('one', several(2), minute(1));
    await ledger.recordSeen('two', several(3), minute(1));
    expect(await sum()).toBe(5);
    await ledger.recordSeen('one', several(MOST_MEASURED + 5), minute(1));
    expect(await sum()).toBe(MOST_MEASURED);
  });

  it('counts incidents that are open by their code', async () => {
    const { ledger } = await openFreshLedger();
    const open = (code: string, about: string) =>
      ledger.openIncident({ code, about, accountId: undefined, params: {} }, minute(1));
    await open('otto-unavailable', 'one');
    await open('otto-unavailable', 'two');
    await open('shop-unavailable', 'shop');
    await ledger.resolveIncidents(['shop-unavailable'], 'shop', minute(2));
    const { incidentsByCode } = await ledger.loadMeasures(asked);
    expect([...incidentsByCode]).toEqual([['otto-unavailable', 2]]);
  });

  it('tells the last import of each account that went through and was no rehearsal', async () => {
    const { ledger } = await openFreshLedger();
    const run = async (id: string, at: number, end: { isRehearsal?: true; error?: true } = {}) => {
      const isRehearsal = end.isRehearsal ?? false;
      const about = { accountId: 'one', cause: 'schedule', sinceAt: undefined };
      await ledger.startImportRun({
        importRunId: id,
        isRehearsal,
        startedAt: minute(at),
        ...about,
      });
      await ledger.finishImportRun(id, {
        finishedAt: minute(at + 1),
        counters: noCounters(),
        error: end.error ? { code: 'otto-unavailable', params: {} } : undefined,
      });
    };
    await run('a', 1);
    await run('b', 3);
    await run('c', 5, { error: true });
    await run('d', 7, { isRehearsal: true });
    const { accounts } = await ledger.loadMeasures(asked);
    expect(accounts.map(({ lastImportAt }) => lastImportAt)).toEqual([minute(4), undefined]);
  });

  it('counts deliveries that nobody has worked off', async () => {
    const { ledger } = await openFreshLedger();
    const deliver = (deliveryId: string, isWorked: boolean) =>
      ledger.addDeliveries(
        [{ deliveryId, webhookId: 1, topic: 'order.updated', wooOrderId: 7, isWorked }],
        minute(1),
      );
    await deliver('a', false);
    await deliver('b', true);
    expect((await ledger.loadMeasures(asked)).deliveriesWaiting).toBe(1);
  });

  it('counts reports that are not over, and tells since when the oldest is due', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b', 'c', 'd'], { accountId: 'one' });
    const at = (salesOrderId: string, from: number) =>
      shipment(salesOrderId, { nextTryAt: minute(from) });
    const waiting = cancellation('d', { nextTryAt: minute(1) });
    await ledger.addTransmissions(
      'one',
      [at('a', 6), at('b', 4), at('c', 60), waiting],
      'poll',
      minute(3),
    );
    const { reportsByState, oldestDueReportAt } = await ledger.loadMeasures(asked);
    expect(reportsByState.get('due')).toBe(3);
    expect(reportsByState.get('waiting')).toBe(1);
    expect(oldestDueReportAt).toBe(minute(4));
  });
});
