import { expect, it, onTestFinished } from 'vitest';
import { type Cron, createJobSchedule } from '../../../src/bridge/schedule/job-schedule.ts';
import { type LogLine, recordingLogger } from '../otto/otto-world.ts';
import { createFakeCron } from '../service/fake-cron.ts';

const logger = recordingLogger([]);

it('fires for the job whose time has come', async () => {
  const fired: string[] = [];
  const { cron, fire } = createFakeCron();
  const schedule = createJobSchedule((id) => fired.push(id), {
    timeZone: 'Europe/Berlin',
    logger,
    cron,
  });
  await schedule.set([
    { name: 'a', expression: '*/5 * * * *' },
    { name: 'b', expression: '0 12 * * *' },
  ]);
  fire('0 12 * * *');
  expect(fired).toEqual(['b']);
});

it('replaces what changed, drops what is gone and leaves the rest alone', async () => {
  const fake = createFakeCron();
  const options = { timeZone: 'Europe/Berlin', logger, cron: fake.cron };
  const schedule = createJobSchedule(() => undefined, options);
  await schedule.set([
    { name: 'a', expression: '1 * * * *' },
    { name: 'b', expression: '2 * * * *' },
    { name: 'c', expression: '3 * * * *' },
  ]);
  await schedule.set([
    { name: 'a', expression: '1 * * * *' },
    { name: 'b', expression: '20 * * * *' },
  ]);
  expect(fake.expressions()).toEqual(['1 * * * *', '20 * * * *']);
  expect(fake.made).toBe(4);
  expect(schedule.nextRunAt('c')).toBeUndefined();
  await schedule.stop();
  expect(fake.expressions()).toEqual([]);
});

it('with node-cron tells the next run by the clocks of Berlin', async () => {
  const schedule = createJobSchedule(() => undefined, { timeZone: 'Europe/Berlin', logger });
  onTestFinished(() => schedule.stop());
  await schedule.set([{ name: 'main', expression: '30 3 * * *' }]);
  const next = new Date(schedule.nextRunAt('main') ?? '');
  const inBerlin = new Intl.DateTimeFormat('de', { timeStyle: 'short', timeZone: 'Europe/Berlin' });
  expect(inBerlin.format(next)).toBe('03:30');
  expect(next.getTime()).toBeGreaterThan(Date.now());
});

it('hands what the cron library has to say to the log, once until it fires again', async () => {
  const log: LogLine[] = [];
  let options: Parameters<Cron>[2] | undefined;
  let fire: Parameters<Cron>[1] | undefined;
  const schedule = createJobSchedule(() => undefined, {
    timeZone: 'Europe/Berlin',
    logger: recordingLogger(log),
    cron: (_expression, ...parts) => {
      [fire, options] = parts;
      return { getNextRun: () => null, getNextRuns: () => [], destroy: () => undefined };
    },
  });
  await schedule.set([{ name: 'main', expression: '* * * * *' }]);
  const told = () => log.filter(({ level }) => level === 'warn');
  for (const problem of ['missed 1:00', 'missed 1:01']) options?.warn(problem);
  const first = { name: 'main', problem: 'missed 1:00' };
  expect(told()).toEqual([{ level: 'warn', event: 'schedule-disturbed', fields: first }]);
  fire?.(new Date());
  options?.warn('missed 2:00');
  expect(told()).toHaveLength(2);
  expect(schedule.nextRunAt('main')).toBeUndefined();
});
