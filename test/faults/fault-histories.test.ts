import fc from 'fast-check';
import { expect, inject, it, onTestFinished } from 'vitest';
import { askedNumber, askedOf } from '../asked.ts';
import { eachDatabase, freshLocation } from '../databases.ts';
import { liveThrough } from '../journeys/histories/live.ts';
import { tellFailure } from '../journeys/histories/tell-failure.ts';
import { openChildDesk } from './child-desk.ts';
import { disturbed, type Tools } from './disturb.ts';
import { type FaultHistory, faultHistory } from './fault-history.ts';

/** The same histories every time, until somebody asks for others: see README.md. */
const SEED = askedNumber('FC_SEED', 20_260_320);
const PATH = process.env.FC_PATH;
const USUAL_RUNS = { sqlite: 4, postgres: 1 } as const;
const ASKED = process.env.FAULT_HISTORIES;
const KINDS = askedOf('FAULT_DATABASES', ['sqlite', 'postgres']);
/** Long enough to shrink a broken history; what is shrunk by then is told. */
const TIME_MS = askedNumber('FC_TIME_MS', 24 * 60 * 60_000);

eachDatabase('whatever breaks at OTTO, in the shop, in the process and below it', ({ kind }) => {
  const numRuns = askedNumber('FAULT_HISTORIES', USUAL_RUNS[kind]);

  it.runIf(KINDS.includes(kind))(
    'nothing is lost or done twice, and the shop tells the truth in the end',
    async () => {
      const tools = await toolsFor();
      keepEnvironment('TMPDIR', 'TZ');
      if (tools.smallDisk !== '') process.env.TMPDIR = tools.smallDisk;
      const place = await freshLocation(kind);
      let lived = 0;
      const live = async ({ history, zone, startsAt, troubles }: FaultHistory) => {
        process.env.TZ = zone;
        const around = disturbed(place, troubles, tools);
        await liveThrough(history, place, undefined, { ...around, startsAt });
        lived += 1;
        if (ASKED && lived % 100 === 0) console.info(`${kind}: ${lived} histories`);
      };
      const outcome = await fc.check(fc.asyncProperty(faultHistory, live), {
        seed: SEED,
        numRuns,
        ...(PATH === undefined ? {} : { path: PATH }),
        interruptAfterTimeLimit: TIME_MS,
      });
      const struck = [...tools.counts].sort().map(([name, count]) => `${name} ${count}×`);
      console.info(`${kind}: ${lived} histories of FC_SEED=${SEED}; struck: ${struck.join(', ')}`);
      tellFailure(outcome, { also: `FAULT_DATABASES=${kind}`, command: 'npm run test:faults' });
      if (PATH === undefined) expect(struck.length).toBeGreaterThan(0);
    },
    2 * TIME_MS,
  );
});

async function toolsFor(): Promise<Tools> {
  const child = openChildDesk();
  onTestFinished(() => child.close());
  const desk = inject('databaseDesk');
  const smallDisk = inject('smallDisk') ?? '';
  const server = smallDisk === '' ? undefined : { restart: () => restart(desk) };
  return { smallDisk, server, child, counts: new Map() };
}

/** Nobody else may use the server meanwhile: only where these tests run alone. */
async function restart(desk: string): Promise<void> {
  const answer = await fetch(new URL('restart', desk), { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Puts the environment back as it was when the running test is over. */
function keepEnvironment(...names: string[]): void {
  const kept = names.map((name) => [name, process.env[name]] as const);
  onTestFinished(() => {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
}
