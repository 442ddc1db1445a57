import { defineConfig } from 'vitest/config';

/** test/faults with some hundred histories, or as many as FAULT_HISTORIES says: see test/faults/README.md. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/postgres/global-setup.ts', 'test/faults/small-disk.ts'],
    env: { FAULT_HISTORIES: process.env.FAULT_HISTORIES ?? '100' },
    disableConsoleIntercept: true,
  },
});
