import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from '../../src/settings-ui/i18n/de.ts';
import { en } from '../../src/settings-ui/i18n/en.ts';
import { fr } from '../../src/settings-ui/i18n/fr.ts';
import type { Words } from '../../src/settings-ui/i18n/words.ts';

/** The pages as the menu names them, each with its parts. */
function menuOf({ shell, settings, stock, receipts, returns }: Words): Map<string, string[]> {
  const sections = Object.values(settings.sections).map(({ title }) => title);
  return new Map([
    [shell.settings, sections],
    [shell.stock, [stock.tabStock, stock.tabSkus]],
    [shell.receipts, [receipts.tabReceipts, receipts.tabDiffering]],
    [shell.returns, Object.values(returns.tab)],
    ...[shell.today, shell.orders, shell.ship, shell.errorCentre, shell.payments].map(plain),
    ...[shell.reconcile, shell.jobs, shell.setUp].map(plain),
  ]);
}

const plain = (title: string): [string, string[]] => [title, []];

/** Pages of OTTO's, WordPress's and WooCommerce's. */
const ELSEWHERE = /(?:WooCommerce|OTTO Partner Connect)$/;
const SETTINGS_ELSEWHERE = /^(?:API|Permalinks)\b/;
const IN_THE_SHOP = ['Produkte', 'Products'];

const WAY = / > (?=\p{Lu})/gu;
const PAGE_IN_QUOTES = /(?:unter|Seite|\bat|\bunder|\bpage) [„“]([^“”$]+)[“”]/g;

/** Every pointer to a page in a text that leads nowhere. */
function lostIn(text: string, menus: Map<string, string[]>[]): string[] {
  const flat = text.replaceAll(/\s+/g, ' ');
  const lost = [...flat.matchAll(WAY)].flatMap(({ index }) => {
    const [before, after] = [flat.slice(0, index), flat.slice(index + 3)];
    const isWithin = /> [\p{L}\- ]+$/u.test(before.slice(-60));
    const leads = (parts: string[]) =>
      parts.some((part) => after.startsWith(part) && !/^[\p{L}-]/u.test(after.slice(part.length)));
    const pages = menus.flatMap((menu) =>
      [...menu].filter(([page]) => new RegExp(`(?<![\\p{L}-])${page}$`, 'u').test(before)),
    );
    const isElsewhere = isWithin || ELSEWHERE.test(before) || SETTINGS_ELSEWHERE.test(after);
    if (isElsewhere || pages.some(([, parts]) => leads(parts))) return [];
    return [flat.slice(Math.max(0, index - 25), index + 40)];
  });
  const quoted = [...flat.matchAll(PAGE_IN_QUOTES)].flatMap(([, page = '']) => {
    const isPage = menus.some((menu) => menu.has(page) || [...menu.values()].flat().includes(page));
    return isPage || IN_THE_SHOP.includes(page) ? [] : [page];
  });
  return [...lost, ...quoted];
}

const menus = { de: menuOf(de), en: menuOf(en), fr: menuOf(fr) };

const OF_LANGUAGE = (['de', 'en', 'fr'] as const).flatMap((language) =>
  globSync([
    `src/bridge/words/${language}/*.ts`,
    `src/bridge/cli/words/${language}/*.ts`,
    `src/settings-ui/i18n/${language}/**/*.ts`,
  ]).map((file) => ({ file, known: [menus[language]] })),
);
const OF_SEVERAL = globSync(['*.md', 'docs/*.md', 'src/bridge/http/problem-words.ts']).map(
  (file) => ({ file, known: [menus.de, menus.en] }),
);

describe('a sentence that points to a page', () => {
  it.each([...OF_LANGUAGE, ...OF_SEVERAL])('names it as the menu does, in $file', (source) => {
    expect(lostIn(readFileSync(source.file, 'utf8'), source.known)).toEqual([]);
  });

  it.each([
    ['Wählen Sie es unter Einstellungen > Produkte-Liste.', 1],
    ['Wählen Sie es unter Einstellungen > Bestand.', 1],
    ['Schalten Sie es unter Einstellungen > Bestand an OTTO ein.', 0],
    ['Wählen Sie es unter Einstellungen > Produkte.', 1],
    ['Optionen > Shop', 1],
    ['Legen Sie ihn unter WooCommerce > Einstellungen > Erweitert > REST-API an.', 0],
    ['Unter „Lager“ und unter „Lager“ steht es.', 1],
    ['Sehen Sie unter „Bestand“ nach.', 0],
  ])('is seen to be lost or not: %s', (text, lost) => {
    expect(lostIn(text, [menus.de])).toHaveLength(lost);
  });
});
