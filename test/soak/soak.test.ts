import { expect, it, onTestFinished } from 'vitest';
import { askedNumber } from '../asked.ts';
import { clockTime } from './calendar.ts';
import { type Hours, WHOLE_DAY } from './hours.ts';
import { judgeDay } from './judge-day.ts';
import { judgeGrowth } from './judge-growth.ts';
import { openLargeShop } from './large-shop.ts';
import { type Look, liveDay } from './live-day.ts';

/** Where somebody says how many orders it has, it is the whole day, and is told as it passes: see README.md. */
const WANTED = process.env.SOAK_ORDERS;
const isBusyHours = WANTED === undefined || process.env.SOAK_HOURS === 'busy';
const ORDERS = askedNumber('SOAK_ORDERS', 60);
const SEED = askedNumber('SOAK_SEED', 20_260_329);
const SOAK_TIMEOUT_MS = WANTED === undefined ? 180_000 : 86_400_000;

/** A newsletter, an outage of OTTO, packers: the usual run is over these. */
const BUSY_HOURS: Hours = {
  from: clockTime('09:05'),
  until: clockTime('10:12'),
  quietFrom: clockTime('10:21'),
  ends: clockTime('11:06'),
};

it(
  'a day of a large shop ends with everything in line, and leaves nothing behind that grows',
  async () => {
    const hours = isBusyHours ? BUSY_HOURS : WHOLE_DAY;
    const world = await openLargeShop(ORDERS, SEED);
    onTestFinished(() => world.end());
    const startedAt = process.cpuUsage();
    const day = await liveDay(world, ORDERS, hours, (look) => {
      if (WANTED !== undefined) console.info(inWords(look));
    });
    if (WANTED !== undefined) {
      const { user, system } = process.cpuUsage(startedAt);
      const seconds = (user + system) / 1e6;
      console.info(
        `${ORDERS} orders, ${day.runs} runs of jobs, ${seconds.toFixed(0)} s of CPU with the world around it, SOAK_SEED=${SEED}`,
      );
      console.info('What did not come through:', Object.fromEntries(day.faults));
      console.info('Rows:', day.looks.at(-1)?.rows);
    }
    const broken = [...judgeDay(world), ...judgeGrowth(day.looks, world)];
    expect({ broken: broken.length, first: broken.slice(0, 20) }).toEqual({ broken: 0, first: [] });
  },
  SOAK_TIMEOUT_MS,
);

function inWords({ minute, placed, heapBytes, cpuMs, waiting, reports, incidents }: Look): string {
  const queues = Object.entries({ ...waiting, ...reports, ...incidents }).filter(
    ([, count]) => count > 0,
  );
  return [
    `after ${(minute / 60).toFixed(1)} h: ${placed} orders`,
    `${Math.round(heapBytes / 2 ** 20)} MB`,
    `${Math.round(cpuMs / 1_000)} s of CPU`,
    ...queues.map(([name, count]) => `${count} ${name}`),
  ].join(', ');
}
