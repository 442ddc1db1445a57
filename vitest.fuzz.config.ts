import { defineConfig } from 'vitest/config';

/** test/fuzz with a million inputs, or as many as FUZZ_RUNS says: see test/fuzz/README.md. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.fuzz.test.ts'],
    env: { FUZZ_RUNS: process.env.FUZZ_RUNS ?? '1000000' },
    disableConsoleIntercept: true,
  },
});
