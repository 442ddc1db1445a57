import { expect, it } from 'vitest';
import type { ImportOutcome, ImportRequest } from '../../../src/bridge/create-bridge.ts';
import { ConfigError } from '../../../src/bridge/errors.ts';
import { noCounters } from '../../../src/bridge/ledger/import-runs.ts';
import type { ImportWish } from '../../../src/bridge/schedule/choose-imports.ts';
import { createImportDesk } from '../../../src/bridge/schedule/import-desk.ts';
import { openFreshLedger } from '../../databases.ts';
import { type LogLine, recordingLogger, rejectionOf } from '../otto/otto-world.ts';

const WISH = { accountId: 'main', cause: 'click', since: undefined, isRehearsal: false } as const;

type Held = { request: ImportRequest; importRunId: string; end(outcome?: ImportOutcome): void };

/** A desk whose runs stand in the ledger and last until a test ends them. */
async function startDesk() {
  const { ledger } = await openFreshLedger('sqlite');
  const log: LogLine[] = [];
  const runs: Held[] = [];
  const desk = createImportDesk({
    ledger,
    logger: recordingLogger(log),
    importOrders: async (request) => {
      const { accountId, cause } = request;
      const importRunId = `run-${runs.length + 1}`;
      const { promise, resolve } = Promise.withResolvers<ImportOutcome>();
      request.onStarted?.(importRunId);
      const isRehearsal = request.rehearse === true;
      const ran = {
        ran: true,
        importRunId,
        isRehearsal,
        counters: noCounters(),
        fault: undefined,
      } as const;
      runs.push({ request, importRunId, end: (outcome = ran) => resolve(outcome) });
      await ledger.startImportRun({
        importRunId,
        accountId,
        cause,
        isRehearsal,
        sinceAt: request.since,
        startedAt: '2026-03-20T08:00:00.000Z',
      });
      return promise;
    },
  });
  return { desk, ledger, log, runs };
}

it('joins a wish that the run in hand fulfils, and refuses one that it does not', async () => {
  const since = '2026-01-01T00:00:00.000Z';
  const cases: [ImportWish, ImportWish, 'joins' | 'refused'][] = [
    [WISH, WISH, 'joins'],
    [{ ...WISH, since }, WISH, 'joins'],
    [{ ...WISH, since }, { ...WISH, since }, 'joins'],
    [WISH, { ...WISH, since }, 'refused'],
    [WISH, { ...WISH, isRehearsal: true }, 'refused'],
    [{ ...WISH, isRehearsal: true }, WISH, 'refused'],
    [{ ...WISH, isRehearsal: true }, { ...WISH, isRehearsal: true }, 'joins'],
    [{ ...WISH, isRehearsal: true, since }, { ...WISH, isRehearsal: true }, 'refused'],
  ];
  for (const [inHand, wish, expected] of cases) {
    const { desk, runs } = await startDesk();
    await desk.place([inHand]);
    const placed = desk.place([wish]);
    if (expected === 'joins') expect(await placed).toMatchObject([{ joined: true }]);
    else expect(await rejectionOf(placed)).toMatchObject({ code: 'other-run-in-hand' });
    expect(runs).toHaveLength(1);
  }
});

it('runs accounts side by side', async () => {
  const { desk, runs } = await startDesk();
  const tickets = await desk.place([WISH, { ...WISH, accountId: 'other' }]);
  expect(tickets.map(({ importRunId }) => importRunId)).toEqual(['run-1', 'run-2']);
  expect(runs.map(({ request }) => request.holderKind)).toEqual(['service', 'service']);
});

it('begins none of several wishes when one is refused', async () => {
  const { desk, runs } = await startDesk();
  await desk.place([WISH]);
  const wishes = [
    { ...WISH, accountId: 'other' },
    { ...WISH, isRehearsal: true },
  ];
  expect(await rejectionOf(desk.place(wishes))).toMatchObject({ code: 'other-run-in-hand' });
  expect(runs).toHaveLength(1);
});

it('waits at its stop for the runs in hand, which are told to stop, and takes no more', async () => {
  const { desk, runs } = await startDesk();
  await desk.place([WISH]);
  let stopped = false;
  const stop = desk.stop().then(() => {
    stopped = true;
  });
  expect(runs[0]?.request.signal.aborted).toBe(true);
  expect(await rejectionOf(desk.place([WISH]))).toMatchObject({ code: 'service-stopping' });
  expect(stopped).toBe(false);
  runs[0]?.end();
  await stop;
});

it('tells a refusal of the settings to who asked, and logs it for who is not there', async () => {
  const { ledger } = await openFreshLedger('sqlite');
  const log: LogLine[] = [];
  const refusal = new ConfigError('shop-missing', 'no shop');
  const desk = createImportDesk({
    ledger,
    logger: recordingLogger(log),
    importOrders: () => Promise.reject(refusal),
  });
  expect(await rejectionOf(desk.place([WISH]))).toBe(refusal);
  expect(log).toMatchObject([
    { level: 'warn', event: 'import-run-refused', fields: { code: 'shop-missing' } },
  ]);
});

it('names the newest run of another process, when that has ended meanwhile', async () => {
  const { desk, ledger, runs } = await startDesk();
  for (const importRunId of ['theirs', 'rehearsal']) {
    const isRehearsal = importRunId === 'rehearsal';
    const startedAt = `2026-03-20T0${isRehearsal ? 7 : 6}:00:00.000Z`;
    const run = { accountId: 'main', cause: 'command', sinceAt: undefined, startedAt };
    await ledger.startImportRun({ importRunId, isRehearsal, ...run });
    await ledger.finishImportRun(importRunId, {
      finishedAt: startedAt,
      counters: noCounters(),
      error: undefined,
    });
  }
  const refusing = createImportDesk({
    ledger,
    logger: recordingLogger([]),
    importOrders: async (request) => {
      request.onStarted?.('never-begun');
      return { ran: false, why: 'already-running' };
    },
  });
  expect(await refusing.place([WISH])).toMatchObject([{ importRunId: 'theirs', joined: true }]);
  const nobody = { ...WISH, accountId: 'other' };
  expect(await rejectionOf(refusing.place([nobody]))).toMatchObject({ code: 'already-running' });
  expect(runs).toEqual([]);
  await desk.stop();
});
