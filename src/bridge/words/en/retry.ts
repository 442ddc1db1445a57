/** Follows order-import/retry-later.ts. */
export const TRIED_AGAIN =
  'The bridge tries again by itself, first after 5 minutes, later every 6 hours.';

export const LOOKED_AT_AGAIN =
  'The bridge looks again by itself, first after 5 minutes, later every 6 hours.';

export const NEXT_RUN = 'The next run tries again by itself.';

export const NOTHING_LOST = 'Nothing is lost.';
