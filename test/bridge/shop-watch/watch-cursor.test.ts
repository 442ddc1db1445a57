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

it('goes on from when the look began, by the shop’s clock', () => {
  const look = { cursorAt: at(-1), beganAt: ms(0), skewBeforeMs: undefined };
  expect(cursorAfter({ ...look, skewAfterMs: undefined })).toBe(at(0));
  expect(cursorAfter({ ...look, skewAfterMs: 2 * 60_000 })).toBe(at(2));
  expect(cursorAfter({ ...look, skewBeforeMs: 2 * 60_000, skewAfterMs: 119_000 })).toBe(
    new Date(ms(0) + 119_000).toISOString(),
  );
});

it('waits where it is, or moves back, when the shop’s clock was set', () => {
  const look = { cursorAt: at(-1), beganAt: ms(0), skewBeforeMs: 0 };
  expect(cursorAfter({ ...look, skewAfterMs: -60 * 60_000 })).toBe(at(-61));
  expect(cursorAfter({ ...look, skewAfterMs: 60 * 60_000 })).toBe(at(-1));
  expect(cursorAfter({ ...look, cursorAt: undefined, skewAfterMs: 60 * 60_000 })).toBe(at(60));
});
