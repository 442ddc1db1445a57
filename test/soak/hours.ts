import { MINUTES_OF_DAY } from './calendar.ts';

/** The part of a day that is lived, in minutes since it began. */
export type Hours = {
  from: number;
  /** up to here buyers order and packers pack */
  until: number;
  /** up to here OTTO and buyers still do what was begun */
  quietFrom: number;
  /** whatever waited after faults, for a late number or for OTTO's view, is through by then */
  ends: number;
};

export const WHOLE_DAY: Hours = {
  from: 0,
  until: MINUTES_OF_DAY,
  quietFrom: MINUTES_OF_DAY + 2 * 60,
  ends: MINUTES_OF_DAY + 4 * 60,
};
