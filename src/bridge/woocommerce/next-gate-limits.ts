import { SECOND } from '../clock.ts';

/** Above this a call is too long: shops and proxies give up after 30 s, some after 15 s. */
export const SLOW_MS = 8 * SECOND;
/** What a call that was too slow is brought back to. */
const AIM_MS = 5 * SECOND;

/** Good calls in a row before anything grows. */
export const CALM_CALLS = 3;
/** Measured: two connections nearly double what a shop takes, four gain little. */
const USUAL_CONNECTIONS = 2;
const MOST_CONNECTIONS = 4;
/** Measured: beyond 25 a larger batch only makes the call longer. */
const USUAL_BATCH = 25;
const LARGEST_BATCH = 50;
const GROWTH = 1.25;
/** Below this a full batch may grow: it is then still what a slow one would be brought back to. */
export const QUICK_MS = AIM_MS / GROWTH;
/** One connection more has to bring this much, or it goes again. */
const WORTHWHILE = 1.2;

/** How much the shop gets at once, and what was learned about it so far. */
export type GateLimits = {
  batchSize: number;
  connections: number;
  /** good calls since the last change */
  calmCalls: number;
  /** connections that were tried and brought nothing are not tried again */
  mostConnections: number;
  /** items a second while all connections were busy, recent calls counting most; 0 = not known */
  perSecond: number;
  /** a connection on trial: items a second before it, and those seen since */
  trial: { before: number; seen: number[] } | undefined;
};

export type GateObservation = {
  /** orders in the call */
  size: number;
  /** calls in hand when it began, itself included */
  inFlight: number;
  durationMs: number;
  /** it timed out, broke off, or the shop answered with a fault of its own */
  struggled: boolean;
};

export const FIRST_LIMITS: GateLimits = {
  batchSize: 10,
  connections: USUAL_CONNECTIONS,
  calmCalls: 0,
  mostConnections: MOST_CONNECTIONS,
  perSecond: 0,
  trial: undefined,
};

/** What the shop gets after this call. Trouble shrinks at once, success grows slowly. */
export function nextGateLimits(limits: GateLimits, seen: GateObservation): GateLimits {
  if (seen.struggled) return afterTrouble(limits, seen);
  if (seen.durationMs > SLOW_MS) return afterSlowCall(limits, seen);
  return afterGoodCall(measured(limits, seen), seen);
}

/** Sizes are taken from the call, so that several calls failing together halve only once. */
function afterTrouble(limits: GateLimits, { size }: GateObservation): GateLimits {
  const half = Math.floor((size > 1 ? size : limits.batchSize) / 2);
  return {
    ...limits,
    batchSize: Math.max(1, Math.min(limits.batchSize, half)),
    connections: 1,
    calmCalls: 0,
    perSecond: 0,
    trial: undefined,
  };
}

function afterSlowCall(limits: GateLimits, { size, durationMs }: GateObservation): GateLimits {
  const changed = { ...limits, calmCalls: 0, perSecond: 0, trial: undefined };
  if (limits.connections > USUAL_CONNECTIONS) return withoutOne(changed);
  if (size > 1) {
    const fitting = Math.max(Math.floor(size / 2), Math.floor((size * AIM_MS) / durationMs));
    return { ...changed, batchSize: Math.max(1, Math.min(limits.batchSize, fitting)) };
  }
  return { ...changed, connections: Math.max(1, limits.connections - 1) };
}

function afterGoodCall(limits: GateLimits, seen: GateObservation): GateLimits {
  const calm = { ...limits, calmCalls: limits.calmCalls + 1 };
  if (limits.trial && limits.trial.seen.length >= 2 * limits.connections) return judged(limits);
  if (calm.calmCalls < CALM_CALLS) return calm;
  if (limits.connections < USUAL_CONNECTIONS) {
    return { ...limits, connections: limits.connections + 1, calmCalls: 0, perSecond: 0 };
  }
  const isFull = seen.size >= limits.batchSize;
  if (!isFull || seen.durationMs > QUICK_MS) return calm;
  if (limits.batchSize < USUAL_BATCH) return grown(limits, USUAL_BATCH);
  if (limits.trial) return calm;
  if (limits.connections < limits.mostConnections && limits.perSecond > 0) {
    return {
      ...limits,
      connections: limits.connections + 1,
      calmCalls: 0,
      perSecond: 0,
      trial: { before: limits.perSecond, seen: [] },
    };
  }
  return limits.batchSize < LARGEST_BATCH ? grown(limits, LARGEST_BATCH) : calm;
}

function grown(limits: GateLimits, bound: number): GateLimits {
  const batchSize = Math.min(bound, Math.ceil(limits.batchSize * GROWTH));
  return { ...limits, batchSize, calmCalls: 0, perSecond: 0 };
}

/** Notes what a full call with all connections busy achieved. */
function measured(limits: GateLimits, seen: GateObservation): GateLimits {
  const isTelling = seen.size >= limits.batchSize && seen.inFlight >= limits.connections;
  if (!isTelling) return limits;
  const now = (seen.size * seen.inFlight * SECOND) / Math.max(1, seen.durationMs);
  const perSecond = limits.perSecond === 0 ? now : limits.perSecond * 0.7 + now * 0.3;
  const trial = limits.trial && { ...limits.trial, seen: [...limits.trial.seen, now] };
  return { ...limits, perSecond, trial };
}

/** Keeps the connection on trial, or takes it back for good. */
function judged(limits: GateLimits): GateLimits {
  const { before, seen } = limits.trial ?? { before: 0, seen: [] };
  const average = seen.reduce((sum, value) => sum + value, 0) / Math.max(1, seen.length);
  const kept = { ...limits, calmCalls: 0, trial: undefined };
  return average >= before * WORTHWHILE ? kept : withoutOne({ ...kept, perSecond: 0 });
}

function withoutOne(limits: GateLimits): GateLimits {
  const connections = limits.connections - 1;
  return { ...limits, connections, mostConnections: connections };
}
