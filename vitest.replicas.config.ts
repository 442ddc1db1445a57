import { defineConfig } from 'vitest/config';

/** Replicas that are killed under load: see test/replicas/README.md for more of them, and more orders. */
export default defineConfig({
  test: {
    include: ['test/replicas/*.replicas.ts'],
    globalSetup: ['test/postgres/global-setup.ts'],
    testTimeout: 3 * 60 * 60_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
});
