import pMap from 'p-map';
import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import { MOST_DECISIONS_PER_CALL } from '../../mapping/returns/return-words.ts';
import { SECOND } from '../clock.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { DecisionKind } from './call-decisions.ts';
import { chooseRound, ROUND } from './choose-round.ts';
import { trackingKeys } from './find-at-otto.ts';
import { groupsOf } from './group-decisions.ts';
import type { ReportRun } from './report-run.ts';
import { sendDecisions } from './send-decisions.ts';
import { sendReport } from './send-report.ts';

/** OTTO may take this long for a call: so many seconds' worth of calls may be under way at once. */
const LONGEST_CALL_MS = 12 * SECOND;
const FEWEST_AT_ONCE = 4;

/** Kinds that leave in calls of their own, and those of which many leave in one call. */
const SINGLES: readonly TransmissionKind[] = ['shipment', 'cancellation', 'price-reduction'];
const GROUPED: readonly DecisionKind[] = ['acceptance', 'rejection'];

/** One that is due again at once, however often, must not keep a run going for ever. */
const MOST_TRIES_IN_RUN = 3;

/**
 * Sends what is due, as fast as OTTO allows, until nothing is left. New and failed ones share the
 * places: see `chooseRound`. One that fails stops no other.
 *
 * @param takeUp takes up what came in since, and says whether more did: the urgent does not wait behind a
 *   long queue, nor what is due behind many looks
 * @throws ImportStopped when OTTO as a whole is out of reach; what was not sent stays due
 */
export async function sendDue(run: ReportRun, takeUp: () => Promise<boolean>): Promise<void> {
  const line = createLine(run, takeUp);
  const turns = createTurns();
  let stop: { fault: unknown } | undefined;
  // Every call in hand comes to its end, whatever became of another.
  const fail = (fault: unknown) => {
    stop ??= { fault };
  };
  const isOver = () => stop !== undefined || run.signal.aborted;
  const send = async (job: Job) => {
    try {
      await run.pace.take(run.signal);
      if (isOver()) return;
      await run.keepLease();
      await job.send(run, turns);
    } catch (fault) {
      fail(fault);
    } finally {
      for (const report of job.reports) line.done(report);
    }
  };
  // Once more as long as there was something: what is in hand when a pass ends may be due again.
  let isSomethingSent = true;
  while (isSomethingSent && !isOver()) {
    const ended = await pMap(line.jobs(isOver, fail), send, { concurrency: callsAtOnce(run) });
    isSomethingSent = ended.length > 0;
  }
  if (stop) throw stop.fault;
  run.signal.throwIfAborted();
}

function callsAtOnce({ account }: ReportRun): number {
  const calls = Math.ceil((account.requestsPerSecond * LONGEST_CALL_MS) / SECOND);
  return Math.max(FEWEST_AT_ONCE, calls);
}

/** What leaves together: one report, or several decisions of a kind. */
type Job = {
  reports: readonly Transmission[];
  send(run: ReportRun, turns: ReturnType<typeof createTurns>): Promise<void>;
};

function single(report: Transmission): Job {
  return {
    reports: [report],
    send: (run, turns) => turns.take(report, () => sendReport(run, report.transmissionId)),
  };
}

function group(kind: DecisionKind, reports: readonly Transmission[]): Job {
  const ids = reports.map(({ transmissionId }) => transmissionId);
  return { reports, send: (run) => sendDecisions(run, kind, ids) };
}

/** The reports that are due, read from the ledger a round at a time, each handed out once at a time. */
function createLine(run: ReportRun, takeUp: () => Promise<boolean>) {
  const inHand = new Set<string>();
  const tries = new Map<string, number>();
  const isFree = ({ transmissionId, kind }: Transmission) =>
    !run.forbidden.has(kind) &&
    !inHand.has(transmissionId) &&
    (tries.get(transmissionId) ?? 0) < MOST_TRIES_IN_RUN;
  const load = async (kinds: readonly TransmissionKind[], places: number, isFailed: boolean) => {
    const spent = [...tries.values()].filter((times) => times >= MOST_TRIES_IN_RUN).length;
    const limit = places + inHand.size + spent;
    const due = await run.ledger.loadDueTransmissions(run.account.accountId, {
      now: run.now(),
      isFailed,
      limit,
      // Behind many that may not leave, those that may would not be found.
      kinds: kinds.filter((kind) => !run.forbidden.has(kind)),
    });
    return due.filter(isFree);
  };
  const choose = async (kinds: readonly TransmissionKind[], places: number) =>
    chooseRound(await load(kinds, places, true), await load(kinds, places, false), places);
  const chooseJobs = async (): Promise<Job[]> => {
    const groups: Job[] = [];
    for (const kind of GROUPED) {
      const chosen = await choose([kind], MOST_DECISIONS_PER_CALL);
      groups.push(...groupsOf(chosen).map((some) => group(kind, some)));
    }
    return [...groups, ...(await choose(SINGLES, ROUND)).map(single)];
  };
  async function* rounds(isOver: () => boolean): AsyncGenerator<Job> {
    for (let isMore = true; ; isMore = await takeUp()) {
      const account = await run.accountNow();
      if (!account || isOver()) return;
      run.account = account;
      const round = await chooseJobs();
      if (round.length === 0 && !isMore) return;
      for (const job of round) {
        if (isOver()) return;
        if (!job.reports.every(isFree)) continue;
        for (const { transmissionId } of job.reports) {
          inHand.add(transmissionId);
          tries.set(transmissionId, (tries.get(transmissionId) ?? 0) + 1);
        }
        yield job;
      }
    }
  }
  return {
    async *jobs(isOver: () => boolean, fail: (fault: unknown) => void) {
      try {
        yield* rounds(isOver);
      } catch (fault) {
        fail(fault);
      }
    },
    done: ({ transmissionId }: Transmission) => inHand.delete(transmissionId),
  };
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
