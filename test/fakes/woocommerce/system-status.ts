import type { Shop } from './shop.ts';

/** `environment` of the system status. */
export function environment(shop: Shop): Record<string, unknown> {
  const home = shop.homeUrl();
  return {
    home_url: home,
    site_url: home,
    store_id: '00000000-0000-4000-8000-000000000000',
    version: shop.settings.wooVersion,
    log_directory: '/srv/www/shop/wp-content/uploads/wc-logs/',
    log_directory_writable: true,
    wp_version: shop.settings.wordpressVersion,
    wp_multisite: false,
    wp_memory_limit: 536870912,
    wp_debug_mode: false,
    wp_cron: true,
    wp_environment_type: 'production',
    language: 'en_US',
    external_object_cache: null,
    server_info: 'nginx/1.22.1',
    server_architecture: 'Linux x86_64',
    php_version: '8.2.36',
    php_post_max_size: 67108864,
    php_max_execution_time: shop.settings.phpMaxExecutionTime,
    php_max_input_vars: 1000,
    curl_version: '7.88.1, OpenSSL/3.0.22',
    suhosin_installed: false,
    max_upload_size: 2097152,
    mysql_version: '10.11.19',
    mysql_version_string: '10.11.19-MariaDB-0+deb12u1',
    default_timezone: 'UTC',
    fsockopen_or_curl_enabled: true,
    soapclient_enabled: false,
    domdocument_enabled: true,
    gzip_enabled: true,
    mbstring_enabled: true,
    remote_post_successful: false,
    remote_post_response: false,
    remote_get_successful: false,
    remote_get_response: false,
  };
}

/** `settings` of the system status. */
export function shopSettings(shop: Shop): Record<string, unknown> {
  const hpos = shop.settings.orderStorage !== 'legacy';
  return {
    api_enabled: false,
    force_ssl: false,
    currency: shop.settings.currency,
    currency_symbol: shop.settings.currency === 'EUR' ? '&euro;' : shop.settings.currency,
    currency_position: 'right_space',
    thousand_separator: '.',
    decimal_separator: ',',
    number_of_decimals: shop.settings.priceDecimals,
    geolocation_enabled: false,
    taxonomies: sameKeys(['external', 'grouped', 'simple', 'variable']),
    product_visibility_terms: sameKeys([
      'exclude-from-catalog',
      'exclude-from-search',
      'featured',
      'outofstock',
      ...[1, 2, 3, 4, 5].map((stars) => `rated-${stars}`),
    ]),
    woocommerce_com_connected: 'no',
    enforce_approved_download_dirs: true,
    order_datastore: hpos
      ? 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore'
      : 'WC_Order_Data_Store_CPT',
    HPOS_enabled: hpos,
    HPOS_sync_enabled: false,
    enabled_features: [
      'analytics',
      'marketplace',
      'order_attribution',
      'site_visibility_badge',
      'remote_logging',
      'email_improvements',
      'blueprint',
      'point_of_sale',
      ...(hpos ? ['custom_order_tables'] : []),
    ],
  };
}

/** `active_plugins` of the system status: WooCommerce alone. */
export function activePlugins(shop: Shop): Record<string, unknown>[] {
  return [
    {
      plugin: 'woocommerce/woocommerce.php',
      name: 'WooCommerce',
      version: shop.settings.wooVersion,
      version_latest: shop.settings.wooVersion,
      url: 'https://woocommerce.com/',
      author_name: 'Automattic',
      author_url: 'https://woocommerce.com',
      network_activated: false,
    },
  ];
}

function sameKeys(keys: string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, key]));
}
