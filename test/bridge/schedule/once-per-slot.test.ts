import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { oncePerSlot } from '../../../src/bridge/schedule/once-per-slot.ts';
import { openFreshLedger } from '../../databases.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type LogLine, recordingLogger } from '../otto/otto-world.ts';

/** What docs/scaling.md says of a process whose key does not open the secrets. */
const STANDS_BACK_MS = 10_000;
const DUE = new Date('2026-03-02T08:05:00.000Z');

/** Processes that share a ledger: what each of them ran. */
async function processes(...fits: boolean[]) {
  const { ledger } = await openFreshLedger('sqlite');
  const clock = createFakeClock();
  const log: LogLine[] = [];
  const leaving = new AbortController();
  const ran = fits.map((): string[] => []);
  const fires = fits.map((isFit, index) =>
    oncePerSlot({
      ledger,
      clock,
      logger: recordingLogger(log),
      opensSecrets: () => isFit,
      signal: leaving.signal,
      run: (name) => ran[index]?.push(name),
    }),
  );
  const fire = async () => {
    for (const one of fires) one('shop-watch', DUE);
    await turn();
  };
  return { clock, log, leaving, ran, fire };
}

it('lets one process run what is due', async () => {
  const { ran, fire } = await processes(true, true, true);
  await fire();
  expect(ran.flat()).toEqual(['shop-watch']);
});

it('leaves what is due to a process that can open the secrets', async () => {
  const { clock, ran, fire } = await processes(false, true);
  await fire();
  await clock.advance(60_000);
  expect(ran).toEqual([[], ['shop-watch']]);
});

it('lets the run of a process that can’t open them fail where there is no other', async () => {
  const { clock, ran, fire } = await processes(false);
  await fire();
  await clock.advance(STANDS_BACK_MS - 1);
  expect(ran).toEqual([[]]);
  await clock.advance(1);
  expect(ran).toEqual([['shop-watch']]);
});

it('runs nothing any more once the process stops', async () => {
  const { clock, leaving, ran, fire } = await processes(false);
  await fire();
  leaving.abort();
  await clock.advance(60_000);
  expect(ran).toEqual([[]]);
});
