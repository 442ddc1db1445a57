import { pickFields } from '../fields.ts';
import { refusals } from '../rest.ts';
import type { Route } from '../routing.ts';
import type { Shop } from '../shop.ts';
import { activePlugins, environment, shopSettings } from '../system-status.ts';

const NAMESPACES = [
  'oembed/1.0',
  'wc/v3',
  'wc/v1',
  'wc/pos/v1/catalog',
  'jetpack/v4',
  'wc-admin',
  'wc-analytics',
  'wc/store',
  'wc/store/v1',
  'wc/private',
  'wc/v2',
  'wc-admin-email',
  'wc-telemetry',
  'wccom-site/v3',
  'wp-abilities/v1',
  'wp/v2',
  'wp-site-health/v1',
  'wp-block-editor/v1',
];

/** What a client learns about the shop itself. */
export const siteRoutes: Route[] = [
  {
    path: '/',
    methods: {
      GET: {
        run: (shop, params) => ({ status: 200, body: pickFields(index(shop), params._fields) }),
      },
    },
  },
  {
    path: '/wc/v3/system_status',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const body = {
            environment: environment(shop),
            active_plugins: activePlugins(shop),
            settings: shopSettings(shop),
          };
          return { status: 200, body: pickFields(body, params._fields) };
        },
      },
    },
  },
  {
    path: '/wc/v3/reports/orders/totals',
    methods: {
      GET: {
        refusal: refusals.cannotView,
        run: (shop, params) => {
          const orders = [...shop.state.orders.values()];
          const totals = shop.settings.orderStatuses.map(({ slug, name }) => ({
            slug,
            name,
            total: orders.filter((order) => order.status === slug).length,
          }));
          return { status: 200, body: pickFields(totals, params._fields) };
        },
      },
    },
  },
];

function index(shop: Shop): Record<string, unknown> {
  const home = shop.homeUrl();
  return {
    name: shop.settings.siteName,
    description: '',
    url: home,
    home,
    gmt_offset: shop.settings.gmtOffsetHours,
    timezone_string: shop.settings.timezoneString,
    namespaces: NAMESPACES,
    authentication: {
      'application-passwords': {
        endpoints: { authorization: `${home}/wp-admin/authorize-application.php` },
      },
    },
    routes: {},
  };
}
