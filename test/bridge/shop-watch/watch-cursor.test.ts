import { expect, it } from 'vitest';
import { cursorAfter, lookFrom } from '../../../src/bridge/shop-watch/watch-cursor.ts';

const NOON = '2026-03-02T12:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
const ms = (minutes: number) => Date.parse(at(minutes));

it('asks a little before the cursor, a day back at first, and never from the future', () => {
  expect(lookFrom(at(-5), ms(0))).toBe(at(-6));
  expect(lookFrom(undefined, ms(0))).toBe(at(-24 * 60));
  expect(lookFrom(at(90), ms(0))).toBe(at(-1));
});

const MINUTE = 60_000;
const said = (saidAt: number, skewMs = 0) => ({ saidAt, skewMs });

it('goes on from when the look began, as the shop’s first answer dated it', () => {
  const look = { cursorAt: at(-1), beganAt: ms(0), before: undefined };
  expect(cursorAfter({ ...look, said: [undefined] })).toBe(at(0));
  expect(cursorAfter({ ...look, said: [said(ms(2)), said(ms(3))] })).toBe(at(2));
  const before = said(ms(1), 2 * MINUTE);
  expect(cursorAfter({ ...look, before, said: [said(ms(2), 119_000)] })).toBe(at(2));
});

it('is not led ahead by our own clock, whenever that is set', () => {
  const look = { cursorAt: at(-1), beganAt: ms(10), before: undefined };
  expect(cursorAfter({ ...look, said: [said(ms(0)), said(ms(0))] })).toBe(at(0));
  expect(cursorAfter({ ...look, said: [said(ms(0), -10 * MINUTE), said(ms(0))] })).toBe(at(0));
});

it('waits where it is, or moves back, when the shop’s clock was set', () => {
  const look = { cursorAt: at(-1), beganAt: ms(0), before: said(ms(-1)) };
  const hour = 60 * MINUTE;
  expect(cursorAfter({ ...look, said: [said(ms(-60), -hour)] })).toBe(at(-61));
  expect(cursorAfter({ ...look, said: [said(ms(60), hour)] })).toBe(at(-1));
  expect(cursorAfter({ ...look, cursorAt: undefined, said: [said(ms(60), hour)] })).toBe(at(60));
  const restarted = { ...look, before: undefined };
  expect(cursorAfter({ ...restarted, said: [said(ms(0)), said(ms(-60), -hour)] })).toBe(at(-60));
});
