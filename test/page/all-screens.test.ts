import { expect, test } from 'vitest';
import {
  assertAccessible,
  DESKTOP,
  overflowOf,
  PHONE,
  settled,
  startPageWorld,
} from './page-world.ts';
import { EMPTY_PATHS, screenPaths } from './screen-paths.ts';
import { fillWorld } from './screenshots/fill-world.ts';

const SLOW_MS = 600_000;

/** By default each screen is judged at one width, in turns; SCREENS_ALL=1 judges all at both. */
function isJudged(index: number, width: 'desk' | 'phone'): boolean {
  return process.env.SCREENS_ALL !== undefined || (index % 2 === 0) === (width === 'desk');
}

test(
  'every screen can be used with a screen reader, and fits a phone',
  async () => {
    const world = await startPageWorld();
    const paths = screenPaths(await fillWorld(world));
    const page = await world.open('/today', { language: 'en' });
    for (const [index, path] of paths.entries()) {
      await page.goto(`${world.service.url}${path}`);
      await settled(page);
      if (isJudged(index, 'desk')) await assertAccessible(page);
      expect(await page.locator('h1').count(), path).toBe(1);
      await page.setViewportSize(PHONE);
      await settled(page);
      if (isJudged(index, 'phone')) await assertAccessible(page);
      expect(await overflowOf(page), `${path} at phone width`).toBeLessThanOrEqual(0);
      await page.setViewportSize(DESKTOP);
    }
  },
  SLOW_MS,
);

test(
  'every screen says what to do next where there is nothing yet',
  async () => {
    const world = await startPageWorld({ connected: false });
    const page = await world.open('/today', { viewport: PHONE });
    for (const path of EMPTY_PATHS) {
      await page.goto(`${world.service.url}${path}`);
      await settled(page);
      await assertAccessible(page);
      expect(await overflowOf(page), `${path} at phone width`).toBeLessThanOrEqual(0);
    }
  },
  SLOW_MS,
);
