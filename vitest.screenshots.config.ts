import { defineConfig } from 'vitest/config';

/** Pictures of every screen, to be looked at: `npm run screenshots`. */
export default defineConfig({
  test: {
    include: ['test/page/screenshots/*.shots.ts'],
    globalSetup: ['test/postgres/global-setup.ts', 'test/page/global-setup.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
