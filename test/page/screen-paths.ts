/** Sections of the settings, as they stand in the address. */
export const SECTIONS = [
  'general',
  'accounts',
  'shop',
  'status-mapping',
  'announced',
  'products',
  'shipping',
  'return-numbers',
  'notifications',
  'users',
  'schedules',
  'data-life',
  'transfer',
] as const;

/** The address of every screen, with something to show in each. */
export function screenPaths({ order, incidentId }: { order: string; incidentId: number }) {
  return [
    '/today',
    '/orders',
    '/orders?tab=ship-now',
    '/orders?tab=problem',
    `/orders/main/${order}`,
    '/ship',
    '/ship/csv',
    '/ship/reports',
    '/error-centre',
    `/error-centre/${incidentId}`,
    '/payments',
    '/reconcile',
    '/jobs',
    ...SECTIONS.map((section) => `/settings/${section}`),
    '/setup',
    '/nowhere',
  ];
}

/** Screens that look otherwise on the first day. */
export const EMPTY_PATHS = ['/today', '/orders', '/ship', '/error-centre', '/setup', '/reconcile'];
