/** Reports taken up at a time. */
export const ROUND = 50;

/**
 * Who is sent next: what failed before comes first, yet never takes more than half of the places while
 * something fresh waits for one, so that nothing new waits behind what keeps failing.
 */
export function chooseRound<Report>(
  failed: readonly Report[],
  fresh: readonly Report[],
  places = ROUND,
): Report[] {
  const half = Math.floor(places / 2);
  const again = failed.slice(0, Math.max(half, places - fresh.length));
  return [...again, ...fresh.slice(0, places - again.length)];
}
