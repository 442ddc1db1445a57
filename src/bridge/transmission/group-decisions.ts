import type { Transmission } from '../ledger/transmission-rows.ts';

/** So many of those that failed once leave together; those that failed more often leave alone. */
const FAILED_ONCE = 20;

/**
 * Which decisions leave in one call: what is new all together, what failed in smaller and smaller
 * groups, so that one that makes OTTO fail soon stands alone and keeps no other.
 */
export function groupsOf<Report extends Pick<Transmission, 'failures'>>(
  decisions: readonly Report[],
): Report[][] {
  const fresh = decisions.filter(({ failures }) => failures === 0);
  const once = decisions.filter(({ failures }) => failures === 1);
  const often = decisions.filter(({ failures }) => failures > 1);
  const groups: Report[][] = fresh.length === 0 ? [] : [fresh];
  for (let at = 0; at < once.length; at += FAILED_ONCE) {
    groups.push(once.slice(at, at + FAILED_ONCE));
  }
  return [...groups, ...often.map((one) => [one])];
}
