import { expect, it } from 'vitest';
import { databaseClock } from '../../src/bridge/database-clock.ts';
import { createFakeClock } from './fake-clock.ts';
import { type LogLine, recordingLogger } from './otto/otto-world.ts';

const MINUTE = 60_000;

/** A machine whose clock is off and can be set, and a database that has the right time. */
function startClocks(options: { aheadMs: number }) {
  const right = createFakeClock();
  let aheadMs = options.aheadMs;
  let isAway = false;
  let onAsked = (): void => undefined;
  const log: LogLine[] = [];
  const machine = {
    now: () => new Date(right.now().getTime() + aheadMs),
    sleep: right.sleep,
  };
  const askTime = async () => {
    if (isAway) throw new Error('away');
    const there = right.now();
    onAsked();
    return there;
  };
  const clock = databaseClock(machine, askTime, recordingLogger(log));
  return {
    clock,
    log,
    set(ms: number) {
      aheadMs = ms;
    },
    leave() {
      isAway = true;
    },
    whenAsked(act: () => void) {
      onAsked = act;
    },
    /** how far the bridge's time is from the database's, in whole seconds */
    offBy: () => Math.round((clock.now().getTime() - right.now().getTime()) / 1_000),
  };
}

it('goes by the database, whatever time the machine has', async () => {
  const { clock, offBy, set } = startClocks({ aheadMs: 10 * MINUTE });
  expect(offBy()).toBe(600);
  await clock.adjust();
  expect(offBy()).toBe(0);
  set(-10 * MINUTE);
  await clock.adjust();
  expect(offBy()).toBe(0);
});

it('keeps what it learned while the database does not answer', async () => {
  const { clock, offBy, leave } = startClocks({ aheadMs: -10 * MINUTE });
  await clock.adjust();
  leave();
  await clock.adjust();
  expect(offBy()).toBe(0);
});

it('asks again when the machine is set in the middle of a question', async () => {
  const { clock, offBy, set, whenAsked } = startClocks({ aheadMs: 0 });
  whenAsked(() => set(10 * MINUTE));
  await clock.adjust();
  expect(offBy()).toBe(0);
});

it('tells of a difference of minutes once, and of seconds never', async () => {
  const { clock, log, set } = startClocks({ aheadMs: 30_000 });
  await clock.adjust();
  expect(log).toEqual([]);
  set(10 * MINUTE);
  await clock.adjust();
  await clock.adjust();
  expect(log).toMatchObject([{ level: 'warn', event: 'clock-differs', fields: { seconds: -600 } }]);
});
