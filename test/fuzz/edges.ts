/** Every edge, with its usual number of inputs; FUZZ_RUNS=… shares out another sum in the same way. */
export const EDGES = {
  'otto-orders': 600,
  'otto-lists': 600,
  'otto-writes': 250,
  'otto-tokens-and-errors': 300,
  'shop-orders': 250,
  'shop-lists': 400,
  'shop-settings': 120,
  'shop-errors': 200,
  'shop-parcels': 200,
  'webhook-bodies': 400,
  'webhook-requests': 200,
  'web-service': 400,
  'carrier-files': 300,
  'settings-texts': 400,
  'settings-files': 40,
  'cron-texts': 500,
  addresses: 400,
  'number-texts': 1_000,
} as const satisfies Record<string, number>;

export type Edge = keyof typeof EDGES;
