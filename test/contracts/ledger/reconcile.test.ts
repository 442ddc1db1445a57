import { expect, it } from 'vitest';
import { noCounters } from '../../../src/bridge/ledger/import-runs.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { ReconcileEnd } from '../../../src/bridge/ledger/reconcile-runs.ts';
import { eachDatabase } from '../../databases.ts';
import { rowOf, seeOrders } from './ledger-access.ts';
import { ACCOUNT, cause, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

const OTHER = 'account-2';

async function start(ledger: Ledger, reconcileRunId: string, startedAt: string) {
  const range = { from: minute(0), until: minute(9) };
  const run = { reconcileRunId, accountId: ACCOUNT, cause: 'schedule', startedAt, ...range };
  await ledger.startReconcileRun(run);
  return { reconcileRunId, accountId: ACCOUNT };
}

const difference = (salesOrderId: string) => ({
  salesOrderId,
  orderNumber: `number-${salesOrderId}`,
  code: 'phase-behind',
  params: { from: 'announced', to: 'sent' },
  repair: 'look-again',
});

function ended(...ids: string[]): Extract<ReconcileEnd, { counts: object }> {
  const counts = { atOtto: 5, inLedger: 4, inShop: 3, waiting: 1, keptOut: 2 };
  return {
    counts: { ...counts, reasons: { 'not-released': 1 } },
    differences: ids.map(difference),
    coversAll: true,
  };
}

eachDatabase('comparisons', ({ openFreshLedger }) => {
  it('end with what they counted and found, page by page', async () => {
    const { ledger } = await openFreshLedger();
    const run = await start(ledger, RUN, minute(1));
    expect(await ledger.loadReconcileRun(RUN)).toMatchObject({ state: 'running', differences: 0 });
    await ledger.finishReconcileRun(run, ended('a', 'b', 'c'), minute(2));
    expect(await ledger.loadReconcileRun(RUN)).toMatchObject({
      state: 'finished',
      at_otto: 5,
      in_ledger: 4,
      in_shop: 3,
      waiting: 1,
      kept_out: 2,
      reasons: '{"not-released":1}',
      differences: 3,
      finished_at: minute(2),
    });
    const first = await ledger.listReconcileDifferences(RUN, { after: 0, limit: 2 });
    expect(first.map((row) => row.sales_order_id)).toEqual(['a', 'b']);
    const after = first[1]?.difference_id ?? 0;
    const [last] = await ledger.listReconcileDifferences(RUN, { after, limit: 2 });
    expect(last).toMatchObject({ sales_order_id: 'c', repair: 'look-again', repaired_at: null });
    if (!last) return;
    const events = [{ kind: 'shop-double-binned', params: { wooOrderId: 1 } }];
    await ledger.markRepaired(last, events, minute(3));
    const [again] = await ledger.listReconcileDifferences(RUN, { after, limit: 2 });
    expect(again?.repaired_at).toBe(minute(3));
    expect(await ledger.listEvents(ACCOUNT, 'c')).toMatchObject([{ cause: 'reconcile' }]);
  });

  it('keep many differences', async () => {
    const { ledger } = await openFreshLedger();
    const ids = Array.from({ length: 9_000 }, (_each, index) => `order-${index}`);
    await ledger.finishReconcileRun(await start(ledger, RUN, minute(1)), ended(...ids), minute(2));
    const rows = await ledger.listReconcileDifferences(RUN, { after: 0, limit: 10_000 });
    expect(rows).toHaveLength(ids.length);
  });

  it('are one open incident while the last one that covers all found something', async () => {
    const { ledger } = await openFreshLedger();
    const open = async () =>
      (await ledger.listIncidents({ state: 'open', limit: 9 })).map(
        ({ params }) => JSON.parse(params).count,
      );
    await ledger.finishReconcileRun(await start(ledger, 'r1', minute(1)), ended('a'), minute(1));
    await ledger.finishReconcileRun(
      await start(ledger, 'r2', minute(2)),
      ended('a', 'b'),
      minute(2),
    );
    expect(await open()).toEqual([2]);
    const partly = { ...ended(), coversAll: false };
    await ledger.finishReconcileRun(await start(ledger, 'r3', minute(3)), partly, minute(3));
    const fault = { error: { code: 'otto-unavailable', params: {} } };
    await ledger.finishReconcileRun(await start(ledger, 'r4', minute(4)), fault, minute(4));
    expect(await open()).toEqual([2]);
    await ledger.finishReconcileRun(await start(ledger, 'r5', minute(5)), ended(), minute(5));
    expect(await open()).toEqual([]);
    expect(await ledger.loadReconcileRun('r4')).toMatchObject({
      state: 'failed',
      error_code: 'otto-unavailable',
      at_otto: 0,
    });
  });

  it('are listed newest first, also when several began at one moment', async () => {
    const { ledger } = await openFreshLedger();
    for (const id of ['a', 'b', 'c']) await start(ledger, id, minute(1));
    await start(ledger, 'd', minute(2));
    const found: string[] = [];
    let before: { startedAt: string; reconcileRunId: string } | undefined;
    for (;;) {
      const [row] = await ledger.listReconcileRuns({ before, limit: 1 });
      if (!row) break;
      found.push(row.reconcile_run_id);
      before = { startedAt: row.started_at, reconcileRunId: row.reconcile_run_id };
    }
    expect(found).toEqual(['d', 'c', 'b', 'a']);
    expect(await ledger.listReconcileRuns({ accountId: OTHER, limit: 9 })).toEqual([]);
    await ledger.closeBrokenReconcileRuns(ACCOUNT, minute(3));
    const states = (await ledger.listReconcileRuns({ limit: 9 })).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['failed']));
  });
});

