import { expect, it } from 'vitest';
import { type AnswerOf, API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { processableTwoEqualPieces } from '../../fixtures/otto/index.ts';
import { apiClient } from '../service/api-client.ts';
import { NEXT_RUN_AT } from '../service/fake-cron.ts';
import { connect, serve, startServiceWorld } from '../service/service-world.ts';
import { type HttpWorld, startHttpWorld, until } from './http-world.ts';

const JOBS = '/api/v1/jobs';
const IMPORT = `${JOBS}/order-import:main`;

async function jobOf({ api }: Pick<HttpWorld, 'api'>, jobId: string, language = 'en') {
  const headers = { 'Accept-Language': language };
  const { items } = await api.read(API_OPERATIONS.listJobs, JOBS, { headers });
  const job = items.find((one) => one.jobId === jobId);
  if (!job) throw new Error(`no job ${jobId}`);
  return job;
}

async function runsOf({ api }: Pick<HttpWorld, 'api'>, jobId: string, query = '') {
  return api.read(API_OPERATIONS.listJobRuns, `${JOBS}/${jobId}/runs${query}`);
}

/** The first run of a job, once it has ended. */
async function endedRun(
  world: HttpWorld,
  jobId: string,
): Promise<AnswerOf<'listJobRuns'>['items'][number]> {
  for (;;) {
    const [run] = (await runsOf(world, jobId)).items;
    if (run && run.outcome !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it('shows every job of the manifest, the imports account by account, in both languages', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [...settings.accounts, service.account('draft', bridge, { state: 'draft' })],
  }));
  const { items } = await world.api.read(API_OPERATIONS.listJobs, JOBS);
  expect(items.map(({ jobId }) => jobId).sort()).toEqual(
    [
      'order-import:main',
      'order-import:draft',
      ...world.bridge.manifest.jobs.map(({ id }) => id).filter((id) => id !== 'order-import'),
    ].sort(),
  );
  expect(await jobOf(world, 'order-import:main')).toMatchObject({
    name: 'Fetch orders',
    accountName: 'Account main',
    schedule: null,
    defaultSchedule: '*/5 * * * *',
    effectiveSchedule: '*/5 * * * *',
    scheduleWords: 'Every 5 minutes',
    isOn: true,
    waitsFor: null,
    nextRunsAt: [NEXT_RUN_AT, NEXT_RUN_AT, NEXT_RUN_AT],
  });
  expect(await jobOf(world, 'order-import:draft', 'de')).toMatchObject({
    scheduleWords: 'Alle 5 Minuten',
    isOn: false,
    nextRunsAt: [],
    waitsFor: { code: 'account-is-draft' },
  });
  for (const language of ['de', 'en']) {
    for (const { jobId } of items) {
      const { name, does, presets } = await jobOf(world, jobId, language);
      expect(name).not.toBe(jobId);
      expect(does).toMatch(/\.$/);
      expect(presets.length).toBeGreaterThan(2);
      expect(presets.at(0)?.schedule).toBeNull();
      expect(presets.at(-1)?.schedule).toBe('off');
    }
  }
});

it('says of jobs that need a shop or a live account that they wait for it', async () => {
  const world = await startHttpWorld((settings) => ({ ...settings, shop: null }));
  expect(await jobOf(world, 'reports')).toMatchObject({
    isOn: false,
    waitsFor: { code: 'shop-missing' },
  });
  expect(await world.api.problem(`${JOBS}/reports/run`, { method: 'POST' })).toMatchObject({
    status: 409,
    code: 'job-not-possible',
  });
});

it('runs an import by click and keeps what it came to, with the run that tells its lines', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const begun = await world.api.read(API_OPERATIONS.runJob, `${IMPORT}/run`, { method: 'POST' });
  const run = await endedRun(world, 'order-import:main');
  expect(begun).toEqual({
    jobId: 'order-import:main',
    joined: false,
    importRunId: run.importRunId,
  });
  expect(run).toMatchObject({
    accountId: 'main',
    cause: 'click',
    causeWord: 'by click',
    outcome: 'done',
    counters: { seen: 1, created: 1 },
    summary: '1 looked at, 1 created',
    fault: null,
  });
  expect(run.durationMs).toBeGreaterThanOrEqual(0);
  expect((await jobOf(world, 'order-import:main')).lastRun).toEqual(run);
});

