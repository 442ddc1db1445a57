import { defineConfig } from 'vitest/config';

/** test/soak over a whole day with 20,000 orders, or as many as SOAK_ORDERS says: see test/soak/README.md. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.test.ts'],
    env: { SOAK_ORDERS: process.env.SOAK_ORDERS ?? '20000' },
    disableConsoleIntercept: true,
  },
});