eachDatabase('what a comparison asks of the ledger', ({ openFreshLedger }) => {
  it('knows orders by their date or by their ids, with pieces and what is open in the shop', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.recordSeen(
      ACCOUNT,
      ['a', 'b', 'c'].map((id, index) => seenOrder(id, { orderedAt: minute(index), pieces: 2 })),
      minute(3),
    );
    await ledger.recordSeen(OTHER, [seenOrder('a', { pieces: 0 })], minute(3));
    const contradiction = cause('a', { code: 'cancelled-in-shop' });
    const told = { causes: [cause('SKU')], contradictions: [contradiction] };
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a', told)], minute(4));
    const range = { from: minute(0), until: minute(2) };
    const known = await ledger.loadKnownOrders(ACCOUNT, range);
    expect(
      known
        .map(({ row, pieces, contradictions }) => [
          row.sales_order_id,
          pieces.length,
          contradictions,
        ])
        .sort(),
    ).toEqual([
      ['a', 2, ['cancelled-in-shop']],
      ['b', 2, []],
    ]);
    const [one] = await ledger.loadKnownOrders(ACCOUNT, { salesOrderIds: ['c', 'none'] });
    expect(one?.row.sales_order_id).toBe('c');
    const [incident] = await ledger.listIncidents({ state: 'open', limit: 9 });
    for (const { incident_id: id } of await ledger.listIncidents({ state: 'open', limit: 9 })) {
      await ledger.acknowledgeIncident(id, undefined, minute(5));
    }
    expect(incident).toBeDefined();
    const [acknowledged] = await ledger.loadKnownOrders(ACCOUNT, { salesOrderIds: ['a'] });
    expect(acknowledged?.contradictions).toEqual([]);
  });

  it('reaches back to the oldest order that still has a way to go', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.oldestOpenOrder(ACCOUNT)).toBeUndefined();
    const placed = (id: string, at: number, phase: string) =>
      seenOrder(id, { orderedAt: minute(at), phase });
    const orders = [
      placed('sent', 0, 'sent'),
      placed('skipped', 1, 'announced'),
      placed('waiting', 2, 'sent'),
      placed('processable', 3, 'processable'),
    ];
    await ledger.recordSeen(ACCOUNT, orders, minute(9));
    await ledger.settleOrders(
      ACCOUNT,
      RUN,
      [
        settlement('sent'),
        settlement('processable'),
        settlement('skipped', { importState: 'skipped' }),
        settlement('waiting', { importState: 'held' }),
      ],
      minute(9),
    );
    expect(await ledger.oldestOpenOrder(ACCOUNT)).toBe(minute(2));
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('waiting')], minute(9));
    expect(await ledger.oldestOpenOrder(ACCOUNT)).toBe(minute(3));
  });

  it('knows when the last whole import began: no rehearsal, none that broke off', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.lastWholeImport(ACCOUNT)).toBeUndefined();
    const importRun = async (
      at: number,
      options: { isRehearsal?: boolean; code?: string } = {},
    ) => {
      const importRunId = `run-${at}`;
      await ledger.startImportRun({
        importRunId,
        accountId: ACCOUNT,
        cause: 'schedule',
        isRehearsal: options.isRehearsal ?? false,
        sinceAt: undefined,
        startedAt: minute(at),
      });
      const error = options.code === undefined ? undefined : { code: options.code, params: {} };
      await ledger.finishImportRun(importRunId, {
        finishedAt: minute(at),
        counters: noCounters(),
        error,
      });
    };
    await importRun(1);
    await importRun(2);
    await importRun(3, { isRehearsal: true });
    await importRun(4, { code: 'otto-unavailable' });
    expect(await ledger.lastWholeImport(ACCOUNT)).toBe(minute(2));
    expect(await ledger.lastWholeImport(OTHER)).toBeUndefined();
  });
});

