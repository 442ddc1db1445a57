import { DAY, MINUTE, SECOND } from '../clock.ts';
import type { ShopClock } from '../woocommerce/shop-caller.ts';

/** The first look ever goes back this far, not through the whole shop. */
const FIRST_LOOK_MS = DAY;

/** Asked for twice: clocks are compared to the second, and a shop's save may take a while. */
const OVERLAP_MS = MINUTE;

/** Clocks wander, and answers travel; more than this is a clock that was set. */
const CLOCK_SET_MS = 30 * SECOND;

/**
 * Since when changes are asked for, by the shop's clock.
 *
 * @param cursorAt where the last whole look ended; undefined = there was none
 * @param shopNow the shop's time as far as it is known, in milliseconds
 */
export function lookFrom(cursorAt: string | undefined, shopNow: number): string {
  const from =
    cursorAt === undefined
      ? shopNow - FIRST_LOOK_MS
      : Math.min(Date.parse(cursorAt), shopNow) - OVERLAP_MS;
  return new Date(from).toISOString();
}

/**
 * Where the next look begins: when this one began, as the shop's own answers dated it. Ours is not
 * asked: it may be set during the look, and what lies behind a cursor that ran ahead is never seen.
 * When the shop's clock was set since the look before, changes may lie on either side of the gap: the
 * cursor then moves with the clock, back at most, and nothing behind it is skipped.
 */
export function cursorAfter(look: {
  cursorAt: string | undefined;
  /** our time, in milliseconds; for a shop that dates no answer */
  beganAt: number;
  /** the shop's clock before this look's first answer */
  before: ShopClock | undefined;
  /** the same after each of its answers */
  said: readonly (ShopClock | undefined)[];
}): string {
  const { cursorAt, beganAt, before } = look;
  const said = look.said.filter((clock) => clock !== undefined);
  const movedMs = before ? (said.at(-1) ?? before).skewMs - before.skewMs : 0;
  if (cursorAt === undefined || Math.abs(movedMs) <= CLOCK_SET_MS) {
    const shopBeganAt =
      said.length === 0 ? beganAt : Math.min(...said.map((clock) => clock.saidAt));
    return new Date(shopBeganAt).toISOString();
  }
  return new Date(Date.parse(cursorAt) + Math.min(0, movedMs)).toISOString();
}
