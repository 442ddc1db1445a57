/** Sections of the settings, as they stand in the address. */
export const SECTIONS = [
  'general',
  'accounts',
  'shop',
  'status-mapping',
  'announced',
  'products',
  'stock',
  'shipping',
  'return-numbers',
  'notifications',
  'users',
  'schedules',
  'data-life',
  'transfer',
] as const;

/** Of a filled world: an order, one that was sent and partly came back, and something that is wrong. */
export type FilledWorld = { order: string; sentOrder: string; incidentId: number };

/** The address of every screen, with something to show in each. */
export function screenPaths({ order, sentOrder, incidentId }: FilledWorld) {
  return [
    '/today',
    '/orders',
    '/orders?tab=ship-now',
    '/orders?tab=problem',
    `/orders/main/${order}`,
    `/orders/main/${sentOrder}`,
    '/ship',
    '/ship/csv',
    '/ship/reports',
    '/returns',
    '/returns/all',
    '/stock',
    '/stock/sku-map',
    '/error-centre',
    `/error-centre/${incidentId}`,
    '/payments',
    '/receipts',
    '/receipts/differing',
    '/reconcile',
    '/jobs',
    ...SECTIONS.map((section) => `/settings/${section}`),
    '/setup',
    '/nowhere',
  ];
}

/** Screens that look otherwise on the first day. */
export const EMPTY_PATHS = [
  '/today',
  '/orders',
  '/ship',
  '/returns',
  '/receipts',
  '/receipts/differing',
  '/stock',
  '/stock/sku-map',
  '/error-centre',
  '/setup',
  '/reconcile',
];
