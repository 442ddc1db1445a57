/** Follows order-import/retry-later.ts. */
export const TRIED_AGAIN =
  'Es wird automatisch erneut versucht, zuerst nach 5 Minuten, später alle 6 Stunden.';

export const LOOKED_AT_AGAIN =
  'Die Brücke sieht automatisch wieder nach, zuerst nach 5 Minuten, später alle 6 Stunden.';

export const NEXT_RUN = 'Beim nächsten Import wird es automatisch erneut versucht.';

export const NOTHING_LOST = 'Es geht nichts verloren.';
