const DAY_IN_GERMANY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });

/**
 * The hand-over to the carrier as OTTO is to be told: never in the future. A later hour of today is
 * taken for now, as files name the hour of a pick-up; a later day was not handed over yet.
 *
 * @returns undefined for a later day
 */
export function shipDateOf(shippedAt: string | undefined, now: Date): string | undefined {
  if (shippedAt === undefined) return now.toISOString();
  const asked = new Date(shippedAt);
  if (asked <= now) return asked.toISOString();
  const isToday = DAY_IN_GERMANY.format(asked) === DAY_IN_GERMANY.format(now);
  return isToday ? now.toISOString() : undefined;
}