eachDatabase('a shop order that is taken up', ({ openFreshLedger }) => {
  const SHOP_ORDER = { wooOrderId: 17, status: 'processing' };

  it('is known with its sales order, and looked at next', async () => {
    const { ledger } = await openFreshLedger();
    const isKnown = await ledger.adoptShopOrder(ACCOUNT, seenOrder('a'), SHOP_ORDER, minute(5));
    expect(isKnown).toBe(true);
    expect(await rowOf(ledger, 'a')).toMatchObject({
      import_state: 'imported',
      woo_order_id: 17,
      woo_status: 'processing',
      content_hash: null,
      next_look_at: minute(5),
      order_number: 'number-a',
    });
    expect(await ledger.listEvents(ACCOUNT, 'a')).toMatchObject([
      { kind: 'shop-order-adopted', cause: 'reconcile' },
    ]);
    const claim = { claimId: 'c', now: minute(6), notes: [] };
    expect(await ledger.claimForCreate(ACCOUNT, ['a'], claim)).toEqual(new Set());
  });

  it('is left alone while it is being written, as is what would be planned anew', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await ledger.claimForCreate(ACCOUNT, ['a'], { claimId: 'c', now: minute(2), notes: [] });
    const before = await rowOf(ledger, 'a');
    expect(await ledger.adoptShopOrder(ACCOUNT, seenOrder('a'), SHOP_ORDER, minute(5))).toBe(false);
    await ledger.planAnew(ACCOUNT, 'a', { mendsTotal: true }, minute(5));
    expect(await rowOf(ledger, 'a')).toEqual(before);
    expect(await ledger.listEvents(ACCOUNT, 'a')).toEqual([]);
  });

  it('is planned anew, and its sum mended only when told to', async () => {
    const { ledger } = await openFreshLedger();
    await seeOrders(ledger, 'a');
    await ledger.settleOrders(ACCOUNT, RUN, [settlement('a')], minute(2));
    await ledger.planAnew(ACCOUNT, 'a', { mendsTotal: false }, minute(5));
    const planned = { next_look_at: minute(5), content_hash: 'hash-1' };
    expect(await rowOf(ledger, 'a')).toMatchObject(planned);
    await ledger.planAnew(ACCOUNT, 'a', { mendsTotal: true }, minute(6));
    expect(await rowOf(ledger, 'a')).toMatchObject({ content_hash: null });
  });
});
