/** Elements that `wp_kses_post` takes out of a text, leaving what is between them. */
const FORBIDDEN = /^<\s*\/?\s*(?:script|style|iframe|object|embed|form|input|link|meta)\b/i;
const KNOWN_ENTITY = /&amp;(#\d{2,7}|#x[0-9a-f]{2,6}|nbsp|amp|lt|gt|quot|apos|euro|rarr);/gi;

/**
 * What `wp_kses_post` makes of a text, as far as it was seen to: bare ampersands and brackets become
 * entities, known entities and harmless elements stay, scripts go. Attributes are left alone here.
 */
export function ksesPost(text: string): string {
  return text
    .replace(/<[^<>]*(?=<|$)/g, (open) => open.replace('<', '&lt;'))
    .replaceAll('&', '&amp;')
    .replace(/&amp;(lt);/g, '&$1;')
    .replace(KNOWN_ENTITY, '&$1;')
    .replace(/<[^<>]*>|>/g, (tag) => {
      if (tag === '>') return '&gt;';
      return FORBIDDEN.test(tag) ? '' : tag.replace(/^<\s+/, '<').replace(/\s+>$/, '>');
    });
}
