import { DAY, HOUR, MINUTE } from '../support/world.ts';
import { readAfterSale } from './after-sale.ts';
import { lookAtShop, runImport } from './at-bridge.ts';
import type { Chronicle } from './chronicle.ts';
import { judgeEnd, judgeSoon } from './oracle.ts';
import { report } from './report-runs.ts';
import { tellStock } from './stock-runs.ts';

/** Runs at the end until two in a row have nothing to write; more is a tug-of-war. */
const MOST_LAST_RUNS = 10;

/** A report that fails waits for an hour at most, give or take; OTTO shows what it took by then. */
const LONGEST_WAIT = 1.6 * HOUR;

/** So long a tracking number may come after the order was seen as shipped, and a minute. */
const GRACE = 11 * MINUTE;

/** What left is at OTTO within two hours, waits after faults included: not only after a day. */
async function settleSoon(chronicle: Chronicle): Promise<void> {
  const { world, breaches } = chronicle;
  await report(chronicle);
  await world.clock.advance(LONGEST_WAIT);
  await runImport(chronicle);
  await lookAtShop(chronicle);
  await report(chronicle);
  await world.clock.advance(GRACE);
  await report(chronicle);
  if (breaches.length === 0) breaches.push(...(await judgeSoon(chronicle)));
}

function hasDecided({ orders }: Chronicle): boolean {
  return orders.some(
    ({ reporting }) => reporting.everDecided.length + reporting.everReduced.length > 0,
  );
}

/** Lets a day pass, and the bridge run until it has nothing to do any more. */
export async function end(chronicle: Chronicle): Promise<void> {
  const { world, breaches, shipping, calls } = chronicle;
  const isReporting = shipping !== undefined || hasDecided(chronicle);
  chronicle.oddListing = undefined;
  await chronicle.disturbance.heal(chronicle);
  world.otto.behaviour.sentVisibleAfterMs = 0;
  // The bridge looks at the shop every minute, not only after a day.
  await lookAtShop(chronicle);
  if (shipping) await settleSoon(chronicle);
  if (breaches.length > 0) return;
  await world.clock.advance(DAY);
  let quiet = 0;
  for (let runs = 0; quiet < 2; runs += 1) {
    if (runs === MOST_LAST_RUNS) {
      breaches.push(`after ${runs} runs the bridge still writes`);
      return;
    }
    const since = world.mark();
    const called = calls.length;
    await readAfterSale(chronicle);
    await runImport(chronicle);
    await lookAtShop(chronicle);
    if (isReporting) await report(chronicle);
    const pushes = world.otto.availability.pushes.length;
    if (chronicle.stock) await tellStock(chronicle);
    if (breaches.length > 0) return;
    const told = calls.slice(called).filter(({ kind }) => kind !== 'read');
    const hasPushed = world.otto.availability.pushes.length > pushes;
    const isQuiet = world.shopWrites(since).length === 0 && told.length === 0 && !hasPushed;
    quiet = isQuiet ? quiet + 1 : 0;
    await world.clock.advance(6 * HOUR);
  }
  breaches.push(...(await judgeEnd(chronicle)));
}
