import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/shop/**'],
    globalSetup: ['test/postgres/global-setup.ts', 'test/page/global-setup.ts'],
    // Left to itself it keeps a core free; most tests wait for disks and sockets.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
