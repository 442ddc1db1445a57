/** Reports taken up at a time. */
export const ROUND = 50;

/**
 * Who is sent next: what failed before comes first, yet never takes more than half of the places while
 * something fresh waits for one, so that nothing new waits behind what keeps failing. They take turns:
 * several failures in a row would look like an OTTO that is away, and end the run for all.
 */
export function chooseRound<Report>(
  failed: readonly Report[],
  fresh: readonly Report[],
  places = ROUND,
): Report[] {
  const half = Math.floor(places / 2);
  const again = failed.slice(0, Math.max(half, places - fresh.length));
  const first = fresh.slice(0, places - again.length);
  const turns = Math.max(again.length, first.length);
  return Array.from({ length: turns }, (_, turn) => turn).flatMap((turn) => [
    ...again.slice(turn, turn + 1),
    ...first.slice(turn, turn + 1),
  ]);
}
