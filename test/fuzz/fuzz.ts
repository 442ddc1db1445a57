import { writeSync } from 'node:fs';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { askedNumber } from '../asked.ts';
import { EDGES, type Edge } from './edges.ts';
import { MARK } from './mutate.ts';

/** The same inputs every time, until somebody asks for others: FC_SEED=…; a failing one: FC_PATH=… */
const SEED = askedNumber('FC_SEED', 20_260_320);
const PATH = process.env.FC_PATH;
const USUAL_RUNS = Object.values(EDGES).reduce((sum, runs) => sum + runs, 0);
/** Inputs of all edges together. */
const WANTED_RUNS = askedNumber('FUZZ_RUNS', USUAL_RUNS);
const TELL_EVERY = 20_000;
/** An input that takes longer has hung: what judges are steps, and this only ends what has no end. */
const HUNG_AFTER_MS = askedNumber('FUZZ_HUNG_MS', 60_000);
/** For one test, generous: many inputs take long. */
export const FUZZ_TIMEOUT_MS = process.env.FUZZ_RUNS === undefined ? 180_000 : 86_400_000;
/** What an edge may keep, in all that is reachable and what that holds outside of the heap. */
const MOST_GROWTH_BYTES = 64 * 1024 ** 2;
/** A collection takes as long as some tens of inputs. */
const MEASURE_EVERY = 2_000;
/** Longer ones would fill a log. */
const LONGEST_MESSAGE = 2_000;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function keptBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** How many inputs an edge gets in this run. */
export function runsOf(edge: Edge): number {
  return Math.ceil((EDGES[edge] * WANTED_RUNS) / USUAL_RUNS);
}

/**
 * Gives `check` as many inputs as the edge has. What it throws fails the test; fast-check then makes
 * the input smaller and says its seed and path.
 */
export async function fuzz<Input>(
  edge: Edge,
  input: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
): Promise<void> {
  const runs = runsOf(edge);
  const keptBefore = keptBytes();
  const startedAt = process.cpuUsage();
  let count = 0;
  const property = fc.asyncProperty(input, async (value) => {
    count += 1;
    watchdog.begin(edge, count);
    // An input that never ends is not told by fast-check: this does, before it is tried.
    if (process.env.FUZZ_SHOW !== undefined) writeSync(2, `${fc.stringify(value)}\n`);
    await check(value);
    if (count % MEASURE_EVERY === 0)
      expect(keptBytes() - keptBefore).toBeLessThan(MOST_GROWTH_BYTES);
    if (count % TELL_EVERY === 0) console.info(`${edge}: ${count} of ${runs}`);
  });
  try {
    await fc.assert(property, {
      numRuns: runs,
      seed: SEED,
      ...(PATH === undefined ? {} : { path: PATH }),
    });
  } finally {
    watchdog.end();
  }
  if (process.env.FUZZ_RUNS === undefined) return;
  const seconds = (process.cpuUsage(startedAt).user / 1e6).toFixed(1);
  console.info(`${edge}: ${count} inputs in ${seconds} s of CPU, FC_SEED=${SEED}`);
}

type ErrorClass = abstract new (...args: never[]) => Error;

/**
 * What a module may throw, and nothing else; its words hold nothing of anybody, and are no flood.
 *
 * @param told what it may quote of the other side, by its documentation
 */
export function checkFault(
  fault: unknown,
  allowed: readonly ErrorClass[],
  told: unknown = '',
): void {
  if (!(fault instanceof Error) || !allowed.some((one) => fault instanceof one)) throw fault;
  checkWords(fault.message, told);
  const whole = inspect(fault, { depth: 6, maxStringLength: 5_000 });
  if (!hasMark(told) && hasMark(whole))
    throw new Error(`told somebody's data: ${whole.slice(0, 500)}`);
}

export function checkWords(words: string, told: unknown = ''): void {
  if (!hasMark(told) && hasMark(words))
    throw new Error(`told somebody's data: ${words.slice(0, 500)}`);
  if (words.length > LONGEST_MESSAGE)
    throw new Error(`${words.length} characters: ${words.slice(0, 200)}`);
}

export function hasMark(told: unknown): boolean {
  return (typeof told === 'string' ? told : inspect(told, { depth: 9 })).includes(MARK);
}

/** Ends the process where an input never ends, which nothing inside it can; says which one it was. */
const watchdog = createWatchdog();
afterAll(() => watchdog.stop());

function createWatchdog() {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     const { writeSync } = require('node:fs');
     let edge = '', last = 0, since = Date.now();
     parentPort.on('message', (name) => { edge = name; });
     setInterval(() => {
       const beat = Atomics.load(workerData.beats, 0);
       if (beat !== last || beat === 0) { last = beat; since = Date.now(); return; }
       if (Date.now() - since < workerData.hungAfterMs) return;
       writeSync(2, edge + ': input ' + beat + ' never ends. Replay: FC_SEED=' + workerData.seed + ' FC_PATH=' + (beat - 1) + ' FUZZ_SHOW=1\\n');
       process.kill(process.pid, 'SIGKILL');
     }, 500);`,
    { eval: true, workerData: { beats, hungAfterMs: HUNG_AFTER_MS, seed: SEED } },
  );
  worker.unref();
  let told: Edge | undefined;
  return {
    begin(edge: Edge, count: number): void {
      if (told !== edge) worker.postMessage(edge);
      told = edge;
      Atomics.store(beats, 0, count);
    },
    end: () => void Atomics.store(beats, 0, 0),
    stop: () => worker.terminate(),
  };
}