it('shows since when a job runs, and joins a second wish to it', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(processableTwoEqualPieces());
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  await world.api.call(`${IMPORT}/run`, { method: 'POST' });
  await held.reached;
  const job = await jobOf(world, 'order-import:main');
  expect(job.runningSince).toBe(job.lastRun?.startedAt);
  expect(job.lastRun).toMatchObject({ outcome: 'running', durationMs: null, endedAt: null });
  const second = await world.api.read(API_OPERATIONS.runJob, `${IMPORT}/run`, { method: 'POST' });
  expect(second.joined).toBe(true);
  held.release();
  expect((await endedRun(world, 'order-import:main')).outcome).toBe('done');
  expect((await runsOf(world, 'order-import:main')).items).toHaveLength(1);
});

it.each([
  ['shop-watch', 'nothing'],
  ['webhook-check', 'nothing'],
  ['reports', 'nothing'],
  ['reconcile', 'nothing'],
  ['notices', 'nothing'],
  ['data-erase', 'nothing'],
  ['stock', 'nothing'],
])('runs %s by click, also when it is switched off', async (jobId, outcome) => {
  const off = {
    shopWatch: 'off',
    webhookCheck: 'off',
    reconcile: 'off',
    reports: 'off',
    notices: 'off',
    dataErase: 'off',
    returns: 'off',
    receipts: 'off',
    stock: 'off',
  };
  const world = await startHttpWorld((settings) => ({ ...settings, schedules: off }));
  expect(await jobOf(world, jobId, 'de')).toMatchObject({
    scheduleWords: 'Ausgeschaltet',
    isOn: false,
  });
  const answer = await world.api.read(API_OPERATIONS.runJob, `${JOBS}/${jobId}/run`, {
    method: 'POST',
  });
  expect(answer).toEqual({ jobId, joined: false, importRunId: null });
  const run = await endedRun(world, jobId);
  expect(run.fault).toBeNull();
  expect(run).toMatchObject({ job: jobId, cause: 'click', outcome });
});

it('keeps runs by schedule and by webhook with their causes', async () => {
  const world = await startHttpWorld();
  world.cron.fire('*/5 * * * *');
  expect(await endedRun(world, 'order-import:main')).toMatchObject({ cause: 'schedule' });
  world.cron.fire('* * * * *');
  expect(await endedRun(world, 'shop-watch')).toMatchObject({ causeWord: 'by schedule' });
});

it('tells why a run failed, in the language of the request', async () => {
  const world = await startHttpWorld();
  world.otto.faults.tokenEndpointFails(401, { times: Number.POSITIVE_INFINITY });
  await world.api.call(`${IMPORT}/run`, { method: 'POST' });
  const run = await endedRun(world, 'order-import:main');
  expect(run).toMatchObject({ outcome: 'failed', fault: { code: 'otto-credentials-refused' } });
  expect(run.fault?.what).toContain('OTTO does not accept');
});

it('pages through the runs of a job, newest first', async () => {
  const world = await startHttpWorld();
  for (let times = 0; times < 3; times += 1) await world.importAll();
  await until(async () => {
    const { items } = await runsOf(world, 'order-import:main');
    return items.length === 3 && items.every(({ outcome }) => outcome !== 'running');
  });
  const first = await runsOf(world, 'order-import:main', '?limit=2');
  const second = await runsOf(world, 'order-import:main', `?limit=2&cursor=${first.nextCursor}`);
  const ids = [...first.items, ...second.items].map(({ jobRunId }) => jobRunId);
  expect(ids).toEqual([...ids].sort((one, other) => other - one));
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  const wrong = await world.api.problem(`${IMPORT}/runs?cursor=${ids[0]}`);
  expect(wrong).toMatchObject({ status: 400, errors: [{ field: 'cursor' }] });
});

