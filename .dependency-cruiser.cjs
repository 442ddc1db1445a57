/** The arrows of docs/architecture.md, checked. A change here is a decision record. */
module.exports = {
  forbidden: [
    {
      name: 'mapping-is-pure',
      comment:
        'src/mapping imports zod, the country code table, a hash and itself: no I/O, no clock, no files.',
      severity: 'error',
      from: { path: '^src/mapping/' },
      to: {
        pathNot: ['^src/mapping/', '^node_modules/(zod|i18n-iso-countries)/', '^(node:)?crypto$'],
      },
    },
    {
      name: 'rims-never-meet',
      comment: 'otto, woocommerce, ledger and settings are rims: none imports another.',
      severity: 'error',
      from: { path: '^src/bridge/(otto|woocommerce|ledger|settings)/' },
      to: {
        path: '^src/bridge/(otto|woocommerce|ledger|settings|order-import|transmission|report-desk|stock|notices|schedule|http|cli)/',
        pathNot: '^src/bridge/$1/',
      },
    },
    {
      name: 'use-cases-name-what-they-need',
      comment: 'A use case gets its rims handed in by create-bridge.ts; it imports none of them.',
      severity: 'error',
      from: {
        path: '^src/bridge/(access|carrier-csv|data-life|mail-proof|notices|raw-answers|report-desk|order-choice|order-import|overview|receipts|reconcile|set-up|shop-watch|sku-map|stock|transmission|schedule)/',
      },
      to: {
        path: '^src/bridge/(otto|woocommerce|ledger|http|cli)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'one-door-to-the-shop',
      comment: 'Only woo-client.ts imports the WooCommerce REST package.',
      severity: 'error',
      from: { pathNot: '^src/bridge/woocommerce/woo-client\\.ts$', path: '^src/' },
      to: { path: 'woocommerce-rest-api' },
    },
    {
      name: 'the-page-knows-the-contract-alone',
      comment:
        'The page speaks to the bridge by HTTP; of its code it knows the types of the contract.',
      severity: 'error',
      from: { path: '^src/settings-ui/' },
      to: { path: '^src/(bridge|mapping)/', pathNot: '^src/bridge/http/api-contract\\.ts$' },
    },
    {
      name: 'the-page-takes-types-only',
      comment: 'The schemas of the contract stay on the server.',
      severity: 'error',
      from: { path: '^src/settings-ui/' },
      to: { path: '^src/bridge/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/settings-ui/' },
      to: { path: '^src/settings-ui/' },
    },
    {
      name: 'src-never-imports-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|demo|bench)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // made by vite.config.ts from the contract
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
