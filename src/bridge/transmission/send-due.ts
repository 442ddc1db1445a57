import pMap from 'p-map';
import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import { SECOND } from '../clock.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { chooseRound, ROUND } from './choose-round.ts';
import { trackingKeys } from './find-at-otto.ts';
import type { ReportRun } from './report-run.ts';
import { sendReport } from './send-report.ts';

/** OTTO may take this long for a call: so many seconds' worth of calls may be under way at once. */
const LONGEST_CALL_MS = 12 * SECOND;
const FEWEST_AT_ONCE = 4;

/** One that is due again at once, however often, must not keep a run going for ever. */
const MOST_TRIES_IN_RUN = 3;

/**
 * Sends what is due, as fast as OTTO allows, until nothing is left. New and failed ones share the
 * places: see `chooseRound`. One that fails stops no other.
 *
 * @param beforeRound takes up what came in since: the urgent does not wait behind a long queue
 * @throws ImportStopped when OTTO as a whole is out of reach; what was not sent stays due
 */
export async function sendDue(run: ReportRun, beforeRound: () => Promise<void>): Promise<void> {
  const line = createLine(run, beforeRound);
  const turns = createTurns();
  let stop: { fault: unknown } | undefined;
  // Every call in hand comes to its end, whatever became of another.
  const fail = (fault: unknown) => {
    stop ??= { fault };
  };
  const isOver = () => stop !== undefined || run.signal.aborted;
  const send = async (report: Transmission) => {
    try {
      await run.pace.take(run.signal);
      if (isOver()) return;
      await run.keepLease();
      await turns.take(report, () => sendReport(run, report.transmissionId));
    } catch (fault) {
      fail(fault);
    } finally {
      line.done(report);
    }
  };
  // Once more as long as there was something: what is in hand when a pass ends may be due again.
  let isSomethingSent = true;
  while (isSomethingSent && !isOver()) {
    const ended = await pMap(line.reports(isOver, fail), send, { concurrency: callsAtOnce(run) });
    isSomethingSent = ended.length > 0;
  }
  if (stop) throw stop.fault;
  run.signal.throwIfAborted();
}

function callsAtOnce({ account }: ReportRun): number {
  const calls = Math.ceil((account.requestsPerSecond * LONGEST_CALL_MS) / SECOND);
  return Math.max(FEWEST_AT_ONCE, calls);
}

/** The reports that are due, read from the ledger a round at a time, each handed out once at a time. */
function createLine(run: ReportRun, beforeRound: () => Promise<void>) {
  const inHand = new Set<string>();
  const tries = new Map<string, number>();
  const isFree = ({ transmissionId, kind }: Transmission) =>
    !run.forbidden.has(kind) &&
    !inHand.has(transmissionId) &&
    (tries.get(transmissionId) ?? 0) < MOST_TRIES_IN_RUN;
  const load = async (isFailed: boolean) => {
    const spent = [...tries.values()].filter((times) => times >= MOST_TRIES_IN_RUN).length;
    const limit = ROUND + inHand.size + spent;
    const due = await run.ledger.loadDueTransmissions(run.account.accountId, {
      now: run.now(),
      isFailed,
      limit,
      ...allowed(run),
    });
    return due.filter(isFree);
  };
  async function* rounds(isOver: () => boolean): AsyncGenerator<Transmission> {
    for (;;) {
      const account = await run.accountNow();
      if (!account || isOver()) return;
      run.account = account;
      await beforeRound();
      const round = chooseRound(await load(true), await load(false));
      if (round.length === 0) return;
      for (const report of round) {
        if (isOver()) return;
        if (!isFree(report)) continue;
        inHand.add(report.transmissionId);
        tries.set(report.transmissionId, (tries.get(report.transmissionId) ?? 0) + 1);
        yield report;
      }
    }
  }
  return {
    async *reports(isOver: () => boolean, fail: (fault: unknown) => void) {
      try {
        yield* rounds(isOver);
      } catch (fault) {
        fail(fault);
      }
    },
    done: ({ transmissionId }: Transmission) => inHand.delete(transmissionId),
  };
}

/** Behind many that may not leave, those that may would not be found. */
function allowed({ forbidden }: ReportRun): { kind?: TransmissionKind } {
  if (forbidden.size === 0) return {};
  return { kind: forbidden.has('shipment') ? 'cancellation' : 'shipment' };
}

/** Reports under one tracking number leave one after the other: the first makes the shipment. */
function createTurns() {
  const last = new Map<string, Promise<void>>();
  return {
    async take(report: Transmission, work: () => Promise<void>): Promise<void> {
      const keys = trackingKeys(report).map((key) => Object.values(key).join(' '));
      const before = keys.flatMap((key) => last.get(key) ?? []);
      const turn = Promise.allSettled(before).then(work);
      const ended = turn.catch(() => undefined);
      for (const key of keys) last.set(key, ended);
      try {
        await turn;
      } finally {
        for (const key of keys) if (last.get(key) === ended) last.delete(key);
      }
    },
  };
}
