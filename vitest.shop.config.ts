import { defineConfig } from 'vitest/config';

/**
 * The journeys of test/shop, against the real WooCommerce that WOO_URL, WOO_KEY and WOO_SECRET name.
 * They write into it: see test/shop/README.md. One after the other, as they share the shop's settings.
 */
export default defineConfig({
  test: {
    include: ['test/shop/**/*.test.ts'],
    globalSetup: ['test/shop/support/prepare-shop.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
