import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  DESKTOP,
  overflowOf,
  type PageLanguage,
  PHONE,
  settled,
  startPageWorld,
} from '../page-world.ts';
import { EMPTY_PATHS, screenPaths } from '../screen-paths.ts';
import { fillWorld } from './fill-world.ts';

const FOLDER = '.screenshots';
const LANGUAGES: readonly PageLanguage[] = ['de', 'en'];
const FRENCH = ['/settings/general', '/settings/announced', '/setup'];

test('every screen at both widths in both languages', async () => {
  await mkdir(FOLDER, { recursive: true });
  const world = await startPageWorld();
  const filled = await fillWorld(world);
  const { order, sentOrder } = filled;
  const empty = await startPageWorld({ connected: false });
  const paths = screenPaths(filled);
  const wide: string[] = [];
  const shoot = async (
    from: typeof world,
    path: string,
    language: PageLanguage,
    prefix = '',
    as: string | null = 'owner',
  ) => {
    for (const [name, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      const page = await from.open(path, { language, viewport, as });
      await settled(page);
      const file = `${prefix}${path.slice(1).replace(/[/?=]/g, '-').replace(order, 'one').replace(sentOrder, 'sent') || 'start'}`;
      await page.screenshot({ path: `${FOLDER}/${file}-${language}-${name}.png`, fullPage: true });
      const overflow = await overflowOf(page);
      if (overflow > 0) wide.push(`${path} ${language} ${name}: ${overflow} px too wide`);
      await page.context().close();
    }
  };
  for (const language of LANGUAGES) {
    await shoot(world, '/login', language, '', null);
    for (const path of paths) await shoot(world, path, language);
    for (const path of EMPTY_PATHS) {
      await shoot(empty, path, language, 'empty-');
    }
  }
  for (const path of FRENCH) await shoot(world, path, 'fr');
  expect(wide).toEqual([]);
});
