import { defineConfig } from 'vitest/config';

/** Files that leave nothing behind: they share a worker, which saves loading everything for each. */
const SHARING = [
  'test/mapping/**/*.test.ts',
  'test/settings-ui/**/*.test.ts',
  'test/contracts/**/*.test.ts',
  'test/bridge/**/*.test.ts',
  'test/journeys/**/*.test.ts',
];

export default defineConfig({
  test: {
    // Left to itself it keeps a core free; most tests wait for disks and sockets.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing',
          include: SHARING,
          isolate: false,
          globalSetup: ['test/postgres/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.ts'],
          exclude: ['test/shop/**', ...SHARING],
          globalSetup: ['test/postgres/global-setup.ts', 'test/page/global-setup.ts'],
        },
      },
    ],
    // None takes a quarter of it on a quiet machine: it ends what hangs, and judges no speed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
