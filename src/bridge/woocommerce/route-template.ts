/** Every word of the shop's own paths that the bridge calls. */
const WORDS: ReadonlySet<string> = new Set([
  'batch',
  'classes',
  'data',
  'fulfillments',
  'notes',
  'orders',
  'products',
  'refunds',
  'settings',
  'shipments',
  'statuses',
  'system_status',
  'taxes',
  'variations',
  'webhooks',
]);

/**
 * A path with placeholders instead of what it names, for measuring: whatever is asked for, there are
 * only as many of them as the bridge has kinds of calls.
 *
 * @param path below /wp-json/wc/v3/, e.g. `orders/12/notes`
 * @returns e.g. `orders/{id}/notes`
 */
export function routeTemplate(path: string): string {
  return path
    .split('/')
    .map((part) => {
      if (WORDS.has(part)) return part;
      return /^\d+$/.test(part) ? '{id}' : '{name}';
    })
    .join('/');
}
