import { expect, it } from 'vitest';
import { KEPT_JOB_RUNS } from '../../../src/bridge/ledger/job-runs.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import { eachDatabase } from '../../databases.ts';
import { minute } from './ledger-facts.ts';

const REPORTS = { job: 'reports', accountId: null } as const;
const MAIN = { job: 'order-import', accountId: 'main' } as const;
const OTHER = { job: 'order-import', accountId: 'other' } as const;
const DONE = { outcome: 'done', details: '{"counters":{"sent":1}}' } as const;

eachDatabase('job runs', ({ openFreshLedger }) => {
  const start = (ledger: Ledger, about: typeof REPORTS | typeof MAIN | typeof OTHER, at = 1) =>
    ledger.startJobRun({ ...about, cause: 'schedule', startedAt: minute(at) });
  const listed = async (
    ledger: Ledger,
    about: typeof REPORTS | typeof MAIN | typeof OTHER,
    page: { before?: number; limit?: number } = {},
  ) => ledger.listJobRuns({ ...about, before: undefined, limit: 10, ...page });

  it('keeps when a run began, when it ended and what it came to', async () => {
    const { ledger } = await openFreshLedger();
    const jobRunId = await start(ledger, REPORTS);
    expect(await listed(ledger, REPORTS)).toMatchObject([
      { job_run_id: jobRunId, started_at: minute(1), ended_at: null, outcome: null },
    ]);
    await ledger.endJobRun({ ...REPORTS, jobRunId, endedAt: minute(3), ...DONE });
    expect(await listed(ledger, REPORTS)).toEqual([
      {
        job_run_id: jobRunId,
        job: 'reports',
        account_id: null,
        cause: 'schedule',
        started_at: minute(1),
        seen_at: minute(3),
        ended_at: minute(3),
        ...DONE,
      },
    ]);
  });

  it('tells the jobs and accounts apart, the latest first, page by page', async () => {
    const { ledger } = await openFreshLedger();
    const ids: number[] = [];
    for (let times = 0; times < 3; times += 1) ids.unshift(await start(ledger, MAIN));
    const other = await start(ledger, OTHER);
    await start(ledger, REPORTS);
    expect((await listed(ledger, MAIN)).map((row) => row.job_run_id)).toEqual(ids);
    expect((await listed(ledger, OTHER)).map((row) => row.job_run_id)).toEqual([other]);
    const first = await listed(ledger, MAIN, { limit: 2 });
    const second = await listed(ledger, MAIN, { before: first[1]?.job_run_id ?? 0, limit: 2 });
    expect([...first, ...second].map((row) => row.job_run_id)).toEqual(ids);
  });

  it('forgets the oldest runs of a job, and none of another’s', async () => {
    const { ledger } = await openFreshLedger();
    const old = await start(ledger, OTHER);
    let jobRunId = 0;
    for (let times = 0; times < KEPT_JOB_RUNS + 3; times += 1) jobRunId = await start(ledger, MAIN);
    await ledger.endJobRun({ ...MAIN, jobRunId, endedAt: minute(2), ...DONE });
    const left = await listed(ledger, MAIN, { limit: KEPT_JOB_RUNS * 2 });
    expect([left.length, left[0]?.job_run_id]).toEqual([KEPT_JOB_RUNS, jobRunId]);
    expect((await listed(ledger, OTHER)).map((row) => row.job_run_id)).toEqual([old]);
  }, 60_000);

  it('ends a run that gave no sign of life when it was last seen, and no other', async () => {
    const { ledger } = await openFreshLedger();
    const ended = await start(ledger, MAIN);
    await ledger.endJobRun({ ...MAIN, jobRunId: ended, endedAt: minute(2), ...DONE });
    const dead = await start(ledger, MAIN);
    const alive = await start(ledger, MAIN);
    await ledger.noteJobRunsAlive([dead], minute(4));
    await ledger.noteJobRunsAlive([alive], minute(9));
    await ledger.closeBrokenJobRuns(minute(9));
    const rows = await listed(ledger, MAIN);
    expect(
      rows.map(({ job_run_id, outcome, ended_at }) => [job_run_id, outcome, ended_at]),
    ).toEqual([
      [alive, null, null],
      [dead, 'interrupted', minute(4)],
      [ended, 'done', minute(2)],
    ]);
  });

  it('says of each part whether something in it changed', async () => {
    const { ledger } = await openFreshLedger();
    const before = await ledger.loadNewestChanges();
    expect(before).toMatchObject({ openIncidents: 0, runsInHand: [] });
    expect(await ledger.loadNewestChanges()).toEqual(before);

    const jobRunId = await start(ledger, REPORTS);
    const begun = await ledger.loadNewestChanges();
    expect(begun.jobs).not.toBe(before.jobs);
    await ledger.endJobRun({ ...REPORTS, jobRunId, endedAt: minute(2), ...DONE });
    expect((await ledger.loadNewestChanges()).jobs).not.toBe(begun.jobs);

    const importRunId = 'run';
    const run = { importRunId, accountId: 'main', cause: 'click', isRehearsal: true };
    await ledger.startImportRun({ ...run, sinceAt: undefined, startedAt: minute(3) });
    const running = await ledger.loadNewestChanges();
    expect(running.runsInHand).toEqual([{ accountId: 'main', importRunId, isRehearsal: true }]);
    expect(running.importRuns).not.toBe(before.importRuns);
    expect(running.orders).toBe(before.orders);

    const incident = { code: 'otto-unavailable', about: 'main', accountId: 'main', params: {} };
    await ledger.openIncident(incident, minute(4));
    const open = await ledger.loadNewestChanges();
    expect(open.openIncidents).toBe(1);
    expect(open.incidents).not.toBe(before.incidents);
    await ledger.resolveIncidents(['otto-unavailable'], 'main', minute(5));
    const resolved = await ledger.loadNewestChanges();
    expect(resolved.openIncidents).toBe(0);
    expect(resolved.incidents).not.toBe(open.incidents);

    await ledger.addRunLine({
      importRunId,
      at: minute(6),
      salesOrderId: undefined,
      orderNumber: undefined,
      outcome: 'unreadable',
      params: {},
    });
    const lined = await ledger.loadNewestChanges();
    expect(lined.orders).not.toBe(resolved.orders);
    expect([lined.incidents, lined.transmissions]).toEqual([
      resolved.incidents,
      resolved.transmissions,
    ]);

    const look = { cursorAt: minute(7), readAt: minute(7) };
    await ledger.saveReadCursor('main', 'returns', look);
    const looked = await ledger.loadNewestChanges();
    expect(looked.returns).not.toBe(lined.returns);
    expect([looked.stock, looked.skus]).toEqual([lined.stock, lined.skus]);
  });
});
