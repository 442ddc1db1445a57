import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { de } from '../../../src/bridge/words/de.ts';
import { en } from '../../../src/bridge/words/en.ts';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));

/** Sources by path below src; the words themselves are not asked. */
const sources = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.startsWith('settings-ui/') && !path.startsWith('bridge/words/'))
  .map((path) => ({ path, text: readFileSync(`${src}${path}`, 'utf8') }));

/** What a pattern's first group finds, as [found, path]. */
function found(pattern: RegExp, inPaths: RegExp): [string, string][] {
  return sources
    .filter(({ path }) => inPaths.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(pattern)].flatMap((match): [string, string][] =>
        match[1] === undefined ? [] : [[match[1], path]],
      ),
    );
}

/** Every code-like literal in what stands behind a key, both sides of a condition included. */
function literalsBehind(key: string, inPaths: RegExp): [string, string][] {
  return found(new RegExp(`\\b${key}: ([^,;\\n}]*)`, 'g'), inPaths).flatMap(([value, path]) =>
    [...value.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map((literal): [string, string] => [
      literal[1] ?? '',
      path,
    ]),
  );
}

/**
 * zod's own word for a schema's finding, which never leaves the schema; and what the web service and
 * the command line tell in words of their own (http/problem-words.ts, cli/words).
 */
const NOT_FOR_OWNERS = new Set([
  'custom',
  'token-missing',
  'token-wrong',
  'address-not-usable',
  // Findings about parcels are events of the timeline.
  'tracking-changed-after-report',
  'parcel-without-pieces',
  // What a look at a return number comes to, apart from the reason that stands beside it.
  'wait',
]);

/** Differences after a write that are told as something else: a sum as a contradiction. */
const TOLD_OTHERWISE = new Set(['shop-order-total']);

/** What a report waits for and what a carrier's file has wrong is told under a name of its own. */
function toldAs(code: string, path: string): string {
  if (/^(mapping\/reporting|bridge\/(transmission|report-desk|return-desk))\//.test(path)) {
    return Object.hasOwn(de.sayings, code) ? code : `report-${code}`;
  }
  if (path.startsWith('mapping/receipts/')) return `receipt-${code}`;
  const isOfRow = path.startsWith('bridge/carrier-csv/') && !code.startsWith('carrier-file-');
  return isOfRow ? `csv-${code}` : code;
}

const codes: [string, string][] = [
  ...literalsBehind('(?:error_)?code', /^(mapping|bridge)\//),
  ...literalsBehind('reason', /^(mapping|bridge\/order-import)\//),
  ...found(/new \w+Error\(\s*'([a-z]+(?:-[a-z]+)+)'/g, /^bridge\//),
  ...found(/\bwhy: '(already-[^']+)'/g, /^bridge\//),
  ...found(/\bshopFault = '([^']+)'/g, /^bridge\//),
]
  .filter(([code]) => !NOT_FOR_OWNERS.has(code))
  .map(([code, path]): [string, string] => [toldAs(code, path), path])
  .map(([code, path]): [string, string] => {
    const isDifference =
      path === 'mapping/check-shop-order.ts' || (code === 'total' && path.startsWith('bridge/'));
    return [isDifference ? `shop-order-${code}` : code, path];
  })
  .filter(([code]) => !TOLD_OTHERWISE.has(code));

describe('the sources', () => {
  it('hold codes where this test looks for them', () => {
    const all = new Set(codes.map(([code]) => code));
    expect(all.size).toBeGreaterThan(70);
    for (const code of [
      'settings-broken',
      'status-not-in-shop',
      'total-differs-in-shop',
      'shop-order-gone',
      'otto-unavailable',
      'waits-for-prepayment',
      'interrupted',
      'already-running',
      'key-lacks-rights',
      'held-for-sku',
    ]) {
      expect(all).toContain(code);
    }
  });

  it.each(codes)('%s (%s) has words in both languages', (code) => {
    expect(de.sayings).toHaveProperty([code]);
    expect(en.sayings).toHaveProperty([code]);
  });

  const kinds = [
    ...found(/\bkind: '([^']+)'/g, /^bridge\/(order-import|shop-watch)\//),
    ...found(/\bevent\('([^']+)'/g, /^bridge\/shop-watch\//),
  ];

  it('hold events where this test looks for them', () => {
    expect(kinds.length).toBeGreaterThan(5);
  });

  it.each(kinds)('the event %s (%s) has words in both languages', (kind) => {
    expect(de.events).toHaveProperty([kind]);
    expect(en.events).toHaveProperty([kind]);
  });

  it.each(
    found(/\boutcome: '([^']+)'/g, /^bridge\/order-import\/(settle|recover-claims|work-through)/),
  )('the outcome %s (%s) has words in both languages', (outcome) => {
    expect(de.labels.outcome).toHaveProperty([outcome]);
    expect(en.labels.outcome).toHaveProperty([outcome]);
  });
});
