import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { oncePerSlot } from '../../../src/bridge/schedule/once-per-slot.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type LogLine, recordingLogger } from '../otto/otto-world.ts';

const DUE = new Date('2026-03-02T08:05:00.000Z');

/** Processes that share a ledger: what each of them ran. */
function processes(...fits: boolean[]) {
  const clock = createFakeClock();
  const log: LogLine[] = [];
  const leaving = new AbortController();
  const taken = new Set<string>();
  const takeJobSlot = async (name: string, due: string) => {
    const isNew = !taken.has(`${name} ${due}`);
    taken.add(`${name} ${due}`);
    return isNew;
  };
  const ran = fits.map((): string[] => []);
  const fires = fits.map((isFit, index) =>
    oncePerSlot({
      ledger: { takeJobSlot },
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
  const { ran, fire } = processes(true, true, true);
  await fire();
  expect(ran.flat()).toEqual(['shop-watch']);
});

it('leaves what is due to a process that can open the secrets', async () => {
  const { clock, ran, fire } = processes(false, true);
  await fire();
  await clock.advance(60_000);
  expect(ran).toEqual([[], ['shop-watch']]);
});

it('lets the run of a process that can’t open them fail where there is no other', async () => {
  const { clock, ran, fire } = processes(false);
  await fire();
  expect(ran).toEqual([[]]);
  await clock.advance(60_000);
  expect(ran).toEqual([['shop-watch']]);
});

it('runs nothing any more once the process stops', async () => {
  const { clock, leaving, ran, fire } = processes(false);
  await fire();
  leaving.abort();
  await clock.advance(60_000);
  expect(ran).toEqual([[]]);
});
