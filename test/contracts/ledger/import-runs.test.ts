import { expect, it } from 'vitest';
import { noCounters } from '../../../src/bridge/ledger/import-runs.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, RUN } from './ledger-facts.ts';

const run = (importRunId: string, startedAt: string, accountId = ACCOUNT) => ({
  importRunId,
  accountId,
  cause: 'schedule',
  isRehearsal: false,
  sinceAt: undefined,
  startedAt,
});

const COUNTERS = {
  seen: 8,
  created: 1,
  updated: 2,
  unchanged: 3,
  backlog: 4,
  held: 5,
  failed: 6,
  skipped: 7,
};

eachDatabase('import runs', ({ openFreshLedger }) => {
  it('start with nothing done', async () => {
    const { ledger } = await openFreshLedger();
    expect(await ledger.loadImportRun(RUN)).toBeUndefined();
    await ledger.startImportRun({ ...run(RUN, minute(1)), isRehearsal: true, sinceAt: minute(0) });
    expect(await ledger.loadImportRun(RUN)).toEqual({
      import_run_id: RUN,
      account_id: ACCOUNT,
      cause: 'schedule',
      is_rehearsal: 1,
      since_at: minute(0),
      state: 'running',
      error_code: null,
      error_params: null,
      started_at: minute(1),
      finished_at: null,
      ...noCounters(),
    });
  });

  it('show their progress and how they ended', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.startImportRun(run('good', minute(1)));
    await ledger.startImportRun(run('bad', minute(2)));
    await ledger.saveRunCounters('good', COUNTERS);
    expect(await ledger.loadImportRun('good')).toMatchObject({ ...COUNTERS, state: 'running' });
    const end = { finishedAt: minute(3), counters: { ...COUNTERS, seen: 9 } };
    await ledger.finishImportRun('good', { ...end, error: undefined });
    await ledger.finishImportRun('bad', {
      ...end,
      error: { code: 'otto-unavailable', params: { since: 'März', tries: 3 } },
    });
    expect(await ledger.loadImportRun('good')).toMatchObject({
      seen: 9,
      state: 'finished',
      error_code: null,
      finished_at: minute(3),
    });
    expect(await ledger.loadImportRun('bad')).toMatchObject({
      state: 'failed',
      error_code: 'otto-unavailable',
      error_params: '{"since":"März","tries":3}',
    });
  });

  it('can not start twice under one id', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.startImportRun(run(RUN, minute(1)));
    await expect(ledger.startImportRun(run(RUN, minute(2)))).rejects.toThrow();
    expect(await ledger.loadImportRun(RUN)).toMatchObject({ started_at: minute(1) });
  });

  it('are closed as interrupted when their process ended first, for their account only', async () => {
    const { ledger } = await openFreshLedger();
    await ledger.startImportRun(run('broken', minute(1)));
    await ledger.startImportRun(run('foreign', minute(1), 'another'));
    await ledger.startImportRun(run('done', minute(1)));
    const end = { finishedAt: minute(2), counters: COUNTERS, error: undefined };
    await ledger.finishImportRun('done', end);
    await ledger.saveRunCounters('broken', COUNTERS);
    await ledger.closeBrokenRuns(ACCOUNT, minute(9));
    expect(await ledger.loadImportRun('broken')).toMatchObject({
      ...COUNTERS,
      state: 'failed',
      error_code: 'interrupted',
      finished_at: minute(9),
    });
    expect(await ledger.loadImportRun('foreign')).toMatchObject({ state: 'running' });
    expect(await ledger.loadImportRun('done')).toMatchObject({ finished_at: minute(2) });
  });

  it('are listed the latest first', async () => {
    const { ledger } = await openFreshLedger();
    for (const [id, at] of Object.entries({ b: 1, c: 5, a: 5, d: 3 })) {
      await ledger.startImportRun(run(id, minute(at)));
    }
    const listed = async (limit: number) =>
      (await ledger.listImportRuns({ limit: limit })).map((row) => row.import_run_id);
    expect(await listed(10)).toEqual(['c', 'a', 'd', 'b']);
    expect(await listed(2)).toEqual(['c', 'a']);
  });

  it('keep lines of orders nobody could read', async () => {
    const { ledger } = await openFreshLedger();
    const line = { importRunId: RUN, at: minute(1), outcome: 'failed' };
    await ledger.addRunLine({
      ...line,
      salesOrderId: undefined,
      orderNumber: undefined,
      params: { problem: 'positionItems: “fehlt” 🤷' },
    });
    await ledger.addRunLine({ ...line, salesOrderId: 'a', orderNumber: 'n', params: {} });
    expect(await ledger.listRunLines(RUN, { after: 0, limit: 10 })).toEqual([
      {
        line_id: expect.any(Number),
        import_run_id: RUN,
        at: minute(1),
        sales_order_id: null,
        order_number: null,
        outcome: 'failed',
        woo_order_id: null,
        params: JSON.stringify({ problem: 'positionItems: “fehlt” 🤷' }),
      },
      expect.objectContaining({ sales_order_id: 'a', order_number: 'n', params: '{}' }),
    ]);
  });
});
