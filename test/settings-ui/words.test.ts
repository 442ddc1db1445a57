import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from '../../src/settings-ui/i18n/de.ts';
import { en } from '../../src/settings-ui/i18n/en.ts';
import { fr } from '../../src/settings-ui/i18n/fr.ts';

type Leaf = { path: string; key: string; word: unknown };

/** Every word of a language by its path, e.g. `orders.tabs.backlog`. */
function leavesOf(part: object, path = ''): Leaf[] {
  return Object.entries(part).flatMap(([key, word]): Leaf[] => {
    const here = path === '' ? key : `${path}.${key}`;
    const isPart = typeof word === 'object' && word !== null;
    return isPart ? leavesOf(word, here) : [{ path: here, key, word }];
  });
}

const source = globSync('src/settings-ui/**/*.{ts,tsx}')
  .filter((file) => !file.includes('/i18n/'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('the words of the page', () => {
  it.each([
    ['German', de],
    ['French', fr],
  ])('are all there in %s, and of the same kind', (_language, words) => {
    const kinds = (leaves: Leaf[]) =>
      leaves.map(({ path, word }) => `${path} ${typeof word}`).sort();
    expect(kinds(leavesOf(words))).toEqual(kinds(leavesOf(en)));
  });

  it('are none of them empty', () => {
    const empty = [de, en, fr]
      .flatMap((words) => leavesOf(words))
      .filter(({ word }) => word === '');
    expect(empty).toEqual([]);
  });

  it('are all used by some screen', () => {
    // A key is used where its name is read; a part read by a computed key is used as a whole.
    const parts = new Set(
      [...source.matchAll(/\.(\w+)\[/g), ...source.matchAll(/\bin (\w+)\b/g)].map(
        ([, name]) => name,
      ),
    );
    const unused = leavesOf(en).filter(({ path, key }) => {
      const isRead = new RegExp(`\\.${key}\\b|\\b${key},|\\b${key} }|\\b${key}:`).test(source);
      const isComputed = path.split('.').some((name) => parts.has(name));
      return !isRead && !isComputed;
    });
    expect(unused.map(({ path }) => path)).toEqual([]);
  });

  it('are said in German otherwise than in English, but for names', () => {
    const same = leavesOf(de).filter(({ path, word }) => {
      const english = leavesOf(en).find((leaf) => leaf.path === path)?.word;
      return typeof word === 'string' && word === english && /\s/.test(word);
    });
    expect(same.map(({ path, word }) => `${path}: ${String(word)}`)).toEqual([
      'shell.product: OTTO Market Bridge',
      'settings.shipping.sources.shipment-tracking: Shipment Tracking, Advanced Shipment Tracking',
      'settings.shipping.sources.shiptastic: Shiptastic, Germanized',
      'settings.returns.dhlIdentcode: DHL Identcode',
    ]);
  });
});
