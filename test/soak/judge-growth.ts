import { GOODS, type LargeShop } from './large-shop.ts';
import type { Look } from './live-day.ts';

/** Compiled code, and timers of calls whose real seconds are not over: they stay where they are. */
const MOST_GROWTH_BYTES = 32 * 2 ** 20;

/** Rows that an order may leave, all tables together, pieces, events and runs included. */
const MOST_ROWS_PER_ORDER = 40;
/** Rows that hours leave without any order: runs that found nothing, numbers of stock. */
const MOST_ROWS_PER_MINUTE = 3;

/** That one such order may come to. */
const MOST_INCIDENTS = 3;

/**
 * What must not grow with the day: the bridge's memory, and what waits. What the ledger keeps goes with
 * the orders.
 *
 * @returns every breach in words; empty = all is true
 */
export function judgeGrowth(looks: readonly Look[], { crossed, placed }: LargeShop): string[] {
  const found: string[] = [];
  const last = looks.at(-1);
  // By then all of its code has run once.
  const early = looks[Math.floor(looks.length / 4)];
  if (!early || !last) return ['nobody looked'];
  for (const look of looks.slice(looks.indexOf(early))) {
    const say = (what: string) => found.push(`minute ${look.minute}: ${what}`);
    const grown = look.heapBytes - early.heapBytes;
    if (grown > MOST_GROWTH_BYTES) say(`the bridge grew by ${Math.round(grown / 2 ** 20)} MB`);
    for (const [name, most] of Object.entries(mostWaiting(placed.length))) {
      const count = name === 'reports' ? sumOf(look.reports) : (look.waiting[name] ?? 0);
      if (count > most) say(`${count} ${name} wait, ${most} expected at most`);
    }
  }
  // What a packer and a cancelling buyer had in hand at once is for a person to sort out.
  const { 'pack-stop': _stays, ...incidents } = last.incidents; // until somebody says that he saw it
  if (sumOf(incidents) > crossed.size * MOST_INCIDENTS) {
    found.push(`open incidents: ${JSON.stringify(incidents)}`);
  }
  if (sumOf(last.reports) > crossed.size) {
    found.push(`open reports: ${JSON.stringify(last.reports)}`);
  }
  if (sumOf(last.waiting) > 0) found.push(`still waits: ${JSON.stringify(last.waiting)}`);
  const rows = sumOf(last.rows);
  const minutes = last.minute - (looks[0]?.minute ?? 0);
  const most = placed.length * MOST_ROWS_PER_ORDER + minutes * MOST_ROWS_PER_MINUTE + 1_000;
  if (rows > most) found.push(`${rows} rows in the ledger, ${most} expected at most`);
  return found;
}

/** At any time, outages included: stock never more than there are goods, the rest with the orders. */
function mostWaiting(orders: number): Record<string, number> {
  return {
    claims: 20 + orders / 10,
    deliveries: 20 + orders / 10,
    reports: 20 + orders / 2,
    'stock to be told': GOODS,
  };
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
