import type { World } from '../support/world.ts';
import { type Chronicle, type Disturbance, undisturbed } from './chronicle.ts';
import type { Life } from './mortal-ledger.ts';
import { POOLS, type Shipping } from './report-steps.ts';

/** What is remembered before anything happened. */
export function beginChronicle(
  world: World,
  life: Life,
  shipping: Shipping | undefined,
  disturbance: Disturbance = undisturbed,
): Chronicle {
  return {
    world,
    orders: [],
    story: [],
    breaches: [],
    oddListing: undefined,
    putBack: undefined,
    hasLostLedger: false,
    wishes: 0,
    stock: undefined,
    inLedger: { now: new Set(), copy: new Set() },
    saidInCopy: new Map(),
    shipping,
    cancellations: shipping?.cancellations ?? 'off',
    poolSize: POOLS[shipping?.pool ?? 'none'],
    noted: [],
    labels: 0,
    calls: [],
    lostAt: 0,
    reportRuns: 0,
    deadRuns: new Set(),
    restsUntil: 0,
    life,
    disturbance,
  };
}
