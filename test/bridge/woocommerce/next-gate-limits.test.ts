import { describe, expect, it } from 'vitest';
import {
  FIRST_LIMITS,
  type GateLimits,
  type GateObservation,
  nextGateLimits,
} from '../../../src/bridge/woocommerce/next-gate-limits.ts';

/** A full call with every connection busy. */
function call(limits: GateLimits, durationMs: number, changes: Partial<GateObservation> = {}) {
  return {
    size: limits.batchSize,
    inFlight: limits.connections,
    durationMs,
    struggled: false,
    ...changes,
  };
}

/** What the limits become in a shop that takes so long for a call. */
function run(calls: number, durationMs: (limits: GateLimits) => number, from = FIRST_LIMITS) {
  let limits = from;
  for (let made = 0; made < calls; made++) {
    limits = nextGateLimits(limits, call(limits, durationMs(limits)));
  }
  return limits;
}

const shape = ({ batchSize, connections }: GateLimits) => ({ batchSize, connections });

describe('how much a shop gets', () => {
  it('starts with ten orders on two connections', () => {
    expect(shape(FIRST_LIMITS)).toEqual({ batchSize: 10, connections: 2 });
  });

  it('does not grow after one good call, but after some', () => {
    expect(shape(run(2, () => 500))).toEqual({ batchSize: 10, connections: 2 });
    expect(shape(run(3, () => 500))).toEqual({ batchSize: 13, connections: 2 });
  });

  it('stays where calls take between four and eight seconds', () => {
    expect(shape(run(100, () => 4_001))).toEqual({ batchSize: 10, connections: 2 });
  });

  it('settles near four seconds a call in a shop as measured: each order takes its time', () => {
    const limits = run(200, ({ batchSize, connections }) => batchSize * connections * 90);
    expect(limits.connections).toBe(2);
    expect(limits.batchSize * 2 * 90).toBeGreaterThan(3_500);
    expect(limits.batchSize * 2 * 90).toBeLessThan(5_000);
  });

  it('takes a third connection back that brings nothing, and does not try again', () => {
    const seen: number[] = [];
    const limits = run(300, ({ batchSize, connections }) => {
      seen.push(connections);
      return batchSize * Math.max(2, connections) * 10;
    });
    expect(Math.max(...seen)).toBe(3);
    expect(limits.connections).toBe(2);
    expect(seen.slice(-200)).not.toContain(3);
  });

  it('keeps more connections in a shop that gains by them, never more than four', () => {
    const limits = run(500, ({ batchSize }) => batchSize * 10);
    expect(shape(limits)).toEqual({ batchSize: 50, connections: 4 });
  });

  it('halves the batch and drops to one connection after a time-out', () => {
    const limits = nextGateLimits(FIRST_LIMITS, call(FIRST_LIMITS, 30_000, { struggled: true }));
    expect(shape(limits)).toEqual({ batchSize: 5, connections: 1 });
  });

  it('halves only once when calls of the same time fail together', () => {
    const failed = call(FIRST_LIMITS, 30_000, { struggled: true });
    expect(shape(nextGateLimits(nextGateLimits(FIRST_LIMITS, failed), failed))).toEqual({
      batchSize: 5,
      connections: 1,
    });
  });

  it('never goes below one order on one connection, and comes back to two connections', () => {
    let limits = FIRST_LIMITS;
    for (let made = 0; made < 20; made++) {
      limits = nextGateLimits(limits, call(limits, 30_000, { struggled: true }));
    }
    expect(shape(limits)).toEqual({ batchSize: 1, connections: 1 });
    expect(run(3, () => 500, limits).connections).toBe(2);
    expect(run(100, () => 500, limits).batchSize).toBeGreaterThan(10);
  });

  it('shrinks a batch that takes too long to what fits', () => {
    expect(shape(nextGateLimits(FIRST_LIMITS, call(FIRST_LIMITS, 9_000)))).toEqual({
      batchSize: 5,
      connections: 2,
    });
    const large = { ...FIRST_LIMITS, batchSize: 40 };
    expect(nextGateLimits(large, call(large, 8_500)).batchSize).toBe(23);
  });

  it('takes a connection away where single calls take too long', () => {
    const single = call(FIRST_LIMITS, 9_000, { size: 1 });
    expect(shape(nextGateLimits(FIRST_LIMITS, single))).toEqual({ batchSize: 10, connections: 1 });
  });

  it('does not grow batches after single calls, however quick', () => {
    let limits = FIRST_LIMITS;
    for (let made = 0; made < 50; made++) {
      limits = nextGateLimits(limits, call(limits, 100, { size: 1 }));
    }
    expect(shape(limits)).toEqual({ batchSize: 10, connections: 2 });
  });
});
