/** Where the build puts files whose names tell their content. */
export const ASSET_FOLDER = 'assets/';

/** Deeper addresses than this are nobody's; each depth is a page of its own in memory. */
const DEEPEST = 8;

/**
 * The page asks for its files and for the service beside itself. A `<base>` tells the browser where
 * that is, by the depth of the address alone: a proxy may have taken away what stands before it.
 *
 * @param path as it reached us, e.g. `/orders/main`
 */
export function withBase(path: string): { depth: number; base: (html: string) => string } {
  const depth = Math.min(path.split('/').length - 2, DEEPEST);
  const href = depth === 0 ? './' : '../'.repeat(depth);
  return {
    depth,
    base: (html) => html.replace(/<head[^>]*>/i, (head) => `${head}<base href="${href}">`),
  };
}