it('shows a run as interrupted whose process died in it', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  const startedAt = '2026-03-20T07:59:00.000Z';
  const about = { job: 'reconcile', accountId: null, cause: 'schedule' };
  await bridge.ledger.startJobRun({ ...about, startedAt });
  const api = apiClient(world, await serve(world, bridge));
  expect((await runsOf({ api }, 'reconcile')).items).toMatchObject([
    { startedAt, endedAt: startedAt, outcome: 'interrupted', durationMs: null, fault: null },
  ]);
});

it('moves a job: what holds, what changes from now on, and the schedule itself', async () => {
  const world = await startHttpWorld();
  const change = (jobId: string, schedule: unknown, headers?: Record<string, string>) =>
    world.api.read(API_OPERATIONS.changeJobSchedule, `${JOBS}/${jobId}/schedule`, {
      method: 'PUT',
      body: { schedule },
      ...(headers ? { headers } : {}),
    });
  const moved = await change('reports', '0 12,15,18 * * *');
  expect(moved.job).toMatchObject({
    schedule: '0 12,15,18 * * *',
    effectiveSchedule: '0 12,15,18 * * *',
    scheduleWords: 'Every day at 12:00, 15:00 and 18:00',
    isOn: true,
  });
  expect(moved.changes).toEqual([
    '“Reports to OTTO” runs like this from now on: every day at 12:00, 15:00 and 18:00.',
    'The next time: 20 Mar 2026, 10:00.',
  ]);
  expect(world.cron.expressions()).toContain('0 12,15,18 * * *');
  expect((await world.bridge.settings.load()).schedules.reports).toBe('0 12,15,18 * * *');

  const off = await change('order-import:main', 'off', { 'Accept-Language': 'de' });
  expect(off.job).toMatchObject({ isOn: false, effectiveSchedule: null, nextRunsAt: [] });
  expect(off.changes[1]).toContain('wenn Sie abrufen');
  expect(world.cron.expressions()).not.toContain('*/5 * * * *');
  const back = await change('order-import:main', null);
  expect(back.job).toMatchObject({ schedule: null, isOn: true });
  expect(world.cron.expressions()).toContain('*/5 * * * *');
});

it('tells the second of two who move a job that somebody was faster', async () => {
  const world = await startHttpWorld();
  const { version } = await jobOf(world, 'notices');
  const change = (schedule: string) => ({
    method: 'PUT',
    body: { schedule },
    headers: { 'If-Match': `"${version}"` },
  });
  const path = `${JOBS}/notices/schedule`;
  expect((await world.api.call(path, change('0 * * * *'))).status).toBe(200);
  expect(await world.api.problem(path, change('0 8 * * *'))).toMatchObject({
    status: 412,
    code: 'version-stale',
  });
  expect((await world.bridge.settings.load()).schedules.notices).toBe('0 * * * *');
});

it.each([
  [''],
  ['often'],
  ['61 * * * *'],
  ['*/10 * * * * *'],
  ['* '.repeat(200)],
  ['<b>* * * * *</b>'],
  ['🙂'],
  [12],
  [undefined],
])('refuses the schedule %j, naming the field', async (schedule) => {
  const { api, cron } = await startHttpWorld();
  const before = cron.expressions();
  const problem = await api.problem(`${JOBS}/reports/schedule`, {
    method: 'PUT',
    body: { schedule },
  });
  expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', field: 'schedule' }] });
  expect(cron.expressions()).toEqual(before);
});

it('knows no other job', async () => {
  const { api } = await startHttpWorld();
  const calls = [
    [`${JOBS}/order-import:none/runs`, {}],
    [`${JOBS}/dance/run`, { method: 'POST' }],
    [`${JOBS}/order-import/run`, { method: 'POST' }],
    [`${JOBS}/dance/schedule`, { method: 'PUT', body: { schedule: null } }],
  ] as const;
  for (const [path, call] of calls) {
    expect(await api.problem(path, call)).toMatchObject({ status: 404, code: 'job-unknown' });
  }
});
